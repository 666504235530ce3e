"""Fits `associations.npz` and `decision.yaml` to judged questions: `python -m knowledge.learning.calibrate FOLDER`.

A question counts as right when the statements that would be told hold what its answer must; questions without an
answer count as wrong. The price of a wrong answer, in missed ones, is stated here and nowhere else. What the fit is
worth is measured out of fold: on the questions of one writer with what the questions of the others gave.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import compress
from pathlib import Path

import numpy as np

from knowledge.curation.folder import DEFAULT
from knowledge.errors import KnowledgeError
from knowledge.learned.calibration import Calibration
from knowledge.learned.files import NO_WAYS, NOTHING_LEARNED, write_learned
from knowledge.learned.reading import ASKING, ASSOCIATIONS, DECISION
from knowledge.learning import fitting
from knowledge.learning.built_in_engine import load_engine
from knowledge.learning.examples import FOLDS, Example, Outcome, ToldExample, examples
from knowledge.learning.golden_sentences import spans
from knowledge.learning.newcomers import asked_anew, newcomers_of
from knowledge.learning.questions import QuestionFolder
from knowledge.learning.ways_of_asking import FOLDER, learned_ways, read_ways
from knowledge.matching.features import Features, Ranking

PRICE = 3.0
UNTAUGHT_PRICE = 4.0
"""Of a wrong answer from a statement that no question taught: the words alone tell near misses less well."""
_NEWCOMERS_RANK, _NEWCOMERS_DECIDE = 20, 5
"""So many times as much as those about the facts with which the vocabulary grew count the questions about documents
that were curated later: there are few of them, and they alone show how new ones are asked about."""
RECALLED = "recalled"
CARRIES_OVER = frozenset({"asked_for", "letters", "letters_lead", RECALLED})
"""In one ranking with what was learned these won nothing for the facts that were asked about, and lost ten of 518
answers about them on questions that nobody tuned on."""
_RIDGE = 0.5
_SIGNS = {
    "coverage": 1.0,
    "firmness": 1.0,
    "property_asked": 1.0,
    "ask_met": 1.0,
    "asked_for": 1.0,
    "letters": 1.0,
    "letters_lead": 1.0,
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
    "off_focus": -1.0,
    "other": -1.0,
    "corrected": -1.0,
}
"""What speaks against an answer must not come out as speaking for it, however few the examples."""


def fitted(tuned: Sequence[Example], newcomers: Sequence[Example]) -> Calibration:
    """The models, fitted to these examples: the ranking, and the decision with and without what was learned.

    What was learned ranks without the evidence that carries over, which makes it no better; new facts are ranked by
    that and not by what was learned, as their own questions are and those of the others as if they were new.
    """
    bare = [one.unlearned for one in tuned]
    ranking = _ranking(tuned, without=CARRIES_OVER)
    among = [*bare, *(one for one in newcomers for _ in range(_NEWCOMERS_RANK))]
    general = _ranking(among, without={"association", RECALLED})
    deciding = [*bare, *(one for one in newcomers for _ in range(_NEWCOMERS_DECIDE))]
    taught = [one.evidence(Ranking.of(ranking)) for one in tuned]
    untaught = [one.evidence(Ranking.of(general)) for one in deciding]
    bias, signed = signed_logistic([(_without(CARRIES_OVER, one.evidence), one.right) for one in taught if one])
    new_bias, new_signed = signed_logistic([(_without({RECALLED}, one.evidence), one.right) for one in untaught if one])
    return Calibration(PRICE, bias, signed, ranking, new_bias - math.log(UNTAUGHT_PRICE / PRICE), new_signed, general)


def _without(names: AbstractSet[str], evidence: dict[str, float]) -> dict[str, float]:
    return {name: value for name, value in evidence.items() if name not in names}


def _ranking(examples: Iterable[Example], *, without: AbstractSet[str]) -> dict[str, float]:
    """The weights of the features but for some."""
    kept = [name not in without for name in Features._fields]
    choices = [one.choice for one in examples if one.golden.answerable and one.choice]
    weights = fitting.ranking([(features[:, kept], right) for features, right in choices])
    return dict(zip(compress(Features._fields, kept), weights.tolist(), strict=True))


def recalling(tuned: Sequence[Example], calibration: Calibration) -> Calibration:
    """The same models with what likeness to an editor's question adds; where nobody wrote one nothing changes."""
    prompted = [one.recalled for one in tuned]
    weight = _recalled_in_ranking(prompted, calibration.untaught_ranking)
    general = {**calibration.untaught_ranking, RECALLED: weight}
    told = [found for one in prompted if (found := one.evidence(Ranking.of(general)))]
    weight = _recalled_in_decision(told, calibration)
    untaught = {**calibration.untaught_weights, RECALLED: weight}
    return replace(calibration, untaught_ranking=general, untaught_weights=untaught)


