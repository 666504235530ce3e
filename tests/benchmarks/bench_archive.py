"""What a growing archive costs: a document added and found, a search, beside rapidfuzz in the same run.

`MARSAD_BENCH_SENTENCES=1000000` measures another size than 100,000.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from rapidfuzz import fuzz, process

from knowledge.archive.documents import Archive
from knowledge.archive.door import ArchiveDoor
from knowledge.curation.adding import ReceivedFile
from knowledge.documents.extract import Extract, SelfDescription
from tests.benchmarks.memory import memory

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1800)]

_SENTENCES = int(os.environ.get("MARSAD_BENCH_SENTENCES", "100000"))
_OF_A_DOCUMENT = 20
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_TODAY = date(2026, 1, 1)


class Writer:
    """Makes documents of made-up words, common and rare as words are."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.words = ["".join(self.chance.choices(_LETTERS, k=self.chance.randint(3, 8))) for _ in range(40_000)]
        self.weights = [1 / (rank + 10) for rank in range(len(self.words))]

    def sentence(self) -> str:
        return " ".join(self.chance.choices(self.words, self.weights, k=self.chance.randint(8, 25))) + "."

    def document(self) -> str:
        return " ".join(self.sentence() for _ in range(_OF_A_DOCUMENT))


def milliseconds(calls: Iterable[Callable[[], object]]) -> list[float]:
    found = []
    for call in calls:
        began = time.perf_counter()
        call()
        found.append((time.perf_counter() - began) * 1000)
    return sorted(found)


def test_a_document_is_added_and_found_without_a_rebuild(tmp_path: Path) -> None:
    writer = Writer(5)
    texts = [writer.document() for _ in range(_SENTENCES // _OF_A_DOCUMENT)]
    lines = tmp_path / "news.jsonl"
    lines.write_text(
        "".join(json.dumps({"id": i, "text": text}) + "\n" for i, text in enumerate(texts)), encoding="utf-8"
    )
    archive, door = Archive(tmp_path / "archive.sqlite"), ArchiveDoor(tmp_path / "archive.sqlite")
    [imported] = milliseconds([lambda: archive.take(lines, today=_TODAY)])
    queries = [" ".join(writer.chance.choice(texts).split()[:7]) for _ in range(200)]
    door.search(queries[0], candidates=20)
    searches = milliseconds(partial(door.search, query, candidates=20) for query in queries)
    new = [writer.document() for _ in range(60)]
    files = [
        ReceivedFile(f"new{i}.txt", text.encode(), "txt", Extract(text, SelfDescription(language="ar")))
        for i, text in enumerate(new)
    ]
    additions = milliseconds(partial(archive.add, file, today=_TODAY) for file in files)
    for number, text in enumerate(new):
        passage, _ = door.search(" ".join(text.split()[:8]), candidates=20)[0]
        assert passage.source == f"new{number}"
    pool = [writer.sentence() for _ in range(10_000)]
    [peer] = milliseconds([lambda: process.extract(queries[0], pool, scorer=fuzz.WRatio, limit=5)])
    sys.stdout.write(
        f"\n{_SENTENCES:,} sentences: import {imported / 1000:.0f} s, {archive.path.stat().st_size >> 20} MB; "
        f"added in {statistics.median(additions):.0f} ms (worst {additions[-1]:.0f}); "
        f"search {statistics.median(searches):.1f} ms, p99 {searches[197]:.1f}; "
        f"rapidfuzz over 10,000 sentences {peer:.0f} ms, p99 is {searches[197] / peer:.2f} of it; "
        f"{memory('VmHWM'):.0f} MB\n"
    )
