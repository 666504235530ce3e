"""Judged questions as examples: read and ranked out of fold, with the statements that they mean.

Everything of a question that does not depend on a fitted weight is worked out here, once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple, TypeAlias

import numpy as np

from knowledge.answering.composing import room
from knowledge.answering.engine import Engine
from knowledge.answering.weighing import evidence, fitting_ones, gather
from knowledge.bank.judging import tells
from knowledge.files.arrays import StoredArrays
from knowledge.learned.calibration import Calibration
from knowledge.learned.files import NOTHING_LEARNED
from knowledge.learning import fitting
from knowledge.learning.built_in_engine import TODAY
from knowledge.learning.golden_sentences import Span, asked_about, rests_on
from knowledge.learning.lessons import Lesson, learned
from knowledge.learning.questions import GoldenQuestion
from knowledge.matching import recalling
from knowledge.matching.features import Ranking
from knowledge.matching.matcher import Candidate, Matcher
from knowledge.matching.pointing import Associations
from knowledge.matching.profiles import Profile
from knowledge.matching.recalling import Recall
from knowledge.matching.signs import key, signs
from knowledge.model import LANGUAGES, Statement
from knowledge.understanding.question import Question

FOLDS = 8
"""Writers are dealt out to as many folds."""
_FEW = (0, 1, 2, 4, 8, 16)
"""So many questions an editor may write with a statement."""
_AS_GOOD = 1.0
"""In log-odds."""
Outcome: TypeAlias = tuple[float, bool]
"""The chance that was given to an answer, and whether it was right."""


class ToldExample(NamedTuple):
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
    prompted: tuple[Candidate, ...] = ()
    """The same beside a few questions of the other folds, as if editors had written them with the statements."""

    @property
    def unlearned(self) -> Example:
        """The same question to an engine that learned nothing."""
        return replace(self, candidates=self.bare)

    @property
    def recalled(self) -> Example:
        """The same question to an engine that knows a few others, and learned nothing else."""
        return replace(self, candidates=self.prompted)

    @cached_property
    def choice(self) -> fitting.Choice | None:
        """The features of the candidates, and which of them are meant; None where none is."""
        return choice(self.candidates, self.meant)

    def told_right(self, chosen: Sequence[Candidate]) -> bool:
        """Whether these statements, told as far as there is room, answer the question."""
        return told_right(self.engine, self.golden, self.question, [candidate.statement for candidate in chosen])

    def evidence(self, ranking: Ranking) -> ToldExample | None:
        """What speaks for what would be told, and whether it is right; None where nothing is told in any case."""
        scored = (one._replace(score=ranking.score(one.features)) for one in self.candidates)
        ranked = sorted(scored, key=lambda one: -one.score)
        fitting = fitting_ones(ranked) if ranked else []
        if not fitting:
            return None
        chosen = gather(self.question, fitting)
        return ToldExample(evidence(self.question, fitting, chosen), self.told_right(chosen), chosen[0].taught)


def told_right(engine: Engine, golden: GoldenQuestion, question: Question, statements: Sequence[Statement]) -> bool:
    """Whether statements, told as far as there is room, answer a question."""
    told = engine.composer.told(statements, lang=question.lang, today=TODAY, most=room(question))
    return tells(golden, "\n".join(one.text for one in told))


@dataclass(frozen=True)
class ReadQuestion:
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


def asked(engine: Engine, questions: Iterable[GoldenQuestion], sentences: Mapping[str, Span]) -> Iterator[ReadQuestion]:
    """The questions, ranked as if nothing had been learned."""
    every = [profile.statement for profile in engine.profiles.profiles]
    matcher = _unlearned(engine)
    for golden in questions:
        question = engine.reader.read(golden.q)
        right = [one for one in every if golden.answerable and told_right(engine, golden, question, [one])]
        about = asked_about(golden.fact, sentences)
        resting = [one for one in right if rests_on(one, about)]
        yield ReadQuestion(
            golden, question, frozenset(one.id for one in resting or right), tuple(matcher.rank(question))
        )


def _unlearned(engine: Engine) -> Matcher:
    return replace(engine.matcher, associations=Associations.of(NOTHING_LEARNED, engine.profiles.profiles))


def a_few(asked: Sequence[tuple[str, Question, AbstractSet[str]]]) -> list[recalling.RecalledQuestion]:
    """Some of these questions (id, question, statements) with what they mean: none to sixteen a statement, by chance.

    The chance is that of its name, so that it is the same each time.
    """
    means: defaultdict[str, list[tuple[str, Question]]] = defaultdict(list)
    for id_, question, meant in asked:
        for statement in meant:
            means[statement].append((id_, question))
    return [
        recalling.lesson(statement, question)
        for statement, of in sorted(means.items())
        for _, question in sorted(of, key=lambda one: key(f"{statement} {one[0]}"))[: _few(statement)]
    ]


def _few(statement: str) -> int:
    return _FEW[key(statement) % len(_FEW)]


def own_lessons(engine: Engine) -> Iterator[Lesson]:
    """The questions that Marsad itself suggests: they must lead to what they were made from."""
    every = [profile.statement for profile in engine.profiles.profiles]
    for entity in engine.knowledge.entities:
        for lang in LANGUAGES:
            for property_, text in engine.suggestions.of(entity, lang):
                right = [one.subject == entity and one.property == property_ for one in every]
                yield Lesson(tuple(signs(engine.reader.read(text), frozenset())), np.array(right), answerable=True)


def folds(questions: Iterable[GoldenQuestion]) -> Mapping[str, int]:
    """The fold of each writer."""
    writers = sorted({golden.writer for golden in questions})
    return {writer: place % FOLDS for place, writer in enumerate(writers)}


def examples(
    engine: Engine, questions: Sequence[GoldenQuestion], sentences: Mapping[str, Span]
) -> tuple[list[Example], StoredArrays]:
    """The questions ranked out of fold, and what is learned from all of them."""
    every = list(asked(engine, questions, sentences))
    unlearned = Ranking(tuple(fitting.ranking([one.choice for one in every if one.choice])))
    meant = [one.meant(unlearned) for one in every]
    profiles = engine.profiles.profiles
    lessons = [
        lesson(one.question, right, profiles, golden=one.golden) for one, right in zip(every, meant, strict=True)
    ]
    own, fold_of = list(own_lessons(engine)), folds(questions)
    found: list[Example] = []
    for fold in range(FOLDS):
        inside = [fold_of[one.golden.writer] == fold for one in every]
        others = learned([*own, *(one for one, held in zip(lessons, inside, strict=True) if not held)], profiles)
        matcher = replace(engine.matcher, associations=Associations.of(others, profiles))
        known = zip(every, meant, inside, strict=True)
        written = a_few([(one.golden.id, one.question, right) for one, right, held in known if not held])
        prompted = replace(_unlearned(engine), recall=Recall.of(recalling.learned(written), profiles))
        for one, right, held in zip(every, meant, inside, strict=True):
            if held:
                ranked, alike = (tuple(by.rank(one.question)) for by in (matcher, prompted))
                found.append(Example(one.golden, one.question, right, fold, ranked, engine, one.candidates, alike))
    return found, learned([*own, *lessons], profiles)


def lesson(
    question: Question, meant: AbstractSet[str], profiles: Sequence[Profile], *, golden: GoldenQuestion
) -> Lesson:
    """What a question teaches that means these statements."""
    right = np.array([profile.statement.id in meant for profile in profiles])
    return Lesson(tuple(signs(question, frozenset())), right, golden.answerable)
