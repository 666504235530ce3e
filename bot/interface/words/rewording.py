"""A sentence before and after, with the words that differ set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from bot.interface.words.markup import Emphasis, emphasised
from knowledge.hand_set import REWORDED

_WORD = re.compile(r"\S+\s*")


def differing(before: str, after: str) -> tuple[str, str]:
    """Both sentences: in the first the words that went are struck, in the second those that came are bold."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    matcher = SequenceMatcher(None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False)
    if matcher.ratio() < REWORDED:
        return before, after
    steps = matcher.get_opcodes()
    was = ((tag, old[start:end]) for tag, start, end, _, _ in steps)
    now = ((tag, new[start:end]) for tag, _, _, start, end in steps)
    return "".join(_marked(was, Emphasis.STRUCK)), "".join(_marked(now, Emphasis.BOLD))


def _marked(steps: Iterator[tuple[str, Sequence[str]]], how: Emphasis) -> Iterator[str]:
    for tag, words in steps:
        text = "".join(words)
        if tag == "equal" or not text:
            yield text
        else:
            bare = text.rstrip()
            yield emphasised(bare, how) + text[len(bare) :]
