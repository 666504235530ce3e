"""What is quoted across languages where the extra `semantic` is installed: `python -m tests.golden.across tuning`.

One archive holds every article and page of tests/golden/archive, in four languages. `fit` fits the judge of meaning on
all tuning sets; `tuning` and `reporting` report on the questions that were written for this, and any other set of
`archived` can be named. With `words` behind it the same without the extra.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from knowledge.answering.engine import Engine
from knowledge.archive.documents import Archive
from knowledge.archive.door import ArchiveDoor
from knowledge.archive.embedding import Embedding
from knowledge.archive.vectors import vectors_beside
from knowledge.compiled import base
from knowledge.curation import compiler
from knowledge.curation.corpus import read_folder
from knowledge.curation.folder import Folder
from knowledge.dialogue import NoAnswer, Quoted, Reply
from knowledge.quoting.other_languages import OtherLanguages
from knowledge.search import meaning
from knowledge.search.encoder import E5, Encoder
from knowledge.search.within import EVERYWHERE
from tests.golden.archive_pages import pages
from tests.golden.archived import FOLDER, HALVES, TODAY, Lesson, fitted, outcome, questions, received

SETS = {half: f"across-{half}" for half in HALVES}
TUNING = ("tuning", "harder", "pages-tuning", SETS["tuning"])
_SIGNS = (1, 1, -1, 1, 1, 1)


def archive_of_all(folder: Path) -> Archive:
    """Every article and page of both halves."""
    archive = Archive(folder / "archive.sqlite")
    for file in sorted(FOLDER.glob("*-articles.jsonl")):
        archive.take(file, today=TODAY)
    archive.receive([received(one) for half in HALVES for one in pages(half)], today=TODAY)
    return archive


def opened(folder: Path, encoder: Encoder | None) -> Engine:
    """The shipped knowledge beside all of it."""
    archive = archive_of_all(folder)
    if encoder:
        Embedding(archive.path, vectors_beside(archive.path, encoder), encoder, 10_000).some(lambda: True)
    corpus = read_folder(Folder.locate(Path("knowledge")))
    compiled = compiler.compile_corpus(corpus, folder / "kb.sqlite", encoder=encoder)
    known = meaning.load(compiled, encoder) if encoder else None
    return Engine(base.load(compiled), known, ArchiveDoor(archive.path, encoder))


def offered(reply: Reply, gold: str | None) -> str:
    """What became of a question, as `archived.outcome` says it; and whether what is only near holds the answer."""
    quotes = reply.quotes if isinstance(reply, Quoted | NoAnswer) else ()
    said = outcome(reply, gold)
    return "near, right" if said == "near" and any(gold and gold in one.passage.text for one in quotes) else said


def report(engine: Engine, which: str) -> dict[str, Counter[str]]:
    """The outcomes of a set by kind of question."""
    found: dict[str, Counter[str]] = {}
    for one in questions(which):
        found.setdefault(one["kind"], Counter())[offered(engine.reply_to(one["q"], today=TODAY), one["gold"])] += 1
    return found


def lessons(engine: Engine, sets: tuple[str, ...] = TUNING) -> Iterator[Lesson]:
    """What is found by meaning, a lesson for each language, for questions that nothing in their language answers."""
    for one in (one for which in sets for one in questions(which) if one["kind"] in {"missing", "foreign"}):
        others = OtherLanguages(engine.searcher, engine.knowledge, engine.reader.read(one["q"]), EVERYWHERE)
        for judged in others.each_by_meaning():
            right = [bool(one["gold"]) and one["gold"] in each.found.answering for each in judged]
            yield Lesson([each.evidence for each in judged], right)


def main() -> None:
    """Report on a set, or fit."""
    what, *how = sys.argv[1:]
    with TemporaryDirectory() as folder:
        engine = opened(Path(folder), None if how == ["words"] else E5(threads=1))
        if what == "fit":
            sys.stdout.write(f"{fitted(list(lessons(engine)), _SIGNS)}\n")
            return
        for kind, outcomes in report(engine, SETS.get(what, what)).items():
            sys.stdout.write(f"{kind} ({outcomes.total()}): {dict(outcomes)}\n")


if __name__ == "__main__":
    main()
