"""Learns what questions are answered by, for `knowledge/learned/associations.npz`; `matching/pointing.py` uses it.

A softmax over all statements and "nothing": the log-odds of a statement are its direction times that of the question,
the sum of the directions of its signs. A statement's direction is made of those of its terms, which is why statements
that say similar things share what is learned (the kernel of their terms is the prior of the weights).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import numpy.typing as npt

from knowledge.errors import KnowledgeError
from knowledge.files.arrays import StoredArray, StoredArrays
from knowledge.matching.pointing import held_terms, named_terms
from knowledge.matching.profiles import Profile
from knowledge.matching.signs import key

if TYPE_CHECKING:
    from scipy import sparse

Array: TypeAlias = npt.NDArray[Any]

_RANK = 64
"""Directions of 48 lose nothing of what full ones tell, those of 32 three points (measured on the tuning questions)."""
_STEEP = 8.0
_RIDGE = 0.05
_STEPS, _STEP = 120, 0.08
_RARE = 2
"""A sign that fewer questions show is not learned."""
_TAUGHT = 3
"""A statement that answers fewer lessons counts as one of which nothing was learned."""
_LETTERS = "letters:"
_ABOVE_LETTERS = 3.0
"""Terms and words count this much more than runs of letters."""
_JITTER = 1e-6


class NoScipy(KnowledgeError):
    """Learning is asked for and its extra is not installed; the message says how to get it."""

    def __init__(self) -> None:
        super().__init__("learning needs scipy: install Marsad with [learning]")


@dataclass(frozen=True, slots=True)
class Lesson:
    """The signs of a question, and which statements answer it or that none does."""

    signs: tuple[str, ...]
    right: npt.NDArray[np.bool_]
    answerable: bool


def learned(lessons: Sequence[Lesson], profiles: Sequence[Profile]) -> StoredArrays:
    """Fit the directions, and pack them as they are stored."""
    lessons = [one for one in lessons if one.right.any() or not one.answerable]
    counts = Counter(sign for one in lessons for sign in one.signs)
    names = sorted(sign for sign, count in counts.items() if count >= _RARE)
    taught = np.sum([one.right for one in lessons], axis=0) >= _TAUGHT
    weights = np.array([_weight(sign, counts[sign], len(lessons)) for sign in names], dtype=np.float32)
    terms = sorted({term for profile in profiles for term in named_terms(profile)})
    held = held_terms(profiles, terms).astype(np.float64)
    likeness = held @ held.T + _JITTER * np.eye(len(held))
    root = np.linalg.cholesky(likeness)
    pull, bias = _fit(shown([one.signs for one in lessons], names, weights), lessons, root.astype(np.float32))
    pull = np.hstack([pull[:, :-1] @ root.T, pull[:, -1:]])
    directions, basis = _narrowed(pull * _STEEP)
    scale = np.abs(directions).max(axis=0) / 127
    basis = basis * scale
    arrays = {
        "signs": np.array([key(sign) for sign in names], dtype="<u4"),
        "weights": weights.astype("<f4"),
        "rows": np.round(directions / scale).astype(np.int8),
        "targets": (held.T @ np.linalg.solve(likeness, basis[:-1])).astype("<f2"),
        "terms": np.frombuffer("\n".join(terms).encode(), dtype=np.uint8),
        "nothing": np.append(basis[-1], bias).astype("<f4"),
        "taught": np.array(
            [key(one.statement.id) for one, is_ in zip(profiles, taught, strict=True) if is_], dtype="<u4"
        ),
    }
    return {name: StoredArray(array.dtype.str, array.tobytes()) for name, array in arrays.items()}


def _weight(sign: str, count: int, among: int) -> float:
    rarity = float(np.log(among / count))
    return rarity if sign.startswith(_LETTERS) else rarity * _ABOVE_LETTERS


def shown(questions: Sequence[Sequence[str]], names: Sequence[str], weights: Array) -> sparse.csr_matrix:
    """The signs of each question by weight, a row of length 1 each."""
    try:
        from scipy import sparse
    except ImportError:
        raise NoScipy from None
    places = {name: place for place, name in enumerate(names)}
    found = [[places[sign] for sign in signs if sign in places] for signs in questions]
    values = [weights[row] / (np.linalg.norm(weights[row]) or 1.0) for row in found]
    spans = np.cumsum([0, *map(len, found)])
    return sparse.csr_matrix(
        (np.concatenate(values), np.concatenate([np.array(row, dtype=np.int64) for row in found]), spans),
        shape=(len(questions), len(names)),
        dtype=np.float32,
    )


def _fit(shown: sparse.csr_matrix, lessons: Sequence[Lesson], root: Array) -> tuple[Array, float]:
    """How each sign pulls towards the roots of the statements and, last, towards nothing; and the bias of nothing."""
    count = len(root)
    goals = np.array([np.append(one.right, not one.answerable) for one in lessons], dtype=np.float32)
    back = shown.T.tocsr()
    pull: Array = np.zeros((shown.shape[1], count + 1), dtype=np.float32)
    mean, square = np.zeros_like(pull), np.zeros_like(pull)
    bias = bias_mean = bias_square = 0.0
    for step in range(1, _STEPS + 1):
        followed = (shown @ pull) * _STEEP
        odds = np.hstack([followed[:, :-1] @ root.T, followed[:, -1:] + bias])
        error = _error(odds, goals) / len(lessons)
        gradient: Array = back @ (np.hstack([error[:, :-1] @ root, error[:, -1:]]) * _STEEP)
        gradient += 2 * _RIDGE / len(lessons) * pull
        mean, square = 0.9 * mean + 0.1 * gradient, 0.99 * square + 0.01 * gradient**2
        bias_gradient = float(error[:, -1].sum())
        bias_mean, bias_square = 0.9 * bias_mean + 0.1 * bias_gradient, 0.99 * bias_square + 0.01 * bias_gradient**2
        first, second = 1 - 0.9**step, 1 - 0.99**step
        pull -= _STEP * (mean / first) / (np.sqrt(square / second) + 1e-8)
        bias -= _STEP * (bias_mean / first) / (np.sqrt(bias_square / second) + 1e-8)
    return pull, bias


def _error(odds: Array, goals: Array) -> Array:
    """Chances minus those that the goals share among themselves in the same proportion."""
    chances = np.exp(odds - odds.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    meant = chances * goals + 1e-12 * goals
    return np.asarray(chances - meant / meant.sum(axis=1, keepdims=True), dtype=np.float32)


def _narrowed(pull: Array) -> tuple[Array, Array]:
    """The best factors of this rank: a direction for each sign, and one for each statement and for nothing."""
    _, basis = np.linalg.eigh(pull.T @ pull)
    basis = basis[:, -_RANK:]
    return pull @ basis, basis
