"""The pages that are no reply to a question: who Marsad is, what there is to leaf through, what it keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.drawing.scenes import Look, PictureKind
from bot.interface.buttons.encoding import MAX_DRAWN, digest
from bot.interface.buttons.keyboards import Keyboards
from bot.interface.buttons.presses import Brief, Draw, OpenClass, ShowPage, TurnList, TurnSources
from bot.interface.catalogue import Catalogue
from bot.interface.commands import Command, HelpTitle, Menu, helped
from bot.interface.pages.quoting import QuotingPages, details
from bot.interface.pictures.pictured import Pictured
from bot.interface.render import render
from bot.interface.words.attribution import marked, source_name
from bot.interface.words.languages import language_of
from bot.interface.words.markup import Block, Emphasis, Offered, Page, Row, Style, emphasised
from bot.interface.words.wording import Worded, Wording
from bot.memory.health import Health
from knowledge.compiled.base import KnowledgeBase
from knowledge.dialogue import Help, Sentence, Topic
from knowledge.model import Entity, EntityType, Kind, Source, Statement

_PER_PAGE = 8
_SOURCES_PER_PAGE = 5
_MAX_RELATED = 8


@dataclass(frozen=True, slots=True)
class Pages:
    """Makes pages in one language from one knowledge version."""

    catalogue: Catalogue
    wording: Wording
    pictures: bool = False
    """Whether anything can be drawn."""

    @property
    def keyboards(self) -> Keyboards:
        """The buttons of this language."""
        return Keyboards(self.wording)

    @property
    def _knowledge(self) -> KnowledgeBase:
        return self.catalogue.knowledge

    def simple(self, key: str, *rows: Row, **values: object) -> Page:
        """A page of one message of the catalogue."""
        return Page((self._block(self.wording.text(key, **values)),), rows)

    def welcome(self, examples: Sequence[str]) -> Page:
        """Who Marsad is, in two lines, and questions to begin with as buttons."""
        keyboards, text = self.keyboards, self.wording.text
        invitation = text("welcome.try" if examples else "help.how")
        ways = keyboards.row(
            keyboards.named("button.browse", ShowPage(Command.BRIEFING.value)),
            keyboards.named("button.help", ShowPage(Command.HELP.value)),
        )
        return Page(
            (self._block(text("help.greeting"), text("help.scope")), self._block(invitation)),
            (*keyboards.questions(examples), ways),
        )

    def help(self, menu: Menu) -> Page:
        """What Marsad does, and every command that works there, under a few titles."""
        scope = self._block(self.wording.text("help.scope"), self.wording.text("help.how"))
        groups = (self._commands(title, commands) for title, commands in helped(menu))
        return Page((scope, *groups))

    def _commands(self, title: HelpTitle, commands: Iterable[Command]) -> Block:
        lines = (self._command(one.value, self.wording.text(f"command.{one.value}")) for one in commands)
        return self._block(emphasised(self.wording.text(f"help.group.{title.value}"), Emphasis.BOLD), *lines)

    def greeting(self, username: str) -> Page:
        """What a group is told once when Marsad joins it."""
        return self.simple("group.greeting", mention=Worded(f"@{username}"), command=Worded(f"/ask@{username}"))

    def about(self, version: str, *notes: Block) -> Page:
        """Whose work this is and how far it reaches; `notes` stand at its end."""
        size = render(Help(self.wording.lang, Topic.HELP), self._knowledge, self.wording).answer[0]
        versions = self.wording.text("about.version", version=version, knowledge=self._knowledge.version[:12])
        return self._page(
            self._block(self.wording.text("about.what")),
            Block(size.lang, size.lines[1:2]),
            self._block(self.wording.text("about.limits")),
            self._block(versions),
            *notes,
        )

    def settings(self, chosen: str | None) -> Page:
        """The language, and how to choose another."""
        name = self.wording.text(f"language.{chosen or 'auto'}")
        return self.simple("settings.language", *self.keyboards.languages(chosen), language=name)

    def chosen(self, lang: str | None) -> Page:
        """What is said when a language has been chosen; in that language."""
        return self.simple(f"settings.chosen.{lang or 'auto'}", *self.keyboards.languages(lang))

    def browse(self) -> Page:
        """The kinds of subjects, to choose one."""
        return self.simple("browse.intro", *self.keyboards.kinds())

    def listing(self, kind: Kind, page: int) -> Page:
        """A page of the entities of a kind, from 0; the last one where there are fewer."""
        entities = self.catalogue.of_kind(kind, self.wording.lang)
        types = Counter(EntityType(entity.type) for entity in entities)
        name = self.wording.text(f"kind.{kind.value}")
        if len(entities) > _PER_PAGE and len(types) > 1:
            return self._classes(name, types)
        return self._entities(name, entities, page, lambda number: TurnList(kind, number))

    def of_type(self, type_: EntityType, page: int) -> Page:
        """A page of the entities of a type, from 0; the last one where there are fewer."""
        kind = next((one.kind for one in self._knowledge.entities.values() if one.type == type_), Kind.TOPIC)
        entities = [one for one in self.catalogue.of_kind(kind, self.wording.lang) if one.type == type_]
        listed = self._entities(self._class(type_), entities, page, lambda number: OpenClass(type_, number))
        back = (self.keyboards.named(f"kind.{kind.value}", TurnList(kind, 0)),)
        return replace(listed, buttons=(*listed.buttons, back))

    def _classes(self, name: Worded, types: Counter[EntityType]) -> Page:
        """What kinds of entities there are of a kind that has many."""
        title = self.wording.text("list.title", kind=name, n=types.total())
        buttons = [
            self.keyboards.button(self.wording.text("list.title", kind=self._class(one), n=n), OpenClass(one, 0))
            for one, n in types.most_common()
        ]
        return Page((self._block(title),), self.keyboards.listed(buttons))

    def _class(self, type_: EntityType) -> Worded:
        return self.wording.text(f"type.{type_}")

    def _entities(
        self, name: Worded, entities: Sequence[Entity], page: int, turn: Callable[[int], TurnList | OpenClass]
    ) -> Page:
        if not entities:
            return self.simple("list.empty")
        page, pages = _clamped(page, len(entities), _PER_PAGE)
        shown = entities[page * _PER_PAGE : (page + 1) * _PER_PAGE]
        title = self.wording.text("list.title", kind=name, n=len(entities))
        entries = [(self._entry(one), Brief(digest(one.id))) for one in shown]
        lines = (Offered(self.wording.text("list.item", text=entry)) for entry, _ in entries)
        rows = self.keyboards.listed([self.keyboards.button(entry, press) for entry, press in entries])
        return Page(
            (self._block(title), self._block(*lines)),
            (*rows, *self.keyboards.pager(page, [turn(number) for number in range(pages)])),
        )

    def sources(self, page: int) -> Page:
        """A page of the documents that statements cite, from 0."""
        cited = self.catalogue.cited
        if not cited:
            return self.simple("list.empty")
        page, pages = _clamped(page, len(cited), _SOURCES_PER_PAGE)
        blocks = [self._block(self.wording.text("sources.title", n=len(cited)))]
        for source, count in cited[page * _SOURCES_PER_PAGE : (page + 1) * _SOURCES_PER_PAGE]:
            statements = self.wording.count("count.told", count)
            blocks.append(self._block(emphasised(source_name(source, self.wording), Emphasis.BOLD), statements))
            blocks.append(details(source, self.wording))
        shown = [source for source, _ in cited[page * _SOURCES_PER_PAGE : (page + 1) * _SOURCES_PER_PAGE]]
        turns = self.keyboards.pager(page, [TurnSources(number) for number in range(pages)])
        return Page(tuple(blocks), (*self._coverages(shown), *turns))

    def _coverages(self, sources: Iterable[Source]) -> Iterator[Row]:
        for source in sources if self.pictures else ():
            label = self.wording.text("button.coverage", name=source_name(source, self.wording))
            yield (self.keyboards.button(label, Draw(PictureKind.COVERAGE, (digest(source.id),), 0, Look.LIGHT)),)

    @property
    def quoting(self) -> QuotingPages:
        """The pages of the words behind statements."""
        return QuotingPages(self._knowledge, self.wording)

    def quotes(self, statements: Iterable[Statement]) -> Page:
        """The exact words behind statements, where they stand, and all that is known about each document."""
        return self.quoting.quotes(statements)

    def related(self, statements: Iterable[Statement]) -> Page:
        """What else is connected with statements, to choose one."""
        entities = self.catalogue.related(statements)[:_MAX_RELATED]
        if not entities:
            return self.simple("related.nothing")
        drawn = self._drawn([one.id for one in entities])
        return self.simple(
            "related.intro", *self.keyboards.briefs(entities), *drawn, self.keyboards.history(entities[0])
        )

    def _drawn(self, subjects: Sequence[str]) -> Iterator[Row]:
        """What can be drawn of some entities."""
        made = Pictured(self.catalogue.facts, self.wording, date.min) if self.pictures else None
        offered = (("button.network", PictureKind.NETWORK), ("button.places", PictureKind.SCHEMATIC))
        found = [
            self.keyboards.picture(key, kind, subjects)
            for key, kind in offered
            if made and made.shows(kind, subjects[:MAX_DRAWN])
        ]
        if found:
            yield self.keyboards.row(*found)

    def report(self, told: Iterable[Sentence], number: int, words: str) -> Page:
        """What the operators are told when a reader says that statements are mistaken, in the reader's `words`."""
        blocks = [
            self._block(self.wording.text("report.statement", id=one.statement.id), marked(one, self.wording))
            for one in told
        ]
        said = [self._block(self.wording.text("report.words")), _quoted(words)] if words else []
        intro = self._block(self.wording.text("report.intro", report=number))
        return self._page(intro, *blocks, *said, self._block(self.wording.text("report.how")))

    def answered_report(self, words: str) -> Page:
        """What who reported a mistake is told of the editors' answer."""
        return self._page(self._block(self.wording.text("report.answer")), _quoted(words))

    def status(
        self, health: Health, waiting: Mapping[str, int], per_second: float, *, reports: int = 0, reviews: int = 0
    ) -> Page:
        """What an operator wants to know of the running process; `waiting` counts messages to subscribers by state.

        `reports` nobody has answered, `reviews` are due.
        """
        knowledge = self.wording.text(
            "status.knowledge",
            version=self._knowledge.version[:12],
            statements=self.wording.count("count.statements", len(self._knowledge.current)),
        )
        return self._page(
            self._block(self.wording.text("status.version", version=health.version, mode=health.mode), knowledge),
            self._block(
                self.wording.text("status.started", moment=self._moment(health.started)),
                self.wording.text("status.updates", moment=self._moment(health.last_updates)),
                self.wording.text("status.send", moment=self._moment(health.last_send)),
            ),
            self._block(*self._delivery(waiting, per_second)),
            *([self._block(self.wording.text("status.reports", n=reports))] if reports else []),
            *([self._block(self.wording.text("status.reviews", n=reviews))] if reviews else []),
            self.privacy_mode(health),
        )

    def _delivery(self, waiting: Mapping[str, int], per_second: float) -> Iterator[Worded]:
        under_way = waiting.get("queued", 0) + waiting.get("sending", 0)
        if under_way:
            minutes = self.wording.count("count.minutes", max(1, round(under_way / per_second / 60)))
            yield self.wording.text("status.delivery.queued", n=under_way, minutes=minutes)
        else:
            yield self.wording.text("status.delivery.idle")
        for state in ("uncertain", "failed", "held"):
            if waiting.get(state):
                yield self.wording.text(f"status.delivery.{state}", n=waiting[state])

    def privacy_mode(self, health: Health) -> Block:
        """What operators must know of groups: which messages reach the bot there."""
        keys = {None: "status.privacy.unknown", True: "status.privacy.off", False: "status.privacy.on"}
        return self._block(self.wording.text(keys[health.reads_groups]))

    def _moment(self, moment: datetime | None) -> str:
        return self.wording.moment(moment) if moment else self.wording.text("status.never")

    def _command(self, name: str, what: Worded) -> Worded:
        return self.wording.text("command.line", command=Worded(f"/{name}"), what=what)

    def _entry(self, one: Entity) -> Worded:
        name = one.name(self.wording.lang)
        if one.dates is None:
            return self.wording.text("list.name", text=name)
        return self.wording.text("list.dated", text=name, date=self.wording.date(one.dates))

    def _page(self, *blocks: Block) -> Page:
        return Page(blocks)

    def _block(self, *lines: str) -> Block:
        return Block(self.wording.lang, lines)


def _quoted(words: str) -> Block:
    """What somebody else wrote, in the direction of its letters."""
    return Block(language_of(words), (words,), Style.QUOTE)


def _clamped(page: int, count: int, size: int) -> tuple[int, int]:
    """A page that exists, and how many there are."""
    pages = -(-count // size)
    return max(0, min(page, pages - 1)), pages
