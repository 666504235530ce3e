"""What to do about a file that is no YAML, in words that need no knowledge of its parser."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

_HINTS: Mapping[str, str] = {
    "mapping values are not allowed": "a text that holds a colon and a space («: ») stands in quotes, "
    "keys of one level begin below one another, and the key of the line before has a space behind its colon",
    "did not find expected ',' or": "a bracket is not closed, or a text between brackets holds a colon, a comma "
    "or a bracket and stands in no quotes",
    "cannot start any token": "indent with spaces, never with tabs; a text that begins with @, ` or % stands in quotes",
    "a tab character": "indent with spaces, never with tabs",
    "unexpected end of stream": "a text in quotes is not closed",
    "did not find expected key": "keys of one level begin below one another; nothing stands behind a text in quotes",
    "expected '-' indicator": "the lines of one list begin below one another",
    "could not find expected ':'": "a key has a colon and a space behind it",
}
"""What to do, by the words with which the parser complains."""

_KEY = r"[ \t]*(?:- +)?[\w-]+"
_GLUED = re.compile(rf"({_KEY}):([^\s:/].*)")
"""A key whose value follows without a space."""
_LOOSE = re.compile(rf"({_KEY}): +([^\s\"'\[{{|>#&*!].*(?::\s| #).*)")
"""A text in no quotes that holds a colon and a space."""
_HASTY = re.compile(rf"({_KEY}): +([\"'].*[\"'][^\"'\s#,].*)")
"""A text in quotes behind which something stands."""
_LONGEST_LINE = 2_000
_LONGEST = 90
_SHOWN = 40


def hint(reason: str, text: str = "", line: int = 0, began: int = 0) -> str:
    """What follows the parser's reason in a message; nothing where that says enough.

    `text` is the file, `line` where the parser gave up and `began` where that began which it was reading, from 1.
    """
    lines = text.splitlines()
    for look in (_tab, _glued, _loose, _hasty, _open):
        if found := look(lines, line, began):
            return f"; {found}"
    return next((f"; {advice}" for words, advice in _HINTS.items() if words in reason), "")


def _tab(lines: Sequence[str], line: int, _: int) -> str:
    """The tab with which a line is indented."""
    numbers = (n for n in range(max(1, line - 1), line + 1) if n <= len(lines))
    found = next((n for n in numbers if "\t" in lines[n - 1][: _indent(lines[n - 1])]), 0)
    if not found:
        return ""
    same = next((one for one in lines[found:] if one.strip() and "\t" not in one), "")
    behind = f", {_indent(same)} of them if it begins where «{same.strip()[:_SHOWN]}» does" if same else ""
    return f"indent with spaces, never with tabs: on line {found} write spaces instead of the tab{behind}"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _glued(lines: Sequence[str], line: int, _: int) -> str:
    return _rewritten(
        lines, (line, line - 1), _GLUED, lambda key, rest: f"{key}: {rest}", "with a space behind its colon"
    )


def _loose(lines: Sequence[str], line: int, _: int) -> str:
    return _rewritten(lines, (line,), _LOOSE, lambda key, rest: f"{key}: {_quoted(rest)}", "with its text in quotes")


def _hasty(lines: Sequence[str], line: int, _: int) -> str:
    return _rewritten(
        lines, (line, line - 1), _HASTY, lambda key, rest: f"{key}: {_quoted(rest)}", "with all of its text in quotes"
    )


def _rewritten(
    lines: Sequence[str],
    numbers: Sequence[int],
    pattern: re.Pattern[str],
    right: Callable[[str, str], str],
    how: str,
) -> str:
    """The first of some lines that a pattern fits, as it should be written."""
    for number in numbers:
        written = lines[number - 1].rstrip() if 0 < number <= len(lines) else ""
        found = pattern.fullmatch(written) if len(written) <= _LONGEST_LINE else None
        if found:
            return f"write line {number} {how}: `{_short(right(found[1].strip(), found[2].strip()))}`"
    return ""


def _quoted(text: str) -> str:
    """A text in the quotes that do not stand in it."""
    return f'"{text}"' if '"' not in text else "'" + text.replace("'", "''") + "'"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_SHOWN]} … {text[-_SHOWN:]}"


def _open(lines: Sequence[str], line: int, began: int) -> str:
    """The line on which a text in quotes begins that nothing ends."""
    if not 0 < began <= len(lines) or began >= line:
        return ""
    first = lines[began - 1].strip()
    is_open = re.search(r"""(?:^|[:\-] +)(["'])[^"']*$""", first)
    return f"the text in quotes on line {began} is not closed; end it with {is_open[1]}" if is_open else ""
