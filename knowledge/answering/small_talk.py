"""What is no question: links, signs without words, and small talk."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from knowledge.dialogue import Help, NoAnswer, Reason, Topic
from knowledge.vocabulary.talk import Talk

_LINK = re.compile(
    r"(?:https?://|www\.)\S+"
    r"|(?<![\w.@-])(?:[\w-]+\.)+(?:com|org|net|int|gov|edu|info|me)\b(?![.@\w])(?:/\S*)?"
    r"|(?<![\w.@-])(?:[\w-]+\.)+[a-z]{2,6}/\S+",
    re.IGNORECASE,
)
_APPROVING = frozenset(
    "👍👌👏🙏💯✅✔❤♥💙💚💛🧡💜🖤🤍🤎💖💗💕💞😍🥰😘😊🙂😀😃😄😁😆😂🤣😅☺😇🤗🤩😎🔥🌹💐🌸🎉🎊🏆💪🤝✨🌟⭐👋🤲🫶🫡"
)
_MOST_NODS = 6
_BETWEEN = ("Mn", "Me", "Cf", "Sk", "Zs")
"""What joins or colours emoji, or stands between them."""


def without_links(text: str) -> str:
    """The text with nothing in the place of its links."""
    return _LINK.sub(" ", text).strip() if _LINK.search(text) else text


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """Sees what needs no statement to be answered."""

    talk: Talk

    def topic(self, text: str, plain: str) -> Topic | Reason | None:
        """What a text is about that asks nothing of the facts; `plain` is the text without its links."""
        if plain != text and self.talk.is_filler(plain):
            return Reason.LINK
        return self.talk.topic(plain) or _wordless(plain)

    def instead(self, text: str, plain: str, *, named: bool) -> Reason | None:
        """What a text that could not be answered may have been about; `named`: it names something known."""
        if plain != text and not named:
            return Reason.LINK
        return Reason.WORDLESS if _is_wordless(plain) else None


def _wordless(text: str) -> Reason | None:
    """What signs without words say; a figure may follow up what was said before."""
    if not _is_wordless(text):
        return None
    signs = [char for char in text if unicodedata.category(char) not in _BETWEEN]
    if not signs:
        return None
    if len(signs) <= _MOST_NODS and all(char in _APPROVING for char in signs):
        return Reason.APPROVING
    return None if any(map(str.isdecimal, signs)) else Reason.WORDLESS


def _is_wordless(text: str) -> bool:
    return bool(text.strip()) and not any(map(str.isalpha, text))


def reply(about: Topic | Reason, lang: str, examples: tuple[str, ...]) -> Help | NoAnswer:
    """What is said to a text that asks nothing of the facts, with what can be asked."""
    if isinstance(about, Reason):
        return NoAnswer(lang, about, suggestions=() if about is Reason.APPROVING else examples)
    return Help(lang, about, examples)
