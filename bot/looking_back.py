"""What was published before: an answer as of a day, the history of a subject, and what has come since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import Any

from bot.answering import Answerer, Response
from bot.interface.pages.looking_back import HistoryStep, PastPages, steps_in
from bot.interface.render import Rendered, ReplyStatus, render
from bot.interface.updates import UpdatePart, Updates
from bot.interface.words.markup import Page
from bot.memory.recent import Recent
from bot.publishing.library import Library
from bot.readers.subscription import Scope, Subject, concerns
from knowledge import visibility
from knowledge.answering.engine import Engine
from knowledge.answering.naming import bare_entity
from knowledge.changes import Change, diff
from knowledge.compiled.base import KnowledgeBase
from knowledge.compiled.history import Published
from knowledge.dates import PartialDate
from knowledge.dialogue import NoAnswer, Reason, Reply
from knowledge.errors import UnusableArtefact
from knowledge.model import Edition, Entity, Marking, Readership, Statement
from knowledge.visibility import visible

_KEPT = 2
"""Engines of earlier versions in memory: each takes tens of megabytes."""


@dataclass(frozen=True, slots=True)
class Past:
    """What answered on a day: a version, and when it had been published."""

    on: PartialDate
    version: str
    published: date
    engine: Engine


@dataclass(frozen=True, slots=True)
class Never:
    """Nothing had been published by a day; what was first, None: nothing that anybody knows of."""

    on: PartialDate
    first: date | None


@dataclass(frozen=True, slots=True)
class LookingBack:
    """Reads the history of publications, so it is called beside the event loop; `library` None: there is none."""

    library: Library | None
    _engines: Recent[tuple[object, ...], Engine] = field(default_factory=lambda: Recent(_KEPT), compare=False)

    def at(self, on: PartialDate, now: KnowledgeBase, readership: Readership, today: date) -> Past | Never:
        """What answered at the end of a day, month or year, without what may not be seen today.

        UnusableArtefact where that version can be neither read nor built anew.
        """
        found = self._publications(today)
        last = next(((version, day) for version, day in reversed(found) if day <= on.last), None)
        if last is None or self.library is None:
            return Never(on, found[0][1] if found else None)
        version, published = last
        hidden = self._out_of_sight(now, readership, today)
        key = (version, on.last, readership, hidden)
        engine = self._engines.get(key)
        if engine is None:
            view = _as_seen(self.library.published(version), readership, on.last, hidden)
            engine = Engine(view)
            self._engines.keep(key, engine)
        return Past(on, version, published, engine)

    def answered(self, question: str, on: PartialDate, answerer: Answerer, lang: str | None) -> Response:
        """A question as it was answered on a day; of a bare subject all that was said of it."""
        past = self.at(on, answerer.served.engine.knowledge, answerer.readership, answerer.today)
        if isinstance(past, Never):
            return self.never(past, answerer, lang or "en")
        reply = past.engine.reply_to(question, today=min(on.last, answerer.today), lang=lang)
        return self._worded(past, reply, answerer)

    def never(self, past: Never, answerer: Answerer, lang: str) -> Response:
        """That nothing was published by then."""
        pages = pages_of(answerer, lang)
        rendered = Rendered(ReplyStatus.UNKNOWN, pages.wording.lang, (pages.never(past.on, past.first),))
        return Response(rendered.page, NoAnswer(pages.wording.lang, Reason.NOTHING), rendered)

    def _worded(self, past: Past, reply: Reply, answerer: Answerer) -> Response:
        """A reply of an earlier version, which says so and what has become of it, and the ways on."""
        pages = pages_of(answerer, reply.lang)
        rendered = render(reply, past.engine.knowledge, pages.wording, answerer.house)
        shown = pages.as_published(rendered, past.on, past.published)
        about = getattr(reply, "entities", ())
        ways = pages.ways(answerer.served.catalogue.all_named(about))
        return Response(replace(shown.page, buttons=ways), reply, shown)

    def history(self, entity: Entity, answerer: Answerer, lang: str) -> Page:
        """What was said of an entity when, and why that changed."""
        return pages_of(answerer, lang).history(entity, steps_in(self._steps(entity.id, answerer), lang))

    def news(
        self, since: datetime, answerer: Answerer, lang: str, entity: Entity | None = None
    ) -> tuple[UpdatePart, ...]:
        """What has changed since a moment, of an entity or at all, in messages; by days of the zone of `since`.

        One that says so where nothing has, or where nobody knows what was told then.
        """
        pages, first = pages_of(answerer, lang), self.first(answerer.today)
        changes = self._changes(since, answerer)
        if first is None or changes is None:
            return (UpdatePart(pages.unknown(), ()),)
        if entity:
            subject = Subject(Scope.ENTITY, entity.id)
            changes = tuple(one for one in changes if concerns(subject, one))
        nothing = UpdatePart(pages.nothing_new(since.date(), entity), ())
        begin, *others = pages.updates.since(changes, since.date()) or (nothing,)
        if since.date() < first:
            begin = replace(begin, page=pages.since_the_first(first, begin.page))
        return (begin, *others)

    def first(self, today: date) -> date | None:
        """The day of the first publication that is known of."""
        return next((day for _, day in self._publications(today)), None)

    def _changes(self, since: datetime, answerer: Answerer) -> tuple[Change, ...] | None:
        found = self.library.versions.publications() if self.library else ()
        before = [version for version, at in found if at <= since] or [version for version, _ in found[:1]]
        if not before or self.library is None:
            return None
        try:
            told = self.library.edition(before[-1])
        except UnusableArtefact:
            return None
        seen = told if answerer.readership is Readership.HOUSE else visibility.public(told, since.date())
        return diff(seen, answerer.served.engine.knowledge).changes

    def _steps(self, entity: str, answerer: Answerer) -> Iterator[HistoryStep]:
        """What each publication changed of what names an entity, the earliest first."""
        now, today = answerer.served.engine.knowledge, answerer.today
        hidden = self._out_of_sight(now, answerer.readership, today)
        found = self.library.versions.chronicle(partial(_names, entity)) if self.library else ()

        def told(one: Published) -> Edition:
            seen = visibility.seen(one.statements, answerer.readership, today)
            kept = {key: statement for key, statement in seen.items() if key not in hidden}
            return Edition(one.version, {**now.entities, **one.entities}, kept)

        editions = [Edition("", now.entities, {}), *map(told, found)]
        for (old, new), published in zip(pairwise(editions), found, strict=True):
            yield HistoryStep(published.at.date(), diff(old, new).changes)

    def _out_of_sight(self, now: Edition, readership: Readership, today: date) -> frozenset[str]:
        """What may not be seen today, whatever was published before: hidden now, or when it was held last."""
        if readership is Readership.HOUSE or self.library is None:
            return now.hidden
        versions = self.library.versions
        marked = {id_ for one in versions.chronicle(_is_marked) for id_ in one.statements}
        if not marked:
            return now.hidden
        last = {one.statement.id: one.statement for one in versions.wordings(lambda id_: id_ in marked)}
        return now.hidden | {id_ for id_, one in last.items() if not visible(one, readership, today)}

    def _publications(self, today: date) -> tuple[tuple[str, date], ...]:
        found = self.library.versions.publications() if self.library else ()
        return tuple((version, at.date()) for version, at in found if at.date() <= today + timedelta(days=1))


def pages_of(answerer: Answerer, lang: str) -> PastPages:
    """The pages about what was published before, in a language, beside what is served now."""
    wording = answerer.wordings.speak(lang)
    return PastPages(wording, Updates(answerer.served.engine.knowledge, wording, answerer.today))


def named_in(text: str, answerer: Answerer) -> Entity | None:
    """The only entity that a text names; None where it asks for more, or for another."""
    engine = answerer.served.engine
    found = bare_entity(engine.reader.read(text), engine.knowledge.entities)
    return answerer.served.catalogue.named(found) if found else None


def _as_seen(base: KnowledgeBase, readership: Readership, day: date, hidden: frozenset[str]) -> KnowledgeBase:
    """What readers saw of a version on a day, without what is out of sight by now."""
    if readership is Readership.HOUSE:
        return base
    statements = {key: _covered(one) if key in hidden else one for key, one in base.statements.items()}
    return replace(base, statements=statements).public(day)


def _covered(statement: Statement) -> Statement:
    return replace(statement, marking=Marking.INTERNAL, embargoed_until=None)


def _is_marked(kind: str, record: Mapping[str, Any]) -> bool:
    return kind == "statement" and ("marking" in record or "embargoed_until" in record)


def _names(entity: str, kind: str, record: Mapping[str, Any]) -> bool:
    """All entities, and the statements that name one of them."""
    named = (record.get("subject"), record.get("value"), record.get("said_by"), *record.get("about", ()))
    return kind == "entity" or entity in named
