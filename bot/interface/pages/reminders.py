"""The pages about reminders, and the reminders themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.interface.buttons.encoding import digest
from bot.interface.buttons.keyboards import Keyboards
from bot.interface.buttons.remembering import (
    EndReminder,
    ListReminders,
    OfferReminders,
    SendAllEvents,
    SendCalendar,
    SetReminder,
    ShowReminders,
)
from bot.interface.event_times import EventTimeWords, Expected, dating
from bot.interface.words.attribution import note, sources_line
from bot.interface.words.markup import Block, Button, Emphasis, Page, Row, emphasised
from bot.interface.words.wording import Worded, Wording
from bot.readers.event_time import Lead
from bot.readers.reminder import Reminder
from bot.readers.schedule import zone_of
from knowledge.compiled.base import KnowledgeBase

_ON_A_PAGE = 6


@dataclass(frozen=True, slots=True)
class ReminderPages:
    """Makes them in one language, from the version that holds now, by the reader's clock."""

    knowledge: KnowledgeBase
    words: EventTimeWords

    @property
    def wording(self) -> Wording:
        """The texts of the language."""
        return self.words.wording

    @property
    def _keyboards(self) -> Keyboards:
        return Keyboards(self.wording)

    def offer(self, event: Expected) -> Page:
        """How long before an event one can be reminded; or why one cannot."""
        leads = tuple(event.occasion.leads(self.words.now, zone_of(self.words.zone)))
        lines = (self._title(event.entity), self.words.when(event.occasion))
        if not event.occasion.has_day:
            follow = self._keyboards.follow([self.knowledge.entities[event.entity]])
            return Page((self._block(*lines, self.wording.text("reminder.no-day")),), follow)
        if not leads:
            return Page((self._block(*lines, self.wording.text("reminder.too-late")),), (self._ways(event.entity),))
        ask = self._block(self.wording.text("reminder.when"))
        return Page((self._block(*lines), ask), (*self._leads(event.entity, leads), self._ways(event.entity)))

    def which(self, events: Sequence[Expected]) -> Page:
        """Asks which of several events is meant."""
        buttons = (self._keyboards.button(self._name(one.entity), OfferReminders(digest(one.entity))) for one in events)
        return Page((self._block(self.wording.text("reminder.which")),), tuple((one,) for one in buttons))

    def nothing(self, name: str | None) -> Page:
        """There is no such event, or nobody knows when it is."""
        text = self.wording.text("reminder.no-date", name=name) if name else self.wording.text("reminder.unknown")
        return Page((self._block(text),), self._keyboards.kinds())

    def over(self, event: Expected) -> Page:
        """The event that is meant has been."""
        said = self.wording.text("reminder.over", when=self.words.days(event.occasion))
        return Page((self._block(self._title(event.entity), said),), self._keyboards.kinds())

    def in_chat(self) -> Page:
        """What a terminal says: that it works in the chat."""
        return Page((self._block(self.wording.text("reminder.in-chat")),))

    def kept(self, one: Reminder, *, instead_of: Lead | None = None) -> Page:
        """A reminder is kept, `instead_of` one that cannot come."""
        text = self.wording.text
        not_so = [text(f"reminder.not-{instead_of.name.lower()}")] if instead_of else []
        said = self._block(*not_so, text("reminder.set", moment=self.words.moment(one.due)))
        end = (self._keyboards.named("button.end-reminder", EndReminder(one.id)),)
        head = self._block(self._title(one.entity), self.words.when(one.occasion))
        return Page((head, said), (end, self._ways(one.entity)))

    def too_many(self, most: int) -> Page:
        """A chat has as many as it can have."""
        return Page((self._block(self.wording.text("reminder.too-many", n=most)),), (self._ways(),))

    def listing(self, found: Sequence[Reminder], page: int) -> Page:
        """A page of what a chat is reminded of, with the way to take each back."""
        every = (self._keyboards.named("button.all-events", SendAllEvents()),)
        if not found:
            return Page((self._block(self.wording.text("reminders.none")),), (every,))
        pages = -(-len(found) // _ON_A_PAGE)
        page = max(0, min(page, pages - 1))
        shown = found[page * _ON_A_PAGE : (page + 1) * _ON_A_PAGE]
        blocks = (self._block(self.wording.text("reminders.intro")), *map(self._entry, shown))
        turns = [ListReminders(number) for number in range(pages)]
        return Page(blocks, (*((self._end(one),) for one in shown), *self._keyboards.pager(page, turns), every))

    def reminder(self, one: Reminder, event: Expected | None, *, late: bool) -> Page:
        """The reminder itself: what, when, and the statement that says so."""
        lines = [self._headed("reminder.title", one.entity), self.words.when(one.occasion)]
        lines += [self.wording.text("reminder.comes-late", moment=self.words.moment(one.due))] if late else []
        return Page((self._block(*lines), *self._said(event)), self._below(one, event))

    def moved(self, was: Reminder, event: Expected, kept: Sequence[Reminder], lost: Sequence[Lead] = ()) -> Page:
        """The day of an event has changed: was, is, why, when the reminders come now, and which cannot come."""
        text = self.wording.text
        lines = [self._headed("reminder.moved", was.entity), text("reminder.was", when=self.words.when(was.occasion))]
        lines += [text("reminder.now", when=self.words.when(event.occasion)), *self._why(event)]
        then = [text("reminder.set", moment=self.words.moment(one.due)) for one in kept]
        then += [text(f"reminder.not-{lead.name.lower()}") for lead in lost] if then else []
        none = text("reminder.no-more" if event.occasion.has_day else "reminder.no-day")
        return Page((self._block(*lines), *self._said(event), self._block(*(then or [none]))), self._below(was, event))

    def cancelled(self, was: Reminder) -> Page:
        """Nobody says any more when an event is."""
        ended = (one.withdrawn for one in dating(self.knowledge, self.knowledge.phrasings, was.entity))
        reason = next((one.reason[self.wording.lang] for one in ended if one), None)
        lines = [self._headed("reminder.cancelled", was.entity)]
        lines += [self.wording.text("reminder.gone", when=self.words.days(was.occasion))]
        lines += [self.wording.text("update.reason", text=Worded(reason))] if reason else []
        return Page((self._block(*lines), self._block(self.wording.text("reminder.no-more"))), (self._ways(),))

    def _why(self, event: Expected) -> Iterator[Worded]:
        if reason := event.said.corrected:
            yield self.wording.text("update.reason", text=Worded(reason[self.wording.lang]))

    def _said(self, event: Expected | None) -> Iterator[Block]:
        if event:
            ahead = self.knowledge.entities[event.entity].lies_ahead(self.words.today)
            caveat = [note(event.said.caveat[self.wording.lang], self.wording)] if event.said.caveat else []
            yield self._block(event.said.worded(self.wording.lang, ahead=ahead), *caveat)
            yield self._block(*sources_line([event.said], self.knowledge.sources, self.wording))

    def _below(self, one: Reminder, event: Expected | None) -> tuple[Row, ...]:
        evidence = (self._keyboards.evidence([event.said]),) if event else ()
        return (*evidence, self._ways(one.entity))

    def _entry(self, one: Reminder) -> Block:
        due = self.wording.text("reminder.set", moment=self.words.moment(one.due))
        return self._block(self._title(one.entity), self.words.when(one.occasion), due)

    def _end(self, one: Reminder) -> Button:
        lead, name = self.wording.text(f"lead.{one.lead.name.lower()}"), self._name(one.entity)
        return self._keyboards.button(self.wording.text("button.end-of", lead=lead, name=name), EndReminder(one.id))

    def _leads(self, entity: str, leads: Sequence[Lead]) -> Iterator[Row]:
        for lead in leads:
            yield (self._keyboards.named(f"lead.{lead.name.lower()}", SetReminder(digest(entity), lead)),)

    def _ways(self, entity: str | None = None) -> Row:
        """What is kept, and the event as a file."""
        calendar = [self._keyboards.named("button.calendar", SendCalendar(digest(entity)))] if entity else []
        return self._keyboards.row(self._keyboards.named("button.reminders", ShowReminders()), *calendar)

    def _headed(self, key: str, entity: str) -> str:
        return emphasised(self.wording.text(key, name=self._name(entity)), Emphasis.BOLD)

    def _title(self, entity: str) -> str:
        return self._headed("brief.title", entity)

    def _name(self, entity: str) -> str:
        known = self.knowledge.entities.get(entity)
        return known.name(self.wording.lang) if known else entity.replace("-", " ")

    def _block(self, *lines: str) -> Block:
        return Block(self.wording.lang, lines)
