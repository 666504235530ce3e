"""How long answers take while one version after another is published, against none. `make bench` prints the figures.

The bot runs as a process of its own against the playground; two versions lie ready, and what is published is changed
by hand, so that nothing else is at work than the bot that reads and serves them. Turns with and without follow one
another. MARSAD_PEER=DIR has another checkout go through the same in the same run, before it.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copytree

import pytest

from bot.playground.playground import Playground
from bot.playground.testing import MovableClock, TelegramServer, Visitor
from bot.playground.wiring import Options
from tests.benchmarks.checkouts import checkouts
from tests.benchmarks.processes import QUIETLY, marsad
from tests.benchmarks.scale import percentile
from tests.golden.questions import read

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1200)]

_READERS, _PER_SECOND = 60, 10
_TURNS, _SECONDS, _SWAP_EVERY = 4, 10.0, 2.0


@dataclass
class Waited:
    """Milliseconds until an answer, of every question of the turns of a kind."""

    calm: list[float] = field(default_factory=list)
    swapping: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        calm, swapping = percentile(self.calm, 99), percentile(self.swapping, 99)
        medians = f"median {percentile(self.calm, 50):.0f} → {percentile(self.swapping, 50):.0f}"
        worst = f"worst {max(self.calm):.0f} → {max(self.swapping):.0f}"
        return f"{medians}, p99 {calm:.0f} → {swapping:.0f} ms, {worst}; p99 {swapping / calm:.2f} times that without"


async def test_answers_while_versions_are_swapped(tmp_path: Path) -> None:
    for name, checkout in checkouts().items():
        waited = await _measured(checkout, tmp_path / name)
        sys.stdout.write(f"\n{name}: {waited}\n")


async def _measured(checkout: Path, folder: Path) -> Waited:
    data, waited = folder / "data", Waited()
    swap = _swapper(data / "knowledge" / "current", _two_versions(checkout, folder))
    async with _running(checkout, data) as server:
        readers, questions = server.visitors(_READERS), itertools.cycle(golden.q for golden in read("tuning"))
        await _turn(readers, questions)  # what is there only at the first questions
        for _ in range(_TURNS):
            waited.calm += await _turn(readers, questions)
            swapping = asyncio.create_task(_swap(swap))
            waited.swapping += await _turn(readers, questions)
            swapping.cancel()
            await asyncio.sleep(_SWAP_EVERY)
    return waited


def _two_versions(checkout: Path, folder: Path) -> tuple[str, str]:
    """Two versions, compiled, that differ in a comment; the knowledge folder of the first is what is published."""
    copytree(checkout / "knowledge" / "facts", folder / "facts")
    copytree(checkout / "seeds", folder / "seeds")
    first = _built(checkout, folder)
    file = min((folder / "facts").glob("*/*.yaml"))
    file.write_text(f"{file.read_text('utf-8')}# edited\n", "utf-8")
    return first, _built(checkout, folder)


def _built(checkout: Path, folder: Path) -> str:
    compiled = folder / "data" / "knowledge"
    before = set(compiled.glob("k*.sqlite"))
    command = (sys.executable, "-m", "bot", "kb", "build", "--knowledge", str(folder))
    environment = os.environ | QUIETLY | {"MARSAD_DATA": str(folder / "data")}
    subprocess.run(command, cwd=checkout, env=environment, check=True, stdout=subprocess.DEVNULL)
    [made] = set(compiled.glob("k*.sqlite")) - before
    return made.stem


def _swapper(current: Path, versions: tuple[str, str]) -> Iterator[str]:
    """Publishes the one and the other in turn, whenever the next is asked for."""
    for version in itertools.cycle(versions):
        beside = current.with_name("next")
        beside.write_text(version, "utf-8")
        beside.replace(current)
        yield version


async def _swap(swap: Iterator[str]) -> None:
    for _ in swap:
        await asyncio.sleep(_SWAP_EVERY)


async def _turn(readers: list[Visitor], questions: Iterator[str]) -> list[float]:
    """What the questions of some seconds wait that come at a steady rate, whatever became of those before."""
    began, asked = time.perf_counter(), []
    for number, reader in enumerate(itertools.cycle(readers)):
        due = began + number / _PER_SECOND
        if due > began + _SECONDS:
            break
        await asyncio.sleep(max(0, due - time.perf_counter()))
        asked.append(asyncio.create_task(_wait(reader, next(questions))))
    return list(await asyncio.gather(*asked))


async def _wait(reader: Visitor, question: str) -> float:
    began = time.perf_counter()
    reader.says(question)
    await reader.reply(seconds=60)
    return (time.perf_counter() - began) * 1000


@contextlib.asynccontextmanager
async def _running(checkout: Path, data: Path) -> AsyncIterator[TelegramServer]:
    async with Playground.opened(Options(limits=None)) as playground:
        server = TelegramServer(playground, playground.world.add_bot("Marsad", "marsad_bot"), MovableClock())
        knowledge = ("--knowledge", str(data.parent))
        async with marsad(server, data, *knowledge, checkout=checkout, unpaced=True, more=QUIETLY):
            yield server
