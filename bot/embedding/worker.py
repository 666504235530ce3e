"""The process that embeds: which archive and for how long comes in, whether any of it is left goes out."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from time import monotonic

from bot.apart.child import answer_all
from knowledge.archive.embedding import Embedding
from knowledge.archive.vectors import vectors_beside
from knowledge.errors import KnowledgeError
from knowledge.search.encoder import E5, Encoder

_NICE = 19
"""Whoever answers a reader has a core first, always."""


def _one_thread() -> Encoder:
    return E5(threads=1)


@dataclass
class Embedder:
    """Does what it is asked, with a model that is opened once."""

    opened: Callable[[], Encoder] = _one_thread

    @cached_property
    def encoder(self) -> Encoder:
        """The model."""
        return self.opened()

    def answered(self, asked: bytes) -> bytes:
        """What came of an order in JSON, or an error in words."""
        return json.dumps(self._done(**json.loads(asked))).encode()

    def _done(self, archive: str, most: int, seconds: float) -> dict[str, object]:
        until = monotonic() + seconds
        try:
            vectors = vectors_beside(Path(archive), self.encoder)
            left = Embedding(Path(archive), vectors, self.encoder, most).some(lambda: monotonic() < until)
        except (KnowledgeError, sqlite3.Error, OSError) as error:
            return {"error": str(error)}
        return {"left": left, "sentences": len(vectors.rows())}


def main() -> None:
    """Embed until there is nothing more."""
    os.nice(_NICE)
    answer_all(Embedder().answered)


if __name__ == "__main__":
    main()
