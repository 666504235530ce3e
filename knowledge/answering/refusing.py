"""What is said where nothing may be told: why, with the statement that came nearest and what can be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from knowledge.answering.decision import Accept, Choose, Decision, Refuse
from knowledge.answering.suggestions import Suggestions
from knowledge.dialogue import NoAnswer, Reason, Sentence, Verdict
from knowledge.hand_set import GIVEN, OFFERED_FROM
from knowledge.matching.matcher import Candidate
from knowledge.model import Statement
from knowledge.search.searcher import Searcher
from knowledge.understanding.question import Item, Question
from knowledge.vocabulary.phrasings import Phrasings
from knowledge.vocabulary.roles import STRANGERS, Role
from knowledge.vocabulary.terms import Ask, TermKind


class _Offering(Protocol):
    """What words statements and knows what can be asked: an engine."""

    @property
    def suggestions(self) -> Suggestions: ...
    @property
    def searcher(self) -> Searcher: ...
    @property
    def means(self) -> bool: ...
    def sentence(self, statement: Statement, lang: str, today: date) -> Sentence: ...


def refusal(engine: _Offering, question: Question, refused: Refuse, today: date) -> NoAnswer:
    """Why there is no answer, and what there is instead."""
    near = _offered(engine, question, refused)
    return NoAnswer(
        lang=question.lang,
        reason=refused.reason,
        missing=refused.missing,
        entities=question.named,
        nearest=engine.sentence(near[0], question.lang, today) if near else None,
        suggestions=engine.suggestions.beside((*question.named, *(one.subject for one in near)), question.lang),
        score=refused.probability,
        dates=refused.dates,
        unsure=refused.unsure,
    )


def undecided(engine: _Offering, question: Question, decision: Decision, today: date) -> NoAnswer:
    """What would be told to an open question is offered as what may be meant."""
    match decision.outcome:
        case Accept(candidates, probability):
            refused = Refuse(Reason.PROPERTY, (), candidates[0], probability, unsure=True)
        case Choose(probability=probability):
            refused = Refuse(Reason.NOTHING, probability=probability)
        case Refuse() as refused:
            pass
    return replace(refusal(engine, question, refused, today), verdict=Verdict.UNDECIDED)


def beside_the_asked(
    question: Question, decision: Decision, ranked: Sequence[Candidate], phrasings: Phrasings
) -> Decision:
    """A refusal that offers the day, place or person where another is asked for ("the meeting in 2023", "in Paris?").

    What it offers holds all the rest of the question.
    """
    if not isinstance(refused := decision.outcome, Refuse):
        return decision
    wanted, others = set(phrasings.role(Role.DATE) if question.quantities.dates else ()), set[Item]()
    for kind, role in STRANGERS.items():
        if found := {item for item in question.items if not _concepts(item).isdisjoint(phrasings.role(role))}:
            wanted |= {key for key, record in phrasings.properties.items() if kind in record.single}
            others |= found
    whether = question.asks <= {Ask.YES_NO}
    told = (one for one in ranked if one.statement.property in wanted and one.features.coverage > 0)
    told = (one for one in told if whether or one.features.ask_met >= GIVEN)
    if (near := next((one for one in told if others.issuperset(one.missing)), None)) is None:
        return decision
    return replace(decision, outcome=replace(refused, nearest=near, another=True))


def _concepts(item: Item) -> frozenset[str]:
    return frozenset(term.id for term in item.terms if term.kind is TermKind.CONCEPT)


def _offered(engine: _Offering, question: Question, refused: Refuse) -> tuple[Statement, ...]:
    """What stands where there is no answer: the statement that came nearest, else those nearest in meaning."""
    if (near := refused.nearest) and (refused.another or near.features.coverage >= OFFERED_FROM):
        return (near.statement,)
    return engine.searcher.statements(question.text) if engine.means else ()
