"""Whether the engine's own tests notice when a line of the engine says something else: `make mutants SEED=7`.

Draws lines of the engine by seed and changes one thing in each: a comparison, a boolean, a number, a branch. Every
mutant is made in a copy of the tree. One that changes no reply to a sample of the golden questions is left out (asking
ends at the first that it changes); of the others nine in ten have to fail `tests/knowledge`, whose tests of the module
and of the heart come first. What becomes of each is printed at once; a run that was stopped goes on with `SEEN=FILE`,
the file that it was printed to.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from bot.cli.session import say
from tests.support.mutations import ROOT, Mutant, drawn

if TYPE_CHECKING:
    from bot.interface.words.wording import Wordings
    from knowledge.answering.engine import Engine

COPIED = ("bot", "handlers", "knowledge", "seeds", "tests", "pyproject.toml", "config.yaml")
TESTS = "tests/knowledge"
_HEART = tuple(
    f"{TESTS}/{name}"
    for name in ("understanding", "matching", "working_out", "text", "answering", "quoting", "search", "vocabulary")
)
"""Where most mutants are noticed."""
_OPTIONS = ("-x", "-q", "-n", "0", "-p", "no:cacheprovider", "--timeout", "900")
"""On a busy machine a test may take long by the clock without being stuck."""
_WANTED = 0.9
_MARGIN = 10
"""Columns of what becomes of a mutant, before the mutant itself."""
_EVERY = 5
"""Of the tuning questions, which come writer by writer, every fifth is asked, and all reporting ones."""
_OTHERS = 3
"""Of those of yes or no and of what is worked out, every third."""
_OF_NEWS = 2
"""Of those of news that nobody has curated, every second."""
_ASKING, _TESTING = 60, 300
"""Seconds of a core, several times what it takes; a mutant that needs more never ends, and that is noticed."""
_LIMITED = ("sh", "-c", 'ulimit -t "$0" && exec "$@"')


class Outcome(StrEnum):
    """What became of a mutant."""

    LEFT_OUT = "left out"
    KILLED = "killed"
    SURVIVED = "survived"


@dataclass(frozen=True, slots=True)
class Tree:
    """A copy of the tree, in which one mutant at a time is tried."""

    folder: Path
    compiles: bool = False
    """Keeps what Python compiles. No mutant may: one of the same second and length would pass for another."""

    @classmethod
    def copied(cls, folder: Path, source: Path = ROOT) -> Tree:
        """Copy what the tests of the engine need; what is compiled of this very tree is not copied."""
        ignored = shutil.ignore_patterns("__pycache__") if source == ROOT else None
        for name in COPIED:
            if (source / name).is_dir():
                shutil.copytree(source / name, folder / name, ignore=ignored)
            else:
                shutil.copy2(source / name, folder / name)
        return cls(folder)

    def tried(self, mutant: Mutant, questions: Path, replies: Path) -> Outcome:
        """What becomes of a mutant, given what the questions are answered without it."""
        path = self.folder / mutant.file
        original = path.read_text("utf-8")
        path.write_text(mutant.source, "utf-8")
        try:
            if (
                self._run("-m", "tests.mutants", "--ask", str(questions), "--told", str(replies), within=_ASKING)
                is not None
            ):
                return Outcome.LEFT_OUT
            return Outcome.SURVIVED if self.passes(*self._tests_of(mutant)) else Outcome.KILLED
        finally:
            path.write_text(original, "utf-8")

    def passes(self, *tests: str) -> bool:
        """Whether these tests pass."""
        return self._run("-m", "pytest", *_OPTIONS, *tests, within=_TESTING) is not None

    def _tests_of(self, mutant: Mutant) -> Iterator[str]:
        """All tests of the engine, those of the module itself first: they are the ones that most likely fail."""
        module = Path(mutant.file)
        own = Path("tests") / module.parent / f"test_{module.name}"
        if (self.folder / own).exists():
            yield str(own)
        yield from (*_HEART, TESTS)

    def replies(self, questions: Path) -> str | None:
        """What the questions are answered, a line each; None where that fails or never ends."""
        return self._run("-m", "tests.mutants", "--ask", str(questions), within=_ASKING)

    def _run(self, *arguments: str, within: int) -> str | None:
        """What a Python in the copy prints, None if it fails or takes too long."""
        kept = "" if self.compiles else "1"
        fixed = {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": kept, "PYTHONPATH": str(self.folder)}
        command = [*_LIMITED, str(within), sys.executable, *arguments]
        environment = {**os.environ, **fixed}
        done = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, check=False)
        return done.stdout.decode() if done.returncode == 0 else None


def ask(questions: Path) -> Iterator[str]:
    """The status, verdict, text and statements of every reply, in short; what is asked of news has an archive."""
    from bot.interface.words.wording import Wordings
    from knowledge.learning.built_in_engine import TODAY, load_engine
    from tests.golden import archived

    wordings, asked = Wordings.load(), json.loads(questions.read_text("utf-8"))
    engine = load_engine()
    yield from (_told(engine, wordings, question, TODAY) for question in asked["facts"])
    with tempfile.TemporaryDirectory() as folder:
        engine = archived.beside(engine.knowledge, Path(folder))
        yield from (_told(engine, wordings, question, archived.TODAY) for question in asked["news"])


def _told(engine: Engine, wordings: Wordings, question: str, today: date) -> str:
    from bot.interface.render import render
    from bot.interface.to_json import to_json

    reply = engine.reply_to(question, today=today)
    shown = to_json(reply, render(reply, engine.knowledge, wordings.speak(reply.lang)), id_=None, ms=0.0)
    told = repr([shown[key] for key in ("status", "verdict", "text", "statements")])
    return hashlib.sha256(told.encode()).hexdigest()


def write_questions(path: Path) -> None:
    """A fixed sample of the golden questions, of which reading takes longer than answering, of all kinds mixed."""
    from knowledge.learning.questions import read_lines
    from tests.golden import archived
    from tests.golden.questions import FOLDER, read

    files = sorted(path for name in ("whether", "worked") for path in (FOLDER.path / name).glob("*.jsonl"))
    others = [one for path in files for one in read_lines(path)]
    asked = [one.q for one in (*read("reporting"), *read("tuning")[::_EVERY], *others[::_OTHERS])]
    random.Random(0).shuffle(asked)
    news = [one["q"] for half in archived.HALVES for one in archived.questions(half)][::_OF_NEWS]
    path.write_text(json.dumps({"facts": asked, "news": news}), "utf-8")


def outcomes(mutants: Sequence[Mutant], jobs: int) -> Iterator[tuple[Mutant, Outcome]]:
    """Try each mutant, in `jobs` copies at a time; whoever stops waits for none but those that are being tried."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        write_questions(questions := Path(folder) / "questions.json")
        (first := Path(folder) / "first").mkdir()
        unchanged = replace(Tree.copied(first), compiles=True)
        told = unchanged.replies(questions)
        if told is None or not unchanged.passes(TESTS):
            raise SystemExit("without any mutant the questions are not answered, or the tests fail")
        trees: SimpleQueue[Tree] = SimpleQueue()
        for job in range(jobs):
            (root := Path(folder) / str(job)).mkdir()
            trees.put(Tree.copied(root, first))
        pool = stack.enter_context(ThreadPoolExecutor(jobs))
        stack.callback(pool.shutdown, cancel_futures=True)
        (replies := Path(folder) / "replies").write_text(told, "utf-8")

        def tried(mutant: Mutant) -> Outcome:
            tree = trees.get()
            try:
                return tree.tried(mutant, questions, replies)
            finally:
                trees.put(tree)

        yield from zip(mutants, pool.map(tried, mutants), strict=True)


