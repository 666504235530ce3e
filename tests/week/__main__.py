"""Plays the week, prints what became of every message, and ends with 1 if one is missing, doubled or too much."""

from __future__ import annotations

import asyncio
import logging
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import structlog

from tests.week.accounting import accounts, stories_noted
from tests.week.books import Account, Books
from tests.week.expecting import Sort
from tests.week.opening import week

READERS, REPORTS = 1_000, 210
_SHOWN = 20


async def played(readers: int, reports: int) -> Books:
    """The books of a whole week."""
    with tempfile.TemporaryDirectory() as place:
        async with week(Path(place), readers, reports) as one:
            await one.play()
            return await Books.of(one)


def table(found: Mapping[Sort, Account]) -> Iterator[str]:
    """How each sort of message came out."""
    yield "| | expected | arrived once | uncertain | chat had blocked | missing | unexpected | latest |"
    yield "|---|---|---|---|---|---|---|---|"
    for sort, one in found.items():
        late = f"{one.latest.total_seconds() / 60:.0f} min"
        counts = (one.expected, one.arrived, one.uncertain, one.withheld, len(one.missing), len(one.unexpected))
        yield f"| {sort} | {' | '.join(f'{count:,}' for count in counts)} | {late} |"


def main(readers: int = READERS, reports: int = REPORTS) -> int:
    """Play it; what the bot says of faults is for its log."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    logging.disable(logging.CRITICAL)
    began, cpu = time.perf_counter(), time.process_time()
    books = asyncio.run(played(readers, reports))
    took, spent = time.perf_counter() - began, time.process_time() - cpu
    found = accounts(books)
    due, wrong = stories_noted(books)
    lines = [
        f"{readers:,} readers, {reports} stories; played in {took:.0f} s, {spent:.0f} s of a core",
        *table(found),
        f"{due} stories that were news were noted, each once; {len(wrong)} were not",
    ]
    faults = [*wrong, *(line for one in found.values() for line in (*one.missing[:_SHOWN], *one.unexpected[:_SHOWN]))]
    sys.stdout.write("\n".join((*lines, *faults, "")))
    return int(bool(faults) or not all(one.balances for one in found.values()))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
