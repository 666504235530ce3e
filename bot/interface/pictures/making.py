"""What all pictures share: which facts they are about, names, how certain something is, the frame, and the caption."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Generic, TypeAlias, TypeVar

from bot.drawing.scenes import PictureFrame, Scene, Standing
from bot.interface.pictures.paging import PicturePart, pages_of
from bot.interface.words.attribution import clipped, source_name, sources_line
from bot.interface.words.bidi import is_rtl, isolated, lined
from bot.interface.words.markup import BULLET, Block, Emphasis, emphasised
from bot.interface.words.wording import Worded, Wording
from bot.memory.recent import Recent
from knowledge.compiled.base import KnowledgeBase
from knowledge.model import Modality, Polarity, Statement
from knowledge.working_out.facts import Facts

T = TypeVar("T")
KeptPages: TypeAlias = Recent[Hashable, list[list[PicturePart[Any]]]]
"""The pages of pictures as they were made, for who leafs through them: of 5,000 events they take half a second."""
_MAX_NAME, _MOST_NAMES = 200, 10_000
"""Letters of a name, and names that are kept as they are shown: tidying them took half the time of a page."""
_MAX_SUBJECT, _MOST_SUBJECTS = 70, 2
_MOST_SOURCES, _FOOTER_WORDS = 4, 60
"""Named in a footer, and room for what stands around them."""
_NOT_YET = frozenset({Modality.ANNOUNCED, Modality.EXPECTED, Modality.INTENDED})


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn, what is said below it, and how many pictures there are of its kind."""

    scene: Scene
    caption: tuple[Block, ...]
    pages: int = 1
    told: tuple[Statement, ...] = ()
    """On what it rests."""


@dataclass(frozen=True, slots=True)
class ChosenParts(Generic[T]):
    """The parts of one page, and the frame around them."""

    parts: Sequence[PicturePart[T]]
    frame: PictureFrame
    pages: int

    @property
    def drawn(self) -> list[T]:
        """What of each is drawn."""
        return [one.drawn for one in self.parts]


@dataclass(frozen=True, slots=True)
class Drawing(Generic[T]):
    """A kind of picture with pages: the message that is its title, what there is to show, and the scene of a page."""

    title: str
    parts: Callable[[PictureMaker], Iterator[PicturePart[T]]]
    scene: Callable[[PictureMaker, ChosenParts[T]], Scene]

    def picture(self, maker: PictureMaker, page: int) -> Picture | None:
        """A page with the same in words; None where there is nothing to show."""
        chosen = maker.page(self.title, self.parts(maker), page)
        if chosen is None:
            return None
        told = distinct(said for one in chosen.parts for said in one.told)
        caption = maker.caption(chosen.frame, (one.line for one in chosen.parts))
        return Picture(self.scene(maker, chosen), caption, chosen.pages, told)


