"""The two small models of the decision, fitted: which statement is meant, and whether telling it is right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Vector: TypeAlias = npt.NDArray[np.float64]
Choice: TypeAlias = tuple[Vector, npt.NDArray[np.bool_]]
"""The features of each candidate of a question, and which of them are right."""

_ROUNDS, _STEPS, _STEP = 60, 200, 0.15
_RANKING_RIDGE = 0.001
_FINE = 0.01


def ranking(choices: Sequence[Choice]) -> Vector:
    """Weights under which a right candidate has the greatest share of the odds (a conditional logit)."""
    weights: Vector = np.zeros(choices[0][0].shape[1])
    mean, square = weights.copy(), weights.copy()
    for step in range(1, _STEPS + 1):
        gradient = _RANKING_RIDGE * weights + sum(_pull(weights, *one) for one in choices) / len(choices)
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.99 * square + 0.01 * gradient**2
        weights = weights - _STEP * mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def added(loss: Callable[[float], float], *, most: float = 20.0) -> float:
    """The weight from 0 to `most` that loses least, of one figure beside others that are not fitted anew."""
    low, high = 0.0, most
    while high - low > _FINE:
        first, second = low + (high - low) / 3, high - (high - low) / 3
        low, high = (low, second) if loss(first) <= loss(second) else (first, high)
    return round((low + high) / 2, 2)


def _pull(weights: Vector, features: Vector, right: npt.NDArray[np.bool_]) -> Vector:
    odds = features @ weights
    chances = np.exp(odds - odds.max())
    chances /= chances.sum()
    meant = chances * right
    return np.asarray(features.T @ (chances - meant / meant.sum()))


def logistic(inputs: Vector, targets: Vector, *, ridge: float) -> Vector:
    """Bias and weights of a ridge-regularised logistic regression, by Newton's method."""
    inputs = np.hstack([np.ones((len(inputs), 1)), inputs])
    penalty = np.diag([1e-9] + [ridge] * (inputs.shape[1] - 1))
    weights: Vector = np.zeros(inputs.shape[1])
    for _ in range(_ROUNDS):
        chances = 1.0 / (1.0 + np.exp(-np.clip(inputs @ weights, -30, 30)))
        gradient = inputs.T @ (chances - targets) + penalty @ weights
        curvature = (inputs * (chances * (1 - chances))[:, None]).T @ inputs + penalty
        weights = weights - np.linalg.solve(curvature, gradient)
    return weights
