"""A model of meaning that knows a few themes in some languages, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from knowledge.search.grams import Array

AXES = (("delegation", "heyet", "وفد"), ("corridor", "koridor", "ممر"), ("exercise", "tatbikat", "مناورة"))


@dataclass
class Themes:
    """Sentences with a word of a theme mean that theme."""

    model: str = "themes 1"
    axes: Sequence[Sequence[str]] = AXES
    read: list[str] = field(default_factory=list)
    """Every sentence that was embedded."""

    def query(self, text: str) -> Array:
        """The vector of a question."""
        return self._vector(text, (0.3, 0.0))

    def passages(self, texts: Sequence[str]) -> Array:
        """The vectors of sentences."""
        self.read += texts
        return np.stack([self._vector(text, (0.0, 0.3)) for text in texts])

    def _vector(self, text: str, rest: tuple[float, float]) -> Array:
        found = [float(any(word in text.casefold() for word in words)) for words in self.axes]
        vector = np.array([*found, *rest], dtype=np.float32)
        return vector / np.linalg.norm(vector)
