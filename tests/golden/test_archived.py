"""What is quoted of news that nobody has curated does not get worse: floors below what was measured."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from knowledge.answering.engine import Engine
from tests.golden.archived import HARDER, PAGES, engine_for, questions, report

FLOORS = {
    "tuning": (41, 1, 1, 6, 8),
    "reporting": (34, 4, 2, 6, 3),
    HARDER: (20, 1, 2, 14, 13),
    "pages-tuning": (24, 1, 4, 8, 5),
    "pages-reporting": (14, 1, 6, 4, 1),
}
"""Per half: least right first of the answered, most with only wrong ones, most misled of the near misses, least of
the dialect, and of those in another language or script."""


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Engine]:
    @cache
    def opened(set_: str) -> Engine:
        return engine_for(set_, tmp_path_factory.mktemp("archive"))

    return lambda half: opened(PAGES[0] if half in PAGES else HARDER)


@pytest.mark.golden
@pytest.mark.parametrize("half", FLOORS)
def test_no_set_of_questions_falls_below_its_floor(engines: Callable[[str], Engine], half: str) -> None:
    found = report(engines(half), half)
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
