"""What is drawn of the facts: a scene for the process that draws, and a caption that says the same in words. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from bot.drawing.scenes import CoverageChart, Network, PictureFrame, Scene, Schematic, Timeline
from bot.interface.words.attribution import clipped, source_name, sources_line
from bot.interface.words.bidi import is_rtl, tidied
from bot.interface.words.markup import BULLET, Block, Emphasis, emphasised
from bot.interface.words.splitting import units
from bot.interface.words.wording import Wording
from knowledge.compiled.base import KnowledgeBase
from knowledge.dates import PartialDate
from knowledge.model import EntityType, Kind, Modality, Source, Statement
from knowledge.text.sentences import sentences
from knowledge.working_out.facts import EVENT, Facts
from knowledge.working_out.ordering import ATTENDED

PER_PAGE = 12
_MOST_NODES = 12
_MOST_CORRIDORS, _MOST_STOPS, _MOST_PLACES, _MOST_AT = 3, 8, 5, 2
_MOST_CAPTION = 900
"""Telegram takes 1,024 below a picture."""
_MAX_NAME = 90
_ROUTES = frozenset({EntityType.CORRIDOR, EntityType.AGREEMENT})
_GEOGRAPHY = frozenset({EntityType.PLACE, EntityType.STATE, EntityType.GROUP_OF_STATES})


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn, what is said below it, and how many pictures there are of its kind."""

    scene: Scene
    caption: tuple[Block, ...]
    pages: int = 1


