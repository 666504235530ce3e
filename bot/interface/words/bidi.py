"""Direction marks: what the eye needs between Arabic and Latin, and no program that reads the text does."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

FSI, PDI = "\u2068", "\u2069"
LRM, RLM = "\u200e", "\u200f"
_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066\u2067]")
"""All of them but the isolates that keep a foreign text together."""
_UNSEEN = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u2800\u3164\uffa0"
    "\ufff0-\ufffb\U000e0000-\U000e0fff]|(?<!\\S)[\u200c\u200d]+|[\u200c\u200d]+(?!\\S)|(?<=[\u200c\u200d])[\u200c\u200d]+"
)
"""What takes no room or only fills it, and joiners that join nothing."""
_PILED = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u064b-\u065f\u0670\u06d6-\u06ed\u20d0-\u20ff]{4})[\u0300-\u036f\u0483-\u0489\u064b-\u065f\u0670\u06d6-\u06ed\u20d0-\u20ff]+"
)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufeff\ud800-\udfff]+")
_COMMAND = re.compile(rf"(?<![\w/<>{FSI}])/[a-z][a-z0-9_]*(?:@\w+)?")
_RTL_LANGUAGES = frozenset({"ar", "fa", "he", "ur"})


def is_rtl(lang: str) -> bool:
    """Whether a language is written from right to left."""
    return lang in _RTL_LANGUAGES


def without_marks(text: str) -> str:
    """The text without any direction mark."""
    return _CONTROLS.sub("", text)


def tidied(text: str) -> str:
    """A text of strangers on one line, without what cannot be seen in it, and no direction marks of its own."""
    return _on_one_line(without_marks(text))


def lined(text: str) -> str:
    """A text of ours on one line; what it isolates stays isolated."""
    return _on_one_line(_TURNING.sub("", text))


def _on_one_line(text: str) -> str:
    seen = _UNSEEN.sub("", _UNPRINTABLE.sub(" ", text))
    return " ".join(_PILED.sub(r"\1", seen).split())


def balanced(lines: Iterable[str]) -> Iterator[str]:
    """Lines of one text, of which each isolates again what was isolated when the one above it ended."""
    depth = 0
    for line in lines:
        begun = FSI * depth + line
        depth = max(0, begun.count(FSI) - begun.count(PDI))
        yield begun + PDI * depth


def isolated(text: str) -> str:
    """A foreign text that cannot turn its surroundings round."""
    return f"{FSI}{tidied(text)}{PDI}"


def with_commands(text: str, lang: str) -> str:
    """The text with its commands isolated where they would lose their slash to the other side («help/»)."""
    return _COMMAND.sub(rf"{FSI}\g<0>{PDI}", text) if is_rtl(lang) else text


def directed(line: str, lang: str) -> str:
    """A paragraph that runs in its language's direction, whatever it begins with."""
    if not line:
        return line
    if is_rtl(lang):
        return line if _direction(line[0]) == "R" else RLM + line
    strong = next((side for side in map(_direction, line) if side), "L")
    return line if strong == "L" else LRM + line


def _direction(char: str) -> str:
    """`L` or `R` for a strong character, else nothing."""
    match unicodedata.bidirectional(char):
        case "R" | "AL":
            return "R"
        case "L":
            return "L"
        case _:
            return ""
