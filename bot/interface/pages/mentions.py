"""What readers see of documents that nobody has checked: a headline, one sentence, and where it is from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.interface.buttons.following import (
    Adjust,
    LeaveOutSource,
    LessOf,
    ListSubscriptions,
    OpenSubscription,
    TakeIn,
)
from bot.interface.buttons.keyboards import Keyboards
from bot.interface.pages.following import FollowingPages
from bot.interface.words.attribution import clipped
from bot.interface.words.markup import Block, Button, Emphasis, Opens, Page, Row, Style, emphasised
from bot.interface.words.wording import Worded, Wording
from bot.readers.mention import LeftOut, Mention, Omission
from bot.readers.subscription import Aspect, Subscription, Tells
from knowledge.documents.languages import language_of

_MOST_SHOWN = 5
_LONGEST, _LONGEST_TITLE = 400, 180
"""Five of them fit into one message with all that stands around."""
_LONGEST_LABEL = 30
_LONGEST_URL = 1_000
_MOST_LEFT_OUT = 12


@dataclass(frozen=True, slots=True)
class ToldMention:
    """A mention, and the sentence of it that concerns the reader."""

    mention: Mention
    sentence: str


@dataclass(frozen=True, slots=True)
class MentionPages:
    """Makes these pages in a language."""

    wording: Wording

    def one(self, told: ToldMention) -> Page:
        """One mention, told at once."""
        mention = told.mention
        below = self._block(self._origin(mention), self.wording.text("mention.unchecked"))
        rows = (self._ways(mention, "mention.open", "button.less-of"),)
        return Page((*self._said(told, ""), below), rows)

    def several(self, told: Sequence[ToldMention], today: date) -> Page:
        """The newest of some mentions, and how many others there are."""
        intro = self.wording.text("mention.digest", date=self.wording.date(today))
        blocks = [self._block(emphasised(intro, Emphasis.BOLD), self.wording.text("mention.unchecked.all"))]
        rows: list[Row] = []
        for number, one in enumerate(told[:_MOST_SHOWN], start=1):
            said = self._said(one, f"{number}. ")
            blocks += (*said, Block(self.wording.lang, (self._origin(one.mention),), adjoins=True))
            rows.append(self._ways(one.mention, "mention.open.numbered", "button.less-of.numbered", n=number))
        if (rest := len(told) - _MOST_SHOWN) > 0:
            blocks.append(self._block(self.wording.count("mention.more", rest)))
        return Page(tuple(blocks), tuple(rows))

    def less(self, mention: Mention, subscriptions: Sequence[Subscription], following: FollowingPages) -> Page:
        """What can be done to hear less of the kind."""
        keyboards, rows = Keyboards(self.wording), []
        if mention.publisher:
            label = self.wording.text("button.leave-out-source", name=mention.publisher[:_LONGEST_LABEL])
            rows.append((keyboards.button(label, LeaveOutSource(mention.id)),))
        for one in subscriptions:
            label = self.wording.text("button.facts-only", subject=following.name(one.subject))
            rows.append((keyboards.button(label, Adjust(one.id, Aspect.TELLS, list(Tells).index(Tells.FACTS))),))
            rows.append((keyboards.named("button.more-settings", OpenSubscription(one.id)),))
        return Page((self._block(self.wording.text("mention.less")),), tuple(rows[:8]))

    def left_out(self, omissions: Sequence[LeftOut]) -> Page:
        """What is left out, each with the way to take it in again."""
        keyboards = Keyboards(self.wording)
        shown = omissions[-_MOST_LEFT_OUT:]
        title = self.wording.text("mention.left-out" if omissions else "mention.left-out.nothing")
        rows = tuple((keyboards.button(self._taking_in(one), TakeIn(one.id)),) for one in shown)
        back = (keyboards.named("button.subscriptions", ListSubscriptions(0)),)
        return Page((self._block(title, self.wording.text("mention.left-out.how")),), (*rows, back))

    def _taking_in(self, one: LeftOut) -> Worded:
        key = "button.take-in.source" if one.kind is Omission.SOURCE else "button.take-in.words"
        return self.wording.text(key, text=one.text[:_LONGEST_LABEL])

    def _said(self, told: ToldMention, number: str) -> Iterator[Block]:
        """The headline and the sentence, in the direction of their own language."""
        title, sentence = clipped(told.mention.title, _LONGEST_TITLE), clipped(told.sentence, _LONGEST)
        lang = language_of(f"{title} {sentence}")
        yield Block(lang, (f"{number}{emphasised(title, Emphasis.BOLD)}",))
        if sentence and sentence != title:
            yield Block(lang, (sentence,), Style.QUOTE, adjoins=True)

    def _origin(self, mention: Mention) -> Worded:
        publisher = mention.publisher or self.wording.text("mention.no-publisher")
        if mention.published is None:
            return self.wording.text("mention.from", publisher=publisher)
        return self.wording.text("mention.from-on", publisher=publisher, date=self.wording.date(mention.published))

    def _ways(self, mention: Mention, opening: str, less: str, **values: object) -> Row:
        keyboards, buttons = Keyboards(self.wording), list[Button]()
        if mention.url and len(mention.url) <= _LONGEST_URL:
            buttons.append(Button(self.wording.text(opening, **values), Opens(mention.url)))
        buttons.append(keyboards.button(self.wording.text(less, **values), LessOf(mention.id)))
        return tuple(buttons)

    def _block(self, *lines: str) -> Block:
        return Block(self.wording.lang, lines)
