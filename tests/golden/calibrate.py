"""Fits `associations.npz` and `decision.yaml` to the tuning half: `python -m tests.golden.calibrate`.

A question counts as right when the statements that would be told are judged right; questions without an answer
count as wrong. The price of a wrong answer, in missed ones, is stated here and nowhere else. What the fit is worth
is measured out of fold: on the questions of one writer with what the questions of the others gave.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from knowledge.answering.composing import BRIEF, LONG, fit
from knowledge.answering.decision import evidence, fitting_ones, gather
from knowledge.answering.engine import Engine
from knowledge.curation.corpus import DEFAULT
from knowledge.files.arrays import StoredArrays
from knowledge.learned.associations import NOTHING_LEARNED, write_associations
from knowledge.learned.calibration import Calibration
from knowledge.learned.reading import ASSOCIATIONS, DECISION
from knowledge.matching.features import Features, Ranking
from knowledge.matching.matcher import Candidate
from knowledge.matching.pointing import Associations
from knowledge.matching.signs import signs
from knowledge.model import LANGUAGES, Statement
from knowledge.understanding.question import Question
from knowledge.vocabulary.terms import Ask
from tests.golden import fitting
from tests.golden.engine import TODAY, load_engine
from tests.golden.judging import GoldenQuestion, Verdict, judge, read
from tests.golden.learning import Lesson, learned
from tests.golden.sentences import asked_about, rests_on, spans

PRICE = 3.0
UNTAUGHT_PRICE = 9.0
"""Of a wrong answer from a statement that no question taught: the words alone tell near misses less well."""
_RIDGE = 0.5
_AS_GOOD = 1.0
"""In log-odds."""
_SIGNS = {
    "coverage": 1.0,
    "firmness": 1.0,
    "property_asked": 1.0,
    "ask_met": 1.0,
    "association": 1.0,
    "certainty": 1.0,
    "known": 1.0,
    "lead": 1.0,
    "lead_of_two": 1.0,
    "whole": 1.0,
    "unmatched": -1.0,
    "missing": -1.0,
    "absent": -1.0,
    "off_date": -1.0,
    "off_figure": -1.0,
    "off_property": -1.0,
    "open_yes_no": -1.0,
    "foreign": -1.0,
    "other": -1.0,
    "corrected": -1.0,
}
"""What speaks against an answer must not come out as speaking for it, however few the examples."""

FOLDS = 8
"""Writers are dealt out to as many folds."""
Outcome = tuple[float, bool]
"""The chance that was given to an answer, and whether it was right."""


class Told(NamedTuple):
    """What would be told: what speaks for it, whether it is right, and whether questions taught anything about it."""

    evidence: dict[str, float]
    right: bool
    taught: bool

    def outcome(self, calibration: Calibration) -> Outcome:
        """The chance that a calibration gives it, and whether it is right."""
        return calibration.probability(self.evidence, taught=self.taught), self.right


@dataclass(frozen=True)
class Example:
    """A tuning question with everything that does not depend on a weight."""

    golden: GoldenQuestion
    question: Question
    meant: frozenset[str]
    """The statements that answer it."""
    fold: int
    candidates: tuple[Candidate, ...]
    """As ranked with what was learned from the questions of the other folds."""
    engine: Engine
    bare: tuple[Candidate, ...]
    """As ranked with nothing learned."""

    @property
    def unlearned(self) -> Example:
        """The same question to an engine that learned nothing."""
        return replace(self, candidates=self.bare)

    @cached_property
    def choice(self) -> fitting.Choice | None:
        """The features of the candidates, and which of them are meant; None where none is."""
        return choice(self.candidates, self.meant)

    def told_right(self, chosen: Sequence[Candidate]) -> bool:
        """Whether these statements, told as far as there is room, answer the question."""
        return told_right(self.engine, self.golden, self.question, [candidate.statement for candidate in chosen])

    def evidence(self, ranking: Ranking) -> Told | None:
        """What speaks for what would be told, and whether it is right; None where nothing is told in any case."""
        scored = (replace(one, score=ranking.score(one.features)) for one in self.candidates)
        ranked = sorted(scored, key=lambda one: -one.score)
        fitting = fitting_ones(ranked) if ranked else []
        if not fitting:
            return None
        chosen = gather(self.question, fitting)
        return Told(evidence(self.question, fitting, chosen), self.told_right(chosen), chosen[0].taught)


def told_right(engine: Engine, golden: GoldenQuestion, question: Question, statements: Sequence[Statement]) -> bool:
    """Whether statements, told as far as there is room, answer a question."""
    most = LONG if question.asks & {Ask.LIST, Ask.BRIEFING} else BRIEF
    told = fit([engine.sentence(one, question.lang, TODAY) for one in statements], most, engine.composer.stems)
    return judge(golden, {"status": "answer", "text": "\n".join(one.text for one in told)}) is Verdict.RIGHT


@dataclass(frozen=True)
class Asked:
    """A tuning question as it is read, the statements that answer it, and how they fit before anything is learned."""

    golden: GoldenQuestion
    question: Question
    right: frozenset[str]
    """Those that tell what is asked for; of the sentence asked about, if any of them rest on it."""
    candidates: tuple[Candidate, ...]

    @property
    def choice(self) -> fitting.Choice | None:
        """The features of the candidates, and which of them are right; None where none is."""
        return choice(self.candidates, self.right)

    def meant(self, ranking: Ranking) -> frozenset[str]:
        """The right ones that fit nearly as well as the best of them: others only happen to hold the words wanted."""
        scores = {one.statement.id: ranking.score(one.features) for one in self.candidates}
        fits = {id_: score for id_ in self.right if (score := scores.get(id_)) is not None}
        best = max(fits.values(), default=0.0)
        return frozenset(id_ for id_, score in fits.items() if score >= best - _AS_GOOD) or self.right


def choice(candidates: Sequence[Candidate], right: AbstractSet[str]) -> fitting.Choice | None:
    """The features of the candidates, and which of them are right; None where none is."""
    hits = np.array([not one.contradicted and one.statement.id in right for one in candidates], dtype=bool)
    return (np.array([one.features for one in candidates]), hits) if hits.any() else None


def asked(engine: Engine, questions: Iterable[GoldenQuestion]) -> Iterator[Asked]:
    """The questions, ranked as if nothing had been learned."""
    every = [profile.statement for profile in engine.profiles.profiles]
    matcher = replace(engine.matcher, associations=Associations.of(NOTHING_LEARNED, engine.profiles.profiles))
    sentences = spans(engine.knowledge)
    for golden in questions:
        question = engine.reader.read(golden.q)
        right = [one for one in every if golden.answerable and told_right(engine, golden, question, [one])]
        about = asked_about(golden.fact, sentences)
        resting = [one for one in right if rests_on(one, about)]
        yield Asked(golden, question, frozenset(one.id for one in resting or right), tuple(matcher.rank(question)))


def own_lessons(engine: Engine) -> Iterator[Lesson]:
    """The questions that Marsad itself suggests: they must lead to what they were made from."""
    every = [profile.statement for profile in engine.profiles.profiles]
    for entity in engine.knowledge.entities:
        for lang in LANGUAGES:
            for property_, text in engine.suggestions.of(entity, lang):
                right = [one.subject == entity and one.property == property_ for one in every]
                yield Lesson(tuple(signs(engine.reader.read(text), frozenset())), np.array(right), answerable=True)


def folds(questions: Iterable[GoldenQuestion]) -> Mapping[str, int]:
    """The fold of each writer, whose two letters begin the ids."""
    writers = sorted({golden.id[:2] for golden in questions})
    return {writer: place % FOLDS for place, writer in enumerate(writers)}


def examples(engine: Engine, questions: Sequence[GoldenQuestion]) -> tuple[list[Example], StoredArrays]:
    """The questions ranked out of fold, and what is learned from all of them."""
    every = list(asked(engine, questions))
    unlearned = Ranking(tuple(fitting.ranking([one.choice for one in every if one.choice])))
    meant = [one.meant(unlearned) for one in every]
    profiles = engine.profiles.profiles
    ids = [profile.statement.id for profile in profiles]
    lessons = [
        Lesson(
            signs=tuple(signs(one.question, frozenset())),
            right=np.array([id_ in right for id_ in ids]),
            answerable=one.golden.answerable,
        )
        for one, right in zip(every, meant, strict=True)
    ]
    own, fold_of = list(own_lessons(engine)), folds(questions)
    found: list[Example] = []
    for fold in range(FOLDS):
        inside = [fold_of[one.golden.id[:2]] == fold for one in every]
        others = learned([*own, *(one for one, held in zip(lessons, inside, strict=True) if not held)], profiles)
        matcher = replace(engine.matcher, associations=Associations.of(others, profiles))
        for one, right, held in zip(every, meant, inside, strict=True):
            if held:
                candidates = tuple(matcher.rank(one.question))
                found.append(Example(one.golden, one.question, right, fold, candidates, engine, one.candidates))
    return found, learned([*own, *lessons], profiles)


def fitted(tuned: Sequence[Example]) -> Calibration:
    """The models, fitted to these examples: the ranking, and the decision with and without what was learned."""
    weights = fitting.ranking([one.choice for one in tuned if one.golden.answerable and one.choice])
    ranking = dict(zip(Features._fields, weights.tolist(), strict=True))
    taught = [one.evidence(Ranking.of(ranking)) for one in tuned]
    untaught = [one.unlearned.evidence(Ranking.of(ranking)) for one in tuned]
    bias, signed = signed_logistic([(one.evidence, one.right) for one in taught if one])
    new_bias, new_signed = signed_logistic([(one.evidence, one.right) for one in untaught if one])
    return Calibration(PRICE, bias, signed, ranking, new_bias - math.log(UNTAUGHT_PRICE / PRICE), new_signed)


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
    for fold in range(FOLDS):
        calibration = fitted([one for one in tuned if one.fold != fold])
        ranking = Ranking.of(calibration.ranking)
        for one in tuned:
            if one.fold == fold:
                found = one.evidence(ranking)
                yield one, found.outcome(calibration) if found else None


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
        f"untaught_bias: {calibration.untaught_bias:.4f}",
        "untaught_weights:",
        *(f"  {name}: {weight:.4f}" for name, weight in calibration.untaught_weights.items()),
        "ranking:",
        *(f"  {name}: {weight:.4f}" for name, weight in calibration.ranking.items()),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Fit and write the file, and say what the fit is worth out of fold."""
    folder = DEFAULT / "learned"
    write_associations(folder / ASSOCIATIONS, NOTHING_LEARNED)  # so that a file of another version can be made anew
    tuned, associations = examples(load_engine(), read("tuning"))
    calibration = fitted(tuned)
    (folder / DECISION).write_text(written(calibration), encoding="utf-8")
    write_associations(folder / ASSOCIATIONS, associations)
    outcomes = list(out_of_fold(tuned))
    for line in reliability(outcome for _, outcome in outcomes if outcome):
        sys.stdout.write(f"{line}\n")
    for price in (1.0, 2.0, PRICE, 5.0, 7.0, 9.0):
        right, refused, wrong = tally(outcomes, threshold=price / (1 + price))
        sys.stdout.write(f"price {price:.0f}: right {right:.1%}, refused {refused:.1%}, wrong {wrong:.1%}\n")


if __name__ == "__main__":
    main()
