"""How probably a sentence in another language answers, where a model says how near it comes in meaning.

Nearness alone cannot tell an answer from a sentence beside it. What is firm in any language counts with it: the kind of
answer, figures and years; and names and words of the news that are known in both. Fitted by
`python -m tests.golden.across fit` on the tuning sets.
"""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.hand_set import HAS_WORD, MEANING_SPREAD, MEANING_USUAL, NOT_FIRMLY, QUOTED_BY_MEANING_FROM
from knowledge.quoting.answers import AnswerKinds
from knowledge.quoting.asked_for import AskedFor
from knowledge.quoting.likeness import Said
from knowledge.quoting.sentence_judge import Evidence, Found, SentenceJudge, Weights, missing_years
from knowledge.text.quantities import Calendar

BY_MEANING = Weights(
    fits=(3.66, 1.36, -1.97, 1.57, 2.42, 1.68),
    answers=(2.68, 1.12, 0.0, 0.84, 1.33, 4.06),
    bias=-2.4,
    quoted_from=QUOTED_BY_MEANING_FROM,
)


@dataclass(frozen=True, slots=True)
class MeaningJudge:
    """Weighs sentences for one kind of calendar."""

    calendar: Calendar

    def weigh(self, asked: AskedFor, found: Found, story: float) -> Evidence:
        """What speaks for a sentence; its score is its cosine, and `story` the best one of its document."""
        answers, judge = AnswerKinds(self.calendar), SentenceJudge(self.calendar)
        firm = [one for one in asked.words if not one.is_measure]
        lacks_kind = not answers.holds(found.answering, asked)
        features = (
            (found.score - MEANING_USUAL) / MEANING_SPREAD,
            (story - MEANING_USUAL) / MEANING_SPREAD,
            float(lacks_kind) * (1.0 if asked.firmly else NOT_FIRMLY),
            judge.measured(asked, found.answering, answers),
            Said.of(found.stretch.text).share(firm),
            Said.of(found.article).share(firm),
        )
        figures = judge.missing_figures(asked, found.article) if asked.figures else frozenset()
        counts_others = asked.noun is not None and features[3] < HAS_WORD
        wrong = (lacks_kind and asked.firmly) or counts_others or bool(figures or missing_years(asked, found))
        return Evidence(features, (), wrong, BY_MEANING)
