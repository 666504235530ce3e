"""Decides what to do with ranked candidates: answer, offer choices, or say what is not there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from knowledge.answering.naming import unexplained
from knowledge.answering.weighing import evidence, fitting_ones, gather, is_yes_no
from knowledge.dates import DateMention
from knowledge.dialogue import Reason
from knowledge.hand_set import (
    CHOICE_MARGIN,
    EVEN,
    FULL,
    GIVEN,
    NEARLY_EVEN,
    UNSURE_FROM,
)
from knowledge.learned.calibration import Calibration
from knowledge.matching.matcher import Candidate
from knowledge.text.folding import script, words
from knowledge.text.letters import Script
from knowledge.understanding.question import Item, Question
from knowledge.vocabulary.forms import Grade
from knowledge.vocabulary.terms import Ask

_DEFINITE = frozenset({Ask.PERSON, Ask.TIME, Ask.PLACE, Ask.QUANTITY, Ask.ORDINAL, Ask.REASON, Ask.GROUP})
"""Question words that ask for one kind of thing."""


@dataclass(frozen=True, slots=True)
class Accept:
    """Tell these statements, the deciding one first; `probability` is that of being right."""

    candidates: tuple[Candidate, ...]
    probability: float


@dataclass(frozen=True, slots=True)
class Choose:
    """Ask which of these entities is meant."""

    entities: tuple[str, ...]
    probability: float


@dataclass(frozen=True, slots=True)
class Refuse:
    """Say what is missing; `nearest` is what comes closest, to be offered and not told as the answer.

    Where `unsure` it may well be the answer, and is told with that reservation.
    """

    reason: Reason
    missing: tuple[str, ...] = ()
    nearest: Candidate | None = None
    probability: float | None = None
    dates: tuple[DateMention, ...] = ()
    unsure: bool = False
    another: bool = False
    """Whether `nearest` gives another day, or place, than the one that is asked for."""


Outcome: TypeAlias = Accept | Choose | Refuse


@dataclass(frozen=True, slots=True)
class Decision:
    """What is done, and what it was weighed by: nothing, where a constraint that is not met had refused before."""

    outcome: Outcome
    chosen: tuple[Candidate, ...] = ()
    """What would be told, the deciding one first."""
    evidence: Mapping[str, float] = field(default_factory=dict)


def decide(
    question: Question,
    ranked: Sequence[Candidate],
    calibration: Calibration,
    *,
    either: Callable[[], object] = lambda: False,
) -> Decision:
    """Judge the best candidates against every constraint of the question; `either`: whether it asks which of two."""
    if not ranked or (question.empty and not ranked[0].as_written):
        without_words = Reason.UNSAFE if question.empty else Reason.NOTHING
        return Decision(Refuse(Reason.WORDS if question.unmatched else without_words, unexplained(question)))
    fitting = fitting_ones(ranked)
    if not fitting:
        return Decision(_contradiction(question, ranked[0]))
    chosen = gather(question, fitting)
    weighed = evidence(question, fitting, chosen)
    probability = calibration.probability(weighed, taught=chosen[0].taught)
    if ranked[0].as_written:
        return Decision(Accept(chosen, probability), chosen, weighed)
    if (near_miss := _near_miss(chosen[0])) and not either():
        return Decision(Refuse(Reason.WORDS, near_miss, chosen[0], probability), chosen, weighed)
    return Decision(_outcome(question, fitting, chosen, probability, calibration.threshold), chosen, weighed)


def _outcome(
    question: Question,
    fitting: Sequence[Candidate],
    chosen: tuple[Candidate, ...],
    probability: float,
    threshold: float,
) -> Outcome:
    enough = probability >= threshold or _says_what_is_asked(question, chosen[0], probability)
    enough = enough and not _is_only_hinted(question) and not _is_beside_the_point(question, chosen[0])
    entities = _rivals(question, fitting) if enough or probability >= EVEN else ()
    if entities:
        return Choose(entities, probability)
    return Accept(chosen, probability) if enough else _too_little(question, chosen[0], probability)


def _is_only_hinted(question: Question) -> bool:
    """Whether there is nothing to it but one word that may be the name of another."""
    told = question.told
    return not question.asks and len(told) == 1 and told[0].weak and len(words(told[0].text)) == 1


def _is_beside_the_point(question: Question, best: Candidate) -> bool:
    """Whether a new fact lacks what stands behind "who", "when" or "where": it tells when something else happened.

    Of such answers about documents that were tuned on one of nine was right. Of those to "how many" that lack anything
    ("how many of the killed were children?") none was.
    """
    if best.taught:
        return False
    lacks = bool(best.missing) or question.counts_unknown
    return question.focus in best.missing or (Ask.QUANTITY in question.asks and lacks)


def _near_miss(best: Candidate) -> tuple[str, ...]:
    """What makes the question one about somebody or something else, however well all the rest fits (a deputy)."""
    return _texts([item for item in best.missing if item.stranger and _is_surely(item)])


def _is_surely(item: Item) -> bool:
    """Whether it is read as it stands; Russian declines names, and Arabic makes another word of the same stem."""
    least = Grade.STEM if script(item.text) is Script.CYRILLIC else Grade.ARTICLE
    return item.grade >= least


def _says_what_is_asked(question: Question, best: Candidate, probability: float) -> bool:
    """Whether a statement tells just what is asked of what is asked about, and holds all of the question."""
    least = NEARLY_EVEN if best.features.asked_for == 1.0 else EVEN
    if probability < least or best.features.coverage < FULL:
        return False
    named = _has_subject(best) or any(item.hard for item in question.items)
    return named and _is_asked(question, best) and _fits(question, best)


def _may_be_meant(question: Question, best: Candidate, probability: float) -> bool:
    """Whether a statement may well be what was asked for: that is to be said with it, and not that nothing says so."""
    if probability >= EVEN:
        return True
    near = _has_subject(best) or _is_asked(question, best)
    against = best.features.off_property > 0 or _is_strange(best)
    return probability >= UNSURE_FROM and near and not against


def _has_subject(best: Candidate) -> bool:
    """Whether the question names what a statement is about, or filed under."""
    return best.features.subject > 0 or best.features.filed > 0


def _is_asked(question: Question, best: Candidate) -> bool:
    """Whether a statement gives what is asked for: its property, or the wanted kind of answer."""
    definite = not question.asks.isdisjoint(_DEFINITE)
    lists = question.asks == {Ask.LIST} and best.features.asked_for == 1.0
    return best.features.property_asked > 0 or lists or (definite and best.features.ask_met >= GIVEN)


def _fits(question: Question, best: Candidate) -> bool:
    """Whether nothing in the question speaks against a statement, and every word is known."""
    known = not question.unmatched and not _is_strange(best)
    return known and not best.missing and not best.features.off_property and not best.features.off_figure


def _is_strange(best: Candidate) -> bool:
    """Whether something is asked for of which nothing about the subject tells; what only frames a question is none."""
    return any(not item.light for item in best.strange)


def _contradiction(question: Question, nearest: Candidate) -> Refuse:
    if strangers := [item for item in nearest.missing if item.stranger]:
        return Refuse(Reason.WORDS, _texts(strangers), nearest)
    if nearest.features.off_date:
        return Refuse(Reason.DATE, _dates(question), nearest, dates=question.quantities.dates)
    if nearest.wrong_figure:
        return Refuse(Reason.NUMBER, _figures(question), nearest)
    unmet = _texts(nearest.unmet)
    if nearest.unmet and not unmet:
        return Refuse(Reason.PROPERTY)  # it is not about what was spoken of
    return Refuse(Reason.ENTITY, unmet, nearest)


def _too_little(question: Question, best: Candidate, probability: float) -> Refuse:
    if strangers := [item for item in best.missing if item.stranger]:
        return Refuse(Reason.WORDS, _texts(strangers), best, probability)
    unsure = not is_yes_no(question) and _may_be_meant(question, best, probability)
    if question.unmatched and not best.features.off_property:
        return Refuse(Reason.WORDS, unexplained(question), best, probability, unsure=unsure)
    return Refuse(Reason.PROPERTY, _texts(best.missing), best, probability, unsure=unsure)


def _dates(question: Question) -> tuple[str, ...]:
    return tuple(
        date.written or "-".join(f"{part:02d}" for part in (date.year, date.month, *date.days) if part)
        for date in question.quantities.dates
    )


def _figures(question: Question) -> tuple[str, ...]:
    asked = question.quantities
    return (*map(str, (*asked.ordinals, *asked.numbers)), *(f"{one}%" for one in asked.percents))


def _texts(items: Sequence[Item]) -> tuple[str, ...]:
    """As they were typed, without what is left of an owner ("Oman's navy"); what was spoken of before was not."""
    return tuple(item.text.rstrip("'’") for item in items if item.text)


def _rivals(question: Question, fitting: Sequence[Candidate]) -> tuple[str, ...]:
    """Entities that one vague name may mean, when the best statement of each fits equally well."""
    settled = {entity for item in question.items if item.hard or len(item.entities) == 1 for entity in item.entities}
    for item in question.items:
        if len(item.entities) < 2 or item.hard or not settled.isdisjoint(item.entities):
            continue
        near: dict[str, float] = {}
        for candidate in fitting:
            subject = candidate.statement.subject
            if subject in item.entities and _is_rival(candidate, fitting[0]):
                near.setdefault(subject, candidate.score)
        if len(near) > 1:
            return tuple(near)
    return _twins(question, fitting)


def _twins(question: Question, fitting: Sequence[Candidate]) -> tuple[str, ...]:
    """Whom or what new facts tell the same of equally well, where the question names neither ("who came for Iran?")."""
    best = fitting[0]
    if best.taught or Ask.LIST in question.asks:
        return ()
    near = [one for one in fitting if best.score - one.score <= CHOICE_MARGIN]
    told = best.statement
    alike = [one.statement for one in near if one.statement.property == told.property]
    others = [one.subject for one in alike if told.value is None or one.value != told.value]
    subjects = tuple(dict.fromkeys((told.subject, *others)))
    return subjects if len(subjects) > 1 and set(subjects).isdisjoint(question.entities) else ()


def _is_rival(candidate: Candidate, best: Candidate) -> bool:
    """Whether only letters and length, which say nothing of who is meant, tell it from the best."""
    one, other = candidate.features, best.features
    said = all(
        getattr(one, name) >= getattr(other, name) for name in ("coverage", "property_asked", "ask_met", "subject")
    )
    return said or best.score - candidate.score <= CHOICE_MARGIN
