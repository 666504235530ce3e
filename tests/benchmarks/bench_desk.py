"""Checking one statement on the desk, beside checking the folder that it stands in."""

from __future__ import annotations

import statistics
import sys
import time

import pytest

from bot.desk.mending import Mender
from knowledge.curation.corpus import read
from knowledge.curation.folder import DEFAULT, Folder
from knowledge.drafting.kept_folder import KeptFolder

pytestmark = pytest.mark.bench

MOST_MILLISECONDS = 300


def test_a_statement_is_checked_while_it_is_typed() -> None:
    kept = KeptFolder(Folder.locate(DEFAULT))
    kept.refresh()
    taken = []
    for entity, record in kept.draft.records.items():
        for key, statement in record.statements.items():
            given = statement.model_dump(mode="json", exclude_unset=True)
            source = kept.corpus.sources[statement.citations[0].source]
            begun = time.thread_time()
            problems = kept.check(kept.draft.kinds[entity], entity, {"statements": {key: given}})
            Mender(kept, source).mistakes(problems, entity, given)
            taken.append(1000 * (time.thread_time() - begun))
    begun = time.thread_time()
    read(kept.folder, kept.corpus)
    whole = 1000 * (time.thread_time() - begun)

    sys.stdout.write(
        f"\n{len(taken)} statements: median {statistics.median(taken):.1f} ms, longest {max(taken):.1f} ms; "
        f"the folder, its words known, {whole:.0f} ms: {whole / statistics.median(taken):.0f} times as long"
    )
    assert statistics.median(taken) <= MOST_MILLISECONDS
