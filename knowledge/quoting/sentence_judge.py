"""How probably a sentence answers a question: more than how well the words agree.

A logistic model over what is asked for and missing, fitted by `python -m tests.golden.archived fit` on the tuning half
of tests/golden/archive; a sentence that answers is one lesson, every other sentence that was found another.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge.hand_set import HAS_WORD, IN_TITLE, NOT_FIRMLY, QUOTED_FROM
from knowledge.model import Passage, Source
from knowledge.quoting.answers import AnswerKinds
from knowledge.quoting.asked_for import MEASURED, AnswerKind, AskedFor, Wanted
from knowledge.quoting.counted_nouns import all_of_others, counted_otherwise, counts, is_a_pair
from knowledge.quoting.families import kin
from knowledge.quoting.likeness import Said
from knowledge.quoting.parties import Parties, done_by_another, exchanged, holds_for_another
from knowledge.quoting.stretches import QuotedStretch, spans_of
from knowledge.text.folding import script, tokens
from knowledge.text.quantities import Calendar


@dataclass(frozen=True, slots=True)
class Weights:
    """What pieces of evidence weigh."""

    fits: tuple[float, ...]
    """By which the sentences that were found for one question are put in order."""
    answers: tuple[float, ...]
    bias: float
    """By which the first of them is the answer; fitted to those that lack nothing firm."""
    quoted_from: float
    """From this chance on it is told as the answer."""


BY_WORDS = Weights(
    fits=(1.51, 0.31, -1.07, -0.92, -1.53, 1.69, 2.21, -1.61),
    answers=(0.94, 0.0, -0.31, 0.0, -0.9, 0.97, 0.95, -1.62),
    bias=0.47,
    quoted_from=QUOTED_FROM,
)
_MOST_READ = 6000
"""Characters of an article, before and behind a sentence, in which names and words are looked for."""
_MOST_MISSING = 3
_MOST_SENTENCES = 80
_BEFORE = 2
"""Sentences before one that belong to it: what they name it need not name again."""


@dataclass(frozen=True)
class Found:
    """A sentence that a search found, in its document."""

    passage: Passage
    document: Source
    stretch: QuotedStretch
    score: float
    """Of the search."""
    beside: tuple[Source, ...] = ()
    """All documents that were found with it."""

    @property
    def logit(self) -> float:
        """The score as log-odds."""
        held = min(max(self.score, 1e-6), 1 - 1e-6)
        return math.log(held / (1 - held))

    @cached_property
    def article(self) -> str:
        """The title, and the text around the sentence."""
        start = max(0, self.passage.start - _MOST_READ)
        return f"{self.document.title or ''}\n{self.document.text[start : self.passage.start + _MOST_READ]}"

    @cached_property
    def answering(self) -> str:
        """The sentence alone."""
        return self.stretch.text[slice(*self.stretch.answering)]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against a sentence."""

    features: tuple[float, ...]
    missing: tuple[str, ...]
    """What is asked for and stands nowhere in the article, as it was typed: names and figures first."""
    wrong: bool
    """Whether a name, a figure, a year, the kind of answer, or a noun that no other word stands for is missing in the
    whole article: then it may be near, and never the answer."""
    weights: Weights = BY_WORDS

    @property
    def odds(self) -> float:
        """That it answers, against that it does not."""
        return math.exp(self.weights.bias + _summed(self.weights.answers, self.features))

    @property
    def probability(self) -> float:
        """The same as a share of one."""
        return self.odds / (1 + self.odds)

    @property
    def order(self) -> tuple[bool, float]:
        """By which the best sentence of all that were found is the greatest."""
        return not self.wrong, _summed(self.weights.fits, self.features)


@dataclass(frozen=True, slots=True)
class JudgedSentence:
    """A sentence, and what speaks for it."""

    found: Found
    evidence: Evidence

    @property
    def answers(self) -> bool:
        """Whether it says what is asked for."""
        return not self.evidence.wrong and self.evidence.probability >= self.evidence.weights.quoted_from


