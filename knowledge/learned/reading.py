"""What was learned, read and checked as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from knowledge.errors import InvalidFiles
from knowledge.files.arrays import StoredArrays
from knowledge.files.strict_yaml import load
from knowledge.learned.associations import NOTHING_LEARNED, read_associations
from knowledge.learned.calibration import Calibration, CalibrationRecord

BUILT_IN = Path(__file__).parent
DECISION, ASSOCIATIONS = "decision.yaml", "associations.npz"


@dataclass(frozen=True, slots=True)
class Learned:
    """All that was fitted to questions."""

    calibration: Calibration
    associations: StoredArrays = field(default_factory=lambda: NOTHING_LEARNED, repr=False)
    """What questions were learned to be answered by."""


def read_learned(folder: Path) -> Learned:
    """Read the files of a folder; InvalidFiles lists all mistakes at once. Without associations nothing was learned."""
    decision, document = load(folder / DECISION, CalibrationRecord, name=f"learned/{DECISION}")
    associations, unreadable = read_associations(folder / ASSOCIATIONS, name=f"learned/{ASSOCIATIONS}")
    problems = [*document.problems, *unreadable]
    if decision is None or problems:
        raise InvalidFiles(problems)
    return Learned(Calibration(**decision.model_dump()), associations)
