"""What a question wishes of a statement, looked up once for all statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.hand_set import IN_PARTS, LIGHT_LACKING, LOOKED_AT, SOFT, UNMATCHED
from knowledge.matching.features import Sought
from knowledge.understanding.question import Item


@dataclass(frozen=True, slots=True)
class Wish:
    """An item with its weight, and how firmly each statement has it, or each of its single words."""

    item: Item
    weight: float
    factor: float
    whole: Mapping[int, float]
    parts: tuple[Mapping[int, float], ...]

    def met_by(self, index: int) -> float:
        """How firmly a statement has the item, or most of what its single words mean."""
        whole = self.whole.get(index, 0.0)
        if whole or not self.parts:
            return whole
        return IN_PARTS * sum([part.get(index, 0.0) for part in self.parts]) / len(self.parts)

    def near(self) -> Mapping[int, float]:
        """The statements that have it in any way."""
        if not self.parts:
            return self.whole
        firmest = dict(self.whole)
        for part in self.parts:
            for index, firmness in part.items():
                if IN_PARTS / 2 * firmness > firmest.get(index, 0.0):
                    firmest[index] = IN_PARTS / 2 * firmness
        return firmest


@dataclass(frozen=True, slots=True)
class Wishes:
    """A question as each statement is measured by it."""

    sought: Sought
    wishes: tuple[Wish, ...]
    asked: frozenset[str]
    """Properties that are asked for."""
    barred: frozenset[str]
    """Properties that it is not about."""

    def near(self) -> list[int]:
        """The statements that hold most of the question in any way."""
        held: defaultdict[int, float] = defaultdict(float)
        for wish in self.wishes:
            weight = wish.weight
            for index, firmness in wish.near().items():
                held[index] += weight * firmness
        return sorted(sorted(held), key=held.__getitem__, reverse=True)[:LOOKED_AT]

    def coverage(self, index: int) -> tuple[float, float, list[Wish]]:
        """The share of the question's meaning that a statement has, how firmly it has that, and what it lacks."""
        total = UNMATCHED * len(self.sought.question.unmatched)
        hit = firm = 0.0
        lacking: list[Wish] = []
        for wish in self.wishes:
            met, weight = wish.met_by(index), wish.weight
            if met:
                gain = weight * met * wish.factor
                total += weight
                hit += gain
                firm += gain if met > SOFT else 0.0
            elif wish.item.light:
                total += weight * LIGHT_LACKING
            else:
                total += weight
                lacking.append(wish)
        return hit / total if total else 0.0, firm / hit if hit else 0.0, lacking