def _recalled_in_ranking(prompted: Sequence[Example], ranking: Mapping[str, float]) -> float:
    place, weights = Features._fields.index(RECALLED), np.array(Ranking.of(ranking).weights)
    choices = [one.choice for one in prompted if one.golden.answerable and one.choice]
    scored = [
        (features @ weights, features[:, place], right) for features, right in choices if features[:, place].any()
    ]

    def loss(weight: float) -> float:
        odds = [(scores + weight * alike, right) for scores, alike, right in scored]
        return sum(float(np.logaddexp.reduce(one) - np.logaddexp.reduce(one[right])) for one, right in odds)

    return fitting.added(loss)


def _recalled_in_decision(told: Sequence[ToldExample], calibration: Calibration) -> float:
    alike = np.array([one.evidence[RECALLED] for one in told])
    against = np.array([1.0 - 2.0 * one.right for one in told])
    chances = np.array([calibration.probability(one.evidence, taught=False) for one in told])
    odds = np.log(chances / (1.0 - chances))
    return fitting.added(lambda weight: float(np.logaddexp(0.0, against * (odds + weight * alike)).sum()))


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


def out_of_fold(tuned: Sequence[Example], newcomers: Sequence[Example]) -> Iterator[tuple[Example, Outcome | None]]:
    """Each question with what the others make of it; None where nothing is told in any case."""
    for fold in range(FOLDS):
        calibration = fitted([one for one in tuned if one.fold != fold], newcomers)
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
        "# Made by `python -m knowledge.learning.calibrate` from the tuning half of the golden questions.",
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
        "untaught_ranking:",
        *(f"  {name}: {weight:.4f}" for name, weight in calibration.untaught_ranking.items()),
    ]
    return "\n".join(lines) + "\n"


def learn(questions: QuestionFolder, into: Path) -> Iterator[str]:
    """Write what the tuning questions teach, and say line by line what it is worth out of fold."""
    tuning = questions.read("tuning")
    write_learned(into / ASSOCIATIONS, NOTHING_LEARNED)  # so that a file of another version can be made anew
    write_learned(into / ASKING, NO_WAYS)
    engine = load_engine()
    write_learned(into / ASKING, learned_ways(engine, read_ways(FOLDER, engine.knowledge.phrasings)))
    engine = load_engine()
    tuned, associations = examples(engine, tuning, spans(engine.knowledge, questions.sentences))
    newcomers = [one for path in newcomers_of(questions.path) for one in asked_anew(path)]
    (into / DECISION).write_text(written(recalling(tuned, fitted(tuned, newcomers))), encoding="utf-8")
    write_learned(into / ASSOCIATIONS, associations)
    outcomes = list(out_of_fold(tuned, newcomers))
    yield from reliability(outcome for _, outcome in outcomes if outcome)
    for price in (1.0, 2.0, PRICE, 5.0, 7.0, 9.0):
        right, refused, wrong = tally(outcomes, threshold=price / (1 + price))
        yield f"price {price:.0f}: right {right:.1%}, refused {refused:.1%}, wrong {wrong:.1%}"


def main() -> None:
    """Learn from the questions of a folder; what is wrong with them is exit 1."""
    parser = argparse.ArgumentParser(prog="python -m knowledge.learning.calibrate", description=main.__doc__)
    parser.add_argument("folder", type=Path, help="a folder of judged questions, such as tests/golden")
    try:
        for line in learn(QuestionFolder(parser.parse_args().folder), DEFAULT / "learned"):
            sys.stdout.write(f"{line}\n")
    except KnowledgeError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
