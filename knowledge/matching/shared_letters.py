"""How many of a question's letters a statement has: runs of three and four letters, weighed as BM25 weighs words.

It asks for no understanding, and so holds for facts of which no question was ever seen.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, pairwise
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from knowledge.hand_set import LETTERS_LENGTH, LETTERS_SATURATION, LETTERS_TO
from knowledge.matching.profiles import Profile
from knowledge.text.folding import without_clitics, words

Array: TypeAlias = npt.NDArray[Any]

_SIZES = (3, 4)
_MOST = 600
"""Runs of a question that are looked up."""
_REMEMBERED = 1 << 11
"""Words whose runs are known: half of a question's words stand in the questions before it."""


@dataclass(frozen=True, slots=True)
class Shares:
    """How many of a question's letters each statement has, about 0 to 1."""

    of_all: Sequence[float]
    best: float

    @classmethod
    def of(cls, shares: Array) -> Shares:
        """Sum up once."""
        of_all = shares.tolist()
        return cls(of_all, max(of_all, default=0.0) or 1.0)

    def most(self) -> list[int]:
        """The few statements that have most."""
        held = [index for index, share in enumerate(self.of_all) if share]
        return sorted(held, key=self.of_all.__getitem__, reverse=True)[:LETTERS_TO]


@dataclass(frozen=True, slots=True)
class Letters:
    """The runs of all statements: where each lies in the rows of who has it, and what it weighs there."""

    places: Mapping[str, tuple[int, int]] = field(repr=False)
    owners: Array = field(repr=False)
    weights: Array = field(repr=False)
    rarities: Mapping[str, float] = field(repr=False)
    count: int

    @classmethod
    def of(cls, profiles: Sequence[Profile], names: Mapping[str, str]) -> Letters:
        """Index the wordings of statements and the `names` of what they name, all languages of an entity in one."""
        found = [Counter(_runs(_text(profile, names))) for profile in profiles]
        lengths = np.array([sum(runs.values()) for runs in found], dtype=np.float32)
        usual = float(lengths.mean()) if found else 1.0
        held: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for index, runs in enumerate(found):
            for run, times in runs.items():
                held[run].append((index, times))
        rarities = {run: float(np.log1p((len(found) - len(of) + 0.5) / (len(of) + 0.5))) for run, of in held.items()}
        ends = np.cumsum([0, *map(len, held.values())]).tolist()
        owners = np.array([index for of in held.values() for index, _ in of], dtype=np.int64)
        often = np.array([times for of in held.values() for _, times in of], dtype=np.float32)
        rare = np.repeat(np.array(list(rarities.values()), dtype=np.float32), [len(of) for of in held.values()])
        scarce = LETTERS_SATURATION * (1 - LETTERS_LENGTH + LETTERS_LENGTH * lengths[owners] / usual)
        weights = rare * often * (LETTERS_SATURATION + 1) / (often + scarce)
        places = dict(zip(held, pairwise(ends), strict=True))
        return cls(places, owners, weights, rarities, len(found))

    def shares(self, text: str) -> Array:
        """For each statement the share of the weight of a text's runs that it has, about 0 to 1."""
        runs = list(dict.fromkeys(_runs(text)))[:_MOST]
        spans = [span for run in runs if (span := self.places.get(run)) is not None]
        if not spans:
            return np.zeros(self.count)
        unknown = math.log1p(self.count)
        total = sum([self.rarities.get(run, unknown) for run in runs]) * (LETTERS_SATURATION + 1) / 2
        owners = np.concatenate([self.owners[start:end] for start, end in spans])
        weights = np.concatenate([self.weights[start:end] for start, end in spans])
        return np.bincount(owners, weights=weights, minlength=self.count) / total


def _text(profile: Profile, names: Mapping[str, str]) -> str:
    named = [names[one] for one in profile.statement.named() if one in names]
    return " ".join([*profile.statement.wording.values(), *named])


def _runs(text: str) -> Iterator[str]:
    """The runs of letters of each word of a text."""
    return chain.from_iterable(map(_runs_of, words(text)))


@lru_cache(_REMEMBERED)
def _runs_of(word: str) -> tuple[str, ...]:
    """The runs of letters of a word between its edges."""
    spaced = f"<{without_clitics(word)}>"
    return tuple([spaced[at : at + size] for size in _SIZES for at in range(len(spaced) - size + 1)])
