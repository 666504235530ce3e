"""Associations learned from a handful of made-up questions about the facts of `folders.py`."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from knowledge.answering.engine import Engine
from knowledge.curation import compiler
from knowledge.files.arrays import StoredArrays
from knowledge.learning.lessons import Lesson, learned
from knowledge.matching.signs import signs
from tests.support.folders import KnowledgeFolder

MET, ATTENDANCE = "storm-council.met", "storm-council.attendance"

ASKED: Mapping[str, str | None] = {
    "when did the Storm Council meet?": MET,
    "when was the meeting of the Council of Storms": MET,
    "what day did the council gather": MET,
    "who attended the Storm Council": ATTENDANCE,
    "who came to the council": ATTENDANCE,
    "how many states attended the Storm Council": ATTENDANCE,
    "how many states came": ATTENDANCE,
    "what did the Storm Council cost": None,
    "how much money did the council cost": None,
    "who paid for what the council cost": None,
}
"""Questions by the statement that answers each; the last ones are asked in vain."""


def engine_of(folder: KnowledgeFolder) -> Engine:
    """The engine over a folder, compiled in memory."""
    return Engine(compiler.in_memory(folder.read()))


def taught(engine: Engine, asked: Mapping[str, str | None] = ASKED) -> StoredArrays:
    """What these questions teach of the statements that the engine has."""
    profiles = engine.profiles.profiles
    lessons = [
        Lesson(
            tuple(signs(engine.reader.read(text), frozenset())),
            np.array([profile.statement.id == answer for profile in profiles]),
            answer is not None,
        )
        for text, answer in asked.items()
    ]
    return learned(lessons, profiles)