def seen(lines: Iterable[str], mutants: Sequence[Mutant]) -> dict[Mutant, Outcome]:
    """What an earlier run said of these very mutants."""
    told = {line[_MARGIN:].strip(): line[:_MARGIN].strip() for line in lines}
    return {one: Outcome(told[str(one)]) for one in mutants if str(one) in told}


def main() -> int:
    """Print what becomes of each mutant and how many are killed; 1 where that is too few."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--lines", type=int, default=30, help="how many mutants")
    parser.add_argument("--jobs", type=int, default=max((os.cpu_count() or 1) // 2, 1))
    parser.add_argument("--seen", type=Path, help="what an earlier run printed, which is not tried again")
    parser.add_argument("--ask", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--told", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.told:
        return int(any(one != other for one, other in zip(ask(given.ask), given.told.read_text().split(), strict=True)))
    if given.ask:
        for told in ask(given.ask):
            say(told)
        return 0
    mutants = drawn(given.seed, given.lines)
    before = seen(given.seen.read_text("utf-8").splitlines(), mutants) if given.seen else {}
    found = Counter(before.values())
    try:
        left = [one for one in mutants if one not in before]
        for mutant, outcome in outcomes(left, given.jobs) if left else ():
            found[outcome] += 1
            say(f"{outcome:{_MARGIN}}{mutant}")
    except KeyboardInterrupt:
        say("stopped: go on with SEEN=FILE, which this was printed to")
    say(f"seed {given.seed}: {counts(found, len(mutants))}")
    counted = found[Outcome.KILLED] + found[Outcome.SURVIVED]
    return int(found.total() < len(mutants) or found[Outcome.KILLED] < _WANTED * counted)


def counts(found: Counter[Outcome], drawn_: int) -> str:
    """How many were tried of those that were drawn, and of those that are not left out how many are killed."""
    tried = f"{found.total()} of {drawn_} tried, {found[Outcome.LEFT_OUT]} left out"
    return f"{tried}, {found[Outcome.KILLED]} of {found[Outcome.KILLED] + found[Outcome.SURVIVED]} killed"


if __name__ == "__main__":
    raise SystemExit(main())
