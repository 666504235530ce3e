"""The decision: a fitted probability against a threshold that follows from a stated price."""

from __future__ import annotations

import pytest

from knowledge.answering.decision import evidence, fitting_ones, gather
from knowledge.answering.engine import Engine
from knowledge.learned.calibration import Calibration
from knowledge.matching.features import EVIDENCE


@pytest.mark.parametrize(("price", "threshold"), [(1.0, 0.5), (3.0, 0.75), (9.0, 0.9)])
def test_the_threshold_is_where_answering_begins_to_pay(price: float, threshold: float) -> None:
    assert Calibration(price, 0.0, {}).threshold == pytest.approx(threshold)


def test_evidence_without_a_weight_does_not_count() -> None:
    calibration = Calibration(1.0, 0.0, {"coverage": 2.0})

    assert calibration.probability({"coverage": 0.0, "other": 5.0}) == pytest.approx(0.5)
    assert calibration.probability({"coverage": 1.0}) > calibration.probability({"coverage": 0.5})


@pytest.mark.parametrize("value", [-1e9, 1e9])
def test_extreme_evidence_stays_a_probability(value: float) -> None:
    assert 0.0 <= Calibration(1.0, 0.0, {"coverage": 1.0}).probability({"coverage": value}) <= 1.0


def test_what_can_be_weighed_is_what_is_found_as_evidence(engine: Engine) -> None:
    question = engine.reader.read("When is the SCO defence ministers' meeting?")
    fitting = fitting_ones(engine.matcher.rank(question))

    assert evidence(question, fitting, gather(question, fitting)).keys() == EVIDENCE
