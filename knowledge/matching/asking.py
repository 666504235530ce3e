"""Which property a question asks for, whatever it is asked of: learned from ways of asking without names.

The ways lie in `knowledge/learning/asking/`, what was learned of them in `learned/asking.npz`; both hold for facts that
are curated tomorrow.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from knowledge.files.arrays import StoredArrays
from knowledge.matching.signs import asking_signs, places_of
from knowledge.understanding.question import Question

Array: TypeAlias = npt.NDArray[Any]

STEEP = 8.0
_FARTHEST = 8.0
"""Log-odds behind the property that is asked for most; farther is as far."""
NOTHING = "nothing"
"""Asks for what no property tells."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What was learned: a row of weights for each sign, a column for each property and for nothing."""

    places: Mapping[int, int] = field(repr=False)
    weights: Array = field(repr=False)
    rows: Array = field(repr=False)
    columns: Mapping[str, int] = field(repr=False)

    @classmethod
    def of(cls, stored: StoredArrays) -> Asking:
        """Read what was stored."""
        arrays = {name: np.frombuffer(one.data, dtype=np.dtype(one.type)) for name, one in stored.items()}
        names = bytes(arrays["properties"]).decode().split("\n")
        return cls(
            {int(sign): place for place, sign in enumerate(arrays["signs"])},
            arrays["weights"],
            arrays["rows"].reshape(-1, len(names)) * arrays["scale"][0],
            {name: column for column, name in enumerate(names)},
        )

    def nearness(self, question: Question) -> Mapping[str, float]:
        """How near each property comes to the one that is asked for most, from 0 to 1; empty where nothing tells."""
        found = places_of(asking_signs(question), self.places)
        if not found:
            return {}
        weights = self.weights[found]
        odds = STEEP * (weights @ self.rows[found]) / math.sqrt(float(weights @ weights))
        near = 1.0 - np.minimum(odds.max() - odds, _FARTHEST) / _FARTHEST
        return dict(zip(self.columns, near.tolist(), strict=True))
