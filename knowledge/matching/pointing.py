"""What questions turn out to be answered by: learned from the tuning questions, sign by sign.

Every sign of a question points, more or less, to every term of a statement, and to "no statement tells that". The
weights of both lie in `learned/associations.npz`, made by `python -m knowledge.learning.calibrate`. Terms carry them,
not statements: similar ones share what is learned. Of a statement that no questions taught, curated since or in
another folder, that would only say that the others are asked for more: such ones stand a little behind the best.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, count
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from knowledge.files.arrays import StoredArrays
from knowledge.hand_set import ITSELF, POINTED_TO, UNTAUGHT_BEHIND
from knowledge.matching.profiles import Profile
from knowledge.matching.signs import key, places_of, signs
from knowledge.understanding.question import Question
from knowledge.vocabulary.terms import Term

Array: TypeAlias = npt.NDArray[Any]

_MOST = 30.0
_TENS = 10.0


@dataclass(frozen=True, slots=True)
class Pointed:
    """How strongly a question points to each statement, and to none of them, in log-odds."""

    statements: Sequence[float]
    nothing: float
    best: float
    """The log-odds of the taught statement that it points to most."""
    total: float
    """The sum of all odds, as a share of those of the best."""
    untaught: AbstractSet[int]
    """The statements of which nothing was learned."""
    foremost: Sequence[int]
    """The few taught statements that it points to most."""

    @classmethod
    def of(cls, statements: npt.ArrayLike, nothing: float, untaught: Array) -> Pointed:
        """Sum up once; `untaught` is true for statements of which nothing was learned."""
        odds = np.array(statements, dtype=np.float64)
        taught = odds[~untaught]
        best = float(taught.max()) if len(taught) else nothing
        total = float(np.exp(taught - best).sum()) + math.exp(min(nothing - best, _MOST))
        foremost = np.argsort(np.where(untaught, np.inf, -odds), kind="stable")[: min(POINTED_TO, len(taught))]
        odds[untaught] = max(best, nothing) - UNTAUGHT_BEHIND if len(taught) else 0.0
        return cls(odds.tolist(), nothing, best, total, frozenset(np.flatnonzero(untaught).tolist()), foremost.tolist())

    def strength(self, index: int) -> float:
        """How strongly it points to a statement, in tens of log-odds."""
        return self.statements[index] / _TENS

    def chance(self, index: int) -> float:
        """The chance that a statement is meant, as far as that was learned."""
        return 0.0 if index in self.untaught else math.exp(self.statements[index] - self.best) / self.total

    def known(self, index: int) -> float:
        """How much more it points to any statement than to none, in tens of log-odds; an untaught one may be new."""
        known = (self.best - self.nothing) / _TENS
        return max(known, 0.0) if index in self.untaught else known


@dataclass(frozen=True, slots=True)
class Associations:
    """What was learned, turned towards the statements of one knowledge version."""

    places: Mapping[int, int] = field(repr=False)
    """Where each sign stands in the rows."""
    weights: Array = field(repr=False)
    """How much each sign counts: rare ones more."""
    rows: Array = field(repr=False)
    """A direction for each sign."""
    statements: Array = field(repr=False)
    """A direction for each statement, and for nothing."""
    bias: float
    strange: frozenset[Term] = field(repr=False)
    """Terms that a statement holds, but none held when the associations were learned: what was learned of them was
    that they are asked for in vain."""
    untaught: Array = field(repr=False)
    """True for each statement that too few questions taught."""

    @classmethod
    def of(cls, stored: StoredArrays, profiles: Sequence[Profile]) -> Associations:
        """Turn stored associations towards these statements."""
        arrays = {name: np.frombuffer(one.data, dtype=np.dtype(one.type)) for name, one in stored.items()}
        nothing = arrays["nothing"].astype(np.float32)
        rank = len(nothing) - 1
        terms = bytes(arrays["terms"]).decode().split("\n")
        held = held_terms(profiles, terms) @ arrays["targets"].reshape(len(terms), rank).astype(np.float32)
        known, taught = frozenset(terms), set(arrays["taught"].tolist())
        held_by_some = frozenset(chain.from_iterable(one.terms for one in profiles))
        return cls(
            places=dict(zip(arrays["signs"].tolist(), count(), strict=False)),
            weights=arrays["weights"],
            rows=arrays["rows"].reshape(-1, rank),
            statements=np.vstack([held, nothing[:-1]]),
            bias=float(nothing[-1]),
            strange=frozenset(term for term in held_by_some if _name(term) not in known),
            untaught=np.array([key(one.statement.id) not in taught for one in profiles], dtype=bool),
        )

    def pointed(self, question: Question) -> Pointed:
        """Follow every sign of a question that was seen before."""
        found = places_of(signs(question, self.strange), self.places)
        weights = self.weights[found]
        direction = (weights @ self.rows[found]) / (float(np.sqrt(weights @ weights)) or 1.0)
        odds = self.statements @ direction
        return Pointed.of(odds[:-1], float(odds[-1]) + self.bias, self.untaught)


def held_terms(profiles: Iterable[Profile], names: Sequence[str]) -> Array:
    """How firmly each statement (a row of length 1) holds each of some terms, and of what it is and says."""
    places = {name: place for place, name in enumerate(names)}
    name = cache(_name)  # statements hold 14,000 terms, of which 2,500 differ
    found = [_named(one, name) for one in profiles]
    held = np.zeros((len(found), len(names)), dtype=np.float32)
    for row, firmness in zip(held, found, strict=True):
        known = [one for one in firmness if one in places]
        row[[places[one] for one in known]] = [firmness[one] for one in known]
    lengths = np.linalg.norm(held, axis=1, keepdims=True)
    return held / np.where(lengths > 0.0, lengths, 1.0)


def named_terms(profile: Profile) -> dict[str, float]:
    """The terms of a statement by name, its subject and its property besides."""
    return _named(profile, _name)


def _named(profile: Profile, name: Callable[[Term], str]) -> dict[str, float]:
    statement = profile.statement
    terms = dict(zip(map(name, profile.terms), profile.terms.values(), strict=True))
    return {**terms, f"property:{statement.property}": ITSELF, f"subject:{statement.subject}": ITSELF}


def _name(term: Term) -> str:
    return f"{term.kind}:{term.id}"
