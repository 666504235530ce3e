"""Decides what to do with ranked candidates: answer, offer choices, or say what is not there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.candidates import Candidate
from knowledge.dialogue import Reason
from knowledge.model import Entity
from knowledge.phrasebook import Ask
from knowledge.questions import Item, Question


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How sure an answer must be; all figures are shares of the question's meaning."""

    coverage: float = 0.62
    confirm: float = 0.80
    """For yes/no questions: a statement must carry nearly all that is asked."""
    choice_margin: float = 0.03
    """Two readings closer than this are offered as choices."""
    company: float = 0.85
    """Further statements that fit nearly as well as the first are told with it."""


@dataclass(frozen=True, slots=True)
class Accept:
    """Tell these statements, the deciding one first."""

    candidates: tuple[Candidate, ...]
    confirms: bool = False


@dataclass(frozen=True, slots=True)
class Choose:
    """Ask which of these entities is meant."""

    entities: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Refuse:
    """Say what is missing; `nearest` is what comes closest, to be offered and not told as the answer."""

    reason: Reason
    missing: tuple[str, ...] = ()
    nearest: Candidate | None = None


def decide(question: Question, ranked: Sequence[Candidate], limits: Thresholds) -> Accept | Choose | Refuse:
    """Judge the best candidates against every constraint of the question."""
    if not ranked:
        return Refuse(Reason.WORDS if question.unmatched else Reason.NOTHING, question.unmatched)
    fitting = [candidate for candidate in ranked if not candidate.contradicted]
    if not fitting:
        return _contradiction(question, ranked[0])
    best = fitting[0]
    chosen = gather(question, fitting, limits)
    needed = limits.confirm if is_yes_no(question) else limits.coverage
    reached = best.features.coverage if is_yes_no(question) else joint_coverage(chosen)
    if reached < needed or best.features.ask_met == 0:
        return _too_little(question, ranked, best)
    if entities := _rivals(question, fitting, limits):
        return Choose(entities, best.score)
    return Accept(chosen, confirms=is_yes_no(question))


def is_yes_no(question: Question) -> bool:
    """Whether it is asked only if something is so."""
    return Ask.YES_NO in question.asks


def gather(question: Question, fitting: Sequence[Candidate], limits: Thresholds) -> tuple[Candidate, ...]:
    """The best candidate, those that supply what it lacks, and those that fit nearly as well."""
    best = fitting[0]
    chosen = [best]
    lacking = set(best.missing)
    if not is_yes_no(question):
        for candidate in fitting[1:]:
            if candidate.statement.subject == best.statement.subject and lacking - set(candidate.missing):
                chosen.append(candidate)
                lacking &= set(candidate.missing)
    enough = limits.company * best.features.coverage
    company = [c for c in fitting[1:] if c not in chosen and c.features.coverage >= enough and c.features.ask_met > 0]
    return (*chosen, *company)


def joint_coverage(chosen: Sequence[Candidate]) -> float:
    """The share of the question that the statements carry together: each further one adds what it alone supplies."""
    best = chosen[0]
    reached = best.features.coverage
    lacking = set(best.missing)
    if not lacking:
        return reached
    open_share = 1.0 - reached
    for candidate in chosen[1:]:
        supplied = lacking - set(candidate.missing)
        reached += open_share * len(supplied) / (len(best.missing) + 1)
        lacking -= supplied
    return reached


def _contradiction(question: Question, nearest: Candidate) -> Refuse:
    if nearest.wrong_date:
        return Refuse(Reason.DATE, _dates(question), nearest)
    if nearest.wrong_number:
        figures = (*question.quantities.ordinals, *question.quantities.numbers)
        return Refuse(Reason.NUMBER, tuple(map(str, figures)), nearest)
    return Refuse(Reason.ENTITY, _texts(nearest.unmet), nearest)


def _too_little(question: Question, ranked: Sequence[Candidate], best: Candidate) -> Refuse:
    if question.unmatched:
        return Refuse(Reason.WORDS, question.unmatched, best)
    if ranked[0] is not best and ranked[0].features.coverage > best.features.coverage:
        return _contradiction(question, ranked[0])
    return Refuse(Reason.PROPERTY, _texts(best.missing), best)


def _dates(question: Question) -> tuple[str, ...]:
    return tuple(
        "-".join(f"{part:02d}" for part in (date.year, date.month, *date.days) if part)
        for date in question.quantities.dates
    )


def _texts(items: Sequence[Item]) -> tuple[str, ...]:
    return tuple(item.text for item in items)


def _rivals(question: Question, fitting: Sequence[Candidate], limits: Thresholds) -> tuple[str, ...]:
    """Entities that one vague name may mean, when the best statement of each fits equally well."""
    best = fitting[0].score
    for item in question.items:
        if len(item.entities) < 2 or item.hard:
            continue
        near: dict[str, float] = {}
        for candidate in fitting:
            subject = candidate.statement.subject
            if subject in item.entities and best - candidate.score <= limits.choice_margin:
                near.setdefault(subject, candidate.score)
        if len(near) > 1:
            return tuple(near)
    return ()


def bare_entity(question: Question, entities: Mapping[str, Entity]) -> str | None:
    """The one entity of a question that names it and asks nothing in particular."""
    named = [entity for item in question.items if not item.light for entity in item.entities[:1]]
    others = [item for item in question.items if not item.light and not item.entities]
    wants_briefing = Ask.BRIEFING in question.asks
    specific = question.asks - {Ask.BRIEFING, Ask.THING, Ask.PERSON, Ask.YES_NO, Ask.LIST}
    if len(named) != 1 or others or question.unmatched or specific or question.quantities.dates:
        return None
    if question.asks and not wants_briefing:
        return None
    return named[0] if named[0] in entities else None
