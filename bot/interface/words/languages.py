"""The language to speak before the engine has understood anything."""

from __future__ import annotations

from bot.interface.words.wording import FALLBACK
from knowledge.answering.small_talk import without_links
from knowledge.text.folding import script
from knowledge.text.letters import Script

_OF_ANY_LANGUAGE = frozenset({"ok", "okay", "lol", "wow", "hmm", "haha", "hahaha", "bravo"})


def tells_language(text: str) -> bool:
    """Whether the words of a text say which language its writer reads: not signs, links, codes and «ok»."""
    match script(words := without_links(text)):
        case Script.OTHER:
            return False
        case Script.LATIN:
            return any(map(_is_word, words.split()))
        case _:
            return True


def _is_word(word: str) -> bool:
    """Whether it is more than an abbreviation or a number of something (SCO, S/RES/2231)."""
    bare = word.strip(".,;:!?\"'()").casefold()
    return any(map(str.islower, word)) and bare not in _OF_ANY_LANGUAGE


def language_of(text: str, *, preferred: str | None = None) -> str:
    """Arabic for Arabic letters, and where no words tell for a reader whose program is in Arabic."""
    if script(text) is Script.ARABIC:
        return "ar"
    if preferred and preferred.casefold().partition("-")[0] == "ar" and not tells_language(text):
        return "ar"
    return FALLBACK
