"""What is quoted of news that nobody has curated: `python -m tests.golden.archived tuning` reports, `fit` fits.

The archive holds the articles of both halves beside the shipped knowledge; questions were written from the articles
alone (tests/golden/archive/README.md). `fit` reads `tuning` and `harder` only.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from knowledge.answering.engine import Engine
from knowledge.archive.documents import Archive
from knowledge.archive.door import ArchiveDoor
from knowledge.compiled.base import KnowledgeBase
from knowledge.curation import compiler
from knowledge.curation.corpus import read_folder
from knowledge.curation.folder import Folder
from knowledge.curation.records import ArchiveRecord
from knowledge.dialogue import NoAnswer, Quoted, Reply
from knowledge.documents.reading import read
from knowledge.quoting.quoter import Quoter
from knowledge.quoting.sentence_judge import Evidence
from knowledge.search.within import EVERYWHERE
from tests.golden.archive_pages import Page, pages

HALVES = ("tuning", "reporting")
HARDER, PAGES = "harder", ("pages-tuning", "pages-reporting")
"""More questions about the articles of the tuning half, most of them near misses; and about whole pasted pages."""
FOLDER = Path(__file__).parent / "archive"
TODAY = date(2025, 4, 5)
_SIGNS = (1, 1, -1, -1, -1, 1, 1, -1)
"""Which way each feature of the judge may speak."""

Record = dict[str, Any]


def questions(half: str) -> list[Record]:
    """The questions of a half."""
    return [json.loads(line) for line in (FOLDER / f"{half}-questions.jsonl").read_text("utf-8").splitlines()]


def opened(folder: Path) -> Engine:
    """The shipped knowledge beside an archive of all articles."""
    return beside(compiler.in_memory(read_folder(Folder.locate(Path("knowledge")))), folder)


def beside(knowledge: KnowledgeBase, folder: Path) -> Engine:
    """Knowledge beside an archive of all articles, which is made in a folder."""
    archive = Archive(folder / "archive.sqlite")
    for half in HALVES:
        archive.take(FOLDER / f"{half}-articles.jsonl", today=TODAY)
    return Engine(knowledge, elsewhere=ArchiveDoor(archive.path))


def opened_on_pages(folder: Path) -> Engine:
    """The shipped knowledge beside an archive of whole pages as they are pasted."""
    archive = Archive(folder / "archive.sqlite")
    archive.receive([received(one) for half in HALVES for one in pages(half)], today=TODAY)
    return Engine(
        compiler.in_memory(read_folder(Folder.locate(Path("knowledge")))), elsewhere=ArchiveDoor(archive.path)
    )


def received(page: Page) -> ArchiveRecord:
    extract = read(f"{page.id}.txt", page.pasted.encode())
    return ArchiveRecord(
        id=page.id,
        title=extract.proposed.title or "",
        text=extract.text,
        lang=page.site.lang,
        publisher=page.site.publisher,
        date=page.date,
    )


def engine_for(what: str, folder: Path) -> Engine:
    """The one that a set of questions is asked."""
    return opened_on_pages(folder) if what in PAGES else opened(folder)


def outcome(reply: Reply, gold: str | None) -> str:
    """What became of a question whose answer holds some words; None where no article has it."""
    match reply:
        case Quoted(quotes=quotes):
            right = [bool(gold) and str(gold) in one.passage.text for one in quotes]
            return "right first" if right[0] else "right among" if any(right) else "only wrong"
        case NoAnswer(quotes=quotes):
            return "near" if quotes else "nothing"
        case _:
            return "a fact"


def report(engine: Engine, half: str) -> dict[str, Counter[str]]:
    """The outcomes by kind of question; `near` is said to be near, never to answer."""
    found: dict[str, Counter[str]] = {}
    for one in questions(half):
        said = outcome(engine.reply_to(one["q"], today=TODAY), one["gold"])
        found.setdefault(one["kind"], Counter())[said] += 1
    return found


@dataclass(frozen=True, slots=True)
class Lesson:
    """The evidence for each sentence that was found for a question, and which of them answer."""

    evidence: Sequence[Evidence]
    right: Sequence[bool]


def lessons(engine: Engine) -> Iterator[Lesson]:
    """Those of the tuning half and the harder ones, but for questions in other languages."""
    quoter = Quoter(engine.searcher, engine.reader, engine.knowledge)
    for one in (*questions("tuning"), *questions(HARDER)):
        if one["kind"] == "foreign":
            continue
        judged = quoter.judged(engine.reader.read(one["q"]), EVERYWHERE)
        right = [bool(one["gold"]) and one["gold"] in each.found.answering for each in judged]
        yield Lesson([each.evidence for each in judged], right)


def fitted(found: Sequence[Lesson], signs: Sequence[int] = _SIGNS) -> tuple[list[float], list[float], float]:
    """What the evidence of a judge weighs: in putting sentences in order, in deciding about the first, and the bias."""
    order = np.zeros(len(signs))
    for _ in range(400):
        step = -order
        for one in found:
            right = np.array(one.right, dtype=float)
            if right.any():
                rows = np.array([each.features for each in one.evidence])
                shares = np.exp(rows @ order - (rows @ order).max())
                step += rows.T @ (shares * right / (shares * right).sum() - shares / shares.sum())
        order += 0.05 * step
        order[order * signs < 0] = 0
    pairs = [list(zip(one.evidence, one.right, strict=True)) for one in found if one.right]
    best = [max(each, key=lambda pair: _order(pair[0], order)) for each in pairs]
    kept = [(each, right) for each, right in best if not each.wrong]
    rows = np.array([[*each.features, 1.0] for each, _ in kept])
    rights = np.array([right for _, right in kept], dtype=float)
    answers, every = np.zeros(len(signs) + 1), np.array([*signs, 0])
    ridge = np.array([0.3] * len(signs) + [0.001])
    for _ in range(4000):
        answers += 0.02 * (rows.T @ (rights - 1 / (1 + np.exp(-rows @ answers))) - ridge * answers)
        answers[answers * every < 0] = 0
    return order.round(2).tolist(), answers[:-1].round(2).tolist(), float(answers[-1].round(2))


def _order(evidence: Evidence, order: Any) -> tuple[bool, float]:
    return not evidence.wrong, float(np.dot(evidence.features, order))


def main() -> None:
    """Report on a half, or fit."""
    [what] = sys.argv[1:]
    with TemporaryDirectory() as folder:
        engine = engine_for(what, Path(folder))
        if what == "fit":
            sys.stdout.write(f"{fitted(list(lessons(engine)))}\n")
            return
        for kind, outcomes in report(engine, what).items():
            sys.stdout.write(f"{kind} ({outcomes.total()}): {dict(outcomes)}\n")


if __name__ == "__main__":
    main()
