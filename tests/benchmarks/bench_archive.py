"""What a growing archive costs: a document added and found, a search, beside rapidfuzz in the same run.

`MARSAD_BENCH_SENTENCES=1000000` measures every hundred thousand up to that, instead of the first.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import accumulate
from multiprocessing import get_context
from pathlib import Path

import pytest
from rapidfuzz import fuzz, process

from knowledge.archive.documents import Archive
from knowledge.archive.door import ArchiveDoor
from knowledge.curation.adding import ReceivedFile
from knowledge.documents.extract import Extract, SelfDescription
from tests.benchmarks.memory import memory

pytestmark = [pytest.mark.bench, pytest.mark.timeout(7200)]

_SENTENCES = int(os.environ.get("MARSAD_BENCH_SENTENCES", "100000"))
_STEP = 100_000
_OF_A_DOCUMENT = 20
_WORDS = 40_000
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_TODAY = date(2026, 1, 1)


class Writer:
    """Makes documents of made-up words, common and rare as words are."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.words = ["".join(self.chance.choices(_LETTERS, k=self.chance.randint(3, 8))) for _ in range(_WORDS)]
        self.weights = list(accumulate(1 / (rank + 10) for rank in range(_WORDS)))

    def sentence(self) -> str:
        size = self.chance.randint(8, 25)
        return " ".join(self.chance.choices(self.words, cum_weights=self.weights, k=size)) + "."

    def document(self) -> str:
        return " ".join(self.sentence() for _ in range(_OF_A_DOCUMENT))

    def write(self, lines: Path, first: int, count: int) -> list[str]:
        """Documents as `kb import` takes them; the first words of one in fifty."""
        begun = []
        with lines.open("w", encoding="utf-8") as stream:
            for number in range(first, first + count):
                text = self.document()
                stream.write(json.dumps({"id": number, "text": text}) + "\n")
                begun += [" ".join(text.split()[:7])] * (number % 50 == 0)
        return begun


def milliseconds(calls: Iterable[Callable[[], object]]) -> list[float]:
    """Of a core, so that it does not matter who else works on the machine."""
    found = []
    for call in calls:
        began = time.process_time()
        call()
        found.append((time.process_time() - began) * 1000)
    return sorted(found)


@dataclass(frozen=True, slots=True)
class Searched:
    """What searches cost in a process that does nothing else."""

    times: list[float]
    peer: float
    """Milliseconds that rapidfuzz takes for 10,000 sentences there."""
    megabytes: float

    @classmethod
    def of(cls, archive: Path, queries: list[str], pool: list[str]) -> Searched:
        door = ArchiveDoor(archive)
        door.search(queries[0], candidates=20)
        times = milliseconds(partial(door.search, query, candidates=20) for query in queries)
        held = memory("VmHWM")
        peers = milliseconds(
            partial(process.extract, query, pool, scorer=fuzz.WRatio, limit=5) for query in queries[:3]
        )
        return cls(times, statistics.median(peers), held)

    def told(self) -> str:
        worst = self.times[int(len(self.times) * 0.99)]
        return (
            f"search {statistics.median(self.times):.1f} ms, p99 {worst:.1f}; rapidfuzz over 10,000 sentences "
            f"{self.peer:.0f} ms, p99 is {worst / self.peer:.2f} of it; {self.megabytes:.0f} MB"
        )


def test_a_document_is_added_and_found_without_a_rebuild(tmp_path: Path) -> None:
    writer = Writer(5)
    archive, lines = Archive(tmp_path / "archive.sqlite"), tmp_path / "news.jsonl"
    pool, begun = [writer.sentence() for _ in range(10_000)], list[str]()
    for first in range(0, _SENTENCES, _STEP):
        size = min(_STEP, _SENTENCES - first) // _OF_A_DOCUMENT
        begun += writer.write(lines, first // _OF_A_DOCUMENT, size)
        [imported] = milliseconds([partial(archive.take, lines, today=_TODAY)])
        queries = writer.chance.choices(begun, k=200)
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
            searched = alone.submit(Searched.of, archive.path, queries, pool).result()
        added = statistics.median(_added(archive, writer, first))
        size_told = f"{first + size * _OF_A_DOCUMENT:,} sentences, {archive.path.stat().st_size >> 20} MB"
        cost = f"the last {size:,} documents imported in {imported / 1000:.0f} s; added in {added:.0f} ms"
        sys.stdout.write(f"\n{size_told}: {cost}; {searched.told()}")


def _added(archive: Archive, writer: Writer, first: int) -> list[float]:
    """Milliseconds to add each of some documents, which are found at once."""
    texts = [writer.document() for _ in range(40)]
    files = [
        ReceivedFile(f"new{first + i}.txt", text.encode(), "txt", Extract(text, SelfDescription(language="ar")))
        for i, text in enumerate(texts)
    ]
    times = milliseconds(partial(archive.add, file, today=_TODAY) for file in files)
    door = ArchiveDoor(archive.path)
    for number, text in enumerate(texts):
        passage, _ = door.search(" ".join(text.split()[:8]), candidates=20)[0]
        assert passage.source == f"new{first + number}"
    return times
