"""Runs a playground until a signal ends it: what `marsad playground` does, for any bot."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import structlog

from bot.playground.playground import Playground
from bot.playground.populating import populate
from bot.playground.scenario import Scenario, play, prepare, read_scenario
from bot.playground.wiring import Options

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Told:
    """Where the result, and where progress is written."""

    result: Callable[[str], None]
    progress: Callable[[str], None]


def run(
    options: Options, told: Told, *, scenario: Path | None = None, shown: Callable[[str], object] | None = None
) -> int:
    """Serve until SIGTERM or SIGINT, or until the scenario is over; 0 fine, 1 an expectation was not met.

    `shown` gets the address of the page.
    """
    read = read_scenario(scenario) if scenario else None
    return asyncio.run(_serve(options, told, read, shown))


async def _serve(
    options: Options, told: Told, scenario: Scenario | None, shown: Callable[[str], object] | None = None
) -> int:
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with Playground.opened(options) as playground:
        if scenario:
            prepare(playground, scenario)
        else:
            populate(playground.world)
        for bot in playground.world.state.bots.values():
            told.result(f"TELEGRAM_API_URL={playground.url}\nTELEGRAM_BOT_TOKEN={bot.token}")
        told.progress(f"marsad: ready playground on {playground.url}")
        if shown is not None:
            shown(playground.page)
        if scenario is None or not scenario.steps:
            await stopped.wait()
            return 0
        return await _play(playground, scenario, told, stopped)


async def _play(playground: Playground, scenario: Scenario, told: Told, stopped: asyncio.Event) -> int:
    playing = asyncio.create_task(play(playground, scenario, told.progress))
    waiting = asyncio.create_task(stopped.wait())
    await asyncio.wait({playing, waiting}, return_when=asyncio.FIRST_COMPLETED)
    for task in (playing, waiting):
        task.cancel()
    await asyncio.gather(playing, waiting, return_exceptions=True)
    return 0 if playing.cancelled() or playing.result() else 1
