"""Fits `knowledge/phrasings/decision.yaml` to the tuning half: `python -m tests.golden.calibrate`.

A question counts as right when the statements that would be told are judged right; questions without an answer
count as wrong. The price of a wrong answer, in missed ones, is stated here and nowhere else.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt

from knowledge.answers import BRIEF, LONG, Engine, fit
from knowledge.curation import DEFAULT
from knowledge.decision import evidence, gather, undecided
from knowledge.phrasebook import Ask
from tests.golden.engine import TODAY, load_engine
from tests.golden.judging import GoldenQuestion, Verdict, judge, read

PRICE = 3.0
_RIDGE = 0.5
_SIGNS = {"coverage": 1.0, "firmness": 1.0, "ask_met": 1.0, "unmatched": -1.0, "absent": -1.0, "corrected": -1.0}
_ROUNDS = 60

Vector = npt.NDArray[np.float64]


def example(engine: Engine, golden: GoldenQuestion) -> tuple[dict[str, float], bool] | None:
    """The evidence for what would be told, and whether it would be right; None where nothing is told in any case."""
    question = engine.reader.read(golden.q)
    fitting = [candidate for candidate in engine.matcher.rank(question) if not candidate.contradicted]
    if not fitting:
        return None
    chosen = gather(question, fitting)
    if undecided(question, chosen[0]):
        return None
    most = LONG if question.asks & {Ask.LIST, Ask.BRIEFING} else BRIEF
    told = fit([engine.sentence(candidate.statement, question.lang, TODAY) for candidate in chosen], most, engine.stems)
    output = {"status": "answer", "text": "\n".join(sentence.text for sentence in told)}
    return evidence(question, chosen), judge(golden, output) is Verdict.RIGHT


def fit_weights(examples: list[tuple[dict[str, float], bool]]) -> tuple[float, dict[str, float]]:
    """Bias and weights of a ridge-regularised logistic regression.

    What speaks against an answer must not come out as speaking for it, however few the examples: evidence whose
    weight has the wrong sign is left out and the rest fitted again.
    """
    names = list(examples[0][0])
    while True:
        bias, weights = _newton(examples, names)
        wrong = [name for name in names if weights[name] * _SIGNS.get(name, 0.0) < 0.0]
        if not wrong:
            return bias, weights
        names = [name for name in names if name not in wrong]


def _newton(examples: list[tuple[dict[str, float], bool]], names: list[str]) -> tuple[float, dict[str, float]]:
    inputs = np.array([[1.0, *(found[name] for name in names)] for found, _ in examples])
    targets = np.array([float(right) for _, right in examples])
    ridge = np.diag([0.0] + [_RIDGE] * len(names))
    weights: Vector = np.zeros(len(names) + 1)
    for _ in range(_ROUNDS):
        chances = 1.0 / (1.0 + np.exp(-np.clip(inputs @ weights, -30, 30)))
        gradient = inputs.T @ (chances - targets) + ridge @ weights
        curvature = (inputs * (chances * (1 - chances))[:, None]).T @ inputs + ridge + np.eye(len(weights)) * 1e-9
        weights = weights - np.linalg.solve(curvature, gradient)
    return float(weights[0]), {name: float(weight) for name, weight in zip(names, weights[1:], strict=True)}


def main() -> None:
    """Fit and write the file."""
    engine = load_engine()
    examples = [found for golden in read("tuning") if (found := example(engine, golden))]
    bias, weights = fit_weights(examples)
    lines = [
        "# Made by `python -m tests.golden.calibrate` from the tuning half of the golden questions.",
        "# Do not edit by hand.",
        f"price: {PRICE}",
        f"bias: {bias:.4f}",
        "weights:",
        *(f"  {name}: {weight:.4f}" for name, weight in weights.items()),
    ]
    target: Path = DEFAULT / "phrasings" / "decision.yaml"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    right = sum(found for _, found in examples)
    sys.stdout.write(f"{target}: fitted on {len(examples)} questions, {right} of them right if told\n")


if __name__ == "__main__":
    main()
