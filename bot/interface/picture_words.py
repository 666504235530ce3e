"""Pictures as they are asked for in words: "draw the timeline of …", «ارسم خريطة الممرات»; pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from bot.drawing.scenes import PictureKind
from bot.interface.phrases import after, bare
from knowledge.answering.naming import bare_entity
from knowledge.model import Entity
from knowledge.understanding.question import Question

_DRAWS = (
    *("draw", "draw me", "sketch", "plot", "picture", "picture of", "image of", "graphic of", "diagram of"),
    *("ارسم", "ارسم لي", "ارسملي", "ارسمي", "ارسموا", "ترسم", "ترسم لي", "رسم", "صورة", "صور", "مخطط"),
)
"""What says outright that something is to be drawn."""
_WANTS = (
    *("show", "show me", "make", "make me", "give me", "send me", "i want", "can you", "could you", "please"),
    *("أرني", "ورني", "ورجيني", "اعرض", "اعرض لي", "أعطني", "اعطيني", "اعمل", "اعمل لي", "هات", "بدي", "أريد"),
    *("هل يمكنك", "ممكن", "من فضلك", "لو سمحت"),
)
_ARTICLES = ("a", "an", "the", "of", "لي")
_KINDS: Mapping[PictureKind, tuple[str, ...]] = {
    PictureKind.TIMELINE: (
        *("timeline", "time line", "timeline of"),
        *("الخط الزمني", "خط زمني", "خطا زمنيا", "الجدول الزمني", "جدول زمني", "التسلسل الزمني", "تسلسل زمني"),
    ),
    PictureKind.NETWORK: (
        *("network", "network of", "network of participants", "الشبكة", "شبكة", "شبكة المشاركين", "شبكة العلاقات"),
    ),
    PictureKind.SCHEMATIC: (
        *("map", "map of", "map of corridors", "map of the corridors", "corridors map", "map of places"),
        *("الخريطة", "خريطة", "خارطة", "خريطة الأماكن", "خريطة الممرات", "مخطط الممرات"),
    ),
}
_DRAWN_KINDS: Mapping[PictureKind, tuple[str, ...]] = {
    PictureKind.TIMELINE: ("events", "الأحداث", "أحداث"),
    PictureKind.NETWORK: (
        "who takes part in",
        "who takes part",
        "participants",
        "من يشارك في",
        "من يشارك",
        "المشاركين",
    ),
    PictureKind.SCHEMATIC: ("places", "corridors", "the corridors", "الأماكن", "الممرات", "ممرات"),
}
"""What means a picture only where something is to be drawn."""
_ENDS = (
    *("of", "the", "for", "about", "please", "in", "with", "events", "event", "all", "picture", "image", "what"),
    *("من", "في", "عن", "كل", "الأحداث", "أحداث", "للأحداث", "جميع", "لو", "سمحت", "فضلك", "ماذا"),
)
_PICTURES = ("picture", "image", "صورة")
_MOST_SUBJECTS = 4


@dataclass(frozen=True, slots=True)
class PictureWish:
    """A picture that a text asks for."""

    kind: PictureKind
    about: str
    """What is to be seen in it; empty: everything."""
    outright: bool
    """Whether it says that it is to be drawn."""
    plain: str
    """What it asks for without that: a question too."""


def picture_said(text: str) -> PictureWish | None:
    """The picture that a text asks for; None where it asks for something else."""
    plain, outright = _without_wishes(text)
    kinds = [*_KINDS.items(), *(_DRAWN_KINDS.items() if outright else ())]
    found = [(kind, rest) for kind, phrases in kinds if (rest := after(plain, phrases)) is not None]
    if not found:
        return None
    kind, rest = min(found, key=lambda pair: len(pair[1]))
    question = bare(plain, _PICTURES)
    return PictureWish(kind, bare(rest, _ENDS), outright or question != bare(plain, ()), question)


def _without_wishes(text: str) -> tuple[str, bool]:
    """A text without what wishes for something at its beginning, and whether it wishes for a picture."""
    outright = False
    while True:
        drawn, other = after(text, _DRAWS), after(text, (*_WANTS, *_ARTICLES))
        if _names_a_kind(text) or (drawn is None and other is None):
            return text, outright
        outright = outright or drawn is not None
        text = (drawn if drawn is not None else other) or ""


def _names_a_kind(text: str) -> bool:
    """Whether it begins with one already: «مخطط الممرات» begins with a wish too."""
    return any(after(text, phrases) is not None for phrases in _KINDS.values())


def subjects_said(
    wish: PictureWish, read: Callable[[str], Question], entities: Mapping[str, Entity]
) -> Sequence[str] | None:
    """The entities that a picture is to be about; none for everything, None where its words name nothing known."""
    if not wish.about:
        return ()
    return _named(read(wish.about), entities) or None


def _named(read: Question, entities: Mapping[str, Entity]) -> Sequence[str]:
    """What words name; nothing where they say anything else."""
    if only := bare_entity(read, entities):
        return (only,)
    named = [item for item in read.items if not item.light]
    known = list(takewhile(lambda item: bool(item.entities), named))
    if read.unmatched or read.quantities.dates or len(known) < len(named):
        return ()
    return tuple(dict.fromkeys(item.entities[0] for item in known))[:_MOST_SUBJECTS]
