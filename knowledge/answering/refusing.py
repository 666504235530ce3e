"""What is said where nothing may be told: why, with the statement that came nearest and what can be asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Protocol

from knowledge.answering.decision import Accept, Choose, Decision, Refuse
from knowledge.answering.suggestions import Suggestions
from knowledge.dialogue import NoAnswer, Reason, Sentence, Verdict
from knowledge.hand_set import OFFERED_FROM
from knowledge.model import Statement
from knowledge.search.searcher import Searcher
from knowledge.understanding.question import Question


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


def _offered(engine: _Offering, question: Question, refused: Refuse) -> tuple[Statement, ...]:
    """What stands where there is no answer: the statement that came nearest, else those nearest in meaning."""
    if (near := refused.nearest) and near.features.coverage >= OFFERED_FROM:
        return (near.statement,)
    return engine.searcher.statements(question.text) if engine.means else ()
