"""The pages about what was published before: an answer as it was, the history of a subject, and what is new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.interface.buttons.encoding import digest
from bot.interface.buttons.keyboards import Keyboards
from bot.interface.buttons.presses import Brief
from bot.interface.render import Rendered
from bot.interface.updates import Updates
from bot.interface.words.markup import Block, Emphasis, Page, Row, emphasised
from bot.interface.words.wording import Worded, Wording
from knowledge.changes import Change, ChangeKind
from knowledge.dates import PartialDate
from knowledge.dialogue import Sentence
from knowledge.model import Entity, Statement

_MOST_DAYS, _MOST_LINES = 5, 8
_FEW = 3
"""So many first statements are told; more are counted."""


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """What a publication changed of a subject."""

    on: date
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class PastPages:
    """Makes them in one language, beside what a version holds now."""

    wording: Wording
    updates: Updates

    def as_published(self, rendered: Rendered, on: PartialDate, published: date) -> Rendered:
        """An answer of an earlier version, which says so, and what has become of it since."""
        intro = self.wording.text("past.intro", date=self.wording.date(on), published=self.wording.date(published))
        since = tuple(dict.fromkeys(line for one in rendered.told for line in self._since(one)))
        same = (self.wording.text("past.same"),)
        below = (self._block(*(since or same)),) if rendered.told else ()
        return replace(rendered, intro=(self._block(intro),), rest=(*below, *rendered.rest))

    def ways(self, entities: Sequence[Entity]) -> tuple[Row, ...]:
        """From what was said to how it has changed, and to what is said now."""
        match entities:
            case [entity]:
                now = self._keyboards.button(entity.name(self.wording.lang), Brief(digest(entity.id)))
                return (self._keyboards.history(entity), (now,))
            case _:
                return ()

    def never(self, on: PartialDate, first: date | None) -> Block:
        """Nothing was published by then."""
        if first is None:
            return self._unknown()
        values = {"date": self.wording.date(on), "published": self.wording.date(first)}
        return self._block(self.wording.text("past.never", **values))

    def unknown(self) -> Page:
        """Nobody knows what was published before."""
        return Page((self._unknown(),))

    def ahead(self, on: PartialDate) -> Page:
        """That day has not come."""
        return Page((self._block(self.wording.text("past.ahead", date=self.wording.date(on))),))

    def history(self, entity: Entity, steps: Sequence[HistoryStep]) -> Page:
        """What was said of a subject when, and why that changed; the latest first."""
        title = self.wording.text("past.history", name=entity.name(self.wording.lang))
        head = self._block(emphasised(title, Emphasis.BOLD))
        if not steps:
            return Page((head, self._unknown()))
        first, *later = steps
        shown = [self._step(one) for one in reversed(later[-_MOST_DAYS:])]
        left = len(later) - len(shown)
        more = [self._block(self.wording.text("past.more", n=left))] if left > 0 else []
        unchanged = [] if later else [self._block(self.wording.text("past.unchanged"))]
        now = self._keyboards.button(entity.name(self.wording.lang), Brief(digest(entity.id)))
        return Page((head, *shown, *more, self._began(first), *unchanged), ((now,),))

    def nothing_new(self, since: date, entity: Entity | None = None) -> Page:
        """Nothing has come since."""
        day = self.wording.date(since)
        if entity:
            name = entity.name(self.wording.lang)
            block = self._block(self.wording.text("news.none-of", date=day, name=name))
            return Page((block,), (self._keyboards.history(entity),))
        return Page((self._block(self.wording.text("news.none", date=day)),))

    def since_the_first(self, first: date, page: Page) -> Page:
        """A page that tells what is new, from the first publication on: there was nothing before."""
        above = self._block(self.wording.text("past.first", date=self.wording.date(first)))
        return replace(page, blocks=(above, *page.blocks))

    @property
    def _keyboards(self) -> Keyboards:
        return Keyboards(self.wording)

    def _step(self, step: HistoryStep) -> Block:
        lines = [line for change in step.changes for line in self.updates.lines(change)]
        more = [self.wording.count("count.more", len(lines) - _MOST_LINES)] if len(lines) > _MOST_LINES else []
        return self._block(self._on(step.on), *lines[:_MOST_LINES], *more)

    def _began(self, step: HistoryStep) -> Block:
        added = [change for change in step.changes if change.kind is ChangeKind.ADD]
        if len(added) > _FEW:
            statements = self.wording.count("count.statements", len(added))
            return self._block(self._on(step.on), self.wording.text("past.began", statements=statements))
        return self._step(step)

    def _on(self, day: date) -> str:
        return emphasised(self.wording.text("past.then", date=self.wording.date(day)), Emphasis.BOLD)

    def _since(self, told: Sentence) -> Iterator[Worded]:
        """What has become of a sentence; nothing where it reads as ever."""
        now = self._statements.get(told.statement.id)
        if now is None:
            yield self.wording.text("past.gone", text=Worded(told.text))
        elif now.withdrawn:
            day, reason = self.wording.date(now.withdrawn.on), now.withdrawn.reason[self.wording.lang]
            yield self.wording.text("past.withdrawn", then=Worded(told.text), date=day, text=Worded(reason))
        elif self._wordings(now) != self._wordings(told.statement):
            ahead = self.updates.knowledge.entities[now.subject].lies_ahead(self.updates.today)
            text = Worded(self.updates.marked(now.worded(self.wording.lang, ahead=ahead), now))
            yield self.wording.text("past.changed", then=Worded(told.text), text=text)
            if now.corrected and now.corrected != told.statement.corrected:
                yield self.wording.text("past.reason", text=Worded(now.corrected[self.wording.lang]))

    @property
    def _statements(self) -> Mapping[str, Statement]:
        return self.updates.knowledge.statements

    def _wordings(self, one: Statement) -> tuple[str, str]:
        lang = self.wording.lang
        return one.worded(lang, ahead=False), one.worded(lang, ahead=True)

    def _unknown(self) -> Block:
        return self._block(self.wording.text("past.nothing"))

    def _block(self, *lines: str) -> Block:
        return Block(self.wording.lang, lines)


def steps_in(found: Iterable[HistoryStep], lang: str) -> tuple[HistoryStep, ...]:
    """Those of which a reader of a language sees anything, without what was taken out of sight."""
    seen = (replace(one, changes=tuple(c for c in one.changes if not c.hidden and c.shows(lang))) for one in found)
    return tuple(one for one in seen if one.changes)
