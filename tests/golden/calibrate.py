"""Fits `knowledge/phrasings/decision.yaml` to the tuning half: `python -m tests.golden.calibrate`.

A question counts as right when the statements that would be told are judged right; questions without an answer
count as wrong. The price of a wrong answer, in missed ones, is stated here and nowhere else. What the fit is worth
is measured out of fold: on the questions of one writer with what the questions of the others gave.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from knowledge.answers import BRIEF, LONG, Engine, fit
from knowledge.calibration import Calibration
from knowledge.candidates import Candidate
from knowledge.curation import DEFAULT
from knowledge.decision import evidence, fitting_ones, gather, undecided
from knowledge.features import Features, Ranking
from knowledge.phrasebook import Ask
from knowledge.questions import Question
from tests.golden import fitting
from tests.golden.engine import TODAY, load_engine
from tests.golden.judging import GoldenQuestion, Verdict, judge, read

PRICE = 5.0
_RIDGE = 0.5
_SIGNS = {
    "coverage": 1.0,
    "firmness": 1.0,
    "property_asked": 1.0,
    "ask_met": 1.0,
    "resemblance": 1.0,
    "lead": 1.0,
    "lead_of_two": 1.0,
    "whole": 1.0,
    "unmatched": -1.0,
    "missing": -1.0,
    "absent": -1.0,
    "foreign": -1.0,
    "other": -1.0,
    "corrected": -1.0,
}
"""What speaks against an answer must not come out as speaking for it, however few the examples."""

WRITERS = ("wa", "wb", "wc", "xa", "xb", "xd")
"""One fold each; who wrote nothing but questions without an answer (wd) is spread over them."""
Outcome = tuple[float, bool]
"""The chance that was given to an answer, and whether it was right."""


@dataclass(frozen=True)
class Example:
    """A tuning question with everything that does not depend on a weight."""

    golden: GoldenQuestion
    question: Question
    candidates: tuple[Candidate, ...]
    engine: Engine

    @property
    def fold(self) -> int:
        """By writer; the questions of who wrote only such without an answer, by what they ask for."""
        if (writer := self.golden.id[:2]) in WRITERS:
            return WRITERS.index(writer)
        return zlib.crc32(self.golden.fact.encode()) % len(WRITERS)

    @cached_property
    def choice(self) -> tuple[fitting.Vector, np.ndarray[tuple[int], np.dtype[np.bool_]]] | None:
        """The features of the candidates, and which would be right alone; None where none would."""
        fitting = [candidate for candidate in self.candidates if not candidate.contradicted]
        right = np.array([self.told_right([candidate]) for candidate in fitting], dtype=bool)
        return (np.array([c.features for c in fitting]), right) if right.any() else None

    def told_right(self, chosen: Sequence[Candidate]) -> bool:
        """Whether these statements, told as far as there is room, answer the question."""
        lang = self.question.lang
        most = LONG if self.question.asks & {Ask.LIST, Ask.BRIEFING} else BRIEF
        told = fit(
            [self.engine.sentence(candidate.statement, lang, TODAY) for candidate in chosen], most, self.engine.stems
        )
        output = {"status": "answer", "text": "\n".join(sentence.text for sentence in told)}
        return judge(self.golden, output) is Verdict.RIGHT

    def evidence(self, ranking: Ranking) -> tuple[dict[str, float], bool] | None:
        """What speaks for what would be told, and whether it is right; None where nothing is told in any case."""
        scored = (replace(one, score=ranking.score(one.features)) for one in self.candidates)
        ranked = sorted(scored, key=lambda one: -one.score)
        fitting = fitting_ones(ranked)
        if not fitting:
            return None
        chosen = gather(self.question, fitting)
        if undecided(self.question, chosen[0]):
            return None
        return evidence(self.question, fitting, chosen), self.told_right(chosen)


def examples(engine: Engine, questions: Iterable[GoldenQuestion]) -> Iterator[Example]:
    """The questions as the engine reads them, with their candidates."""
    for golden in questions:
        question = engine.reader.read(golden.q)
        yield Example(golden, question, tuple(engine.matcher.rank(question)), engine)


def fitted(tuned: Sequence[Example]) -> Calibration:
    """Both models, fitted to these examples."""
    choices = [one.choice for one in tuned if one.golden.answerable]
    weights = fitting.ranking([choice for choice in choices if choice])
    ranking = dict(zip(Features._fields, weights.tolist(), strict=True))
    found = [one.evidence(Ranking.of(ranking)) for one in tuned]
    bias, signed = signed_logistic([one for one in found if one])
    return Calibration(PRICE, bias, signed, ranking)


def signed_logistic(found: Sequence[tuple[dict[str, float], bool]]) -> tuple[float, dict[str, float]]:
    """Bias and weights; evidence whose weight has the wrong sign is left out and the rest fitted again."""
    names = list(found[0][0])
    targets = np.array([float(right) for _, right in found])
    while True:
        inputs = np.array([[one[name] for name in names] for one, _ in found])
        bias, *values = fitting.logistic(inputs, targets, ridge=_RIDGE).tolist()
        weights = dict(zip(names, values, strict=True))
        wrong = [name for name in names if weights[name] * _SIGNS.get(name, 0.0) < 0.0]
        if not wrong:
            return bias, weights
        names = [name for name in names if name not in wrong]


def out_of_fold(tuned: Sequence[Example]) -> Iterator[tuple[Example, Outcome | None]]:
    """Each question with what the others make of it; None where nothing is told in any case."""
    for fold in range(len(WRITERS)):
        calibration = fitted([one for one in tuned if one.fold != fold])
        ranking = Ranking.of(calibration.ranking)
        for one in tuned:
            if one.fold == fold:
                found = one.evidence(ranking)
                yield one, (calibration.probability(found[0]), found[1]) if found else None


def tally(outcomes: Iterable[tuple[Example, Outcome | None]], *, threshold: float) -> tuple[float, float, float]:
    """Right of the answerable, refused of the unanswerable, wrong of what is told, above a threshold."""
    right = wrong = guessed = answerable = unanswerable = 0
    for one, outcome in outcomes:
        told = outcome is not None and outcome[0] >= threshold
        answerable += one.golden.answerable
        unanswerable += not one.golden.answerable
        right += bool(told and outcome and outcome[1])
        wrong += bool(told and outcome and not outcome[1])
        guessed += told and not one.golden.answerable
    return right / answerable, 1 - guessed / unanswerable, wrong / max(right + wrong, 1)


def reliability(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """How often answers given a chance between two tenths are right, as lines of a table."""
    bins: dict[int, list[Outcome]] = {}
    for outcome in outcomes:
        bins.setdefault(min(int(outcome[0] * 10), 9), []).append(outcome)
    yield "| chance given | questions | mean chance | right |"
    yield "|---|---|---|---|"
    for tenth, found in sorted(bins.items()):
        mean = sum(chance for chance, _ in found) / len(found)
        right = sum(right for _, right in found) / len(found)
        yield f"| {tenth * 10}–{tenth * 10 + 10}% | {len(found)} | {mean:.1%} | {right:.1%} |"


def written(calibration: Calibration) -> str:
    """The text of `decision.yaml`."""
    lines = [
        "# Made by `python -m tests.golden.calibrate` from the tuning half of the golden questions.",
        "# Do not edit by hand.",
        f"price: {calibration.price}",
        f"bias: {calibration.bias:.4f}",
        "weights:",
        *(f"  {name}: {weight:.4f}" for name, weight in calibration.weights.items()),
        "ranking:",
        *(f"  {name}: {weight:.4f}" for name, weight in calibration.ranking.items()),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Fit and write the file, and say what the fit is worth out of fold."""
    tuned = list(examples(load_engine(), read("tuning")))
    calibration = fitted(tuned)
    target: Path = DEFAULT / "phrasings" / "decision.yaml"
    target.write_text(written(calibration), encoding="utf-8")
    outcomes = list(out_of_fold(tuned))
    for line in reliability(outcome for _, outcome in outcomes if outcome):
        sys.stdout.write(f"{line}\n")
    for price in (1.0, 2.0, 3.0, PRICE, 7.0, 9.0):
        right, refused, wrong = tally(outcomes, threshold=price / (1 + price))
        sys.stdout.write(f"price {price:.0f}: right {right:.1%}, refused {refused:.1%}, wrong {wrong:.1%}\n")


if __name__ == "__main__":
    main()
