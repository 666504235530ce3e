"""What becomes of a fact that is curated tomorrow: questions about sentences that nothing was learned of.

The sentences of the documents are dealt out to folds. The questions about those of one fold are answered with nothing
learned; with what the questions about the others teach, and the statements that rest on the held-out ones either not
yet there (curated tomorrow) or there and never asked for; and with what every other writer's questions teach.
The decision is the shipped one throughout. `make bench`, or this file alone.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

import numpy as np
import pytest

from knowledge.answers import Engine
from knowledge.associations import Associations
from knowledge.calibration import Calibration
from knowledge.features import Ranking
from knowledge.learned import NOTHING_LEARNED
from knowledge.model import Statement
from knowledge.profiles import Profile
from knowledge.signs import signs
from knowledge.stored import StoredArrays
from tests.golden.calibrate import Example, Outcome, examples, own_lessons, tally
from tests.golden.judging import GoldenQuestion, read
from tests.golden.learning import Lesson, learned
from tests.golden.sentences import Span, spans

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1_800)]

FOLDS = 6
_KEY = re.compile(r"[AB]\d+")
Judged = tuple[Example, Outcome | None]


def keys_of(golden: GoldenQuestion) -> list[str]:
    """The sentences that a question is about, those without an answer too."""
    return list(dict.fromkeys(_KEY.findall(golden.fact)))


@dataclass(frozen=True)
class Course:
    """What can be taught: every question as a lesson, beside those that Marsad suggests itself."""

    engine: Engine
    examples: Sequence[Example]
    own: Sequence[Lesson]
    sentences: Mapping[str, Span]

    @property
    def profiles(self) -> tuple[Profile, ...]:
        return self.engine.profiles.profiles

    def lesson(self, example: Example) -> Lesson:
        right = np.array([one.statement.id in example.meant for one in self.profiles])
        return Lesson(tuple(signs(example.question, frozenset())), right, example.golden.answerable)

    def without(self, held: AbstractSet[str]) -> list[Lesson]:
        """The lessons of the questions about other sentences, and the own ones that lead to other statements."""
        resting = self.resting(held)
        others = [one for one in self.examples if held.isdisjoint(keys_of(one.golden))]
        return [*(one for one in self.own if not one.right[resting].any()), *map(self.lesson, others)]

    def resting(self, held: AbstractSet[str]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Which statements rest on these sentences in the first place."""
        spans = [span for key, span in self.sentences.items() if key in held]
        return np.array([_rests_first(one.statement, spans) for one in self.profiles])

    def unasked(self, held: AbstractSet[str]) -> StoredArrays:
        """Learned while the statements stood there and nobody asked for them."""
        return learned(self.without(held), self.profiles)

    def before(self, held: AbstractSet[str]) -> StoredArrays:
        """Learned before the statements were curated."""
        kept = ~self.resting(held)
        profiles = [one for one, there in zip(self.profiles, kept, strict=True) if there]
        return learned([replace(one, right=one.right[kept]) for one in self.without(held)], profiles)

    def ranked(self, asked: Sequence[Example], associations: StoredArrays) -> Iterator[Example]:
        """The questions, ranked with what was learned."""
        pointing = Associations.of(associations, self.profiles)
        matcher = replace(self.engine.matcher, associations=pointing)
        for one in asked:
            yield replace(one, candidates=tuple(matcher.rank(one.question)))


def _rests_first(statement: Statement, spans: Sequence[Span]) -> bool:
    first = statement.citations[0]
    return any(first.source == source and start <= first.start < end for source, start, end in spans)


def judged(asked: Sequence[Example], calibration: Calibration) -> Iterator[Judged]:
    """What the shipped decision makes of the candidates, told or not."""
    ranking = Ranking.of(calibration.ranking)
    for one in asked:
        found = one.evidence(ranking)
        yield one, (calibration.probability(found[0]), found[1]) if found else None


def row(name: str, outcomes: Sequence[Judged], threshold: float) -> str:
    """One line of the table: of the answerable right, missed, answered wrongly; then as the golden tables have it."""
    right, refused, wrong = tally(outcomes, threshold=threshold)
    answerable = [outcome for one, outcome in outcomes if one.golden.answerable]
    told_wrong = sum(bool(one and one[0] >= threshold and not one[1]) for one in answerable) / len(answerable)
    missed = 1 - right - told_wrong
    return f"| {name} | {right:.1%} | {missed:.1%} | {told_wrong:.1%} | {refused:.1%} | {wrong:.1%} |"


def test_questions_about_facts_that_nothing_was_learned_of(engine: Engine) -> None:
    every, _ = examples(engine, read("tuning"))
    course = Course(engine, every, list(own_lessons(engine)), spans(engine.knowledge))
    calibration = engine.knowledge.phrasings.calibration
    ways: dict[str, list[Judged]] = {}
    for fold in range(FOLDS):
        held = {key for place, key in enumerate(course.sentences) if place % FOLDS == fold}
        asked = [one for one in every if held.intersection(keys_of(one.golden)[:1])]
        taught = {
            "nothing learned": NOTHING_LEARNED,
            "learned before it was curated": course.before(held),
            "learned while nobody asked for it": course.unasked(held),
        }
        for name, associations in taught.items():
            ways.setdefault(name, []).extend(judged(list(course.ranked(asked, associations)), calibration))
        ways.setdefault("all learned, other writers", []).extend(judged(asked, calibration))

    sys.stdout.write("\n| | right | missed | wrong | refused of the unanswerable | wrong among answers |\n")
    sys.stdout.write("|---|---|---|---|---|---|\n")
    for name, outcomes in ways.items():
        sys.stdout.write(f"{row(name, outcomes, calibration.threshold)}\n")
    for outcomes in ways.values():
        assert tally(outcomes, threshold=calibration.threshold)[1] >= 0.95
