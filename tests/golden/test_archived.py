"""What is quoted of news that nobody has curated does not get worse: floors below what was measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden.archived import HARDER, opened, questions, report

FLOORS = {"tuning": (41, 1, 1, 6, 8), "reporting": (34, 4, 5, 6, 3), HARDER: (20, 1, 12, 14, 13)}
"""Per half: least right first of the answered, most with only wrong ones, most misled of the near misses, least of
the dialect, and of those in another language or script."""


@pytest.mark.golden
def test_neither_half_falls_below_its_floor(tmp_path: Path) -> None:
    engine = opened(tmp_path)
    for half, (right, wrong, misled, dialect, foreign) in FLOORS.items():
        found = report(engine, half)

        assert found["answered"]["right first"] >= right
        assert found["answered"]["only wrong"] <= wrong
        assert found["missing"]["only wrong"] <= misled
        assert found["dialect"]["right first"] >= dialect
        assert found["foreign"]["right first"] >= foreign


@pytest.mark.golden
def test_every_answer_stands_in_its_articles() -> None:
    for half in FLOORS:
        asked = questions(half)

        assert len(asked) > 80
        assert all((one["gold"] is None) == (one["kind"] == "missing") for one in asked)
