"""The messages that nobody asked for: what changed, what was wrong, and that nothing is new. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import chain, islice

from bot.interface import additions
from bot.interface.additions import ToldChanges
from bot.interface.buttons.keyboards import Keyboards
from bot.interface.event_times import awaited
from bot.interface.words.attribution import behind_marking, note, source_name, sources_line
from bot.interface.words.markup import Block, Emphasis, Page, emphasised
from bot.interface.words.rewording import differing
from bot.interface.words.splitting import split
from bot.interface.words.wording import Worded, Wording
from knowledge.changes import Change, ChangeKind, by_entity, fingerprint_of
from knowledge.compiled.base import KnowledgeBase
from knowledge.model import Entity, Readership, Source, Statement
from knowledge.visibility import visible

_MOST_DOCUMENTS = 5
"""So many have a line and a button; the statements of the others are counted together."""


class Occasion(StrEnum):
    """Why a subscriber is told now."""

    NEWS = "news"
    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class UpdatePart:
    """A page that fits into one message, and the statements that it tells with their fingerprints."""

    page: Page
    tells: tuple[tuple[str, str], ...]
    """In words."""
    counted: tuple[tuple[str, str], ...] = ()
    """Those of which it says how many there are."""


@dataclass(frozen=True, slots=True)
class Updates:
    """Makes the messages of one language, in the tense of a day, from the version that holds now."""

    knowledge: KnowledgeBase
    wording: Wording
    today: date

    def parts(self, changes: Iterable[Change], occasion: Occasion = Occasion.NEWS) -> tuple[UpdatePart, ...]:
        """What changed as messages, by entity; none when nothing of it shows in this language.

        No change is split over two messages. The last one counts what is not told in words (`additions.told`).
        What was marked since is news to nobody: whoever was told it gets a correction.
        """
        return self._news(changes, self.wording.text(f"update.{occasion.value}", date=self.wording.date(self.today)))

    def since(self, changes: Iterable[Change], day: date) -> tuple[UpdatePart, ...]:
        """What changed since a day, for who asks; as `parts`."""
        return self._news(changes, self.wording.text("update.since", date=self.wording.date(day)))

    def lines(self, change: Change) -> tuple[Worded, ...]:
        """One change in words: what is new, what it was before, why."""
        return tuple(self._lines(change))

    def correction(self, changes: Iterable[Change], told_on: date) -> tuple[UpdatePart, ...]:
        """The reply under a message that told what has changed since: was, is, why."""
        intro = self.wording.text("correction.intro", date=self.wording.date(told_on))
        return self._packed(additions.worded(self._shown(changes)), intro)

    def corrected(self, told: Iterable[str], counted: Iterable[str] = (), *, wrong: bool) -> UpdatePart:
        """What stands in the place of a message once some of the statements that it told have changed.

        `told` are all of them by id; what does not fit into one message any more is left out from the end. Of what it
        only counted it counts what is held. It says that it was corrected where something in it was wrong, not where
        it reads otherwise only.
        """
        ids = list(dict.fromkeys(told))
        on = [self._block(self.wording.text("corrected.on", date=self.wording.date(self.today)))] if wrong else []
        below = additions.by_document(filter(None, map(self.knowledge.current.get, counted)))
        while len(split(page := self._corrected(ids, on, below))) > 1:
            ids.pop()
        return UpdatePart(page, tuple((id_, fingerprint_of(self.knowledge.statements.get(id_))) for id_ in ids))

    def nothing_new(self, since: date) -> Page:
        """What a digest says that has nothing to tell."""
        return Page((self._block(self.wording.text("update.nothing", date=self.wording.date(since))),))

    def nothing_else(self, since: date) -> Page:
        """What it says where the reader has been told by itself what changed."""
        return Page((self._block(self.wording.text("update.nothing-else", date=self.wording.date(since))),))

    def _shown(self, changes: Iterable[Change]) -> list[Change]:
        return [change for change in changes if change.shows(self.wording.lang)]

    def _news(self, changes: Iterable[Change], intro: Worded) -> tuple[UpdatePart, ...]:
        seen = (change for change in changes if not change.hidden)
        return self._packed(additions.told(self._shown(seen)), intro)

    def _packed(self, told: ToldChanges, intro: Worded) -> tuple[UpdatePart, ...]:
        more = tuple(self._counts(told.documents, told.continued, told.left))
        groups = list(self._groups(told.worded, intro, *more)) or [[] for _ in more[:1]]
        pages = [self._page(group, intro if number == 0 else None) for number, group in enumerate(groups)]
        parts = [UpdatePart(page, _tells(group)) for page, group in zip(pages, groups, strict=True)]
        if parts:
            counted = _tells(chain.from_iterable(told.counted.values()))
            parts[-1] = UpdatePart(self._ended(pages[-1], told, more), parts[-1].tells, counted)
        return tuple(parts)

    def _counts(self, documents: Mapping[str, int], continued: Collection[str], left: int = 0) -> Iterator[Worded]:
        """A line a document: how many of its statements are new beside what stands above; then how much is left."""
        for id_, n in islice(documents.items(), _MOST_DOCUMENTS):
            key = "update.counted-too" if id_ in continued else "update.counted"
            yield self.wording.plural(key, n, n=n, name=source_name(self.knowledge.sources[id_], self.wording))
        if rest := sum(islice(documents.values(), _MOST_DOCUMENTS, None)) + left:
            yield self.wording.count("update.more", rest)

    def _documents(self, documents: Iterable[str]) -> list[Source]:
        return [self.knowledge.sources[id_] for id_ in islice(documents, _MOST_DOCUMENTS)]

    def _groups(self, changes: Sequence[Change], *around: Worded | None) -> Iterator[list[Change]]:
        """As many changes together as fit into a message with all the lines that may stand around them."""
        group: list[Change] = []
        for change in changes:
            page = self._page([*group, change], *around)
            if group and len(split(page)) > 1:
                yield group
                group = []
            group.append(change)
        if group:
            yield group

    def _page(self, changes: Sequence[Change], *above: Worded | None) -> Page:
        blocks = [self._block(line) for line in above if line]
        for group in by_entity(changes).values():
            name = self.wording.text("brief.title", name=group[0].subject.name(self.wording.lang))
            first, *others = (tuple(self._lines(change)) for change in group)
            blocks.append(self._block(emphasised(name, Emphasis.BOLD), *first))
            blocks += (self._block(*lines) for lines in others)
        held = [change.new for change in changes if change.new and change.kind is not ChangeKind.DEL]
        return Page((*blocks, *self._below(self._sources(held))))

    def _ended(self, page: Page, told: ToldChanges, more: Sequence[Worded]) -> Page:
        held = [change.new for change in told.worded if change.new and change.kind is not ChangeKind.DEL]
        buttons = Keyboards(self.wording).update(held, self._documents(told.counted), self._awaited(held))
        return replace(page, blocks=(*page.blocks, *self._below(more)), buttons=buttons)

    def _awaited(self, statements: Iterable[Statement]) -> list[Entity]:
        """The events to come that a message tells of, as far as one can be reminded of them."""
        subjects = (one.subject for one in statements)
        found = awaited(self.knowledge, self.knowledge.phrasings, subjects, self.today)
        return [self.knowledge.entities[one.entity] for one in found if one.occasion.has_day]

    def _lines(self, change: Change) -> Iterator[Worded]:
        if change.hidden:
            yield self.wording.text("update.hidden")
            return
        match change.kind, change.old, change.new:
            case ChangeKind.ADD, _, Statement() as new:
                yield self._line("update.add", self._text(new, change))
                yield from self._caveat(new)
            case ChangeKind.MOD, Statement() as old, Statement() as new:
                yield from self._changed(change, old, new)
            case _:
                yield self._line("update.withdrawn", self._text(change.latest, change))
        if reason := change.reason:
            yield self._line("update.reason", reason[self.wording.lang])

    def _changed(self, change: Change, old: Statement, new: Statement) -> Iterator[Worded]:
        """Was and is, in the tense of the day unless the sentences differ in the other only; or the note alone."""
        lang, today = self.wording.lang, change.subject.lies_ahead(self.today)
        for ahead in (today, not today):
            was, now = old.worded(lang, ahead=ahead), new.worded(lang, ahead=ahead)
            if was != now:
                before, after = differing(was, now)
                yield self._line("update.was", self.marked(before, old))
                yield self._line("update.now", self.marked(after, new))
                yield from self._caveat(new)
                return
        yield Worded(self._text(new, change))
        if new.caveat:
            yield self._line("update.note", new.caveat[lang])
        elif old.caveat:
            yield self._line("update.no-note", old.caveat[lang])

    def _text(self, statement: Statement, change: Change) -> str:
        text = statement.worded(self.wording.lang, ahead=change.subject.lies_ahead(self.today))
        return self.marked(text, statement)

    def marked(self, text: str, statement: Statement) -> str:
        """Behind its marking, where it is told to who may see what not everybody may."""
        is_public = visible(statement, Readership.PUBLIC, self.today)
        return text if is_public else behind_marking(text, statement, self.wording)

    def _caveat(self, statement: Statement) -> Iterator[Worded]:
        if statement.caveat:
            yield note(statement.caveat[self.wording.lang], self.wording)

    def _corrected(self, ids: Sequence[str], above: Sequence[Block], counted: Mapping[str, int]) -> Page:
        statements = [self.knowledge.statements.get(id_) for id_ in ids]
        held = [one for one in statements if one and not one.withdrawn]
        blocks = [self._block(*self._present(id_, one)) for id_, one in zip(ids, statements, strict=True)]
        below = (*self._below(self._sources(held)), *self._below(tuple(self._counts(counted, counted))))
        return Page((*above, *blocks, *below), Keyboards(self.wording).update(held, self._documents(counted)))

    def _present(self, id_: str, statement: Statement | None) -> Iterator[Worded]:
        if statement is None:
            yield self.wording.text("corrected.hidden" if id_ in self.knowledge.hidden else "corrected.gone")
        elif statement.withdrawn:
            yield self._line("corrected.withdrawn", statement.withdrawn.reason[self.wording.lang])
        else:
            ahead = self.knowledge.entities[statement.subject].lies_ahead(self.today)
            yield Worded(statement.worded(self.wording.lang, ahead=ahead))
            yield from self._caveat(statement)

    def _sources(self, statements: Iterable[Statement]) -> tuple[Worded, ...]:
        return sources_line(statements, self.knowledge.sources, self.wording)

    def _line(self, key: str, text: str) -> Worded:
        """A curated sentence behind a word of ours; it is in the language of the line and needs no isolation."""
        return self.wording.text(key, text=Worded(text))

    def _below(self, lines: Sequence[str]) -> tuple[Block, ...]:
        return (self._block(*lines),) if lines else ()

    def _block(self, *lines: str) -> Block:
        return Block(self.wording.lang, lines)


def _tells(changes: Iterable[Change]) -> tuple[tuple[str, str], ...]:
    return tuple((change.statement, change.fingerprint) for change in changes)
