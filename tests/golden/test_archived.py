"""What is quoted of news that nobody has curated does not get worse: floors below what was measured."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from tests.golden.archived import HARDER, opened, questions, report

FLOORS = {"tuning": (41, 1, 1, 6, 8), "reporting": (34, 4, 5, 6, 3), HARDER: (20, 1, 12, 14, 13)}
"""Per half: least right first of the answered, most with only wrong ones, most misled of the near misses, least of
the dialect, and of those in another language or script."""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return opened(tmp_path_factory.mktemp("archive"))


@pytest.mark.golden
@pytest.mark.parametrize("half", FLOORS)
def test_no_set_of_questions_falls_below_its_floor(engine: Engine, half: str) -> None:
    found = report(engine, half)
    right, wrong, misled, dialect, foreign = FLOORS[half]

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
