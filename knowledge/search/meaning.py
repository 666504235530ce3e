"""How near a question is to each sentence in meaning, whatever the languages of the two.

Each sentence has a vector, made when the knowledge is compiled and stored with the model's name. Nearness proposes
what is looked at and blends into the ranks of a search; it never decides an answer.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from knowledge.errors import UnusableArtefact
from knowledge.progress import Progress, silent
from knowledge.search.documents import Document
from knowledge.search.encoder import Encoder
from knowledge.search.grams import Array

TABLE = """
CREATE TABLE meaning (
    model TEXT NOT NULL, sentences INTEGER NOT NULL, crc INTEGER NOT NULL, scales BLOB NOT NULL, codes BLOB NOT NULL
)
"""
_MOST_LETTERS = 2048
_AT_ONCE = 32
_BLOCK = 8192
"""Sentences that are compared at a time: 12 MB of working memory."""
_FULL = 127


@dataclass(frozen=True, slots=True)
class Meaning:
    """The sentences of one knowledge version, in the order of its index, and the model that knows their meaning."""

    encoder: Encoder
    codes: Array = field(repr=False)
    """Vectors in whole numbers from -127 to 127, a row each: a quarter of the memory, and no rank differs by it."""
    scales: Array = field(repr=False)
    """What each row must be multiplied by."""

    def nearness(self, text: str) -> Array:
        """The cosine of a question with every sentence."""
        return cosines(self.codes, self.scales, asked_in(text, self.encoder))


def asked_in(text: str, encoder: Encoder) -> Array:
    """The vector of a question, or of its beginning."""
    return encoder.query(text[:_MOST_LETTERS])


def cosines(codes: Array, scales: Array, asked: Array) -> Array:
    """The cosine of a vector with each of many that are kept in whole numbers."""
    blocks = (codes[start : start + _BLOCK] for start in range(0, len(codes), _BLOCK))
    near = [block.astype(np.float32) @ asked for block in blocks]
    return np.concatenate([*near, np.zeros(0, dtype=np.float32)]) * scales


def in_whole_numbers(vectors: Array) -> tuple[Array, Array]:
    """Vectors as numbers of a byte, and what each row must be multiplied by."""
    scales = np.abs(vectors).max(axis=1) / _FULL
    return np.rint(vectors / scales[:, None]).astype(np.int8), scales.astype(np.float32)


def sentences_of(documents: Sequence[Document]) -> list[str]:
    """Every sentence, under the title of its document: alone it seldom says what it is about."""
    return [under_title(one.title, one.text[start:end]) for one in documents for start, end in one.spans]


def under_title(title: str, sentence: str) -> str:
    """A sentence as it is read for its meaning."""
    return f"{title}: {sentence}"


def write(
    sentences: Sequence[str], connection: sqlite3.Connection, encoder: Encoder, *, progress: Progress = silent
) -> None:
    """Give every sentence its vector, and keep them all in a table of their own."""
    codes = np.zeros((len(sentences), len(encoder.query(""))), dtype=np.int8)
    scales = np.zeros(len(sentences), dtype=np.float32)
    for start in range(0, len(sentences), _AT_ONCE):
        rows = slice(start, start + _AT_ONCE)
        codes[rows], scales[rows] = in_whole_numbers(encoder.passages(sentences[rows]))
        progress("reading for meaning", min(rows.stop, len(sentences)), len(sentences))
    connection.execute(TABLE)
    row = (encoder.model, len(sentences), _crc(scales.tobytes(), codes.tobytes()), scales.tobytes(), codes.tobytes())
    connection.execute("INSERT INTO meaning VALUES (?, ?, ?, ?, ?)", row)


def load(path: Path, encoder: Encoder) -> Meaning:
    """The vectors of a compiled file; UnusableArtefact when it has none, or those of another model."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        row = connection.execute("SELECT model, sentences, crc, scales, codes FROM meaning").fetchone()
    except sqlite3.OperationalError:
        row = None
    except sqlite3.DatabaseError as error:
        raise UnusableArtefact(path, f"is damaged ({error})") from error
    finally:
        connection.close()
    if row is None:
        raise UnusableArtefact(path, "holds no vectors, which answers.semantic needs")
    model, sentences, crc, scales, codes = row
    if model != encoder.model:
        raise UnusableArtefact(path, f"holds vectors of {model}, and {encoder.model} is installed")
    if _crc(scales, codes) != crc:
        raise UnusableArtefact(path, "is damaged (the vectors have lost bytes)")
    flat = np.frombuffer(codes, dtype=np.int8)
    return Meaning(encoder, flat.reshape(sentences, -1), np.frombuffer(scales, dtype=np.float32))


def _crc(scales: bytes, codes: bytes) -> int:
    return zlib.crc32(codes, zlib.crc32(scales))
