from __future__ import annotations

import pytest

from knowledge.learning import fitting
from knowledge.learning.examples import a_few
from tests.support.matching import question

ASKED = [(f"q{number}", question(), {f"s{number % 40}.x"}) for number in range(800)]


@pytest.mark.parametrize(("loses_least_at", "found"), [(3.0, 3.0), (-2.0, 0.0), (99.0, 20.0)])
def test_what_is_added_to_a_fit_counts_for_and_never_against(loses_least_at: float, found: float) -> None:
    assert fitting.added(lambda weight: (weight - loses_least_at) ** 2) == pytest.approx(found, abs=0.01)


def test_statements_are_given_none_to_sixteen_questions_the_same_each_time() -> None:
    lessons = a_few(ASKED)
    written = {one: sum(lesson.statement == one for lesson in lessons) for _, _, [one] in ASKED}

    assert lessons == a_few(ASKED[::-1])
    assert set(written.values()) == {0, 1, 2, 4, 8, 16}
