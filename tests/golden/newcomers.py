"""What new documents are worth, alone and beside the first two, and what becomes of these meanwhile.

`python -m tests.golden.newcomers [tuning|reporting]` prints the tables of `docs/reports.md`, and with `curve` what
questions that stand with a statement are worth by their number.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from knowledge.answering.engine import Engine
from knowledge.bank.judging import Judgement
from knowledge.curation import compiler
from knowledge.curation.corpus import read_folder
from knowledge.curation.folder import DEFAULT, Folder
from knowledge.learned.files import NO_WAYS, NOTHING_LEARNED
from knowledge.learning.built_in_engine import load_engine
from knowledge.learning.examples import asked
from knowledge.learning.golden_sentences import spans
from knowledge.learning.newcomers import newcomers_of, read_newcomer
from knowledge.learning.questions import GoldenQuestion
from knowledge.matching.recalling import RecalledQuestion, learned, lesson
from tests.golden.questions import FOLDER, read
from tests.golden.report import HEAD, judged, row

_ONE_IN = 4
"""So many of the questions are asked to draw the curve."""


def beside(newcomer: Path, into: Path) -> Path:
    """A knowledge folder that holds the first documents and a new one; of an entity in both, the statements of both."""
    shutil.copytree(DEFAULT / "facts", into / "facts")
    shutil.copytree(Folder.locate(DEFAULT).seeds, into / "seeds")
    for path in sorted((newcomer / "facts").rglob("*.yaml")):
        _add(path, into / path.relative_to(newcomer))
    for path in (newcomer / "seeds").iterdir():
        _add(path, into / "seeds" / path.name)
    return into


def _add(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        shutil.copy(path, target)
        return
    first, second = (yaml.safe_load(one.read_text("utf-8")) for one in (target, path))
    target.write_text(yaml.safe_dump(_joined(first, second), allow_unicode=True, sort_keys=False), "utf-8")


def _joined(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    """The first, with what its sections lack from the second."""
    sections: dict[str, Any] = {
        key: {**second[key], **first.get(key, {})} for key in ("statements", "sources") if key in second
    }
    return {**first, **sections}


def table(name: str) -> Iterator[str]:
    """Each document alone, without ways of asking, beside the first two, and what these become."""
    yield from HEAD
    kept = read("reporting")
    before = dict(_judgements(load_engine(), kept))
    for folder in newcomers_of(FOLDER.path, name):
        engine, questions = read_newcomer(folder)
        yield row(f"{folder.name}, alone", _tally(engine, questions))
        yield row(f"{folder.name}, without ways of asking", _tally(_without_ways(engine), questions))
        yield row(f"{folder.name}, with the other half of its questions", _tally_by_halves(engine, questions))
        yield row(f"{folder.name}, with these very questions", _tally(_taught(engine, questions), questions))
        with tempfile.TemporaryDirectory() as place:
            both = Engine(compiler.in_memory(read_folder(Folder.locate(beside(folder, Path(place) / "kb"))))).warm()
        yield row(f"{folder.name}, beside the first two", _tally(both, questions))
        yield row("the first two meanwhile", _tally(both, kept))
        yield from (f"| {line} | | | | | |" for line in _changed(before, dict(_judgements(both, kept))))


def _without_ways(engine: Engine) -> Engine:
    knowledge = engine.knowledge
    return Engine(replace(knowledge, learned=replace(knowledge.learned, asking=NO_WAYS))).warm()


def _tally_by_halves(engine: Engine, questions: Sequence[GoldenQuestion]) -> Counter[Judgement]:
    """What becomes of each half of the questions where the other half stands with the statements."""
    halves = questions[::2], questions[1::2]
    return sum((_tally(_taught(engine, other), half) for half, other in (halves, halves[::-1])), Counter())


def _taught(engine: Engine, questions: Iterable[GoldenQuestion], most: int | None = None) -> Engine:
    """The engine of a folder in which these stand with the shortest statement that answers them."""
    written: defaultdict[str, list[RecalledQuestion]] = defaultdict(list)
    current = engine.knowledge.current
    for one in asked(engine, questions, spans(engine.knowledge, FOLDER.sentences) if most is not None else {}):
        if one.right:
            shortest = min(sorted(one.right), key=lambda id_: len(current[id_].wording["ar"]))
            written[shortest].append(lesson(shortest, one.question))
    lessons = [one for of in written.values() for one in of[:most]]
    return Engine(replace(engine.knowledge, lessons=learned(lessons))).warm()


def curve() -> Iterator[str]:
    """What so many questions a statement are worth where nothing else was learned, on those of other writers."""
    yield from HEAD
    knowledge = load_engine().knowledge
    engine = Engine(replace(knowledge, learned=replace(knowledge.learned, associations=NOTHING_LEARNED))).warm()
    questions = read("tuning")
    writers = sorted({one.writer for one in questions})
    writing = [one for one in questions if writers.index(one.writer) % 2]
    asking = [one for one in questions if not writers.index(one.writer) % 2][::_ONE_IN]
    for most in (0, 1, 2, 4, 8, 16):
        yield row(f"{most} questions a statement", _tally(_taught(engine, writing, most), asking))


def _judgements(engine: Engine, questions: Sequence[GoldenQuestion]) -> Iterator[tuple[str, Judgement]]:
    return ((question.id, judgement) for question, judgement in judged(engine, questions))


def _tally(engine: Engine, questions: Sequence[GoldenQuestion]) -> Counter[Judgement]:
    return Counter(judgement for _, judgement in _judgements(engine, questions))


def _changed(before: dict[str, Judgement], after: dict[str, Judgement]) -> Iterator[str]:
    """The questions that became another thing."""
    return (f"{id_}: {before[id_]} → {now}" for id_, now in after.items() if now is not before[id_])


def main(name: str = "tuning") -> None:
    """Print the table of a set of new documents."""
    for line in curve() if name == "curve" else table(name):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
