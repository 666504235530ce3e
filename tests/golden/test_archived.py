"""What is quoted of news that nobody has curated does not get worse: floors below what was measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden.archived import HALVES, opened, questions, report

FLOORS = {"tuning": (38, 4, 1, 5), "reporting": (34, 4, 5, 6)}
"""Per half: least right first of the answered, most with only wrong ones, most misled of the near misses, least of
the dialect."""


@pytest.mark.golden
def test_neither_half_falls_below_its_floor(tmp_path: Path) -> None:
    engine = opened(tmp_path)
    for half in HALVES:
        found = report(engine, half)
        right, wrong, misled, dialect = FLOORS[half]

        assert found["answered"]["right first"] >= right
        assert found["answered"]["only wrong"] <= wrong
        assert found["missing"]["only wrong"] <= misled
        assert found["dialect"]["right first"] >= dialect


@pytest.mark.golden
def test_every_answer_stands_in_its_articles() -> None:
    for half in HALVES:
        asked = questions(half)

        assert len(asked) > 80
        assert all((one["gold"] is None) == (one["kind"] == "missing") for one in asked)
