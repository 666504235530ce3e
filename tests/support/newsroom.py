"""A state, some versions of made-up facts, and a Telegram that is told what to answer: what delivery works with."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from bot import answering
from bot.delivery.breaker import Breaker
from bot.delivery.deliverer import OutboxDeliverer
from bot.delivery.late_answers import LateAnswers
from bot.delivery.outcomes import Outcome, Sent
from bot.delivery.pacing import Pacer
from bot.delivery.planner import Planner
from bot.interface.words.wording import Wordings
from bot.readers.chat_key import ChatKey
from bot.readers.subscription import EVERYTHING, Subject, Subscription
from bot.state.database import Database
from bot.state.delivery_step import Turn
from bot.state.messages import MessageKind, MessageState, Outgoing
from bot.state.misses import Misses
from bot.state.outbox import Outbox
from bot.state.publications import Publications
from bot.state.subscriptions import Subscriptions
from bot.state.told import Tell, Telling, ToldStatements
from knowledge import visibility
from knowledge.answering.engine import Engine
from knowledge.changes import fingerprint
from knowledge.compiled.base import KnowledgeBase
from knowledge.dialogue import Reply
from knowledge.errors import UnusableArtefact
from knowledge.model import Edition, Readership, Statement, Withdrawal
from tests.support.clock import Clock
from tests.support.facts import DATE, PLACE, ScriptedEngine, knowledge_base

WITHDRAWAL = Withdrawal(date(2024, 4, 2), {"ar": "كان خطأ.", "en": "It was an error."})
REWORDED = replace(PLACE, wording={"ar": "مكان الاجتماع الميناء.", "en": "The meeting's place is the harbour."})
MOVED = replace(REWORDED, corrected={"ar": "كان المكان خطأ.", "en": "The place was wrong."})
GONE = replace(PLACE, withdrawn=WITHDRAWAL)


@cache
def wordings() -> Wordings:
    """The interface texts, compiled once."""
    return Wordings.load()


def version(name: str, *statements: Statement) -> KnowledgeBase:
    """A version of the made-up facts."""
    return replace(knowledge_base(), version=name, statements={one.id: one for one in statements})


@dataclass
class Newsroom:
    """Publishes, plans and delivers, step by step."""

    database: Database
    clock: Clock = field(default_factory=lambda: Clock(datetime(2024, 4, 1, 12, tzinfo=UTC)))
    versions: dict[str, KnowledgeBase] = field(default_factory=dict)
    served: KnowledgeBase = field(default_factory=lambda: version("0"))
    sent: list[Outgoing] = field(default_factory=list)
    answers: defaultdict[int, deque[Outcome]] = field(default_factory=lambda: defaultdict(deque))
    """What the next sends to a chat come to; otherwise they arrive."""
    alerts: list[str] = field(default_factory=list)
    migrated: list[tuple[int, int]] = field(default_factory=list)
    leading: bool = True
    script: dict[str, Reply | Exception] = field(default_factory=dict)
    """What questions are answered with; otherwise they are refused."""

    def __post_init__(self) -> None:
        self.outbox = Outbox(self.database)
        self.publications = Publications(self.database)
        self.subscriptions = Subscriptions(self.database)
        self.told = ToldStatements(self.database)
        self.misses = Misses(self.database)
        self.engine = Engine(self.served)
        self.planner = self.another_planner()
        self.deliverer = self.another("here")

    def another_planner(self) -> Planner:
        """A planner as a process has it after its start."""
        late = LateAnswers(self._answer, wordings())
        return Planner(
            publications=self.publications,
            served=self._seen,
            published=self._published,
            wordings=wordings(),
            now=self.clock,
            late=late,
            misses=self.misses,
            kept=timedelta(days=90),
        )

    def another(self, holder: str) -> OutboxDeliverer:
        """A deliverer as a process has it after its start."""
        seconds = lambda: self.clock().timestamp()  # noqa: E731
        return OutboxDeliverer(
            outbox=self.outbox,
            send=self._send,
            pacer=Pacer(1_000_000, seconds),
            breaker=Breaker(),
            alert=lambda key, **_: self.alerts.append(key),
            migrate=self._migrate,
            leads=self._leads,
            now=self.clock,
            in_flight=8,
            holder=holder,
        )

    async def publish(self, name: str, *statements: Statement) -> None:
        """Serve a version from now on, and plan what is to be told of it."""
        self.serve(name, *statements)
        await self.plan()

    def serve(self, name: str, *statements: Statement) -> None:
        """Serve a version from now on."""
        self.versions[name] = self.served = version(name, *statements)

    async def plan(self) -> None:
        """Plan until nothing is left to plan."""
        while await self.planner.step():
            pass

    async def deliver(self) -> None:
        """Send until nothing is due any more; seconds in which a chat must be spared pass at once."""
        while await self.deliverer.step() or await self._spared():
            await asyncio.gather(*self.deliverer._sending)

    async def _spared(self) -> bool:
        due = await self.outbox.anything_due(self.clock()) and not self.deliverer.pacer.stopped
        self.clock.forward(seconds=int(due))
        return due

    async def follow(self, chat: int, subject: Subject = EVERYTHING, lang: str = "en", **more: object) -> Subscription:
        """Subscribe a chat."""
        wanted = replace(Subscription(0, ChatKey(chat), subject, lang), **more)  # type: ignore[arg-type]
        hours = await self.subscriptions.hours(chat)
        kept, _ = await self.subscriptions.follow(wanted, hours.next_digest(self.clock(), wanted))
        return kept

    async def tell(self, chat: int, message: int, *statements: Statement, editable: bool = True) -> None:
        """An answer told statements to a chat."""
        tells = tuple(Tell(one.id, fingerprint(one)) for one in statements)
        await self.told.record(Telling(ChatKey(chat), message, tells, "en", editable), self.clock())

    async def strike(self, chat: ChatKey) -> None:
        """A chat or topic cannot be written to."""
        async with self.outbox.turn(self.clock()) as turn:
            assert isinstance(turn, Turn)
            await turn.strike([chat])

    async def states(self) -> list[tuple[int, MessageState]]:
        """Chat and state of every row that was not sent."""
        return [(row.chat.chat, row.state) for row in await self.outbox.listed()]

    def texts(self, chat: int, kinds: Iterable[MessageKind] = tuple(MessageKind)) -> list[str]:
        """What arrived in a chat, as plain text."""
        return [row.body.plain for row in self.sent if row.chat.chat == chat and row.kind in kinds]

    async def _send(self, row: Outgoing) -> Outcome:
        outcome = self.answers[row.chat.chat].popleft() if self.answers[row.chat.chat] else None
        if outcome is None:
            self.sent.append(row)
            return Sent(1_000 + len(self.sent))
        return outcome

    async def _migrate(self, connection: object, old: int, new: int) -> None:
        self.migrated.append((old, new))

    async def _leads(self, connection: object) -> bool:
        return self.leading

    def _answer(self, question: str, lang: str) -> answering.Response:
        engine = ScriptedEngine(self.script, self.served)
        return answering.Answerer(lambda: engine, wordings(), self.clock).answer(question, lang=lang)

    def _seen(self) -> KnowledgeBase:
        if self.engine.knowledge is not self.served:
            self.engine = Engine(self.served)
        return self.engine.seen_by(Readership.PUBLIC, self.clock().date()).knowledge

    def _published(self, name: str) -> Edition:
        version, day = visibility.parsed(name)
        if version not in self.versions:
            raise UnusableArtefact(Path(version), "there is no such file")
        return visibility.public(self.versions[version], day)


__all__ = ["DATE", "GONE", "MOVED", "PLACE", "REWORDED", "Newsroom", "version"]