@dataclass(frozen=True, slots=True)
class Pictured:
    """Makes them of the facts that everybody may see; `only` are the entities that a picture is to be about."""

    facts: Facts
    wording: Wording
    today: date
    dark: bool = False

    @property
    def _knowledge(self) -> KnowledgeBase:
        return self.facts.knowledge

    def timeline(self, only: Collection[str] = (), page: int = 0) -> Picture | None:
        """Events in order, a page of them; None where there are none."""
        events = [one for one in self._events(only) if one in self.facts.time.events]
        if not events:
            return None
        pages = -(-len(events) // PER_PAGE)
        page = max(0, min(page, pages - 1))
        shown = events[page * PER_PAGE : (page + 1) * PER_PAGE]
        told = [self.facts.time.when(one) for one in shown]
        rows = tuple(self._happening(one, said) for one, said in zip(shown, told, strict=True))
        text = self.wording.text
        frame = self._frame(self._about("picture.timeline", only), filter(None, told))
        scene = Timeline(frame, rows, text("picture.stated"), text("picture.announced"))
        lines = (
            text("picture.event-announced" if is_only else "picture.event", date=day, name=name)
            for day, name, is_only in rows
        )
        return Picture(scene, self._caption(frame, lines), pages)

    def _events(self, only: Collection[str]) -> Sequence[str]:
        """All that happens, in order as far as it is known; of some entities what they are named with."""
        members = self.facts.members([EVENT])
        ordered = [*self.facts.time.events, *(one for one in members if one not in self.facts.time.events)]
        if not only:
            return ordered
        if set(only).issubset(members):
            return [one for one in ordered if one in only]
        return [one for one in ordered if one in only or any(self._names(said, only) for said in self._said_of(one))]

    def _said_of(self, event: str) -> Iterator[Statement]:
        return (one for one in self._knowledge.statements_about(event) if one.subject == event)

    def _names(self, statement: Statement, only: Collection[str]) -> bool:
        return not self.facts.named[statement.id].isdisjoint(only)

    def _happening(self, event: str, said: Statement | None) -> tuple[str, str, bool]:
        """When as a statement tells it (what only an entity knows of its date may not be for everybody), and what."""
        day = _date(said) if said and said.subject == event else None
        words = self.wording.date(day) if day else self.wording.text("picture.no-date")
        return words, self._name(event), said is None or said.modality in _NOT_YET

    def network(self, only: Collection[str] = ()) -> Picture | None:
        """Who takes part in what, as statements say; those with most links where there are too many."""
        attended = self.facts.properties_of(ATTENDED)
        said = [one for event in self._events(only) for one in self._said_of(event) if one.property in attended]
        pairs = {(who, one.subject): one for one in said for who in self._actors(one)}
        links = _strongest(pairs, _MOST_NODES)
        if not links:
            return None
        right = list(dict.fromkeys(event for _, event in links))
        left = sorted(dict.fromkeys(who for who, _ in links), key=lambda who: _middle(who, links, right))
        frame = self._frame(
            self._about("picture.network", only), (pairs[one] for one in links), left_out=len(pairs) - len(links)
        )
        text, ahead = self.wording.text, {event for event in right if _is_ahead(event, links, pairs)}
        scene = Network(
            frame, tuple(map(self._name, left)), tuple(map(self._name, right)),
            tuple((left.index(who), right.index(event)) for who, event in links),
            tuple(number for number, event in enumerate(right) if event in ahead),
            text("picture.who"), text("picture.what"), text("picture.stated"), text("picture.announced"),
        )  # fmt: skip
        lines = (
            self._line(event, [who for who, other in links if other == event], is_ahead=event in ahead)
            for event in right
        )
        return Picture(scene, self._caption(frame, lines))

    def _actors(self, statement: Statement) -> Iterator[str]:
        named = (one for one in statement.named() if one in self._knowledge.entities and one != statement.subject)
        return (one for one in named if self._knowledge.entities[one].kind is Kind.ACTOR)

    def schematic(self, only: Collection[str] = ()) -> Picture | None:
        """Corridors with what they connect, and places with what happens there."""
        corridors = [found for one in self._routes(only) if (found := self._connected(one))]
        places = self._places(only)
        if not corridors and not places:
            return None
        shown, at = corridors[:_MOST_CORRIDORS], dict(list(places.items())[:_MOST_PLACES])
        told = chain((said for said, _ in shown), *(held.values() for held in at.values()))
        frame = self._frame(
            self._about("picture.places", only), told, left_out=len(corridors) + len(places) - len(shown) - len(at)
        )
        scene = Schematic(
            frame,
            tuple((self._name(said.subject), tuple(map(self._name, stops[:_MOST_STOPS]))) for said, stops in shown),
            tuple((self._name(place), self._happenings(held)[:_MOST_AT]) for place, held in at.items()),
        )
        lines = chain(
            (self._line(said.subject, stops) for said, stops in shown),
            (self._listed(place, self._happenings(held)) for place, held in at.items()),
        )
        return Picture(scene, self._caption(frame, lines))

    def _routes(self, only: Collection[str]) -> Iterator[str]:
        entities = self._knowledge.entities.values()
        wanted = (one.id for one in entities if one.type in _ROUTES)
        return (
            one for one in wanted if not only or one in only or any(self._names(s, only) for s in self._said_of(one))
        )

    def _connected(self, route: str) -> tuple[Statement, tuple[str, ...]] | None:
        """The first statement about a route that names three places or states, in the order of its words."""
        for said in self._said_of(route):
            found = [one for one in self.facts.named[said.id] if self._knowledge.entities[one].type in _GEOGRAPHY]
            if len(found) > 2:
                return said, tuple(sorted(found, key=lambda one: self._place_in(said, one)))
        return None

    def _place_in(self, said: Statement, entity: str) -> tuple[int, str]:
        text = said.worded(self.wording.lang, ahead=False)
        at = text.find(self._name(entity))
        return (at if at >= 0 else len(text)), entity

    def _places(self, only: Collection[str]) -> Mapping[str, Mapping[str, Statement]]:
        """By place the events that statements set there, each with its statement."""
        found: dict[str, dict[str, Statement]] = {}
        for event in self._events(only):
            for said in self._said_of(event):
                value = self._knowledge.entities.get(said.value or "")
                if value and value.type == EntityType.PLACE:
                    found.setdefault(value.id, {}).setdefault(event, said)
        return found

    def coverage(self, source: Source) -> Picture:
        """How much of each sentence of a document stands in quotes."""
        cited = [c for one in self._knowledge.current.values() for c in one.citations if c.source == source.id]
        quoted = {at for one in cited for at in range(one.start, one.start + len(one.quote))}
        parts = tuple(_covered(source.text, span, quoted) for span in sentences(source.text))
        title = self.wording.text("picture.coverage", name=source_name(source, self.wording))
        frame = PictureFrame(tidied(title), self._footer(()), is_rtl(self.wording.lang), self.dark)
        scene = CoverageChart(frame, parts, self.wording.text("picture.uncited"), self.wording.text("picture.cited"))
        full, some = sum(part >= 1 for part in parts), sum(0 < part < 1 for part in parts)
        line = self.wording.text("picture.covered", n=len(parts), full=full, some=some, none=len(parts) - full - some)
        return Picture(scene, self._caption(frame, [line]))

    def _happenings(self, held: Mapping[str, Statement]) -> tuple[str, ...]:
        """The events of a place by name, and which are only announced there."""
        return tuple(self._label(one, said) for one, said in held.items())

    def _label(self, event: str, said: Statement) -> str:
        name = self._name(event)
        return tidied(self.wording.text("picture.ahead", name=name)) if said.modality in _NOT_YET else name

    def _line(self, head: str, names: Sequence[str], *, is_ahead: bool = False) -> str:
        key = "picture.line-announced" if is_ahead else "picture.line"
        return self._listed(head, [self._name(one) for one in names], key)

    def _listed(self, head: str, labels: Sequence[str], key: str = "picture.line") -> str:
        return self.wording.text(key, name=self._name(head), names=self.wording.listed(labels[:_MOST_NODES]))

    def _name(self, entity: str) -> str:
        return clipped(self._knowledge.entities[entity].name(self.wording.lang), _MAX_NAME)

    def _about(self, key: str, only: Collection[str]) -> str:
        named = self.wording.listed([self._name(one) for one in list(only)[:2]])
        return tidied(self.wording.text(f"{key}.of", names=named) if only else self.wording.text(key))

    def _frame(self, title: str, told: Iterable[Statement], *, left_out: int = 0) -> PictureFrame:
        more = (tidied(self.wording.text("picture.more", n=left_out)),) if left_out > 0 else ()
        return PictureFrame(title, self._footer(told, *more), is_rtl(self.wording.lang), self.dark)

    def _footer(self, told: Iterable[Statement], *more: str) -> str:
        sources = sources_line(told, self._knowledge.sources, self.wording)
        made = self.wording.text("picture.made", date=self.wording.date(self.today))
        return " · ".join(map(tidied, (*more, *sources, made)))

    def _caption(self, frame: PictureFrame, lines: Iterable[str]) -> tuple[Block, ...]:
        """Title, what the picture shows line by line as far as there is room, and its footer."""
        told: list[str] = []
        left = list(lines)
        room = _MOST_CAPTION - units(frame.title) - units(frame.footer)
        while left and units("\n".join([*told, left[0]])) <= room:
            told.append(f"{BULLET}{left.pop(0)}")
        if left:
            told.append(self.wording.text("picture.more", n=len(left)))
        lang = self.wording.lang
        head = emphasised(clipped(frame.title, 200), Emphasis.BOLD)
        return Block(lang, (head,)), Block(lang, tuple(told)), Block(lang, (clipped(frame.footer, 300),))


_NOT_YET = frozenset({Modality.ANNOUNCED, Modality.EXPECTED, Modality.INTENDED})


def _date(said: Statement) -> PartialDate | None:
    try:
        return PartialDate.parse(said.value or "")
    except ValueError:
        return None


def _is_ahead(event: str, links: Iterable[tuple[str, str]], told: Mapping[tuple[str, str], Statement]) -> bool:
    """Whether nothing that links anybody to an event says more than that it is announced."""
    return all(told[one].modality in _NOT_YET for one in links if one[1] == event)


def _strongest(pairs: Iterable[tuple[str, str]], most: int) -> list[tuple[str, str]]:
    """The links between so many on either side, those with most links first."""
    links = list(pairs)
    for side in (1, 0):
        kept = {one for one, _ in Counter(link[side] for link in links).most_common(most)}
        links = [link for link in links if link[side] in kept]
    return links


def _middle(who: str, links: Iterable[tuple[str, str]], right: Sequence[str]) -> float:
    """Where the links of somebody end on average, so that few of them cross."""
    ends = [right.index(event) for one, event in links if one == who]
    return sum(ends) / len(ends)


def _covered(text: str, span: tuple[int, int], quoted: Collection[int]) -> float:
    letters = [at for at in range(*span) if text[at].isalnum()]
    return sum(at in quoted for at in letters) / len(letters) if letters else 1.0
