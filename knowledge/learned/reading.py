"""What was learned, read and checked as a whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.errors import Problem
from knowledge.files.arrays import StoredArrays
from knowledge.files.shipped import shipped
from knowledge.files.strict_yaml import YamlFile, load
from knowledge.files.suggestions import did_you_mean
from knowledge.learned.calibration import Calibration, CalibrationRecord
from knowledge.learned.files import NO_WAYS, NOTHING_LEARNED, read_asking, read_associations

BUILT_IN = shipped("knowledge.learned")
DECISION, ASSOCIATIONS, ASKING = "decision.yaml", "associations.npz", "asking.npz"
_REMEDY = "; make the file anew with `python -m knowledge.learning.calibrate tests/golden`"


@dataclass(frozen=True, slots=True)
class Learned:
    """All that was fitted to questions."""

    calibration: Calibration
    associations: StoredArrays = field(default_factory=lambda: NOTHING_LEARNED, repr=False)
    """What questions were learned to be answered by."""
    asking: StoredArrays = field(default_factory=lambda: NO_WAYS, repr=False)
    """How properties are asked for."""


def read_learned(folder: Path, known: Mapping[str, Collection[str]]) -> tuple[Learned | None, list[Problem]]:
    """Read the files of a folder, and list all mistakes at once; None where one of them leaves nothing to go by.

    `known` are the names of what can be weighed, by section of the decision. Without associations nothing was learned.
    """
    decision, document = load(folder / DECISION, CalibrationRecord, name=f"learned/{DECISION}")
    associations, unreadable = read_associations(folder / ASSOCIATIONS, name=f"learned/{ASSOCIATIONS}")
    asking, lost = read_asking(folder / ASKING, name=f"learned/{ASKING}")
    problems = [*document.problems, *unreadable, *lost]
    known_by = Calibration(**decision.model_dump()) if decision and not problems else None
    learned = Learned(known_by, associations, asking) if known_by else None
    return learned, [*problems, *_unknown_weights(document, known)]


def _unknown_weights(document: YamlFile, known: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """Weights of what nobody works out: they would count for nothing."""
    sections = document.data if isinstance(document.data, dict) else {}
    for section, names in known.items():
        weights = sections.get(section)
        for name in weights if isinstance(weights, dict) else ():
            if name not in names:
                hint = did_you_mean(name, names, otherwise=_REMEDY)
                yield document.problem((section, name), f"unknown weight {name!r}{hint}")
