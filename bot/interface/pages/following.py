"""The pages about subscriptions: what can be followed, what is, and how often one hears of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.interface.buttons.encoding import digest
from bot.interface.buttons.following import (
    Adjust,
    Follow,
    FollowWords,
    ListSubscriptions,
    OfferSubjects,
    OpenAspect,
    OpenSubscription,
    Unfollow,
    UnfollowAll,
)
from bot.interface.buttons.keyboards import KIND_ROWS, Keyboards
from bot.interface.catalogue import Catalogue
from bot.interface.subjects import Offer
from bot.interface.words.bidi import isolated
from bot.interface.words.markup import Block, Button, Offered, Page, Row
from bot.interface.words.wording import Worded, Wording
from bot.interface.zones import place
from bot.readers.hours import clock
from bot.readers.schedule import DAY, Hours
from bot.readers.subscription import Aspect, Cadence, Scope, Subject, Subscription, Tells
from knowledge.model import Entity

MOST = 50
"""Subscriptions of one chat; nobody reads more, and a page has to be made of them."""
_PER_PAGE = 8
_STEP = 30
_USUAL_TIMES = (7 * 60, 8 * 60, 9 * 60, 12 * 60, 18 * 60, 21 * 60)
_CADENCES: Mapping[Cadence, str] = {
    Cadence.INSTANT: "cadence.instant",
    Cadence.DAILY: "cadence.daily",
    Cadence.WEEKLY: "cadence.weekly",
}


@dataclass(frozen=True, slots=True)
class FollowingPages:
    """Makes these pages in one language."""

    catalogue: Catalogue
    wording: Wording
    mentions: bool = False
    """Whether any feeds are watched, whose documents could be told of."""

    @property
    def _keyboards(self) -> Keyboards:
        return Keyboards(self.wording)

    def offer(self, *before: str) -> Page:
        """What can be followed; below some lines of ours, where there are any."""
        blocks = (*(self._block(line) for line in before), self._block(self.wording.text("follow.offer")))
        return Page(blocks, (*self._common(), self._back_row()))

    def choice(self, text: str, offer: Offer) -> Page:
        """What a text may mean, to be chosen."""
        rows: list[Row] = [(self._follow(one),) for one in offer.entities]
        if offer.words:
            label = self.wording.text("follow.words.button", words=offer.words.key)
            rows.append((self._keyboards.button(label, FollowWords(offer.words.key)),))
        key = "follow.which" if offer.entities else "follow.nothing" if offer.words else "follow.too-long"
        others = ((self._keyboards.named("button.something-else", OfferSubjects()),),) if rows else self._common()
        return Page((self._block(self.wording.text(key, text=text[:60])),), (*rows, *others))

    def which(self, entities: Iterable[Entity]) -> Page:
        """The subjects of a message, to choose one."""
        rows = tuple((self._follow(one),) for one in entities)
        return Page((self._block(self.wording.text("follow.which-subject")),), rows)

    def followed(self, one: Subscription, hours: Hours, key: str) -> Page:
        """One subscription with what is changed most of it; `key` says why it is shown."""
        title = self.wording.text(key, subject=self.name(one.subject))
        return Page((self._block(title), self._block(*self._how(one, hours))), tuple(self._changes(one)))

    def aspect(self, one: Subscription, hours: Hours, aspect: Aspect) -> Page:
        """One subscription with what can be set of an aspect of it; what is rarely set shares a page."""
        title = self.wording.text("followed.open", subject=self.name(one.subject))
        return Page((self._block(title), self._block(*self._how(one, hours))), tuple(self._choices(one, aspect)))

    def posted(self, one: Subscription, key: str) -> Page:
        """The same where everybody reads along: without buttons."""
        title = self.wording.text(key, subject=self.name(one.subject))
        return Page((self._block(title), self._block(self.wording.text("follow.posted"))))

    def listing(self, subscriptions: Sequence[Subscription], page: int) -> Page:
        """A page of what a chat follows, from 0; what can be followed where that is nothing."""
        if not subscriptions:
            return self.offer(self.wording.text("following.none"))
        pages = -(-len(subscriptions) // _PER_PAGE)
        page = max(0, min(page, pages - 1))
        shown = subscriptions[page * _PER_PAGE : (page + 1) * _PER_PAGE]
        entries = [(self._line(one), OpenSubscription(one.id)) for one in shown]
        lines = [Offered(self.wording.text("list.item", text=entry)) for entry, _ in entries]
        rows = [(self._keyboards.button(entry, press),) for entry, press in entries]
        turns = [ListSubscriptions(number) for number in range(pages)]
        title = self._block(self.wording.text("following.title", n=len(subscriptions)))
        return Page(
            (title, self._block(*lines)),
            (*rows, *self._keyboards.pager(page, turns), *self._below_list(len(subscriptions))),
        )

    def ended(self, subject: Subject) -> Page:
        """One subscription is over; it can be taken up again."""
        again = self._keyboards.named("button.follow-again", self._press(subject))
        text = self.wording.text("following.ended", subject=self.name(subject))
        return Page((self._block(text),), ((again,), self._back_row()))

    def ended_all(self, count: int) -> Page:
        """All subscriptions are over."""
        text = self.wording.count("following.ended-all", count) if count else self.wording.text("following.none")
        return Page((self._block(text),))

    def nothing_to_end(self) -> Page:
        """Nothing is followed, so nothing can end."""
        more = self._keyboards.named("button.follow-more", OfferSubjects())
        return Page((self._block(self.wording.text("following.nothing-to-end")),), ((more,),))

    def unknown(self, text: str) -> Page:
        """Nothing of that name is followed, so it cannot end."""
        return Page((self._block(self.wording.text("following.unknown", text=text[:60])),), (self._back_row(),))

    def notice(self, key: str, **values: object) -> Page:
        """One line of the catalogue."""
        return Page((self._block(self.wording.text(key, **values)),))

    def name(self, subject: Subject) -> Worded:
        """What is followed, as a part of a sentence."""
        match subject.scope:
            case Scope.ALL:
                return self.wording.text("follow.all")
            case Scope.KIND:
                return self.wording.text(f"kind.{subject.key}")
            case Scope.WORDS:
                return self.wording.text("follow.words", words=subject.key)
            case Scope.ENTITY:
                entity = self.catalogue.knowledge.entities.get(subject.key)
                return Worded(isolated(entity.name(self.wording.lang) if entity else subject.key))

    def cadence(self, one: Subscription, hours: Hours) -> Worded:
        """When a reader is told, in words."""
        if not one.is_digest:
            return self.wording.text("how.instant")
        how = self._briefly(one)
        return self.wording.text("how.zone", how=how, place=place(hours.zone, self.wording.lang)) if hours.zone else how

    def _briefly(self, one: Subscription) -> Worded:
        """The same as a part of an entry of the list, where every clock is the reader's."""
        time = clock(one.minute)
        match one.cadence:
            case Cadence.INSTANT:
                return self.wording.text(_CADENCES[Cadence.INSTANT])
            case Cadence.DAILY:
                return self.wording.text("how.daily", time=time)
            case Cadence.WEEKLY:
                return self.wording.text("how.weekly", day=Worded(self.wording.weekday(one.weekday)), time=time)

    def _how(self, one: Subscription, hours: Hours) -> Iterator[str]:
        yield self.cadence(one, hours)
        if one.wants_mentions:
            yield self.wording.text(f"how.tells.{one.tells}")
            gathered = "how.mentions.weekly" if one.cadence is Cadence.WEEKLY else "how.mentions.daily"
            yield self.wording.text("how.mentions.at-once" if one.prompt else gathered)
        if one.silent:
            yield self.wording.text("how.silent")
        if one.is_digest and one.heartbeat:
            yield self.wording.text("how.heartbeat")
        if one.paused:
            yield self.wording.text("how.paused")

    def _line(self, one: Subscription) -> Worded:
        how = self.wording.text("how.paused.short") if one.paused else self._briefly(one)
        return self.wording.text("following.line", subject=self.name(one.subject), how=how)

    def _changes(self, one: Subscription) -> Iterator[Row]:
        """How often, and the ways to all the rest."""
        keyboards, row = self._keyboards, self._keyboards.row
        yield row(
            *(
                self._option(one, key, Aspect.CADENCE, number, holds=one.cadence is cadence)
                for number, (cadence, key) in enumerate(_CADENCES.items())
            )
        )
        if one.is_digest:
            yield row(*self._when(one))
        tells = self.wording.text("button.tells", what=self.wording.text(f"tells.{one.tells}"))
        if self.mentions or one.wants_mentions:
            yield (keyboards.button(tells, OpenAspect(one.id, Aspect.TELLS)),)
        more = keyboards.named("button.more-settings", OpenAspect(one.id, Aspect.SILENT))
        yield row(more, keyboards.named("button.unfollow", Unfollow(one.id)))
        yield self._back_row()

    def _when(self, one: Subscription) -> Iterator[Button]:
        if one.cadence is Cadence.WEEKLY:
            day = self.wording.text("button.day", day=self.wording.weekday(one.weekday))
            yield self._keyboards.button(day, OpenAspect(one.id, Aspect.WEEKDAY))
        time = self.wording.text("button.time", time=clock(one.minute))
        yield self._keyboards.button(time, OpenAspect(one.id, Aspect.MINUTE))

    def _choices(self, one: Subscription, aspect: Aspect) -> Iterator[Row]:
        match aspect:
            case Aspect.WEEKDAY:
                yield from self._keyboards.grid([*self._days(one)], 4)
            case Aspect.MINUTE:
                yield from self._keyboards.grid([*self._times(one)], 3)
                yield self._keyboards.row(
                    self._step(one, "button.earlier", -_STEP), self._step(one, "button.later", _STEP)
                )
            case Aspect.TELLS | Aspect.PROMPT:
                yield from self._tellings(one)
            case _:
                yield self._keyboards.row(self._switch(one, Aspect.SILENT), self._switch(one, Aspect.PAUSED))
                if one.is_digest:
                    yield (self._switch(one, Aspect.HEARTBEAT),)
        yield (self._keyboards.named("button.back", OpenSubscription(one.id)),)

    def _tellings(self, one: Subscription) -> Iterator[Row]:
        for number, tells in enumerate(Tells):
            yield (self._option(one, f"tells.{tells}", Aspect.TELLS, number, holds=one.tells is tells),)
        if one.wants_mentions:
            yield (self._option(one, "button.prompt", Aspect.PROMPT, int(not one.prompt), holds=one.prompt),)

    def _days(self, one: Subscription) -> Iterator[Button]:
        for day in self.wording.week:
            press = Adjust(one.id, Aspect.WEEKDAY, day)
            yield self._keyboards.option(self.wording.weekday(day), press, holds=day == one.weekday)

    def _times(self, one: Subscription) -> Iterator[Button]:
        for minute in _USUAL_TIMES:
            press = Adjust(one.id, Aspect.MINUTE, minute)
            yield self._keyboards.option(clock(minute), press, holds=minute == one.minute)

    def _switch(self, one: Subscription, aspect: Aspect) -> Button:
        """What is off can be switched on, what is on has a mark and can be switched off."""
        match aspect:
            case Aspect.PAUSED:
                key, holds = ("button.resume" if one.paused else "button.pause"), one.paused
                return self._option(one, key, aspect, int(not holds), holds=False)
            case Aspect.SILENT:
                key, holds = "button.silent", one.silent
            case _:
                key, holds = "button.heartbeat", one.heartbeat
        return self._option(one, key, aspect, int(not holds), holds=holds)

    def _option(self, one: Subscription, key: str, aspect: Aspect, value: int, *, holds: bool) -> Button:
        return self._keyboards.option(self.wording.text(key), Adjust(one.id, aspect, value), holds=holds)

    def _step(self, one: Subscription, key: str, minutes: int) -> Button:
        return self._keyboards.named(key, Adjust(one.id, Aspect.MINUTE, (one.minute + minutes) % DAY))

    def _common(self) -> tuple[Row, ...]:
        keyboards = self._keyboards
        kinds = (
            keyboards.row(*(keyboards.named(f"kind.{kind.value}", Follow(Scope.KIND, kind.value)) for kind in row))
            for row in KIND_ROWS
        )
        return ((keyboards.named("follow.all", Follow(Scope.ALL, "")),), *kinds)

    def _below_list(self, count: int) -> Iterator[Row]:
        more = self._keyboards.named("button.follow-more", OfferSubjects())
        ending = [self._keyboards.named("button.unfollow-all", UnfollowAll())] if count > 1 else []
        yield self._keyboards.row(more, *ending)

    def _back_row(self) -> Row:
        return (self._keyboards.named("button.subscriptions", ListSubscriptions(0)),)

    def _follow(self, entity: Entity) -> Button:
        return self._keyboards.button(entity.name(self.wording.lang), Follow(Scope.ENTITY, digest(entity.id)))

    def _press(self, subject: Subject) -> Follow | FollowWords:
        """What follows a subject again."""
        match subject.scope:
            case Scope.WORDS:
                return FollowWords(subject.key)
            case Scope.ENTITY:
                return Follow(Scope.ENTITY, digest(subject.key))
            case _:
                return Follow(subject.scope, subject.key)

    def _block(self, *lines: str) -> Block:
        return Block(self.wording.lang, lines)