@dataclass(frozen=True, slots=True)
class SentenceJudge:
    """Weighs sentences for one kind of calendar."""

    calendar: Calendar

    def weigh(self, asked: AskedFor, found: Found) -> Evidence:
        """What speaks for a sentence."""
        article = Said.of(found.article)
        firm = [one for one in asked.words if not one.is_measure]
        missing = [one for one in firm if article.meets(one) < HAS_WORD]
        names = [one for one in missing if one.is_name]
        figures = self.missing_figures(asked, found.article) if asked.figures else frozenset()
        years = missing_years(asked, found)
        answers = AnswerKinds(self.calendar)
        lacks_kind = not answers.holds(found.answering, asked)
        firmly = lacks_kind and asked.firmly
        features = (
            found.logit,
            article.share(firm),
            float(min(len(missing), _MOST_MISSING)),
            float(bool(figures or years or names)),
            float(lacks_kind) * (1.0 if firmly else NOT_FIRMLY),
            _telling(asked, found),
            self.measured(asked, found.answering, answers),
            float(min(_far(firm, article, found), _MOST_MISSING)),
        )
        told = [one.text for one in (*names, *(one for one in missing if one not in names))]
        told += [f"{figure:g}" for figure in (*sorted(figures), *sorted(years))]
        unsaid = len(missing) > 1 or any(one.is_name or (one.is_noun and _can_be_missed(one, found)) for one in missing)
        another = asked.ordinals - self._ordinals(found.article) if asked.ordinals else frozenset()
        wrong = firmly or self._is_uncounted(asked, missing, found) or unsaid or bool(figures or years or another)
        wrong = wrong or _is_of_others(asked, found)
        return Evidence(features, tuple(dict.fromkeys(told)), wrong)

    def measured(self, asked: AskedFor, text: str, answers: AnswerKinds) -> float:
        """Whether figures stand in a sentence (0.5), and of what is counted or measured (1)."""
        if asked.noun is not None:
            return max((one.surely_of(asked.noun) for one in counts(text, self.calendar)), default=0.0)
        if asked.kinds & MEASURED and answers.holds(text, asked):
            return 1.0
        return answers.figures_near(text, asked.counted) if asked.counted else 0.0

    def _is_uncounted(self, asked: AskedFor, missing: Sequence[Wanted], found: Found) -> bool:
        """Whether an article lacks what is to be counted or done, or what is said of it, or only counts others."""
        is_own = script(asked.text) is script(found.answering)
        if asked.noun is None:
            by_first = bool(asked.kinds & {AnswerKind.FIGURE, AnswerKind.PERSON}) and asked.words[0] in missing
            return by_first or (is_own and bool(asked.kinds & {AnswerKind.TIME, AnswerKind.PERSON}) and bool(missing))
        if missing and is_own:
            return True
        others = all_of_others(counts(found.answering, self.calendar), asked.noun, found.answering)
        return others and not is_a_pair(found.answering, asked.noun)

    def missing_figures(self, asked: AskedFor, article: str) -> frozenset[float]:
        """The figures of a question that an article has not, or only of something else."""
        others = counted_otherwise(counts(asked.text, self.calendar), counts(article, self.calendar))
        return (asked.figures - self._figures(article)) | (asked.figures & others)

    def _ordinals(self, text: str) -> frozenset[int]:
        return frozenset(self.calendar.find(text, tokens(text)).ordinals)

    def _figures(self, text: str) -> frozenset[float]:
        found = self.calendar.find(text, tokens(text))
        days = [float(day) for mention in found.dates for day in mention.days]
        every: Sequence[float] = (*found.numbers, *found.ordinals, *found.percents, *days)
        return frozenset(float(one) for one in every)


def _summed(weights: Sequence[float], features: Sequence[float]) -> float:
    return sum(weight * value for weight, value in zip(weights, features, strict=True))


def _telling(asked: AskedFor, found: Found) -> float:
    """How much of what only few sentences of the article say stands in this one: title and lead say its theme."""
    said = [Said.of(found.document.text[start:end]) for start, end in spans_of(found.document.text)[:_MOST_SENTENCES]]
    own, title = Said.of(found.answering), Said.of(f"{found.document.title or ''}\n{_lead(found.document)}")
    weights = [
        (one, (IN_TITLE if title.meets(one) >= HAS_WORD else 1) / count)
        for one in asked.words
        if (count := sum(each.meets(one) >= HAS_WORD for each in said))
    ]
    whole = sum(weight for _, weight in weights)
    return sum(weight for one, weight in weights if own.meets(one) >= HAS_WORD) / whole if whole else 0.0


def _far(wanted: Sequence[Wanted], article: Said, found: Found) -> int:
    """How many words an article has, but neither in its title and lead nor in a sentence and the two before it."""
    spans = spans_of(found.document.text)
    number = bisect_right([start for start, _ in spans], found.stretch.at) - 1
    beside = "\n".join(found.document.text[slice(*span)] for span in spans[max(0, number - _BEFORE) : number + 1])
    near = Said.of(f"{found.document.title or ''}\n{_lead(found.document)}\n{beside}")
    return sum(near.meets(one) < HAS_WORD <= article.meets(one) for one in wanted)


def _can_be_missed(noun: Wanted, found: Found) -> bool:
    """Whether a text would have a noun if it were about it: no other word of its language stands for it.

    In another language only words that have some there can be missing; what only has the stem of one has none.
    """
    own, there = script(noun.text), script(found.answering)
    if own is there:
        return not noun.kin
    known = [word for word in noun.kin if script(word) is there]
    return bool(known) and (not any(map(any, map(kin, noun.forms))) or not {*noun.forms}.isdisjoint(kin(known[0])))


def _is_of_others(asked: AskedFor, found: Found) -> bool:
    """Whether a sentence tells of another deed than the one that is asked about, or of people of another side.

    In another language only words that have some there can be missing: so can what is counted.
    """
    parties, is_own = Parties.of(asked), script(asked.text) is script(found.answering)
    deed = [one for one in parties.deed if is_own or one.kin]
    side = parties.side if is_own else ()
    counted = asked.noun if asked.noun and asked.noun.kin and not is_own else None
    return (
        _not_beside(deed, found, 0 if asked.noun is None else 1)
        or holds_for_another(asked, found.answering)
        or done_by_another(asked, found.answering)
        or exchanged(asked, found.answering)
        or _not_beside(side, found, 0 if asked.by_office else _BEFORE)
        or (counted is not None and Said.of(found.article).meets(counted) < HAS_WORD)
    )


def _not_beside(wanted: Iterable[Wanted], found: Found, before: int) -> bool:
    """Whether some of these words stand neither in a sentence nor in so many before it."""
    spans = spans_of(found.document.text)
    number = bisect_right([start for start, _ in spans], found.stretch.at) - 1
    near = Said.of("\n".join(found.document.text[slice(*span)] for span in spans[max(0, number - before) : number + 1]))
    return any(near.meets(one) < HAS_WORD for one in wanted)


def _lead(document: Source) -> str:
    first = next(iter(spans_of(document.text)), (0, 0))
    return document.text[slice(*first)]


def missing_years(asked: AskedFor, found: Found) -> frozenset[int]:
    """The years of a question that an article neither says nor is of."""
    return frozenset(year for year in asked.years if not _is_of(year, found))


def _is_of(year: int, found: Found) -> bool:
    """Whether an article says a year or is of it."""
    published = found.document.published
    return str(year) in found.article or (published is not None and published.first.year <= year <= published.last.year)
