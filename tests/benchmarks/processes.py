"""Bots that are measured as processes of their own, against a playground in this one."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from types import MappingProxyType

from bot.playground.testing import TelegramServer
from tests.benchmarks.checkouts import ROOT

Started = tuple[int, str]
"""A process's number, and what it said until it was ready."""
_UNPACED = """
from bot.delivery import pacing
pacing._REPLIES_SHARE, pacing._BURST_SECONDS = 1e6, 1e6  # what the bot can do, not what Telegram lets it
from bot.__main__ import main
main()
"""
QUIETLY = {"MARSAD_LOGGING__LEVEL": "ERROR"}


@contextlib.asynccontextmanager
async def started(
    *command: str, ready: str = "marsad: ready", checkout: Path = ROOT, more: Mapping[str, str] = MappingProxyType({})
) -> AsyncIterator[Started]:
    """A process of Python's, from the line that says it is ready; `more` is added to the environment."""
    pipe, together = asyncio.subprocess.PIPE, asyncio.subprocess.STDOUT
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, cwd=checkout, env=os.environ | dict(more), stdout=pipe, stderr=together
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(120):
            said = await _until(ready, process.stdout)
        draining = asyncio.create_task(process.stdout.read())
        yield process.pid, said
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        await process.wait()
    await draining


async def _until(ready: str, stdout: asyncio.StreamReader) -> str:
    said = ""
    while ready not in said:
        line = await stdout.readline()
        assert line, said
        said += line.decode()
    return said


@contextlib.asynccontextmanager
async def marsad(
    server: TelegramServer,
    data: Path,
    *arguments: str,
    checkout: Path = ROOT,
    unpaced: bool = False,
    more: Mapping[str, str] = MappingProxyType({}),
) -> AsyncIterator[int]:
    """A bot that is ready; unpaced it answers anybody as fast as it can."""
    how = ("-c", _UNPACED) if unpaced else ("-m", "bot")
    environment = {
        "TELEGRAM_API_URL": server.url,
        "TELEGRAM_BOT_TOKEN": server.token,
        "MARSAD_DATA": str(data),
        **({"MARSAD_ANSWERS__QUESTIONS_PER_MINUTE": "0"} if unpaced else {}),
        **more,
    }
    async with started(*how, "run", "--no-open", *arguments, checkout=checkout, more=environment) as (pid, _):
        yield pid
