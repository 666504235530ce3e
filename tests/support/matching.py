"""Questions, profiles and candidates made by hand, for tests of one rule of matching or deciding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from knowledge.dates import DateMention, PartialDate
from knowledge.matching.features import Features
from knowledge.matching.matcher import Candidate
from knowledge.matching.profiles import Profile
from knowledge.model import Statement
from knowledge.text.quantities import Quantities
from knowledge.understanding.question import Item, Question
from knowledge.vocabulary.forms import Grade
from knowledge.vocabulary.roles import Role
from knowledge.vocabulary.terms import Ask, Term, TermKind
from tests.support.town import statement


def entity(id_: str) -> Term:
    """The term of an entity."""
    return Term(TermKind.ENTITY, id_)


def concept(id_: str) -> Term:
    """The term of a concept."""
    return Term(TermKind.CONCEPT, id_)


def item(*terms: Term, grade: Grade = Grade.EXACT, **flags: Any) -> Item:
    """An item that is written as the first of its terms is called."""
    return Item(terms, terms[0].id if terms else "", grade, **flags)


def question(
    *items: Item,
    asks: Iterable[Ask] = (),
    dates: Iterable[DateMention] = (),
    ordinals: Iterable[int] = (),
    numbers: Iterable[int] = (),
    unmatched: Iterable[str] = (),
    **known: Any,
) -> Question:
    """A question of these items; each of `asks` is a question word of its own."""
    quantities = Quantities(tuple(dates), tuple(ordinals), tuple(numbers))
    return Question("", "en", tuple(frozenset({ask}) for ask in asks), items, quantities, tuple(unmatched), **known)


def profile(
    id_: str = "council.date",
    property_: str = "date",
    *,
    ar: str = "اجتمع المجلس",
    en: str = "The council met",
    terms: Mapping[Term, float] | None = None,
    answers: Iterable[Ask] = (),
    dates: Iterable[str] = (),
    period: Iterable[str] = (),
    **known: Any,
) -> Profile:
    """A profile that holds nothing but what is given."""
    empty = dict.fromkeys(
        ("ordinals", "numbers", "counted", "places", "cities", "actors", "people", "hosts"), frozenset[Any]()
    )
    return Profile(
        statement=statement(id_, property_, ar=ar, en=en),
        terms=terms or {},
        answers=tuple(answers),
        dates=tuple(map(PartialDate.parse, dates)),
        period=tuple(map(PartialDate.parse, period)),
        **(empty | {name: frozenset(value) if name in empty else value for name, value in known.items()}),
    )


ROLES = {role: frozenset({role.value}) for role in Role} | {
    Role.UNNAMED: frozenset({"minister", "counterpart"}),
    Role.ACT: frozenset({"attend", "gather"}),
}
"""Each role is played by the concept that is called like it, but for these."""

NO_FEATURES = Features(*[0.0] * len(Features._fields))


def candidate(
    id_: str = "council.date",
    score: float = 0.0,
    *,
    features: Mapping[str, float] | None = None,
    told: Statement | None = None,
    **known: Any,
) -> Candidate:
    """A candidate that lacks nothing but what is given."""
    held = told or statement(id_, "date", ar="اجتمع المجلس", en="The council met")
    return Candidate(held, NO_FEATURES._replace(**(features or {})), score, **known)
