"""Pictures as they are asked for in words: "draw the timeline of …", «ارسم خريطة الممرات»; pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import takewhile

from bot.drawing.scenes import PictureKind
from bot.interface.phrases import after, bare
from bot.readers.asked import read_asked
from knowledge.answering.naming import bare_entity
from knowledge.files.strict_yaml import Record
from knowledge.model import Entity
from knowledge.text.listed import Listed
from knowledge.understanding.question import Question

_MOST_SUBJECTS = 4


class _KindsRecord(Record):
    timeline: Listed
    network: Listed
    schematic: Listed

    @cached_property
    def phrases(self) -> Mapping[PictureKind, tuple[str, ...]]:
        """By kind."""
        return {
            PictureKind.TIMELINE: self.timeline.entries,
            PictureKind.NETWORK: self.network.entries,
            PictureKind.SCHEMATIC: self.schematic.entries,
        }


class _PicturesRecord(Record):
    """The whole of `pictures.yaml`, which says what each list is for."""

    draws: Listed
    wants: Listed
    articles: Listed
    kinds: _KindsRecord
    drawn_kinds: _KindsRecord
    ends: Listed
    pictures: Listed


@cache
def _listed() -> _PicturesRecord:
    return read_asked("pictures", _PicturesRecord)


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
    listed = _listed()
    kinds = [*listed.kinds.phrases.items(), *(listed.drawn_kinds.phrases.items() if outright else ())]
    found = [(kind, rest) for kind, phrases in kinds if (rest := after(plain, phrases)) is not None]
    if not found:
        return None
    kind, rest = min(found, key=lambda pair: len(pair[1]))
    question = bare(plain, listed.pictures.entries)
    return PictureWish(kind, bare(rest, listed.ends.entries), outright or question != bare(plain, ()), question)


def _without_wishes(text: str) -> tuple[str, bool]:
    """A text without what wishes for something at its beginning, and whether it wishes for a picture."""
    outright, listed = False, _listed()
    others = (*listed.wants.entries, *listed.articles.entries)
    while True:
        drawn, other = after(text, listed.draws.entries), after(text, others)
        if _names_a_kind(text) or (drawn is None and other is None):
            return text, outright
        outright = outright or drawn is not None
        text = (drawn if drawn is not None else other) or ""


def _names_a_kind(text: str) -> bool:
    """Whether it begins with one already: «مخطط الممرات» begins with a wish too."""
    return any(after(text, phrases) is not None for phrases in _listed().kinds.phrases.values())


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
