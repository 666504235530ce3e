"""Learns how properties are asked for, for `learned/asking.npz`; `matching/asking.py` uses it.

The ways of asking lie beside this, one file a language, with {name} and the like in place of names; a name of
the right kind is put in, read, and taken out again with all that it means. No judged question is learned from, so that
these and those about facts of tomorrow are judged alike.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from pydantic import RootModel

from knowledge.answering.engine import Engine
from knowledge.errors import InvalidFiles, Problem
from knowledge.files.arrays import StoredArray, StoredArrays
from knowledge.files.strict_yaml import load
from knowledge.learning.lessons import shown
from knowledge.matching.asking import NOTHING, STEEP
from knowledge.matching.signs import asking_signs, key
from knowledge.model import Entity, EntityType, Kind
from knowledge.vocabulary.phrasings import Phrasings

Array: TypeAlias = npt.NDArray[Any]
Way: TypeAlias = tuple[str, str, str]
"""Language, property, and the question with its places for names."""

FOLDER = Path(__file__).parent / "asking"
_KINDS: Mapping[str, frozenset[str]] = {
    "state": frozenset({EntityType.STATE}),
    "person": frozenset({EntityType.PERSON}),
    "place": frozenset({EntityType.PLACE}),
}
_YEAR = "2024"
_RARE = 3
"""A sign that fewer ways show is not learned."""
_STEPS, _STEP, _RIDGE = 150, 0.1, 1e-4


class WaysFile(RootModel[dict[str, tuple[str, ...]]]):
    """One language: by property, how it is asked for."""


def read_ways(folder: Path, phrasings: Phrasings) -> list[Way]:
    """The ways of asking of all languages; InvalidFiles names a property that nobody defined."""
    found: list[Way] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        record, document = load(path, WaysFile, name=f"asking/{path.name}")
        problems += document.problems
        for property_, questions in record.root.items() if record else ():
            if property_ != NOTHING and property_ not in phrasings.properties:
                problems.append(document.problem((property_,), f"unknown property {property_!r}"))
            found += [(path.stem, property_, question) for question in questions]
    if problems:
        raise InvalidFiles(problems)
    return found


def learned_ways(engine: Engine, ways: Sequence[Way]) -> StoredArrays:
    """Fit how each sign pulls towards each property, and pack it as it is stored."""
    signs = [tuple(asking_signs(engine.reader.read(text))) for text in _filled(ways, engine.knowledge.entities)]
    counts = Counter(sign for one in signs for sign in one)
    names = sorted(sign for sign, count in counts.items() if count >= _RARE)
    weights = np.array([math.log(len(ways) / counts[name]) for name in names], dtype=np.float32)
    properties = sorted({property_ for _, property_, _ in ways})
    goals = np.array([properties.index(property_) for _, property_, _ in ways])
    rows = _fit(shown(signs, names, weights), goals, len(properties))
    scale = float(np.abs(rows).max()) / 127
    arrays = {
        "signs": np.array([key(name) for name in names], dtype="<u4"),
        "weights": weights.astype("<f4"),
        "rows": np.round(rows / scale).astype(np.int8),
        "scale": np.array([scale], dtype="<f4"),
        "properties": np.frombuffer("\n".join(properties).encode(), dtype=np.uint8),
    }
    return {name: StoredArray(array.dtype.str, array.tobytes()) for name, array in arrays.items()}


def _filled(ways: Sequence[Way], entities: Mapping[str, Entity]) -> Iterator[str]:
    """Each way with names in it, in turn those of all entities of the kind."""
    acting = [one for one in entities.values() if one.kind is not Kind.TOPIC and one.type != EntityType.OFFICE]
    names = {"name": cycle(acting)}
    names |= {slot: cycle(one for one in entities.values() if one.type in kinds) for slot, kinds in _KINDS.items()}
    for lang, _, text in ways:
        filled = text.replace("{year}", _YEAR)
        for slot, turn in names.items():
            filled = filled.replace(f"{{{slot}}}", next(turn).name("ar" if lang == "ar" else "en"))
        yield filled


def _fit(seen: Any, goals: Array, count: int) -> Array:
    """A softmax over properties, fitted by Adam."""
    rows: Array = np.zeros((seen.shape[1], count), dtype=np.float32)
    mean, square = np.zeros_like(rows), np.zeros_like(rows)
    wanted = np.eye(count, dtype=np.float32)[goals]
    back = seen.T.tocsr()
    for step in range(1, _STEPS + 1):
        odds = (seen @ rows) * STEEP
        chances = np.exp(odds - odds.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        gradient = back @ ((chances - wanted) * (STEEP / len(goals))) + 2 * _RIDGE * rows
        mean, square = 0.9 * mean + 0.1 * gradient, 0.99 * square + 0.01 * gradient**2
        rows -= _STEP * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return rows
