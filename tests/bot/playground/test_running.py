"""The playground as a process: what it prints, how it ends."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from pathlib import Path

import aiohttp
import pytest

pytestmark = pytest.mark.process

_SECONDS = 30


async def _started(data: Path, *arguments: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "playground", "--port", "0", "--no-open", *arguments,
        env={**os.environ, "MARSAD_DATA": str(data)},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_it_tells_a_bot_what_it_needs_and_ends_quietly(tmp_path: Path, number: signal.Signals) -> None:
    process = await _started(tmp_path)
    assert process.stdout is not None
    async with asyncio.timeout(_SECONDS):
        told = dict([(await process.stdout.readline()).decode().strip().split("=", 1) for _ in range(2)])
        url, token = told["TELEGRAM_API_URL"], told["TELEGRAM_BOT_TOKEN"]
        async with aiohttp.ClientSession() as session, session.get(f"{url}/bot{token}/getMe") as response:
            me = (await response.json())["result"]
        process.send_signal(number)
        _, said = await process.communicate()

    assert (me["username"], process.returncode) == ("marsad_bot", 0)
    assert said.decode() == f"marsad: ready playground on {url}\n"
    assert (tmp_path / "playground-alone" / "playground.json").exists()


async def test_a_port_that_is_taken_is_one_clear_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = await _started(tmp_path, "--port", str(taken.getsockname()[1]))
        async with asyncio.timeout(_SECONDS):
            _, said = await process.communicate()

    assert process.returncode == 2
    assert "address already in use" in said.decode()
    assert len(said.decode().splitlines()) == 1


async def test_a_scenario_that_fails_ends_with_one(tmp_path: Path) -> None:
    path = tmp_path / "scenario.yaml"
    path.write_text("wait_for_bot: 0.1\npeople: [{name: Layla}]\nsteps: [{pause: 0.1}]\n", encoding="utf-8")
    process = await _started(tmp_path, "--scenario", str(path))
    async with asyncio.timeout(_SECONDS):
        _, said = await process.communicate()

    assert (process.returncode, said.decode().splitlines()[-1]) == (1, "no bot asked for updates within 0.1 s")


async def test_a_scenario_with_mistakes_is_wrong_use(tmp_path: Path) -> None:
    path = tmp_path / "scenario.yaml"
    path.write_text("steps:\n  - {pause: no}\n", encoding="utf-8")
    process = await _started(tmp_path, "--scenario", str(path))
    async with asyncio.timeout(_SECONDS):
        _, said = await process.communicate()

    assert process.returncode == 2
    assert f"{path}:2" in said.decode()
    assert "Traceback" not in said.decode()
