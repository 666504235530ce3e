"""The buttons below a reply: what can be asked, opened, looked up and followed from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.drawing.scenes import PictureKind
from bot.interface.buttons.encoding import MAX_DRAWN
from bot.interface.buttons.keyboards import Keyboards
from bot.interface.catalogue import Catalogue
from bot.interface.render import Rendered
from bot.interface.words.markup import Row
from bot.interface.words.wording import Wording
from knowledge.dialogue import Ambiguous, Answer, Heading, Help, NoAnswer, Quoted, Reply, Result, Several, Topic
from knowledge.model import Entity, Readership, Statement
from knowledge.visibility import visible


@dataclass(frozen=True, slots=True)
class ReplyButtons:
    """Makes them in one language."""

    catalogue: Catalogue
    wording: Wording
    today: date
    reports: bool
    """Whether there is anybody to whom a mistake can be reported."""
    pictures: bool = False
    """Whether anything can be drawn."""

    def below(self, reply: Reply, rendered: Rendered) -> Iterator[Row]:
        """The rows from the top."""
        yield from self._ways_on(reply, Keyboards(self.wording))
        if told := [one.statement for one in rendered.told]:
            yield from self._about(told, Keyboards(self.wording))
            yield from self._remind(told, Keyboards(self.wording))
            yield from Keyboards(self.wording).follow(self._subjects(reply, rendered))

    def _about(self, told: Sequence[Statement], keyboards: Keyboards) -> Iterator[Row]:
        """Quotes and what is related, citing what everybody may see today, and that something is wrong."""
        yield keyboards.evidence(told)
        citable = [one for one in told if visible(one, Readership.PUBLIC, self.today)]
        cite = [keyboards.cite(citable)] if citable else []
        report = [keyboards.report(told)] if self.reports else []
        if cite or report:
            yield keyboards.row(*cite, *report)

    def _remind(self, told: Sequence[Statement], keyboards: Keyboards) -> Iterator[Row]:
        """The way to be reminded, below what is told of one event to come."""
        match self.catalogue.awaited((one.subject for one in told), self.today):
            case [event] if event.occasion.has_day:
                yield from keyboards.remind(event.entity)

    def _ways_on(self, reply: Reply, keyboards: Keyboards) -> Iterator[Row]:
        match reply:
            case Answer(result=Result(heading=Heading.TIMELINE) as result) if self.pictures:
                yield from self._timeline(result, reply.entities, keyboards)
            case Ambiguous():
                yield from keyboards.choices(reply.choices)
            case Quoted(quotes=(first, *_)):
                yield from keyboards.documents(first.document, first.at)
            case NoAnswer():
                yield from keyboards.questions(reply.suggestions)
                offered = self.catalogue.all_named(reply.entities)[:2]
                yield from keyboards.briefs(offered)
                yield from keyboards.searches(words for words, _ in reply.mentioned)
                if not (reply.suggestions or offered or reply.mentioned):
                    yield from keyboards.kinds()
            case Help(topic=Topic.GREETING | Topic.HELP):
                yield from keyboards.questions(reply.suggestions)
            case Several():
                asked = (part.reply for part in reply.parts if isinstance(part.reply, Ambiguous))
                choices = (choice.entity for one in asked for choice in one.choices)
                yield from keyboards.briefs(self.catalogue.all_named(choices))

    def _timeline(self, result: Result, about: Sequence[str], keyboards: Keyboards) -> Iterator[Row]:
        """The way to the picture of a timeline: of all events, of a few, or of what was asked about."""
        facts, events = self.catalogue.facts, [item.id for item in result.items]
        is_whole = len(events) == len(facts.time.events)
        asked = events if len(events) <= MAX_DRAWN else [one for one in about if not facts.is_event(one)]
        if is_whole or 0 < len(asked) <= MAX_DRAWN:
            yield (keyboards.picture("button.picture", PictureKind.TIMELINE, () if is_whole else asked),)

    def _subjects(self, reply: Reply, rendered: Rendered) -> list[Entity]:
        """What can be followed: whatever an answer is about, else the subjects of what is told."""
        if isinstance(reply, Answer) and reply.entities:
            return self.catalogue.all_named(reply.entities)
        return self.catalogue.all_named(one.statement.subject for one in rendered.told)
