"""What becomes of a fact that is curated tomorrow: questions about sentences that nothing was learned of.

Groups of sentences are held back, and the questions about them answered with nothing learned; with what the questions
about the others teach, while the statements that rest on the held-back ones are not yet there (curated tomorrow) or are
there and never asked for; and with what every other writer's questions teach. Questions about the others, by writers
who are held back too, tell what it costs them. The decision is the shipped one throughout. `make bench`, or this file.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

import numpy as np
import pytest

from knowledge.answering.engine import Engine
from knowledge.files.arrays import StoredArrays
from knowledge.learned.files import NOTHING_LEARNED
from knowledge.learning.calibrate import tally
from knowledge.learning.examples import Example, Outcome, examples, own_lessons
from knowledge.learning.golden_sentences import Span, spans
from knowledge.learning.lessons import Lesson, learned
from knowledge.learning.questions import GoldenQuestion
from knowledge.matching.features import Ranking
from knowledge.matching.pointing import Associations
from knowledge.matching.profiles import Profile
from knowledge.matching.signs import signs
from knowledge.model import Statement
from tests.golden.questions import FOLDER, read

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1_800)]

_KEY = re.compile(r"[AB]\d+")
_SIXTHS = 6
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

    def without(self, held: AbstractSet[str], fold: int) -> list[Lesson]:
        """The lessons of other writers about other sentences, and the own ones that lead to other statements."""
        resting = self.resting(held)
        others = [one for one in self.examples if one.fold != fold and held.isdisjoint(keys_of(one.golden))]
        return [*(one for one in self.own if not one.right[resting].any()), *map(self.lesson, others)]

    def resting(self, held: AbstractSet[str]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Which statements rest on these sentences in the first place."""
        spans = [span for key, span in self.sentences.items() if key in held]
        return np.array([_rests_first(one.statement, spans) for one in self.profiles])

    def unasked(self, held: AbstractSet[str], fold: int) -> StoredArrays:
        """Learned while the statements stood there and nobody asked for them."""
        return learned(self.without(held, fold), self.profiles)

    def before(self, held: AbstractSet[str], fold: int) -> StoredArrays:
        """Learned before the statements were curated."""
        kept = ~self.resting(held)
        profiles = [one for one, there in zip(self.profiles, kept, strict=True) if there]
        return learned([replace(one, right=one.right[kept]) for one in self.without(held, fold)], profiles)

    def ranked(self, asked: Sequence[Example], associations: StoredArrays) -> list[Judged]:
        """What becomes of the questions with what was learned."""
        pointing = Associations.of(associations, self.profiles)
        matcher = replace(self.engine.matcher, associations=pointing)
        return self.judged([replace(one, candidates=tuple(matcher.rank(one.question))) for one in asked])

    def judged(self, asked: Sequence[Example]) -> list[Judged]:
        """What the shipped decision makes of the candidates, told or not."""
        calibration = self.engine.knowledge.learned.calibration
        ranking = Ranking.of(calibration.ranking)
        found = ((one, one.evidence(ranking)) for one in asked)
        return [(one, of.outcome(calibration) if of else None) for one, of in found]


def _rests_first(statement: Statement, spans: Sequence[Span]) -> bool:
    first = statement.citations[0]
    return any(first.source == source and start <= first.start < end for source, start, end in spans)


def row(name: str, outcomes: Sequence[Judged], threshold: float) -> str:
    """One line of the table: of the answerable right, missed, answered wrongly; then as the golden tables have it."""
    right, refused, wrong = tally(outcomes, threshold=threshold)
    answerable = [outcome for one, outcome in outcomes if one.golden.answerable]
    told_wrong = sum(bool(one and one[0] >= threshold and not one[1]) for one in answerable) / len(answerable)
    missed = 1 - right - told_wrong
    return f"| {name} | {right:.1%} | {missed:.1%} | {told_wrong:.1%} | {refused:.1%} | {wrong:.1%} |"


@pytest.fixture(scope="module")
def course(engine: Engine) -> Course:
    sentences = spans(engine.knowledge, FOLDER.sentences)
    every, _ = examples(engine, read("tuning"), sentences)
    return Course(engine, every, list(own_lessons(engine)), sentences)


def sixths(keys: Sequence[str]) -> list[set[str]]:
    return [set(keys[start::_SIXTHS]) for start in range(_SIXTHS)]


def documents(keys: Sequence[str]) -> list[set[str]]:
    return [{key for key in keys if key[0] == document} for document in "AB"]


@pytest.mark.parametrize("groups", [sixths, documents])
def test_questions_about_what_nothing_was_learned_of(
    course: Course, groups: Callable[[Sequence[str]], list[set[str]]]
) -> None:
    ways: defaultdict[str, list[Judged]] = defaultdict(list)
    for fold, held in enumerate(groups(list(course.sentences))):
        new = [one for one in course.examples if held.intersection(keys_of(one.golden)[:1])]
        others = [one for one in course.examples if one.fold == fold and held.isdisjoint(keys_of(one.golden))]
        before, unasked = course.before(held, fold), course.unasked(held, fold)
        ways["nothing learned"] += course.ranked(new, NOTHING_LEARNED)
        ways["learned before they were curated"] += course.ranked(new, before)
        ways["learned while nobody asked for them"] += course.ranked(new, unasked)
        ways["all learned, from other writers"] += course.judged(new)
        ways["the others, meanwhile"] += course.ranked(others, before)
        ways["the others, all learned"] += course.judged(others)

    threshold = course.engine.knowledge.learned.calibration.threshold
    sys.stdout.write(
        f"\n| {groups.__name__} | right | missed | wrong | refused of the unanswerable | wrong among answers |\n"
    )
    sys.stdout.write("|---|---|---|---|---|---|\n")
    for name, outcomes in ways.items():
        sys.stdout.write(f"{row(name, outcomes, threshold)}\n")
    none, before_, _, _, meanwhile, all_ = (tally(outcomes, threshold=threshold) for outcomes in ways.values())
    assert before_[0] >= none[0] - 0.01
    assert meanwhile[0] >= all_[0] - 0.02
    assert min(before_[1], meanwhile[1]) >= 0.95
