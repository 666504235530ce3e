"""The conversation without a messenger: a text comes in, what to show goes out. Telegram and terminal share it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

import structlog

from bot.clocks import Clock, here
from bot.interface import briefings
from bot.interface.articles import Article, subjects
from bot.interface.buttons.keyboards import Keyboards
from bot.interface.commands import LISTS, Command, Menu
from bot.interface.event_times import EventTimeWords
from bot.interface.examples import examples
from bot.interface.pages.following import FollowingPages
from bot.interface.pages.general import Pages
from bot.interface.pages.hours import HoursPages
from bot.interface.pages.passages import PassagePages
from bot.interface.pages.private import PrivatePages
from bot.interface.pages.reminders import ReminderPages
from bot.interface.render import NOBODY, Rendered, render
from bot.interface.reply_buttons import ReplyButtons
from bot.interface.served import Current, ServedVersion
from bot.interface.words.markup import Block, Emphasis, Page, Row, emphasised
from bot.interface.words.wording import Wordings
from bot.memory.tally import Tally
from bot.settings.values import House
from knowledge.answering.quoting import knowing_documents
from knowledge.dialogue import (
    NEW_CONVERSATION,
    Ambiguous,
    Answer,
    Choice,
    Conversation,
    NoAnswer,
    Reason,
    Reply,
    Sentence,
    Several,
    answered,
)
from knowledge.model import Entity, Readership, Statement

MAX_CHOICES = 5
_MAX_SUBJECT = 200
_NEWEST = 5

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Response:
    """What a reader gets: a page, the engine's reply that it words, and what the chat speaks of from then on."""

    page: Page
    reply: Reply
    rendered: Rendered

    def with_line(self, line: str) -> Response:
        """The same with a line of its own right below what answers."""
        blocks, rest = self.page.blocks, len(self.rendered.rest)
        at = len(blocks) - rest if self.rendered.rest and blocks[-rest:] == self.rendered.rest else len(blocks)
        with_it = (*blocks[:at], Block(self.rendered.lang, (line,)), *blocks[at:])
        return replace(self, page=replace(self.page, blocks=with_it))

    @property
    def about(self) -> Conversation | None:
        """What a follow-up may lean on; None leaves it as it was."""
        entities = self.reply.entities if isinstance(self.reply, Answer | Several) else ()
        return Conversation(entities) if entities else None


