"""How time and memory grow with an archive: each size is built and then served by a process of its own.

`python -m tests.benchmarks.scale build SENTENCES DIR` and `… serve DIR` are those processes; `measured` runs both.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from rapidfuzz import fuzz, process

from knowledge.answering.engine import Engine
from knowledge.compiled import base
from knowledge.compiled.base import KnowledgeBase
from knowledge.curation import compiler
from knowledge.curation.corpus import read_folder
from knowledge.curation.folder import DEFAULT, Folder
from knowledge.curation.importing import import_archive
from knowledge.search.searcher import Searcher
from knowledge.text.folding import words
from knowledge.text.sentences import passages
from tests.benchmarks.corpora import Language, archive, queries
from tests.benchmarks.memory import memory
from tests.golden.questions import read

Result = TypeVar("Result")

_DAY = date(2024, 5, 1)
_ROOT = Path(__file__).parents[2]
_WORDS = 30_000
_PER_DOCUMENT = 5
_SEARCHED = 300
_SCANNED = 12
_ROUNDS = 3
_LONGEST = 4096


@dataclass(frozen=True, slots=True)
class Measured:
    """One size: seconds, megabytes, and milliseconds a query."""

    sentences: int
    import_s: float
    build_s: float
    build_mb: float
    file_mb: float
    load_s: float
    resident_mb: float
    search_p50: float
    search_p99: float
    ask_p50: float
    ask_p99: float
    offer_p50: float
    """The passages that stand beside a refusal: the archive's part of `ask`."""
    offer_p99: float
    worst: float
    """The slowest of searches and refusals for what nobody would type."""
    scan_p50: float
    """A rapidfuzz `token_set_ratio` scan over the same sentences."""


def measured(sentences: int, folder: Path) -> Measured:
    """Build and serve an archive of that many sentences below the real facts."""
    target = folder / str(sentences)
    rows = _child("build", str(sentences), str(target)) | _child("serve", str(target))
    return Measured(sentences=sentences, **rows)


def _child(*arguments: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.scale", *arguments], cwd=_ROOT, check=True, stdout=subprocess.PIPE
    )
    result: dict[str, float] = json.loads(done.stdout)
    return result


def build(sentences: int, folder: Path) -> dict[str, float]:
    """Import and compile."""
    kb = folder / "kb"
    shutil.copytree(DEFAULT / "facts", kb / "facts")
    shutil.copytree(_ROOT / "seeds", kb / "seeds")
    file = folder / "archive.jsonl"
    documents = archive(Language.made(_WORDS), sentences // _PER_DOCUMENT, _PER_DOCUMENT)
    file.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in documents), encoding="utf-8")
    import_s, _ = _timed(lambda: import_archive(file, kb, today=_DAY))
    path = folder / "kb.sqlite"
    build_s, _ = _timed(lambda: compiler.compile_corpus(read_folder(Folder.locate(kb)), path))
    size = path.stat().st_size / 1e6
    return {"import_s": import_s, "build_s": build_s, "build_mb": memory("VmHWM"), "file_mb": size}


def serve(folder: Path) -> dict[str, float]:
    """Load, search, and ask what nobody curated."""
    load_s, searcher = _timed(lambda: Searcher(base.load(folder / "kb.sqlite")).warm())
    engine = Engine(searcher.knowledge).warm()
    typed = list(queries(searcher.knowledge.sources.values(), _SEARCHED))
    searched = milliseconds(searcher.search, typed)
    questions = [golden.q for golden in read("tuning")]
    hostile = [_repeated(text) for text in ("المكان", "في من على إلى عن", "1234567890", " ".join(typed))]
    asked = milliseconds_once(partial(engine.reply_to, today=_DAY), questions)

    def offers(text: str) -> object:
        return list(searcher.sentences(text, candidates=20))

    offered = milliseconds(offers, questions)
    resident = memory("VmRSS")
    scanned = milliseconds(_scanner(searcher.knowledge), [" ".join(words(text)) for text in typed[:_SCANNED]])
    return {
        "load_s": load_s,
        "resident_mb": resident,
        "search_p50": percentile(searched, 50),
        "search_p99": percentile(searched, 99),
        "ask_p50": percentile(asked, 50),
        "ask_p99": percentile(asked, 99),
        "offer_p50": percentile(offered, 50),
        "offer_p99": percentile(offered, 99),
        "worst": max((*milliseconds(searcher.search, hostile), *milliseconds(offers, hostile))),
        "scan_p50": percentile(scanned, 50),
    }


def _repeated(text: str) -> str:
    """A message as long as Telegram allows."""
    return " ".join([text] * (_LONGEST // len(text) + 1))[:_LONGEST]


def _scanner(knowledge: KnowledgeBase) -> Callable[[str], object]:
    texts = (passage.text for source in knowledge.sources.values() for passage in passages(source))
    sentences = [" ".join(words(text)) for text in texts]
    return lambda query: process.extract(query, sentences, scorer=fuzz.token_set_ratio, limit=10)


def milliseconds(work: Callable[[str], object], texts: Sequence[str]) -> list[float]:
    """What each takes at best of some rounds, so that a neighbour's work does not count."""
    rounds = [[_timed(partial(work, text))[0] * 1000 for text in texts] for _ in range(_ROUNDS)]
    return [min(times) for times in zip(*rounds, strict=True)]


def milliseconds_once(work: Callable[[str], object], texts: Sequence[str]) -> list[float]:
    """What each takes of a core when it is asked for the first time, so that nothing remembered helps."""
    taken = []
    for text in texts:
        began = time.thread_time()
        work(text)
        taken.append((time.thread_time() - began) * 1000)
    return taken


def percentile(values: Sequence[float], percent: int) -> float:
    return sorted(values)[min(len(values) * percent // 100, len(values) - 1)]


def _timed(work: Callable[[], Result]) -> tuple[float, Result]:
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def main(arguments: Sequence[str]) -> None:
    """One of the two processes."""
    match arguments:
        case ["build", sentences, folder]:
            result = build(int(sentences), Path(folder))
        case ["serve", folder]:
            result = serve(Path(folder))
        case _:
            raise SystemExit(__doc__)
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1:])
