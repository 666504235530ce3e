"""Speed and size as ratios to an earlier commit, in one run: `make bench AGAINST=<commit>`.

The commit is laid out in a folder below .venv with an environment of its own, made by its own Makefile. Both are
measured in turn, first one and then the other, and the least of what each took counts.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory

from bot.cli.session import say
from tests.benchmarks.checkouts import ROOT
from tests.benchmarks.memory import memory
from tests.benchmarks.processor import cpu_seconds

_ROUNDS = 5
_QUESTION = "When is the meeting of the SCO defence ministers?"
_NEEDED = "aiohttp, aiosqlite, babel, numpy, pydantic, rapidfuzz, sqlalchemy.ext.asyncio, structlog, telegram.ext, yaml"
"""What a running bot cannot do without."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A checkout with its environment, and a data folder to measure it with."""

    root: Path
    data: Path

    def seconds(self, *command: str) -> float:
        """CPU seconds of a command."""
        before = _used()
        subprocess.run(
            [self.root / ".venv/bin/python", *command],
            cwd=self.root, env=self.environ, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        return _used() - before

    def marsad(self, *arguments: str) -> float:
        """CPU seconds of one of its commands."""
        return self.seconds("-m", "bot", *arguments)

    @property
    def environ(self) -> dict[str, str]:
        """Nothing of ours, and its own data folder; nothing that has Python compile its modules at every start."""
        ours = ("MARSAD_", "TELEGRAM_", "PYTHON")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        return kept | {"MARSAD_DATA": str(self.data)}

    def start(self) -> tuple[float, float]:
        """CPU seconds until the bot says that it is ready, and megabytes resident then."""
        command: list[str | Path] = [self.root / ".venv/bin/python", "-m", "bot", "run", "--no-open", "--port", "0"]
        with subprocess.Popen(
            command, cwd=self.root, env=self.environ, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        ) as bot:
            assert bot.stderr
            try:
                ready = any(line.startswith("marsad: ready") for line in bot.stderr)
                return (cpu_seconds(bot.pid), memory("VmRSS", bot.pid)) if ready else (float("nan"), float("nan"))
            finally:
                bot.terminate()


def _used() -> float:
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@dataclass(frozen=True, slots=True)
class Measured:
    """One row: a figure now, what it is compared with, and the most that their ratio may be."""

    what: str
    now: float
    other: float
    most: float
    unit: str = "s"

    def __str__(self) -> str:
        ratio = self.now / self.other
        held = "held" if ratio <= self.most else "MISSED"
        figures = f"{self.other:10.3f} {self.now:10.3f} {self.unit:3}"
        return f"{self.what:42} {figures} {ratio:6.2f}  ≤ {self.most:4.2f}  {held}"


def laid_out(commit: str) -> Path:
    """A checkout of a commit with its environment, made once."""
    short = subprocess.run(
        ["git", "rev-parse", "--short", commit], cwd=ROOT, check=True, capture_output=True, text=True
    )
    folder = ROOT / ".venv" / "against" / short.stdout.strip()
    if not (folder / ".venv" / ".ready").exists():
        folder.mkdir(parents=True, exist_ok=True)
        archive = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, capture_output=True).stdout
        subprocess.run(["tar", "-x", "-C", folder], check=True, input=archive)
        subprocess.run(["make", "--silent", ".venv/.ready", f"PYTHON={sys.executable}"], cwd=folder, check=True)
    return folder


def in_turn(now: Tree, other: Tree, took: Callable[[Tree], float]) -> tuple[float, float]:
    """The least of both over the rounds, after one that is not counted."""
    took(now), took(other)
    rounds = [(took(now), took(other)) for _ in range(_ROUNDS)]
    return min(one for one, _ in rounds), min(one for _, one in rounds)


def rows(now: Tree, other: Tree) -> Iterator[Measured]:
    """Everything that is measured, as it is known."""
    yield Measured("start to ready", *in_turn(now, other, lambda tree: tree.start()[0]), 0.65)
    yield Measured("ask", *in_turn(now, other, lambda tree: tree.marsad("ask", _QUESTION)), 0.65)
    yield Measured("kb check", *in_turn(now, other, lambda tree: tree.marsad("kb", "check")), 0.65)
    yield Measured("kb plan", *in_turn(now, other, lambda tree: tree.marsad("kb", "plan")), 0.65)
    yield Measured("kb publish (of what is served)", *in_turn(now, other, _published), 0.65)
    helped = min(now.marsad("--help") for _ in range(_ROUNDS))
    typer = min(now.seconds("-c", "import typer") for _ in range(_ROUNDS))
    yield Measured("--help, against importing typer", helped, typer, 2.0)
    after, bare = now.start()[1], _imported(now)
    yield Measured("memory at a start, against its imports", after, bare, 1.3, "MB")
    yield Measured("memory at a start", after, other.start()[1], 1.0, "MB")


def _published(tree: Tree) -> float:
    return tree.marsad("kb", "publish", "--yes", "--now")


def _imported(tree: Tree) -> float:
    """Megabytes resident of a process that has imported what is needed and does nothing."""
    program = f"import sys, {_NEEDED}\nprint(flush=True)\nsys.stdin.read()"
    command: list[str | Path] = [tree.root / ".venv/bin/python", "-c", program]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as bare:
        assert bare.stdout
        ready = bare.stdout.readline()
        return memory("VmRSS", bare.pid) if ready else float("nan")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("commit")
    commit = parser.parse_args().commit
    earlier = laid_out(commit)
    say(f"{'':42} {commit:>10} {'now':>10}      ratio  bound")
    with TemporaryDirectory() as folder:
        now, other = (Tree(root, Path(folder) / name) for root, name in ((ROOT, "now"), (earlier, "other")))
        for row in rows(now, other):
            say(str(row))


if __name__ == "__main__":
    main()
