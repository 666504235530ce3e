"""The language to speak before the engine has understood anything."""

from __future__ import annotations

from bot.interface.words.wording import FALLBACK
from knowledge.text.folding import script
from knowledge.text.letters import Script


def language_of(text: str, *, preferred: str | None = None) -> str:
    """Arabic for Arabic letters, and where there are no letters for a reader whose program is in Arabic."""
    match script(text):
        case Script.ARABIC:
            return "ar"
        case Script.OTHER if preferred and preferred.casefold().partition("-")[0] == "ar":
            return "ar"
        case _:
            return FALLBACK
