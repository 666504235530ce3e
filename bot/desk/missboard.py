"""The board of questions that had no answer, by meaning: what may answer each, and a wording for what does."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any, NamedTuple

from bot.desk.deciding import Deciding
from bot.desk.trying import TryOut
from bot.desk.wishes import DecisionWish
from bot.missed_questions import FEWEST, Asked, Group, alike, grouped, meaning_of
from bot.publishing.trying import Respondent
from knowledge.bank.comparing import Replied
from knowledge.bank.questions import BankQuestion, read_bank
from knowledge.drafting.decisions import Item, Verb
from knowledge.errors import NotFound
from knowledge.files.strict_yaml import Record
from knowledge.model import Statement
from knowledge.search.searcher import Hit

_MOST = 60
"""Meanings that are shown at once."""
_NEAR, _OF_EACH = 60, 6
"""Hits that are looked through, and those of each kind that are shown."""
_LONGEST = 300
"""Characters of a question that are searched for."""


class AddedWording(Record):
    """Words in which readers ask for a statement."""

    q: str
    statement: str
    who: str = ""


class _Passage(NamedTuple):
    """Words of a document that may answer."""

    score: float
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class MissBoard:
    """Of one desk; what an editor left refused stands in the bank, and comes back no more."""

    deciding: Deciding
    try_out: TryOut
    asked: Callable[[], Awaitable[Sequence[Asked]]] | None
    """What was asked in vain, the oldest first; None where no state is."""
    kept_for: timedelta

    async def board(self) -> dict[str, Any]:
        """The meanings that may be shown, the most asked first; what the draft answers by now comes last."""
        asked = await self.asked() if self.asked else ()
        since = self.try_out.now() - self.kept_for
        return await asyncio.to_thread(self._board, [one for one in asked if one.asked_on >= since])

    def near(self, text: str) -> dict[str, Any]:
        """The statements and the documents that may answer a question, the nearest first."""
        corpus, searcher = self.try_out.kept.corpus, self.try_out.draft().engine.searcher
        hits = searcher.search(text[:_LONGEST], top=_NEAR)
        told = [corpus.statements[hit.id] for hit in hits if hit.id in corpus.statements]
        quoted = [_Passage(hit.score, *_stands(hit, corpus.statements)) for hit in hits]
        uncurated = searcher.sentences(text[:_LONGEST], candidates=_NEAR)
        found = [*quoted, *(_Passage(score, source.id, one.text) for one, source, score in uncurated)]
        titles = {one.source.id: one.source.title for one, _ in self.deciding.bench.papers.all()}
        return {
            "statements": [{"id": one.id, "wording": dict(one.wording)} for one in told[:_OF_EACH]],
            "documents": [
                {"id": one.source, "title": titles[one.source] or one.source, "text": one.text}
                for one in _best(found)
                if one.source in titles
            ][:_OF_EACH],
        }

    def word(self, added: AddedWording) -> dict[str, Any]:
        """Write a question to the statement that answers it: an edit, which can be undone in its document."""
        document, item = self._item(added.statement)
        record = {**item["record"], "questions": [*item["record"].get("questions", ()), added.q.strip()]}
        seen = {"id": item["id"], "version": item["version"], "record": record}
        self.deciding.decide(DecisionWish(document=document, verb=Verb.EDIT, who=added.who, **seen))
        return {"document": document}

    def _item(self, id_: str) -> tuple[str, Item]:
        """A statement as the desk has it, and the document that it quotes first."""
        bench = self.deciding.bench
        with bench.lock:
            bench.kept.refresh()
            statement: Statement | None = bench.kept.corpus.statements.get(id_)
            if statement is None or statement.withdrawn:
                raise NotFound(f"{id_}: no statement has this id")
            document = statement.citations[0].source
            items = bench.sheet(document).items(bench.kept)
            return document, next(one for one in items if one.get("fact") == id_)

    def _board(self, asked: Sequence[Asked]) -> dict[str, Any]:
        left = self._left()
        reasons = [{"q": one.q, "reason": one.reason} for one in left if one.reason]
        if not asked:
            return {"groups": [], "hidden": 0, "fewest": FEWEST, "left": reasons}
        draft = self.try_out.draft()
        groups = grouped(asked, draft.engine.reader)
        meanings = [meaning_of(one.q, draft.engine.reader) for one in left]
        shown = [one for one in groups if one.shown() and not any(alike(one.meaning, each) for each in meanings)]
        told = [(one, _said(one, draft)) for one in shown[:_MOST]]
        return {
            "groups": [_row(*one) for one in sorted(told, key=lambda one: one[1].answers)],
            "hidden": sum(len(one.asked) - len(one.shown()) for one in groups),
            "fewest": FEWEST,
            "left": reasons,
        }

    def _left(self) -> list[BankQuestion]:
        """Questions of the bank that are right to be refused, the latest first."""
        bank = read_bank(self.try_out.kept.folder.root)
        return [
            one.question for one in reversed(bank.questions) if one.question.is_judged and not one.question.answerable
        ]


def _said(group: Group, draft: Respondent) -> Replied:
    """What the draft says to a meaning now."""
    latest = group.shown()[-1]
    return draft.reply(latest.text, latest.lang)


def _row(group: Group, reply: Replied) -> dict[str, Any]:
    """What a curator may see of a meaning."""
    return {**group.record(), "lang": group.shown()[-1].lang, "draft": asdict(reply)}


def _stands(hit: Hit, statements: Mapping[str, Statement]) -> tuple[str, str]:
    """The document that a hit stands in, and in which words."""
    told = statements.get(hit.id)
    return (told.citations[0].source, told.citations[0].quote) if told else (hit.source, hit.text)


def _best(found: Iterable[_Passage]) -> Iterable[_Passage]:
    """The best of each document, the nearest first."""
    best: dict[str, _Passage] = {}
    for one in sorted(found, key=lambda one: -one.score):
        best.setdefault(one.source, one)
    return best.values()
