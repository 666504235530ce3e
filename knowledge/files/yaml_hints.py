"""What to do about a file that is no YAML, in words that need no knowledge of its parser."""

from __future__ import annotations

from collections.abc import Mapping

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


def hint(reason: str) -> str:
    """What follows the parser's reason in a message; nothing where that says enough."""
    return next((f"; {advice}" for words, advice in _HINTS.items() if words in reason), "")
