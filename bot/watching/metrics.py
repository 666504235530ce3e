"""The figures of one process in Prometheus' words; every name begins with `marsad_`."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from bot.clocks import utc
from bot.memory.health import Health
from bot.memory.tally import BOUNDS, Seconds, Tally
from bot.state.database import Database
from bot.state.errors import StateError
from bot.state.figures import Figures, figures
from bot.state.messages import MessageState
from bot.watching.signs_of_life import Signs

_STATE_UP = "Whether the state can be read"
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True)
class PublishedAndServed:
    """Which knowledge is answered from, and which one is published; empty: not known."""

    served: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Gauge:
    """Reads all figures of one process when they are asked for."""

    health: Health
    database: Database
    data: Path
    versions: Callable[[], PublishedAndServed]

    async def text(self, signs: Signs) -> bytes:
        """Everything in Prometheus' text format; what the state holds is left out while that cannot be read."""
        registry = CollectorRegistry()
        held = await self._held()
        registry.register(_Families((*self._own(signs), *held)))
        ProcessCollector(namespace="marsad", registry=registry)
        return generate_latest(registry)

    async def _held(self) -> tuple[Metric, ...]:
        """What the state holds, while that is in use."""
        if not self.health.serving:
            return ()
        try:
            held = await figures(self.database, utc())
        except StateError:
            return (_gauge("state_up", _STATE_UP, 0),)
        return (_gauge("state_up", _STATE_UP, 1), *_held(held))

    def _own(self, signs: Signs) -> Iterator[Metric]:
        yield from _process(self.health, signs)
        yield from _counted(self.health.tally)
        yield _counter("state_errors", "Errors of the state's database", self.database.errors)
        yield from _knowledge(self.versions())
        yield from _places(self.data)


@dataclass(frozen=True, slots=True, eq=False)
class _Families(Collector):
    """What was read, as the registry wants it."""

    read: tuple[Metric, ...]

    def collect(self) -> Iterable[Metric]:
        return self.read


def _gauge(name: str, says: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"marsad_{name}", says, value)


def _counter(name: str, says: str, value: float) -> CounterMetricFamily:
    return CounterMetricFamily(f"marsad_{name}", says, value)


def _process(health: Health, signs: Signs) -> Iterator[Metric]:
    yield InfoMetricFamily("marsad_build", "What runs", {"version": health.version, "mode": health.mode})
    yield _gauge("started_timestamp_seconds", "When the process started", health.started.timestamp())
    yield _gauge("alive", "Whether the process is worth keeping", signs.alive)
    yield _gauge("ready", "Whether it serves readers", signs.ready)
    yield _gauge("leader", "Whether this process is the one that delivers", health.leads)
    yield _gauge("telegram_silence_seconds", "Since Telegram was last heard", health.silence())
    for name, says, moment in (
        ("last_updates", "When Telegram last answered the question for updates, or delivered one", health.last_updates),
        ("last_send", "When Telegram last confirmed a message", health.last_send),
    ):
        yield _gauge(f"{name}_timestamp_seconds", f"{says}; 0: never", moment.timestamp() if moment else 0)


def _counted(tally: Tally) -> Iterator[Metric]:
    calls = CounterMetricFamily("marsad_telegram_calls", "Requests to Telegram", labels=("method", "code"))
    for (method, code), number in tally.calls.items():
        calls.add_metric((method, code), number)
    sends = CounterMetricFamily("marsad_sends", "Messages of the outbox by what came of them", labels=("outcome",))
    for outcome, number in tally.sends.items():
        sends.add_metric((outcome,), number)
    asked = CounterMetricFamily("marsad_questions", "Questions by the status of the answer", labels=("status",))
    for status, number in tally.questions.items():
        asked.add_metric((status,), number)
    yield from (calls, sends, asked)
    yield _histogram("answering_seconds", "How long an answer took, without Telegram", tally.answering)
    yield _counter("flood_waits", "How often Telegram put messages off", tally.flood_waits.count)
    yield _counter("flood_wait_seconds", "For how long in all", tally.flood_waits.sum)
    yield _counter("breaker_opened", "How often delivery stopped: most sends failed alike", tally.breaker_opened)


def _histogram(name: str, says: str, took: Seconds) -> HistogramMetricFamily:
    buckets, reached = [], 0
    for bound in BOUNDS:
        reached += took.within[bound]
        buckets.append((str(bound), float(reached)))
    return HistogramMetricFamily(f"marsad_{name}", says, buckets=[*buckets, ("+Inf", took.count)], sum_value=took.sum)


def _held(held: Figures) -> Iterator[Metric]:
    messages = GaugeMetricFamily("marsad_outbox_messages", "Messages that are not sent", labels=("state",))
    for state in MessageState:
        if state is not MessageState.SENT:
            messages.add_metric((state.value,), held.outbox.get(state, 0))
    yield messages
    yield _gauge("outbox_oldest_queued_seconds", "Since the oldest queued message was due", held.oldest_queued)
    yield _gauge("subscribers", "Chats that follow anything", held.subscribers)
    yield _gauge("subscriptions", "What they follow", held.subscriptions)
    yield _gauge("kept_misses", "Questions kept because they had no answer", held.misses)


def _knowledge(versions: PublishedAndServed) -> Iterator[Metric]:
    told = {"served": versions.served, "published": versions.published}
    yield InfoMetricFamily("marsad_knowledge", "Versions of the knowledge", told)
    current = not versions.published or versions.served == versions.published
    yield _gauge("knowledge_current", "Whether what is published is what is served", current)


def _places(data: Path) -> Iterator[Metric]:
    backups = [file.stat().st_mtime for file in (data / "backups").glob("state-*.sqlite")]
    yield _gauge("last_backup_timestamp_seconds", "When the last backup was made; 0: never", max(backups, default=0))
    try:
        yield _gauge("disk_free_bytes", "Where MARSAD_DATA lies", shutil.disk_usage(data).free)
    except OSError:
        return
