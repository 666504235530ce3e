"""Which statement's own questions a question resembles: those that editors wrote with it teach it at once.

Nothing is fitted to them: the signs of each are kept with what they weigh, and a question is as like a statement as it
is like the nearest of its questions.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from knowledge.files.arrays import StoredArray, StoredArrays
from knowledge.hand_set import ALIKE_ANYWAY, LETTERS_BESIDE_WORDS, RECALLED_TO
from knowledge.matching.profiles import Profile
from knowledge.matching.signs import key, signs
from knowledge.text.folding import words
from knowledge.understanding.question import Question

Array: TypeAlias = npt.NDArray[Any]

_LETTERS = "letters:"
_NO_TERMS: frozenset[Any] = frozenset()


class RecalledQuestion(NamedTuple):
    """A question that a statement answers, by its words and its signs."""

    statement: str
    text: int
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like the nearest question of each statement a question is, 0 to 1."""

    of_all: Sequence[float] = ()
    """Above what any two questions have in common; of no statement where nobody wrote a question."""
    same: int | None = None
    """The statement with which it is written, word for word."""

    def of(self, index: int) -> float:
        """How like it is to the nearest question of a statement."""
        return self.of_all[index] if self.of_all else 0.0

    def most(self) -> list[int]:
        """The few statements that have a question most like it."""
        held = [index for index, like in enumerate(self.of_all) if like]
        return sorted(held, key=self.of_all.__getitem__, reverse=True)[:RECALLED_TO]


_UNLIKE = Likeness()


def lesson(statement: str, question: Question) -> RecalledQuestion:
    """A question that is known to be answered by a statement."""
    return RecalledQuestion(statement, _words(question), tuple(signs(question, _NO_TERMS)))


def _words(question: Question) -> int:
    return key(" ".join(words(question.text)))


def learned(lessons: Sequence[RecalledQuestion]) -> StoredArrays:
    """Pack lessons as they are stored; the same ones in the same order give the same bytes."""
    counts = Counter(sign for one in lessons for sign in one.signs)
    rarities = {sign: _rarity(sign, count, len(lessons)) for sign, count in sorted(counts.items())}
    held: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, one in enumerate(lessons):
        length = _length(rarities[sign] for sign in one.signs)
        for sign in one.signs:
            held[sign].append((place, rarities[sign] / length))
    rows = [row for sign in rarities for row in held[sign]]
    arrays = {
        "signs": np.array([key(sign) for sign in rarities], dtype="<u4"),
        "rarities": np.array(list(rarities.values()), dtype="<f4"),
        "counts": np.array([counts[sign] for sign in rarities], dtype="<u4"),
        "lessons": np.array([place for place, _ in rows], dtype="<u4"),
        "weights": np.array([weight for _, weight in rows], dtype="<f4"),
        "owners": np.array([key(one.statement) for one in lessons], dtype="<u4"),
        "texts": np.array([one.text for one in lessons], dtype="<u4"),
    }
    return {name: StoredArray(array.dtype.str, array.tobytes()) for name, array in arrays.items()}


def _rarity(sign: str, count: int, among: int) -> float:
    return math.log1p(among / count) * (LETTERS_BESIDE_WORDS if sign.startswith(_LETTERS) else 1.0)


def _length(weights: Iterable[float]) -> float:
    return math.sqrt(sum(weight * weight for weight in weights)) or 1.0


@dataclass(frozen=True, slots=True)
class Recall:
    """The questions of the statements of one knowledge version."""

    places: Mapping[int, tuple[int, int]] = field(repr=False)
    """Where each sign lies in the rows of which lesson shows it."""
    rarities: Mapping[int, float] = field(repr=False)
    lessons: Array = field(repr=False)
    weights: Array = field(repr=False)
    owners: Array = field(repr=False)
    """The statement of each lesson; one past the last for those that are not shown."""
    statements: int
    written: Mapping[int, int] = field(repr=False)
    """The statement of each text."""

    @classmethod
    def of(cls, stored: StoredArrays, profiles: Sequence[Profile]) -> Recall:
        """Turn stored lessons towards these statements."""
        arrays = {name: np.frombuffer(one.data, dtype=np.dtype(one.type)) for name, one in stored.items()}
        places = {key(profile.statement.id): index for index, profile in enumerate(profiles)}
        ends = np.cumsum([0, *arrays["counts"].tolist()]).tolist()
        signs_ = arrays["signs"].tolist()
        owners = [places.get(owner, len(profiles)) for owner in arrays["owners"].tolist()]
        return cls(
            {sign: (ends[at], ends[at + 1]) for at, sign in enumerate(signs_)},
            dict(zip(signs_, arrays["rarities"].tolist(), strict=True)),
            arrays["lessons"],
            arrays["weights"],
            np.array(owners, dtype=np.int64),
            len(profiles),
            dict(zip(arrays["texts"].tolist(), owners, strict=True)),
        )

    def likeness(self, question: Question) -> Likeness:
        """How like it is to what each statement is asked."""
        if not len(self.owners):
            return _UNLIKE
        shown = {key(one): one for one in signs(question, _NO_TERMS)}
        length = _length([self.rarities.get(sign) or self._rarest(one) for sign, one in shown.items()])
        like = np.zeros(len(self.owners), dtype=np.float32)
        for sign in [sign for sign in shown if sign in self.places]:
            rows = slice(*self.places[sign])
            like[self.lessons[rows]] += self.rarities[sign] * self.weights[rows]
        nearest = np.zeros(self.statements + 1, dtype=np.float32)
        np.maximum.at(nearest, self.owners, like / length)
        above = np.maximum(nearest[:-1] - ALIKE_ANYWAY, 0.0) / (1.0 - ALIKE_ANYWAY)
        same = self.written.get(_words(question), self.statements)
        return Likeness(above.tolist(), same if same < self.statements else None)

    def _rarest(self, sign: str) -> float:
        """What a sign weighs that no lesson shows: as much as the rarest."""
        return _rarity(sign, 1, len(self.owners))
