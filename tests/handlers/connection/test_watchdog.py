from __future__ import annotations

import threading

from structlog.testing import capture_logs

from bot.memory.health import Health
from handlers.connection.watchdog import Watchdog


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_who_hears_nothing_is_told_to_stop_and_that_ends_the_watch() -> None:
    clock, stopped, killed = Clock(), threading.Event(), list[int]()
    watchdog = Watchdog(Health("polling", clock=clock), stopped.set, limit=0.2, kill=killed.append)
    clock.seconds = 1
    with capture_logs() as logged:
        watchdog.start()
        assert stopped.wait(5)
        watchdog.stop()
        watchdog.join(5)

    assert (watchdog.barked, killed) == (True, [])
    assert [line["log_level"] for line in logged] == ["critical"]


def test_who_does_not_stop_is_killed() -> None:
    clock, killed = Clock(), threading.Event()
    watchdog = Watchdog(Health("polling", clock=clock), lambda: None, limit=0.05, kill=lambda code: killed.set())
    clock.seconds = 1
    with capture_logs():
        watchdog.start()
        assert killed.wait(5)
        watchdog.join(5)

    assert not watchdog.is_alive()


def test_who_hears_telegram_is_left_alone() -> None:
    clock, looks, stopped = Clock(), threading.Semaphore(0), threading.Event()

    class Listening(Health):
        def silence(self) -> float:
            clock.seconds += 1
            self.heard()
            looks.release()
            return super().silence()

    watchdog = Watchdog(Listening("polling", clock=clock), stopped.set, limit=0.02, kill=lambda code: None)
    watchdog.start()
    assert all(looks.acquire(timeout=5) for _ in range(5))
    watchdog.stop()
    watchdog.join(5)

    assert not stopped.is_set()
    assert not watchdog.barked
