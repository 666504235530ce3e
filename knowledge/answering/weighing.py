"""Which of the ranked statements would be told, and what speaks for and against telling them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from knowledge.hand_set import CLEAR, COMPANY, IN_PASSING, MOST_COUNTED, MOST_ITEMS
from knowledge.matching.matcher import Candidate
from knowledge.understanding.question import Item, Question
from knowledge.vocabulary.forms import Grade
from knowledge.vocabulary.terms import Ask


def fitting_ones(ranked: Sequence[Candidate]) -> list[Candidate]:
    """Those that meet every constraint; none where what fits best does not."""
    return [] if ranked[0].contradicted else [candidate for candidate in ranked if not candidate.contradicted]


def is_open(question: Question, best: Candidate) -> bool:
    """Whether a statement does not carry every word of a question, so that it decides no yes or no."""
    return bool(best.missing or question.unmatched)


def is_yes_no(question: Question) -> bool:
    """Whether it is asked only if something is so."""
    return Ask.YES_NO in question.asks


def gather(question: Question, fitting: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The best candidate, those that supply what it lacks, and those that fit nearly as well."""
    best = fitting[0] if _singles_out(question, fitting[0]) else _whole(fitting)
    near = [one for one in fitting if one is not best and _is_company(one, fitting[0])]
    chosen = [best]
    lacking = set(best.missing)
    if not is_yes_no(question):
        for candidate in near:
            if candidate.statement.subject == best.statement.subject and lacking - set(candidate.missing):
                chosen.append(candidate)
                lacking &= set(candidate.missing)
    return (*chosen, *(candidate for candidate in near if candidate not in chosen))


def _is_company(one: Candidate, best: Candidate) -> bool:
    """Whether it fits nearly as well; one that no question taught stands near everything, and is none."""
    return best.score - one.score <= COMPANY and (one.taught or not best.taught)


def _singles_out(question: Question, best: Candidate) -> bool:
    """Whether the question names of whom or what it asks: then it is told of that, and not of all the others."""
    statement = best.statement
    beside = {*statement.about, statement.value} - {statement.subject}
    return Ask.LIST not in question.asks and not beside.isdisjoint(question.entities)


def _whole(fitting: Sequence[Candidate]) -> Candidate:
    """The best one, or the fullest of which it is a part and that fits nearly as well."""
    best = fitting[0]
    near = (one for one in fitting if one.statement.id in best.wholes and best.score - one.score <= COMPANY)
    fuller = [one for one in near if set(one.missing) <= set(best.missing)]
    return max(fuller, key=lambda one: len(one.statement.wording["ar"]), default=best)


def evidence(question: Question, fitting: Sequence[Candidate], chosen: Sequence[Candidate]) -> dict[str, float]:
    """What speaks for and against telling these statements, by name; the calibration weighs it."""
    best = chosen[0]
    rivals = [math.exp(one.score - best.score) for one in fitting]
    return {
        **best.features._asdict(),
        "lead": 1.0 / sum(rivals),
        "lead_of_two": sum(rivals[:2]) / sum(rivals),
        "items": min(len(question.told), MOST_ITEMS) / MOST_ITEMS,
        "unmatched": min(len(question.unmatched), MOST_COUNTED) / MOST_COUNTED,
        "foreign": _foreign(best),
        "off_focus": float(question.focus in best.missing),
        "other": float(any(item.decisive for item in best.missing)),
        "missing": min(len(best.missing), MOST_COUNTED) / MOST_COUNTED,
        "absent": min(best.absent, MOST_COUNTED) / MOST_COUNTED,
        "corrected": sum(item.grade is Grade.CORRECTED for item in question.items) / max(len(question.items), 1),
        "whole": float(not is_open(question, best)),
        "yes_no": float(is_yes_no(question)),
        "open_yes_no": float(is_yes_no(question) and is_open(question, best)),
        "dated": float(bool(question.quantities.dates)),
        "certainty": best.certainty,
        "known": max(-CLEAR, min(best.known, CLEAR)),
    }


def _foreign(best: Candidate) -> float:
    """How surely something is asked for of which nothing tells; what only frames a question tells of no new fact."""
    if best.taught:
        return max(map(_strangeness, best.strange), default=0.0)
    strange = [item for item in best.strange if not item.light]
    return max([_strangeness(one) * (1.0 if one in best.missing else IN_PASSING) for one in strange], default=0.0)


def _strangeness(item: Item) -> float:
    """How surely it names something of which no statement says anything."""
    return item.grade / Grade.EXACT * (IN_PASSING if item.light else 1.0)