@dataclass(slots=True)
class Answerer:
    """Answers questions and commands of any chat."""

    current: Current
    wordings: Wordings
    now: Clock
    reports: bool = False
    """Whether there is anybody to whom a mistake can be reported."""
    mentions: bool = field(default=False, kw_only=True)
    """Whether readers can be told what watched sources say."""
    pictures: bool = field(default=False, kw_only=True)
    house: House = NOBODY
    """Who runs the bot."""
    readership: Readership = Readership.PUBLIC
    """For whom it answers."""
    in_parts: bool = True
    """Whether a briefing is told part by part, which takes buttons."""
    tally: Tally = field(default_factory=Tally, kw_only=True)
    _served: ServedVersion | None = field(default=None, init=False)
    _in_house: Answerer | None = field(default=None, init=False)

    @classmethod
    def open(
        cls,
        current: Current,
        *,
        now: Clock = here,
        reports: bool = False,
        house: House = NOBODY,
    ) -> Answerer:
        """One with all its wordings; `now` is for tests."""
        return cls(current, Wordings.load(), now, reports, house)

    def to(self, readership: Readership) -> Answerer:
        """The one that answers readers of a kind; this one answers everybody."""
        if readership is Readership.PUBLIC:
            return self
        self._in_house = self._in_house or replace(self, readership=readership)
        return self._in_house

    @property
    def served(self) -> ServedVersion:
        """The knowledge that is served now, as its readers may see it today."""
        engine = self.current().seen_by(self.readership, self.today)
        if self._served is None or self._served.engine is not engine:
            self._served = ServedVersion(engine)
        return self._served

    def let_go(self) -> bool:
        """Keep no version that is served no more, until the next question; whether one was kept."""
        gone = self._served is not None and self._served.version != self.current().knowledge.version
        if gone:
            self._served = None
        return (self._in_house is not None and self._in_house.let_go()) or gone

    @property
    def today(self) -> date:
        """The day of asking."""
        return self.now().date()

    def pages(self, lang: str) -> Pages:
        """The pages of a language."""
        return Pages(self.served.catalogue, self.wordings.speak(lang), self.pictures)

    def following(self, lang: str) -> FollowingPages:
        """The pages about subscriptions in a language."""
        return FollowingPages(self.served.catalogue, self.wordings.speak(lang), self.mentions)

    def hours(self, lang: str) -> HoursPages:
        """The pages about the reader's clock in a language."""
        return HoursPages(self.wordings.speak(lang), self.now())

    def reminders(self, lang: str, zone: str | None) -> ReminderPages:
        """The pages about reminders in a language, by the clock of whoever lives in a zone."""
        words = EventTimeWords(self.wordings.speak(lang), self.now(), zone)
        return ReminderPages(self.served.engine.knowledge, words)

    def counted_down(self, response: Response, zone: str | None) -> Response:
        """A briefing on an event to come, or its date, with how far off that is by the clock of a zone."""
        match response.reply:
            case Answer(sentences=(first, *_)) as reply:
                event = next(iter(self.served.catalogue.awaited([first.statement.subject], self.today)), None)
            case _:
                return response
        is_about_it = event and (reply.entities == (event.entity,) or first.statement == event.said)
        words = EventTimeWords(self.wordings.speak(reply.lang), self.now(), zone)
        if not (event and is_about_it and reply.result is None):
            return response
        left = words.countdown(event, dated=first.statement != event.said)
        return response.with_line(left) if left else response

    def passages(self, lang: str) -> PassagePages:
        """The pages about documents that nobody has curated, in a language."""
        return PassagePages(self.served.engine.searcher, self.wordings.speak(lang))

    def sources(self, lang: str, page: int = 0) -> Page:
        """A page of the documents that statements cite; below the first, the newest that nobody has curated."""
        shown = self.pages(lang).sources(page)
        below = self.passages(lang).newest(_NEWEST) if page == 0 else ()
        return replace(shown, blocks=(*shown.blocks, *below))

    def private(self, lang: str) -> PrivatePages:
        """The pages about what is kept, in a language."""
        return PrivatePages(self.served.catalogue, self.wordings.speak(lang))

    def answer(
        self, question: str, *, lang: str | None = None, conversation: Conversation = NEW_CONVERSATION
    ) -> Response:
        """Answer a question; `lang` fixes the language of the answer."""
        began = time.perf_counter()
        reply = self.served.engine.reply_to(question, today=self.today, lang=lang, conversation=conversation)
        response = self._response(reply)
        status, took = response.rendered.status.value, time.perf_counter() - began
        self.tally.answered(status, took)
        log.debug("answered", status=status, ms=round(took * 1000, 1))
        return response

    def brief(self, entity: Entity, lang: str, part: int = 1) -> Response:
        """What is known about an entity up to a part, and under which name."""
        reply = self.served.engine.brief(entity.id, today=self.today, lang=lang)
        response = self._response(reply, part)
        wording = self.wordings.speak(lang)
        title = Block(wording.lang, (emphasised(wording.text("brief.title", name=entity.name(lang)), Emphasis.BOLD),))
        return replace(response, page=replace(response.page, blocks=(title, *response.page.blocks)))

    def briefing(self, subject: str, lang: str) -> Response:
        """A briefing on whatever a text names; choices where several may be meant, or one by a weak alias alone."""
        text, engine = subject[:_MAX_SUBJECT], self.served.engine
        read = engine.reader.read(text, lang=lang)
        entities = self.served.catalogue.all_named(read.entities)
        if not entities:
            return self._response(knowing_documents(NoAnswer(lang, Reason.WORDS, (text,)), engine.searcher))
        if len(entities) == 1 and entities[0].id not in read.doubtful:
            return self.brief(entities[0], lang)
        choices = (Choice(one.id, one.name(lang), one.name(lang)) for one in entities[:MAX_CHOICES])
        response = self._response(Ambiguous(lang, tuple(choices), 0.5))
        buttons = Keyboards(self.wordings.speak(lang)).briefs(entities[:MAX_CHOICES])
        return replace(response, page=replace(response.page, buttons=buttons))

    def choose(self, question: str | None, entity: Entity, lang: str | None) -> Response:
        """A question read as one about an entity; without the question, or when that fails, a briefing."""
        if question:
            meant = self._meant(question, entity, lang)
            response = self.answer(meant, lang=lang, conversation=Conversation((entity.id,)))
            if answered(response.reply):
                return response
        return self.brief(entity, lang or "en")

    def _meant(self, question: str, entity: Entity, lang: str | None) -> str:
        """The question with the name of an entity instead of the words that may mean it, else behind it."""
        read = self.served.engine.reader.read(question)
        name = entity.name(lang or read.lang)
        vague = next((item.text for item in read.items if entity.id in item.entities and len(item.entities) > 1), "")
        return question.replace(vague, name, 1) if vague in question and vague else f"{question} ({name})"

    def sentences(self, statements: Iterable[Statement], lang: str) -> tuple[Sentence, ...]:
        """Statements in a language, in the tense of today."""
        return tuple(self.served.engine.sentence(one, lang, self.today) for one in statements)

    def article(self, text: str, lang: str) -> Page:
        """What is known about the subjects of a long text."""
        found = subjects(text, self.served.engine.reader, self.served.catalogue)
        return Article(self.served.engine, self.wordings.speak(lang), self.today).page(found)

    def show(self, command: Command, lang: str, menu: Menu = Menu.PRIVATE) -> Page | None:
        """The page of a command that is the same for every chat; None for the other commands."""
        pages = self.pages(lang)
        match command:
            case Command.START:
                return pages.welcome(self.examples(lang))
            case Command.HELP:
                return pages.help(menu)
            case Command.SOURCE:
                return self.sources(lang)
            case Command.BRIEFING:
                return pages.browse()
            case _ if kind := LISTS.get(command):
                return pages.listing(kind, 0)
            case _:
                return None

    def examples(self, lang: str) -> tuple[str, ...]:
        """Questions of different kinds to begin with, one of which is refused."""
        ask = partial(self.served.engine.reply_to, today=self.today, lang=lang)
        return examples(ask, self.wordings.speak(lang), self.today.year)

    def excused(self, page: Page, lang: str) -> Page:
        """A page that comes late, and says so."""
        wording = self.wordings.speak(lang)
        return replace(page, blocks=(Block(wording.lang, (wording.text("late.note"),)), *page.blocks))

    def _response(self, reply: Reply, part: int = 1) -> Response:
        """The reply as it is shown; of a briefing the first parts, and the way to the next."""
        wording, whole = self.wordings.speak(reply.lang), self._briefing(reply)
        told = briefings.begun(reply, whole, part) if whole and isinstance(reply, Answer) else reply
        rendered = render(told, self.served.engine.knowledge, wording, self.house)
        buttons = (*self._more(told, whole, part), *self.below(told, rendered))
        return Response(replace(rendered.page, buttons=buttons), told, rendered)

    def below(self, reply: Reply, rendered: Rendered) -> Iterator[Row]:
        """The buttons below a reply."""
        catalogue, wording = self.served.catalogue, self.wordings.speak(reply.lang)
        return ReplyButtons(catalogue, wording, self.today, self.reports, self.pictures).below(reply, rendered)

    def _briefing(self, reply: Reply) -> Answer | None:
        """The briefing that an answer is, or is the beginning of."""
        match reply:
            case Answer(entities=(entity,), score=1.0, verdict=None, result=None, lang=lang) if self.in_parts:
                whole = self.served.engine.brief(entity, today=self.today, lang=lang)
                return whole if whole.sentences[: len(reply.sentences)] == reply.sentences else None
            case _:
                return None

    def _more(self, told: Reply, whole: Answer | None, part: int) -> Iterator[Row]:
        left = len(whole.sentences) - len(told.sentences) if whole and isinstance(told, Answer) else 0
        if whole and left:
            (entity,) = self.served.catalogue.all_named(whole.entities)
            yield Keyboards(self.wordings.speak(whole.lang)).more(entity, part + 1, left)
