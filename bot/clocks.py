"""What time it is, and how it passes: whoever must know takes a `Clock`, and tests have their own."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeAlias

Clock: TypeAlias = Callable[[], datetime]
"""Says what time it is, with its zone."""


def utc() -> datetime:
    """Now, for what is kept and compared."""
    return datetime.now(UTC)


def here() -> datetime:
    """Now, by the clock of where the process runs: its day is the day of a question, as for `marsad ask`."""
    return datetime.now().astimezone()


async def pause(seconds: float) -> None:
    """Let others work for so long; who has no event loop imports none, which takes 20 ms."""
    import asyncio

    await asyncio.sleep(seconds)


@dataclass(frozen=True, slots=True)
class Clocks:
    """All that tells a running bot the time."""

    now: Clock = here
    seconds: Callable[[], float] = time.monotonic
    """Never goes back."""
    pause: Callable[[float], Awaitable[None]] = pause
