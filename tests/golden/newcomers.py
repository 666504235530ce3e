"""What new documents are worth, alone and beside the first two, and what becomes of these meanwhile.

`python -m tests.golden.newcomers [tuning|reporting]` prints the tables of `docs/answering.md`.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from knowledge.answering.engine import Engine
from knowledge.curation import compiler
from knowledge.curation.corpus import DEFAULT, Folder, read_folder
from knowledge.learned.files import NO_WAYS
from knowledge.learning.engine import load_engine
from knowledge.learning.judging import Judgement
from knowledge.learning.newcomers import newcomers_of, read_newcomer
from knowledge.learning.questions import GoldenQuestion
from tests.golden.questions import FOLDER, read
from tests.golden.report import HEAD, judged, row


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
        engine, asked = read_newcomer(folder)
        yield row(f"{folder.name}, alone", _tally(engine, asked))
        yield row(f"{folder.name}, without ways of asking", _tally(_without_ways(engine), asked))
        with tempfile.TemporaryDirectory() as place:
            both = Engine(compiler.in_memory(read_folder(Folder.locate(beside(folder, Path(place) / "kb"))))).warm()
        yield row(f"{folder.name}, beside the first two", _tally(both, asked))
        yield row("the first two meanwhile", _tally(both, kept))
        yield from (f"| {line} | | | | | |" for line in _changed(before, dict(_judgements(both, kept))))


def _without_ways(engine: Engine) -> Engine:
    knowledge = engine.knowledge
    return Engine(replace(knowledge, learned=replace(knowledge.learned, asking=NO_WAYS))).warm()


def _judgements(engine: Engine, questions: Sequence[GoldenQuestion]) -> Iterator[tuple[str, Judgement]]:
    return ((question.id, judgement) for question, judgement in judged(engine, questions))


def _tally(engine: Engine, questions: Sequence[GoldenQuestion]) -> Counter[Judgement]:
    return Counter(judgement for _, judgement in _judgements(engine, questions))


def _changed(before: dict[str, Judgement], after: dict[str, Judgement]) -> Iterator[str]:
    """The questions that became another thing."""
    return (f"{id_}: {before[id_]} → {now}" for id_, now in after.items() if now is not before[id_])


def main(name: str = "tuning") -> None:
    """Print the table of a set of new documents."""
    for line in table(name):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
