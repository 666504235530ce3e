"""The pages about what Marsad keeps: in general, about this chat, and of a question that waits for its answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from bot.interface.buttons.following import DropQuestion, TellLater
from bot.interface.buttons.keyboards import Keyboards
from bot.interface.buttons.presses import KeepAll, ShowPage
from bot.interface.catalogue import Catalogue
from bot.interface.pages.following import FollowingPages
from bot.interface.words.markup import Block, Page, Row
from bot.interface.words.wording import Worded, Wording
from bot.interface.zones import place
from bot.readers.hours import clock
from bot.readers.personal_data import Kept
from bot.readers.reminder import Reminder

_LISTED = 10
"""Subscriptions and questions on a page; the rest is counted."""


@dataclass(frozen=True, slots=True)
class PrivatePages:
    """Makes these pages in one language."""

    catalogue: Catalogue
    wording: Wording

    @property
    def _keyboards(self) -> Keyboards:
        return Keyboards(self.wording)

    def privacy(self, minutes: int, days: int, *, noted: int) -> Page:
        """What is kept, for how long, and how to have it deleted.

        `minutes` a conversation may be followed up, `noted` for how many days deletions are written down; 0: not.
        """
        text, kept_for = self.wording.text, self.wording.count("count.days", days)
        follow_up = (
            text("privacy.follow-up", minutes=self.wording.count("count.minutes", minutes))
            if minutes
            else text("privacy.no-follow-up")
        )
        departed = [text("privacy.departed", days=self.wording.count("count.days", noted))] if noted else []
        page = self._page(
            text("privacy.nothing"),
            text("privacy.chosen"),
            text("privacy.reminders"),
            follow_up,
            text("privacy.told", days=kept_for),
            text("privacy.questions", days=kept_for),
            text("privacy.stopped"),
            text("privacy.memory"),
            text("privacy.report"),
            text("privacy.rights", days=kept_for),
            *departed,
            text("privacy.telegram"),
        )
        return replace(page, buttons=((self._keyboards.named("button.my-data", ShowPage("mydata")),),))

    def my_data(self, kept: Kept) -> Page:
        """Everything that is kept about a chat, in words, and the way to have it deleted."""
        if kept.empty:
            return self._page(self.wording.text("data.nothing"))
        lines = (*self._settings(kept), *self._followed(kept), *self._messages(kept), *self._questions(kept))
        rows = tuple(self._drop("data.drop", id_, text) for id_, text in kept.questions[:_LISTED])
        block = Block(self.wording.lang, (self.wording.text("data.intro"), *lines))
        return Page((block,), (*rows, *self._keyboards.forget()))

    def forget(self) -> Page:
        """Asks whether really everything is to be deleted."""
        page = self._page(self.wording.text("data.forget"))
        keep = (self._keyboards.named("button.keep", KeepAll()),)
        return replace(page, buttons=(*self._keyboards.forget(), keep))

    def tell_later(self, press: TellLater) -> Row:
        """The button below a refusal."""
        return (self._keyboards.named("button.tell-later", press),)

    def waiting(self, id_: int, question: str, until: datetime) -> Page:
        """A question waits from now on; says what is kept for that."""
        text = self.wording.text("miss.waiting", text=question, date=self.wording.date(until.date()))
        return Page((Block(self.wording.lang, (text,)),), (self._drop("button.drop-question", id_, question),))

    def dropped(self) -> Page:
        """A question waits no more."""
        return self._page(self.wording.text("miss.dropped"))

    def _settings(self, kept: Kept) -> Iterator[Worded]:
        text = self.wording.text
        if kept.language:
            yield text("data.language", language=text(f"language.{kept.language}"))
        if kept.hours.zone:
            yield text("data.zone", place=place(kept.hours.zone, self.wording.lang))
        if quiet := kept.hours.quiet:
            yield text("data.quiet", start=clock(quiet.start), end=clock(quiet.end))
        if kept.entities:
            yield text(
                "data.subject", subject=self.wording.listed(self._names(kept)), moment=self._moment(kept.spoke_at)
            )

    def _followed(self, kept: Kept) -> Iterator[Worded]:
        pages = FollowingPages(self.catalogue, self.wording)
        shown = [
            f"{pages.name(one.subject)} ({pages.cadence(one, kept.hours)})" for one in kept.subscriptions[:_LISTED]
        ]
        if len(kept.subscriptions) > _LISTED:
            shown.append(self.wording.count("count.more", len(kept.subscriptions) - _LISTED))
        if shown:
            yield self.wording.text("data.followed", subject=self.wording.listed(map(Worded, shown)))
        yield from map(self._reminder, kept.reminders[:_LISTED])
        if len(kept.reminders) > _LISTED:
            yield self.wording.count("count.more", len(kept.reminders) - _LISTED)
        if kept.left_out:
            yield self.wording.text("data.left-out", names=self.wording.listed(kept.left_out[:_LISTED]))
        if kept.mentioned:
            yield self.wording.count("data.mentioned", kept.mentioned)
        if kept.topics:
            yield self.wording.text("data.topics", n=kept.topics)

    def _reminder(self, one: Reminder) -> Worded:
        entity = self.catalogue.knowledge.entities.get(one.entity)
        name = entity.name(self.wording.lang) if entity else one.entity
        return self.wording.text("data.reminder", name=name, moment=self.wording.moment(one.due))

    def _messages(self, kept: Kept) -> Iterator[Worded]:
        text = self.wording.text
        if kept.told:
            statements = self.wording.count("count.statements", kept.told)
            yield text("data.told", statements=statements, moment=self._moment(kept.told_since))
        if kept.waiting:
            yield text("data.waiting", n=kept.waiting)
        if kept.sent:
            yield text("data.sent", n=kept.sent)
        if kept.reports:
            yield text("data.reports", n=kept.reports)
        if kept.looked_at:
            yield text("data.looked", moment=self._moment(kept.looked_at))
        if kept.struck_at:
            yield text("data.struck", moment=self._moment(kept.struck_at))

    def _questions(self, kept: Kept) -> Iterator[Worded]:
        for _, question in kept.questions[:_LISTED]:
            yield self.wording.text("data.question", text=question)
        if len(kept.questions) > _LISTED:
            yield self.wording.count("count.more", len(kept.questions) - _LISTED)

    def _drop(self, key: str, id_: int, question: str) -> Row:
        return (self._keyboards.button(self.wording.text(key, text=question), DropQuestion(id_)),)

    def _names(self, kept: Kept) -> list[str]:
        found = (self.catalogue.knowledge.entities.get(id_) for id_ in kept.entities)
        return [entity.name(self.wording.lang) for entity in found if entity] or list(kept.entities)

    def _moment(self, moment: datetime | None) -> str:
        return self.wording.moment(moment) if moment else ""

    def _page(self, *lines: str) -> Page:
        return Page(tuple(Block(self.wording.lang, (line,)) for line in lines))
