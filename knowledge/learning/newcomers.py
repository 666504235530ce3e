"""Documents that nobody had when the vocabulary grew: each a knowledge folder of its own, with judged questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from knowledge.answering.engine import Engine
from knowledge.curation import compiler
from knowledge.curation.corpus import read_folder
from knowledge.curation.folder import Folder
from knowledge.learning.examples import Example, asked
from knowledge.learning.questions import GoldenQuestion, read_lines

QUESTIONS = "questions.jsonl"


def newcomers_of(questions: Path, name: str = "tuning") -> Sequence[Path]:
    """The folders of a set, `tuning` or `reporting`, below a folder of judged questions."""
    return sorted(path.parent for path in (questions / "newcomers" / name).glob(f"*/{QUESTIONS}"))


def read_newcomer(folder: Path) -> tuple[Engine, tuple[GoldenQuestion, ...]]:
    """The engine over one of them alone, and what is asked about it."""
    corpus = read_folder(Folder.locate(folder))
    return Engine(compiler.in_memory(corpus)).warm(), read_lines(folder / QUESTIONS)


def asked_anew(folder: Path) -> Iterator[Example]:
    """The questions of yes or no left out, which are ruled upon, its questions as examples of nothing learned."""
    engine, questions = read_newcomer(folder)
    for one in asked(engine, [golden for golden in questions if golden.verdict is None], {}):
        yield Example(one.golden, one.question, one.right, 0, one.candidates, engine, one.candidates)
