"""Events as calendar files, with what the history of publications says of how often they have changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

from bot.answering import Answerer
from bot.interface.calendar_files import CalendarEvent, calendar_file
from bot.interface.citations import Citations
from bot.interface.event_times import Expected, expected
from bot.interface.words.attribution import source_name
from bot.interface.words.bidi import without_marks
from bot.publishing.library import Library
from bot.readers.event_time import EventTime
from knowledge.compiled.history import Published
from knowledge.model import Edition, Modality, Statement
from knowledge.visibility import seen

Wanted: TypeAlias = Callable[[Sequence[Statement]], bool]
"""Whether an event is, by what is told of it, the statement that says when it is first."""
_State: TypeAlias = tuple[EventTime, str | None] | None
"""When and where an event is as a version tells it; None: it does not."""


@dataclass(frozen=True, slots=True)
class Calendars:
    """Makes the files, of what everybody may see; `library` is where the history lies, None: there is none."""

    library: Library | None

    def file(self, wanted: Wanted, answerer: Answerer, lang: str, bot: str | None) -> tuple[bytes, int]:
        """The events that are wanted, and how many there are; it reads files.

        Those that are over are left out, those that are called off are there as cancelled.
        """
        making = _Making(answerer, lang, bot or "marsad", self._past(answerer))
        events = [one for one in making.events(wanted) if not one.occasion.is_over(answerer.now())]
        return calendar_file(events, making.name, answerer.now()), len(events)

    def _past(self, answerer: Answerer) -> tuple[Edition, ...]:
        """Of every publication what may be seen today of when events are."""
        dates = answerer.served.catalogue.dating

        def chosen(kind: str, record: Mapping[str, Any]) -> bool:
            return "dates" in record if kind == "entity" else record.get("property") in dates

        def told(one: Published) -> Edition:
            return Edition(one.version, one.entities, seen(one.statements, answerer.readership, answerer.today))

        return tuple(map(told, self.library.versions.chronicle(chosen))) if self.library else ()


@dataclass(frozen=True, slots=True)
class _Making:
    answerer: Answerer
    lang: str
    bot: str
    past: tuple[Edition, ...]

    @property
    def name(self) -> str:
        """What the calendar is called."""
        return str(self.answerer.wordings.speak(self.lang).text("calendar.name"))

    def events(self, wanted: Wanted) -> Iterator[CalendarEvent]:
        """Those that are held, and those that were published and are held no more."""
        catalogue = self.answerer.served.catalogue
        known = {*catalogue.knowledge.entities, *(id_ for one in self.past for id_ in one.entities)}
        for id_ in sorted(known):
            if now := catalogue.expected(id_):
                if wanted((now.said, *catalogue.knowledge.statements_about(id_))):
                    yield self._held(now, self._before(id_))
            else:
                before = self._before(id_)
                last = next((one for _, one in reversed(before) if one), None)
                if last and wanted((last.said,)) and last.said.id not in catalogue.knowledge.hidden:
                    yield self._cancelled(last, before)

    def _before(self, id_: str) -> list[tuple[_State, Expected | None]]:
        """What each publication told of an event, from the first one that told anything."""
        phrasings = self.answerer.served.engine.knowledge.phrasings
        found = [expected(one, phrasings, id_) for one in self.past]
        first = next((number for number, one in enumerate(found) if one), len(found))
        return [(_state(one, version), one) for one, version in zip(found[first:], self.past[first:], strict=True)]

    def _held(self, now: Expected, before: list[tuple[_State, Expected | None]]) -> CalendarEvent:
        knowledge = self.answerer.served.engine.knowledge
        entity = knowledge.entities[now.entity]
        place = knowledge.entities.get(entity.place or "")
        states = [state for state, _ in before]
        return CalendarEvent(
            uid=self._uid(now.entity),
            name=entity.name(self.lang),
            occasion=now.occasion,
            sequence=_changes([*states, (now.occasion, entity.place)]),
            certain=now.said.modality in (Modality.STATED, Modality.IMPLIED),
            place=place.name(self.lang) if place else "",
            text=self._text(now),
            url=self._citations.link(now.said) or "",
        )

    def _cancelled(self, last: Expected, before: list[tuple[_State, Expected | None]]) -> CalendarEvent:
        name = next(
            one.entities[last.entity].name(self.lang) for one in reversed(self.past) if last.entity in one.entities
        )
        sequence = _changes([*(state for state, _ in before), None])
        return CalendarEvent(self._uid(last.entity), name, last.occasion, sequence, certain=False, cancelled=True)

    def _text(self, event: Expected) -> str:
        """The statement that says when it is, what is not known of the hour, and the documents."""
        knowledge, wording = self.answerer.served.engine.knowledge, self.answerer.wordings.speak(self.lang)
        [told] = self.answerer.sentences([event.said], self.lang)
        hour = event.occasion.begins if event.occasion.begins and not event.occasion.start else ""
        lines = [told.text, *([wording.text("calendar.hour", time=hour)] if hour else [])]
        sources = dict.fromkeys(one.source for one in event.said.citations)
        lines += [source_name(knowledge.sources[id_], wording) for id_ in sources]
        return without_marks("\n".join(lines))

    @property
    def _citations(self) -> Citations:
        knowledge = self.answerer.served.engine.knowledge
        return Citations(knowledge.sources, self.answerer.wordings.speak(self.lang), self.answerer.today, self.bot)

    def _uid(self, entity: str) -> str:
        return f"{entity}@{self.bot}.t.me"


def _state(told: Expected | None, version: Edition) -> _State:
    return (told.occasion, version.entities[told.entity].place) if told else None


def _changes(states: Iterable[_State]) -> int:
    """How often one differs from the one before."""
    return sum(one != other for one, other in pairwise(states))
