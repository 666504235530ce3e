"""Speed and size as ratios to an earlier commit, in one run: `make bench AGAINST=<commit>`.

The commit is laid out in a folder below .venv with an environment of its own, made by its own Makefile. Both are
measured in turn, first one and then the other, and the least of what each took counts.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from shutil import copytree
from tempfile import TemporaryDirectory, mkdtemp
from threading import Thread

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
    def knowledge(self) -> Path:
        """A knowledge folder of its own, made when it is first asked for: the facts of the checkout, to be edited."""
        folder = self.data.with_name(f"{self.data.name}-knowledge")
        if not folder.exists():
            copytree(self.root / "knowledge" / "facts", folder / "facts")
            copytree(self.root / "seeds", folder / "seeds")
        return folder

    def edited(self, *arguments: str) -> float:
        """CPU seconds of a command on its folder after one file of that was edited."""
        file = min((self.knowledge / "facts").glob("*/*.yaml"))
        file.write_text(f"{file.read_text('utf-8')}# edited\n", "utf-8")
        return self.marsad(*arguments, "--knowledge", str(self.knowledge))

    def anew(self) -> Tree:
        """The same with a data folder in which nothing lies."""
        return replace(self, data=Path(mkdtemp(dir=self.data.parent)))

    @property
    def environ(self) -> dict[str, str]:
        """Nothing of ours, and its own data folder; nothing that has Python compile its modules at every start."""
        ours = ("MARSAD_", "TELEGRAM_", "PYTHON")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        return kept | {"MARSAD_DATA": str(self.data)}

    def start(self) -> tuple[float, float]:
        """CPU seconds until the bot says that it is ready, and megabytes resident then."""
        with self.running() as bot:
            return cpu_seconds(bot), memory("VmRSS", bot)

    @contextmanager
    def running(self, *arguments: str) -> Iterator[int]:
        """The number of the process of a bot that is ready."""
        python = self.root / ".venv/bin/python"
        command: list[str | Path] = [python, "-m", "bot", "run", "--no-open", "--port", "0", *arguments]
        with subprocess.Popen(
            command, cwd=self.root, env=self.environ, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        ) as bot:
            assert bot.stderr
            try:
                ready = any(line.startswith("marsad: ready") for line in bot.stderr)
                assert ready
                Thread(target=bot.stderr.read, daemon=True).start()
                yield bot.pid
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
    whole = in_turn(now, other, lambda tree: tree.anew().marsad("kb", "check"))
    yield Measured("kb check, nothing compiled", *whole, 0.65)
    yield Measured("kb check, beside what is published", *in_turn(now, other, lambda t: t.marsad("kb", "check")), 0.65)
    yield Measured("kb plan", *in_turn(now, other, lambda tree: tree.marsad("kb", "plan")), 0.65)
    yield Measured("kb publish (of what is served)", *in_turn(now, other, _published), 0.65)
    yield Measured("kb publish (of one edited file)", *in_turn(now, other, _published_anew), 0.65)
    after_an_edit = min(now.edited("kb", "check") for _ in range(_ROUNDS))
    yield Measured("kb check after an edit, against a full one", after_an_edit, whole[0], 0.3)
    helped = min(now.marsad("--help") for _ in range(_ROUNDS))
    typer = min(now.seconds("-c", "import typer") for _ in range(_ROUNDS))
    yield Measured("--help, against importing typer", helped, typer, 2.0)
    after, bare = now.start()[1], _imported(now)
    yield Measured("memory at a start, against its imports", after, bare, 1.3, "MB")
    yield Measured("memory at a start", after, other.start()[1], 1.0, "MB")
    first, tenth = published_ten_times(now)
    yield Measured("memory after ten publications, of the first", tenth, first, 1.15, "MB")


def published_ten_times(tree: Tree) -> tuple[float, float]:
    """Megabytes resident once a bot serves the first of ten publications, and once it serves the tenth."""
    found = []
    with tree.running("--knowledge", str(tree.knowledge)) as bot:
        for _ in range(10):
            _published_anew(tree)  # which waits until it is served
            time.sleep(1)
            found.append(memory("VmRSS", bot))
    return found[0], found[-1]


def _published_anew(tree: Tree) -> float:
    return tree.edited("kb", "publish", "--yes", "--now")


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
