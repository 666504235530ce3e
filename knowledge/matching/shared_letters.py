"""How many of a question's letters a statement has: runs of three and four letters, weighed as BM25 weighs words.

It asks for no understanding, and so holds for facts of which no question was ever seen.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain, islice
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from knowledge.files.arrays import StoredArray, StoredArrays
from knowledge.files.packing import pack_lines, pack_numbers, unpack_lines, unpack_numbers
from knowledge.hand_set import LETTERS_LENGTH, LETTERS_SATURATION, LETTERS_TO
from knowledge.matching.profiles import Profile
from knowledge.model import Entity
from knowledge.text.folding import without_clitics, words

Array: TypeAlias = npt.NDArray[Any]

_STORED = ("ends", "owners", "weights", "rarities")
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
        order = np.argsort(np.negative(self.of_all), kind="stable")[:LETTERS_TO]
        return [index for index in order.tolist() if self.of_all[index]]


@dataclass(frozen=True)
class Letters:
    """The runs of all statements, a row each: who has it, and what it weighs there; the last row is any other run's."""

    ends: Array = field(repr=False)
    """Where each row begins, and where it ends."""
    owners: Array = field(repr=False)
    weights: Array = field(repr=False)
    rarities: Array = field(repr=False)
    count: int
    runs: Sequence[str] = field(repr=False)

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
        sizes = list(map(len, held.values()))
        rarities = [float(np.log1p((len(found) - size + 0.5) / (size + 0.5))) for size in sizes]
        owners = np.array([index for of in held.values() for index, _ in of], dtype=np.int64)
        often = np.array([times for of in held.values() for _, times in of], dtype=np.float32)
        rare = np.repeat(np.array(rarities, dtype=np.float32), sizes)
        scarce = LETTERS_SATURATION * (1 - LETTERS_LENGTH + LETTERS_LENGTH * lengths[owners] / usual)
        weights = rare * often * (LETTERS_SATURATION + 1) / (often + scarce)
        every = np.array([*rarities, math.log1p(len(found))])
        return cls(np.cumsum([0, *sizes, 0]), owners, weights, every, len(found), tuple(held))

    def stored(self) -> StoredArrays:
        """What `read` makes it of again."""
        numbers = {name: getattr(self, name) for name in _STORED}
        found = {name: StoredArray(one.dtype.str, one.tobytes()) for name, one in numbers.items()}
        return {**found, "runs": pack_lines(self.runs), "count": pack_numbers([self.count])}

    @classmethod
    def read(cls, stored: StoredArrays) -> Letters:
        """Letters that were stored."""
        found = {name: np.frombuffer(stored[name].data, dtype=np.dtype(stored[name].type)) for name in _STORED}
        [count] = unpack_numbers(stored["count"])
        return cls(**found, count=count, runs=unpack_lines(stored["runs"]))

    @cached_property
    def rows_of(self) -> Callable[[str], Iterable[tuple[str, int]]]:
        """The runs of a word with their rows; of the last words they are known."""
        rows = {run: row for row, run in enumerate(self.runs)}
        return lru_cache(_REMEMBERED)(lambda word: [(run, rows.get(run, len(rows))) for run in _runs_of(word)])

    def shares(self, text: str) -> Array:
        """For each statement the share of the weight of a text's runs that it has, about 0 to 1."""
        runs = dict(chain.from_iterable(map(self.rows_of, words(text))))
        rows = np.fromiter(islice(runs.values(), _MOST), dtype=np.int64)
        starts, sizes = self.ends[rows], self.ends[rows + 1] - self.ends[rows]
        places = np.arange(sizes.sum()) + np.repeat(starts - sizes.cumsum() + sizes, sizes)
        if not len(places):
            return np.zeros(self.count)
        total = sum(self.rarities[rows].tolist()) * (LETTERS_SATURATION + 1) / 2
        held = np.bincount(self.owners[places], weights=self.weights[places], minlength=self.count)
        shares: Array = held / total
        return shares


def letters_of(
    profiles: Sequence[Profile], entities: Mapping[str, Entity], stored: StoredArrays | None = None
) -> Letters:
    """The letters of statements and of what they name; as they were stored, if they were."""
    if stored:
        return Letters.read(stored)
    return Letters.of(profiles, {id_: " ".join(entity.names.values()) for id_, entity in entities.items()})


def _text(profile: Profile, names: Mapping[str, str]) -> str:
    named = [names[one] for one in profile.statement.named() if one in names]
    return " ".join([*profile.statement.wording.values(), *named])


def _runs(text: str) -> Iterator[str]:
    """The runs of letters of each word of a text."""
    return chain.from_iterable(map(_runs_of, words(text)))


def _runs_of(word: str) -> tuple[str, ...]:
    """The runs of letters of a word between its edges."""
    spaced = f"<{without_clitics(word)}>"
    return tuple([spaced[at : at + size] for size in _SIZES for at in range(len(spaced) - size + 1)])