@dataclass(frozen=True, slots=True)
class PictureMaker:
    """Chooses and words what everybody may see; `only` are the entities that a picture is to be about."""

    facts: Facts
    wording: Wording
    today: date
    dark: bool
    only: tuple[str, ...] = ()
    kept: KeptPages | None = None

    @property
    def knowledge(self) -> KnowledgeBase:
        """What everybody may see."""
        return self.facts.knowledge

    def events(self) -> Iterator[str]:
        """All that happens, in order as far as it is known; of some entities what they are named with."""
        time = self.facts.time
        ordered = [*time.events, *time.undated]
        if not self.only:
            yield from ordered
        elif all(map(self.facts.is_event, self.only)):
            yield from (one for one in ordered if one in self.only)
        else:
            yield from (one for one in ordered if one in self.only or any(map(self.concerns, self.said_of(one))))

    def said_of(self, subject: str) -> Iterator[Statement]:
        """What is said to be so of a subject; not what is said not to be."""
        about = self.knowledge.statements_about(subject)
        return (one for one in about if one.subject == subject and one.polarity is Polarity.AFFIRMED)

    def concerns(self, statement: Statement) -> bool:
        """Whether a statement names any of what the picture is about."""
        return not self.facts.named[statement.id].isdisjoint(self.only)

    def name(self, entity: str) -> Worded:
        """What an entity is called, isolated."""
        return _shown(self.knowledge.entities[entity].name(self.wording.lang))

    def label(self, name: str, *said: Statement) -> Worded:
        """A name, and that it is only announced, or who says so, where every statement of it is like that."""
        match standing(said):
            case Standing.ANNOUNCED:
                return self.wording.text("picture.ahead", name=name)
            case Standing.CLAIMED:
                return self.wording.text("picture.claimed-by", name=name, who=self._speaker(said))
            case _:
                return Worded(name)

    def _speaker(self, said: Iterable[Statement]) -> Worded:
        speaker = next((one.said_by for one in said if one.said_by in self.knowledge.entities), None)
        return self.name(speaker) if speaker else self.wording.text("picture.others")

    def key(self, found: Iterable[Standing]) -> tuple[tuple[Standing, str], ...]:
        """What the marks mean; that of claims only where there are any."""
        shown = (Standing.STATED, Standing.ANNOUNCED, *({Standing.CLAIMED} & set(found)))
        return tuple((one, self.wording.text(f"picture.{one.value}")) for one in shown)

    def page(self, title: str, parts: Iterable[PicturePart[T]], number: int) -> ChosenParts[T] | None:
        """The parts of a page, the last one at most; None where there are none."""
        head = self._title(title)
        pages = self._pages(title, head, parts)
        if not pages:
            return None
        number = max(0, min(number, len(pages) - 1))
        shown, here = pages[number], self.wording.text("picture.page", page=number + 1, pages=len(pages))
        told = (said for one in shown for said in one.told)
        footer = self._footer(told, *([here] if len(pages) > 1 else []))
        return ChosenParts(shown, PictureFrame(head, footer, is_rtl(self.wording.lang), self.dark), len(pages))

    def _pages(self, title: str, head: str, parts: Iterable[PicturePart[T]]) -> list[list[PicturePart[T]]]:
        """All of them, as they were made for whoever leafed here before."""
        key = (self.knowledge.version, self.today.isoformat(), self.wording.lang, title, self.only)
        if self.kept and (before := self.kept.get(key)) is not None:
            return before
        found = list(parts)
        pages = pages_of(found, (head, self._longest_footer(found)))
        if self.kept:
            self.kept.keep(key, pages)
        return pages

    def framed(self, title: str) -> PictureFrame:
        """The frame of a picture that rests on no single statement."""
        return PictureFrame(lined(title), self._footer(()), is_rtl(self.wording.lang), self.dark)

    def _title(self, key: str) -> str:
        if not self.only:
            return self.wording.text(key)
        names = self._subjects(self.only)
        return lined(self.wording.text(f"{key}.of", names=self.wording.listed(names)))

    def _subjects(self, only: Collection[str]) -> list[Worded]:
        found = [self.knowledge.entities[one].name(self.wording.lang) for one in only]
        named = [Worded(isolated(clipped(one, _MAX_SUBJECT))) for one in found[:_MOST_SUBJECTS]]
        more = len(found) - _MOST_SUBJECTS
        return [*named, self.wording.count("count.more", more)] if more > 0 else named

    def _longest_footer(self, parts: Iterable[PicturePart[T]]) -> str:
        """As much as may stand in the footer of any of the pages."""
        cited = {citation.source for one in parts for said in one.told for citation in said.citations}
        names = sorted((source_name(self.knowledge.sources[id_], self.wording) for id_ in cited), key=len)
        return " · ".join((*names[-_MOST_SOURCES:], self._footer(()), "." * _FOOTER_WORDS))

    def _footer(self, told: Iterable[Statement], *more: str) -> str:
        sources = sources_line(told, self.knowledge.sources, self.wording)
        made = self.wording.text("picture.made", date=self.wording.date(self.today))
        return " · ".join(map(lined, (*more, *sources, made)))

    def caption(self, frame: PictureFrame, lines: Iterable[str]) -> tuple[Block, ...]:
        """Title, what the picture shows line by line, and its footer."""
        lang = self.wording.lang
        told = tuple(f"{BULLET}{line}" for line in lines)
        head = emphasised(frame.title, Emphasis.BOLD)
        return Block(lang, (head,)), Block(lang, told), Block(lang, (frame.footer,))


@lru_cache(_MOST_NAMES)
def _shown(name: str) -> Worded:
    return Worded(isolated(clipped(name, _MAX_NAME)))


def standing(said: Iterable[Statement]) -> Standing:
    """How certain it is what some statements tell together: what one of them says outright is stated."""
    found = list(said)
    if not found or any(one.modality not in (*_NOT_YET, Modality.CLAIMED) for one in found):
        return Standing.STATED
    return Standing.CLAIMED if any(one.modality is Modality.CLAIMED for one in found) else Standing.ANNOUNCED


def distinct(said: Iterable[Statement]) -> tuple[Statement, ...]:
    """Each statement once."""
    return tuple({one.id: one for one in said}.values())
