"""Rows of buttons in a language; in Arabic every row runs from right to left, arrows too.

Telegram lays buttons out from left to right whatever the language, so the rows are turned here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.drawing.scenes import Look, PictureKind
from bot.interface.buttons.encoding import MAX_DRAWN, MAX_KEYS, carries, digest, encode
from bot.interface.buttons.following import Follow, FollowWhich, ShowSubscriptions
from bot.interface.buttons.of_document import OpenStatements
from bot.interface.buttons.presses import (
    AskThis,
    Brief,
    ChooseEntity,
    Cite,
    Decision,
    Draw,
    DrawCard,
    Explain,
    Forget,
    Keys,
    LeaveIt,
    MoreOf,
    NoneOfThese,
    OpenList,
    Press,
    Publish,
    PublishNow,
    Quote,
    ReadOn,
    Related,
    Report,
    SearchFor,
    Speak,
    Still,
    Unpublish,
    WholePassage,
)
from bot.interface.buttons.remembering import OfferReminders, ShowHistory
from bot.interface.words.attribution import clipped, source_name
from bot.interface.words.bidi import directed, is_rtl
from bot.interface.words.markup import Button, Row
from bot.interface.words.wording import LANGUAGES, Wording
from bot.readers.subscription import Scope
from knowledge.archive.fed import is_fed
from knowledge.dialogue import Choice
from knowledge.model import Entity, Kind, Source, Statement

AUTOMATIC = "auto"
_MAX_LABEL = 64
"""Longer labels are cut by the programs that show them, somewhere in the middle."""
_MOST_REMINDED = 3
_SHORT_LABEL = 18
"""Two of them stand side by side on a phone."""
_DECISIONS = {
    Publish: "button.publish",
    PublishNow: "button.publish-now",
    Unpublish: "button.unpublish",
    LeaveIt: "button.leave-it",
}
KIND_ROWS = ((Kind.MEETING, Kind.ACTOR), (Kind.INITIATIVE, Kind.TOPIC))


def fits(label: str) -> bool:
    """Whether a label stands on a button uncut."""
    return clipped(label, _MAX_LABEL) == label


@dataclass(frozen=True, slots=True)
class Keyboards:
    """Makes the buttons of one language."""

    wording: Wording

    def row(self, *buttons: Button) -> Row:
        """Buttons as the eye of the reader meets them."""
        return buttons[::-1] if is_rtl(self.wording.lang) else buttons

    def button(self, label: str, press: Press) -> Button:
        """One button; a label that is too long is cut after a word."""
        return Button(directed(clipped(label, _MAX_LABEL), self.wording.lang), encode(press))

    def named(self, key: str, press: Press) -> Button:
        """One button labelled with a text of the catalogue."""
        return self.button(self.wording.text(key), press)

    def option(self, label: str, press: Press, *, holds: bool) -> Button:
        """One of several; the one that holds has a mark."""
        return self.button(self.wording.text("button.chosen", label=label) if holds else label, press)

    def grid(self, buttons: Sequence[Button], width: int) -> tuple[Row, ...]:
        """Buttons in rows of so many."""
        return tuple(self.row(*buttons[start : start + width]) for start in range(0, len(buttons), width))

    def listed(self, buttons: Sequence[Button]) -> tuple[Row, ...]:
        """The entries of a list: one a row, or two where all are short."""
        return self.grid(buttons, 2 if max((len(one.label) for one in buttons), default=0) <= _SHORT_LABEL else 1)

    def cite(self, statements: Sequence[Statement]) -> Button:
        """What shows how statements are cited."""
        return self.named("button.cite", Cite(_keys(statements)))

    def report(self, statements: Sequence[Statement]) -> Button:
        """What tells the operators that statements are mistaken."""
        return self.named("button.report", Report(_keys(statements)))

    def follow(self, subjects: Sequence[Entity]) -> tuple[Row, ...]:
        """Follow what a message is about, by its name; where that is several, ask which."""
        return self.listed([*self._follow(subjects)])

    def update(
        self, statements: Sequence[Statement], documents: Iterable[Source] = (), events: Sequence[Entity] = ()
    ) -> tuple[Row, ...]:
        """Below what subscribers are told: quotes, documents, reminders, and the way to be told less or more."""
        evidence = (self.evidence(statements),) if statements else ()
        listed = ((self._statements(one),) for one in documents)
        return (*evidence, *listed, *self._remind(events), (self.named("button.manage", ShowSubscriptions()),))

    def _remind(self, events: Sequence[Entity]) -> Iterator[Row]:
        """The way to be reminded of each of some events, the next ones first; by name where there are several."""
        if len(events) == 1:
            yield from self.remind(events[0].id)
            return
        for one in events[:_MOST_REMINDED]:
            label = self.wording.text("button.remind-of", name=one.name(self.wording.lang))
            yield (self.button(label, OfferReminders(digest(one.id))),)

    def _statements(self, document: Source) -> Button:
        label = self.wording.text("button.statements", name=source_name(document, self.wording))
        return self.button(label, OpenStatements(digest(document.id)))

    def evidence(self, statements: Sequence[Statement]) -> Row:
        """The quotes of statements, and what is related to them."""
        keys = _keys(statements)
        return self.row(self.named("button.quote", Quote(keys)), self.named("button.related", Related(keys)))

    def terms(self, statements: Sequence[Statement]) -> Button:
        """What explains the terms of statements."""
        return self.named("button.terms", Explain(_keys(statements)))

    def drawn(self, press: Draw | DrawCard, pages: Sequence[Draw] = ()) -> tuple[Row, ...]:
        """Below a picture: the same in the other colours, and the pictures before and after."""
        other = "button.light" if press.look is Look.DARK else "button.dark"
        page = press.page if isinstance(press, Draw) else 0
        return (*self.pager(page, pages), (self.named(other, replace(press, look=press.look.other)),))

    def picture(self, key: str, kind: PictureKind, subjects: Sequence[str] = ()) -> Button:
        """What shows a picture about entities, by id; about everything where there are none."""
        return self.named(key, picture_of(kind, subjects))

    def _follow(self, subjects: Sequence[Entity]) -> Iterator[Button]:
        match tuple(digest(one.id) for one in subjects[:MAX_KEYS]):
            case ():
                return
            case (only,):
                label = self.wording.text("button.follow", name=subjects[0].name(self.wording.lang))
                yield self.button(label, Follow(Scope.ENTITY, only))
            case several:
                yield self.named("button.follow-which", FollowWhich(several))

    def choices(self, choices: Iterable[Choice]) -> tuple[Row, ...]:
        """One reading a row, and a way out."""
        rows = tuple((self.button(choice.label, ChooseEntity(digest(choice.entity))),) for choice in choices)
        return (*rows, (self.named("button.none", NoneOfThese()),))

    def briefs(self, entities: Iterable[Entity]) -> tuple[Row, ...]:
        """One entity a row; each opens what is known about it."""
        return tuple((self.button(one.name(self.wording.lang), Brief(digest(one.id))),) for one in entities)

    def questions(self, questions: Iterable[str]) -> tuple[Row, ...]:
        """One question a row; it is read from the button when it is pressed, so one that would be cut has none."""
        return tuple(
            (self.button(question, AskThis(number)),) for number, question in enumerate(questions) if fits(question)
        )

    def kinds(self) -> tuple[Row, ...]:
        """What there is to leaf through."""
        return tuple(
            self.row(*(self.named(f"kind.{kind.value}", OpenList(kind)) for kind in kinds)) for kinds in KIND_ROWS
        )

    def pager(self, page: int, turns: Sequence[Press]) -> tuple[Row, ...]:
        """Arrows to the pages before and after; `turns` opens each page. Nothing for a single page."""
        if len(turns) < 2:
            return ()
        here = self.wording.text("button.page", page=page + 1, pages=len(turns))
        before = [self.named("button.before", turns[page - 1])] if page else []
        after = [self.named("button.after", turns[page + 1])] if page + 1 < len(turns) else []
        return (self.row(*before, self.button(here, Still()), *after),)

    def languages(self, chosen: str | None) -> tuple[Row, ...]:
        """The languages, each in its own words, with a mark at the one that is spoken."""
        buttons = [
            self.option(self.wording.text(f"language.{lang}"), Speak(lang), holds=lang == (chosen or AUTOMATIC))
            for lang in (*LANGUAGES, AUTOMATIC)
        ]
        return (self.row(*buttons[:-1]), (buttons[-1],))

    def more(self, entity: Entity, part: int, left: int) -> Row:
        """The way to the next part of a briefing, of which so many sentences are left."""
        return (self.button(self.wording.text("button.more", n=left), MoreOf(digest(entity.id), part)),)

    def documents(self, document: Source, start: int) -> tuple[Row, ...]:
        """The ways on in a document from the sentence that begins there; none in what a feed brought."""
        if is_fed(document):
            return ()
        key = digest(document.id)
        read_on = self.named("button.read-on", ReadOn(key, start))
        return (self.row(read_on, self.named("button.passage", WholePassage(key, start))),)

    def searches(self, named: Iterable[str]) -> tuple[Row, ...]:
        """The ways to what documents say of names, one a row; a name that no button carries has none."""
        presses = (SearchFor(one) for one in named)
        return tuple(
            (self.button(self.wording.text("button.search", words=one.words), one),) for one in presses if carries(one)
        )

    def remind(self, event: str) -> tuple[Row, ...]:
        """The way to be reminded of an event, by id."""
        return ((self.named("button.remind", OfferReminders(digest(event))),),)

    def history(self, entity: Entity) -> Row:
        """The way to what was said of an entity before."""
        label = self.wording.text("button.history", name=entity.name(self.wording.lang))
        return (self.button(label, ShowHistory(digest(entity.id))),)

    def forget(self) -> tuple[Row, ...]:
        """The way to have everything deleted."""
        return ((self.named("button.forget", Forget()),),)

    def publishing(self, *decisions: Decision) -> tuple[Row, ...]:
        """What an operator can decide about publishing, one a row."""
        return tuple((self.named(_DECISIONS[type(one)], one),) for one in decisions)


def picture_of(kind: PictureKind, subjects: Sequence[str] = ()) -> Draw:
    """The press that shows a picture about entities, by id."""
    return Draw(kind, tuple(digest(one) for one in subjects[:MAX_DRAWN]), 0, Look.LIGHT)


def _keys(statements: Sequence[Statement]) -> Keys:
    return tuple(digest(statement.id) for statement in statements[:MAX_KEYS])
