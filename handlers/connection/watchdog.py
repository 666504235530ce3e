"""Ends a process that no longer hears Telegram, so that its supervisor starts a new one."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable

import structlog

from bot.memory.health import Health

_GRACE = 10.0
_LOOKS_EVERY = 1.0

log = structlog.get_logger(__name__)


class Watchdog(threading.Thread):
    """A thread, because what it guards against may hold the event loop itself.

    After `limit` seconds without a sign of life it calls `bark`, and if that does not end the watch within a grace
    period, `kill`. `barked` tells afterwards.
    """

    def __init__(
        self,
        health: Health,
        bark: Callable[[], object],
        *,
        limit: float,
        kill: Callable[[int], object] = os._exit,
    ) -> None:
        super().__init__(name="watchdog", daemon=True)
        self.barked = False
        self._health = health
        self._bark = bark
        self._limit = limit
        self._kill = kill
        self._over = threading.Event()

    def run(self) -> None:
        """Watch until `stop`, or until there is nothing left to watch."""
        while not self._over.wait(min(_LOOKS_EVERY, self._limit / 4)):
            silence = self._health.silence()
            if silence > self._limit:
                self.barked = True
                log.critical("Telegram has not been heard; ending the process", seconds=round(silence))
                self._bark()
                if not self._over.wait(min(_GRACE, self._limit)):
                    self._kill(1)
                return

    def stop(self) -> None:
        """End the watch."""
        self._over.set()
