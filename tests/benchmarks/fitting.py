"""Fits the weights in `knowledge/search/ranker.py`, and what each floor in `searcher.py` would let pass.

`python -m tests.benchmarks.fitting` prints both.

On the tuning half of ARCD, typed well and typed badly. First a conditional logit: which evidence ranks the question's
own paragraph before the others? Then a logistic scale: with what probability is the first one right, when every second
question is about an article that is not in the archive?
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from knowledge.search.documents import in_order
from knowledge.search.evidence import SearchEvidence
from knowledge.search.index import SearchIndex
from knowledge.search.ranker import Ranker
from tests.benchmarks.arcd import Arcd, Asked, with_slips

_CANDIDATES = 20
_RIDGE = 1e-3
_ROUNDS = 40

Matrix = npt.NDArray[np.float64]


class Example(NamedTuple):
    """The evidence for each candidate document of a question, a row each, and which of them is meant (-1: none)."""

    rows: Matrix
    meant: int
    others: Matrix
    """The rows of documents of other articles."""


def examples(ranker: Ranker, arcd: Arcd, questions: Sequence[Asked]) -> Iterator[Example]:
    """What the ranker sees of each question."""
    articles = [document["title"] for document in arcd.documents]
    for asked in questions:
        query = ranker.read(asked.text)
        documents: list[int] = []
        rows: list[Matrix] = []
        for evidence in ranker.evidence(query, *ranker.candidates(query, _CANDIDATES)):
            documents += ranker.index.layout.document_of(evidence.text.units).tolist()
            rows.append(_by_unit(evidence))
        table = np.concatenate(rows) if rows else np.zeros((0, 6))
        own = int(asked.source[1:])
        elsewhere = [i for i, document in enumerate(documents) if articles[document] != asked.article]
        yield Example(table, documents.index(own) if own in documents else -1, table[elsewhere])


def _by_unit(evidence: SearchEvidence) -> Matrix:
    best = np.maximum.reduceat(evidence.sentences, evidence.text.unit_starts, axis=0)
    return np.concatenate((best, evidence.units), axis=1).astype(np.float64)


def fit_order(found: Sequence[Example]) -> Matrix:
    """Weights under which the document that is meant comes first, by Newton's method."""
    usable = [example for example in found if example.meant >= 0]
    weights = np.zeros(usable[0].rows.shape[1])
    for _ in range(_ROUNDS):
        gradient, curvature = 2 * _RIDGE * len(usable) * weights, 2 * _RIDGE * len(usable) * np.eye(len(weights))
        for rows, meant, _ in usable:
            logits = rows @ weights
            chances = np.exp(logits - logits.max())
            chances /= chances.sum()
            mean = chances @ rows
            gradient = gradient + mean - rows[meant]
            curvature = curvature + (rows * chances[:, None]).T @ rows - np.outer(mean, mean)
        weights = weights - np.linalg.solve(curvature, gradient)
    return weights


def fit_scale(found: Sequence[Example], weights: Matrix) -> tuple[float, float]:
    """Bias and factor that make the sum of the first one the logit of its being right."""
    inputs, targets = [], []
    for rows, meant, others in found:
        sums = rows @ weights
        inputs += [float(sums.max(initial=0.0)), float((others @ weights).max(initial=0.0))]
        targets += [float(len(rows) > 0 and int(sums.argmax()) == meant), 0.0]
    table, right = np.stack((np.ones(len(inputs)), np.array(inputs)), axis=1), np.array(targets)
    fitted = np.zeros(2)
    for _ in range(_ROUNDS):
        chances = 1 / (1 + np.exp(-(table @ fitted)))
        curvature = (table * (chances * (1 - chances))[:, None]).T @ table
        fitted = fitted - np.linalg.solve(curvature, table.T @ (chances - right))
    return float(fitted[0]), float(fitted[1])


def floors(found: Sequence[Example], weights: Matrix, bias: float) -> Iterator[tuple[float, float, float]]:
    """For each floor: how often a question without an answer, and one that would be answered right, passes it."""
    alone = np.array([(others @ weights).max(initial=-99.0) for _, _, others in found]) + bias
    right = [rows @ weights for rows, meant, _ in found if len(rows) and int((rows @ weights).argmax()) == meant]
    good = np.array([sums.max() for sums in right]) + bias
    for floor in np.arange(0.05, 1.0, 0.05):
        logit = np.log(floor / (1 - floor))
        yield float(floor), float((alone >= logit).mean()), float((good >= logit).mean())


def main() -> None:
    """Fit and print; what is printed goes into the two modules by hand, with the measurement that it changes."""
    arcd = Arcd.read()
    with tempfile.TemporaryDirectory() as folder:
        knowledge = arcd.knowledge(Path(folder))
    assert knowledge.index is not None
    assert [source.id for source in in_order(knowledge.sources)] == [one["id"] for one in arcd.documents]
    ranker = Ranker(SearchIndex.load(knowledge.index))
    tuning = [asked for asked in arcd.questions if asked.tuning]
    found = list(examples(ranker, arcd, [*tuning, *with_slips(tuning)]))
    order = fit_order(found)
    bias, factor = fit_scale(found, order)
    weights = order * factor
    sys.stdout.write(
        f"SENTENCE_WEIGHTS = {_tuple(weights[:3])}\nUNIT_WEIGHTS = {_tuple(weights[3:])}\nBIAS = {bias:.2f}\n"
    )
    for floor, wrong, right in floors(found, weights, bias):
        sys.stdout.write(f"floor {floor:.2f}: passed by {wrong:.1%} without an answer, {right:.1%} of the right ones\n")


def _tuple(values: Matrix) -> str:
    return f"({', '.join(f'{value:.2f}' for value in values)})"


if __name__ == "__main__":
    main()
