"""How sure an answer is: a logistic model over what was and was not understood.

The weights, and those by which candidates are ranked, stand in `learned/decision.yaml` and are made by
`python -m knowledge.learning.calibrate` from the tuning half of the golden questions; nobody sets them by hand.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field

from knowledge.files.strict_yaml import Record


class CalibrationRecord(Record):
    """The whole of `decision.yaml`."""

    price: Annotated[float, Field(gt=0)]
    """How many missed answers weigh as much as one wrong answer."""
    bias: float
    weights: dict[str, float]
    untaught_bias: float
    untaught_weights: dict[str, float]
    ranking: dict[str, float]
    untaught_ranking: dict[str, float]


@dataclass(frozen=True, slots=True)
class Calibration:
    """The fitted model; `threshold` is the least probability at which answering pays."""

    price: float
    bias: float
    weights: Mapping[str, float]
    ranking: Mapping[str, float] = field(default_factory=dict)
    """The weights by which candidates are ranked."""
    untaught_bias: float = 0.0
    untaught_weights: Mapping[str, float] = field(default_factory=dict)
    """The model for statements of which no associations were learned: there the words must do. Its bias is lowered by
    the log-odds of the higher price, so that one threshold serves both."""
    untaught_ranking: Mapping[str, float] = field(default_factory=dict)
    """The weights by which candidates are ranked where such a one comes first by them."""

    @property
    def threshold(self) -> float:
        """Answering gains 1 if right and costs `price` if wrong; below this it is not worth it."""
        return self.price / (1.0 + self.price)

    def model(self, *, taught: bool) -> tuple[float, Mapping[str, float]]:
        """The bias and the weights for statements that questions taught, or for others."""
        return (self.bias, self.weights) if taught else (self.untaught_bias, self.untaught_weights)

    def probability(self, evidence: Mapping[str, float], *, taught: bool = True) -> float:
        """The chance that an answer with this evidence is right; evidence without a weight does not count."""
        bias, weights = self.model(taught=taught)
        total = bias + sum(weights.get(name, 0.0) * value for name, value in evidence.items())
        return 1.0 / (1.0 + math.exp(-max(min(total, 30.0), -30.0)))
