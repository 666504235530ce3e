"""Other indexes for the candidates of a search, over the same texts: what `search/grams.py` was chosen against.

All but FTS5 and the words see the same features as ours: folded character 3- and 4-grams of words without clitics.
Each peer is made from documents and gives the positions of the best ones for a query; where it knows no titles, a
title stands twice before the text.
"""

from __future__ import annotations

import importlib
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

import numpy as np

from knowledge.search.documents import Document
from knowledge.search.index import SearchIndex
from knowledge.search.ranker import Ranker
from knowledge.text.folding import fold, stem, without_clitics, words

_K1, _B = 1.2, 0.75

Peer: TypeAlias = Callable[[str, int], list[int]]
Maker: TypeAlias = Callable[[Sequence[Document]], Peer]


def grams(text: str) -> Iterator[str]:
    """The features of a text."""
    for word in words(text):
        edged = f"<{without_clitics(word)}>"
        for size in (3, 4):
            yield from (edged[start : start + size] for start in range(len(edged) - size + 1))


def _flat(documents: Sequence[Document]) -> list[str]:
    return [f"{one.title} {one.title} {one.text}" for one in documents]


def ours(documents: Sequence[Document]) -> Peer:
    """The candidates of `Ranker`, from flat numpy postings, without the second step."""
    ranker = _ranker(documents)
    return lambda query, most: ranker.candidates(ranker.read(query), most)[0].tolist()


def both_steps(documents: Sequence[Document]) -> Peer:
    """Candidates, and the best sentences of theirs."""
    ranker = _ranker(documents)
    return lambda query, most: list(dict.fromkeys(found.document for found in ranker.rank(query, candidates=20)))[:most]


def _ranker(documents: Sequence[Document]) -> Ranker:
    ranker = Ranker(SearchIndex.build(documents))
    _ = ranker.vocabulary
    return ranker


def scipy_matrix(documents: Sequence[Document]) -> Peer:
    """BM25 weights in a sparse matrix, times the query."""
    sparse = importlib.import_module("scipy.sparse")
    texts = _flat(documents)
    slots: dict[str, int] = {}
    rows, columns, times = [], [], []
    for row, text in enumerate(texts):
        for gram, count in Counter(grams(text)).items():
            rows.append(row)
            columns.append(slots.setdefault(gram, len(slots)))
            times.append(count)
    lengths = np.bincount(rows, times, minlength=len(texts))
    norm = _K1 * (1 - _B + _B * lengths / lengths.mean())
    frequency, held = np.array(times, dtype=np.float32), np.bincount(columns, minlength=len(slots))
    rarity = np.log1p((len(texts) - held + 0.5) / (held + 0.5))
    weights = rarity[columns] * frequency * (_K1 + 1) / (frequency + norm[rows])
    matrix = sparse.csc_matrix((weights.astype(np.float32), (rows, columns)), shape=(len(texts), len(slots)))

    def ask(query: str, most: int) -> list[int]:
        counts = Counter(gram for gram in grams(query) if gram in slots)
        scores = np.zeros(len(texts), dtype=np.float32)
        for gram, count in counts.items():
            span = slice(matrix.indptr[slots[gram]], matrix.indptr[slots[gram] + 1])
            scores[matrix.indices[span]] += matrix.data[span] * count
        return _best(scores, most)

    return ask


def bm25s(documents: Sequence[Document]) -> Peer:
    """The library bm25s, on our features."""
    library = importlib.import_module("bm25s")
    index = library.BM25(k1=_K1, b=_B)
    index.index([list(grams(text)) for text in _flat(documents)], show_progress=False)

    def ask(query: str, most: int) -> list[int]:
        features = [list(grams(query))]
        if not features[0]:
            return []
        found, _ = index.retrieve(features, k=min(most, len(documents)), show_progress=False)
        return [int(place) for place in found[0]]

    return ask


def tantivy(documents: Sequence[Document]) -> Peer:
    """The library tantivy (Rust), on our features."""
    library: Any = importlib.import_module("tantivy")
    builder = library.SchemaBuilder()
    builder.add_text_field("grams", tokenizer_name="whitespace", index_option="freq")
    builder.add_integer_field("place", stored=True, indexed=True)
    schema = builder.build()
    index = library.Index(schema)
    writer = index.writer(200_000_000, 1)
    for place, text in enumerate(_flat(documents)):
        writer.add_document(library.Document(grams=" ".join(grams(text)), place=place))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def ask(query: str, most: int) -> list[int]:
        terms = [library.Query.term_query(schema, "grams", gram) for gram in grams(query)]
        wanted = library.Query.boolean_query([(library.Occur.Should, term) for term in terms])
        return [searcher.doc(address)["place"][0] for _, address in searcher.search(wanted, most).hits]

    return ask


def fts5_trigrams(documents: Sequence[Document]) -> Peer:
    """SQLite's FTS5 with its trigram tokenizer over folded texts."""
    return _fts5(
        [fold(text) for text in _flat(documents)], "trigram", lambda query: [w for w in words(query) if len(w) > 2]
    )


def fts5_stems(documents: Sequence[Document]) -> Peer:
    """SQLite's FTS5 over light stems."""

    def stems(text: str) -> list[str]:
        return [stem(word) for word in words(text)]

    return _fts5([" ".join(stems(text)) for text in _flat(documents)], "unicode61", stems)


def _fts5(texts: Sequence[str], tokenizer: str, terms: Callable[[str], Sequence[str]]) -> Peer:
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE VIRTUAL TABLE found USING fts5(text, tokenize = '{tokenizer}')")
    connection.executemany("INSERT INTO found(rowid, text) VALUES (?, ?)", enumerate(texts))

    def ask(query: str, most: int) -> list[int]:
        wanted = " OR ".join(f'"{term}"' for term in terms(query))
        if not wanted:
            return []
        sql = "SELECT rowid FROM found WHERE found MATCH ? ORDER BY bm25(found) LIMIT ?"
        return [row[0] for row in connection.execute(sql, (wanted, most))]

    return ask


def _best(scores: Any, most: int) -> list[int]:
    reach = min(most, len(scores))
    highest = np.argpartition(-scores, reach - 1)[:reach]
    return [int(place) for place in highest[np.argsort(-scores[highest], kind="stable")]]


PEERS: dict[str, tuple[str | None, Maker]] = {
    "numpy postings, grams (ours, first step)": (None, ours),
    "numpy postings, grams, then weighed (ours)": (None, both_steps),
    "scipy matrix, grams": ("scipy", scipy_matrix),
    "bm25s, grams": ("bm25s", bm25s),
    "tantivy, grams": ("tantivy", tantivy),
    "FTS5, trigram tokenizer": (None, fts5_trigrams),
    "FTS5, light stems": (None, fts5_stems),
}
"""Peers by name, with the package that each needs."""
