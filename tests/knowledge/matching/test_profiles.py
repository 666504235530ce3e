"""Which statements hold a term, how telling it is, and of which dates they are."""

from __future__ import annotations

import math

import pytest

from knowledge.dates import DateMention
from knowledge.matching.profiles import Profile, Profiles
from knowledge.vocabulary.terms import Term, TermKind
from tests.support.matching import concept, entity, profile

DAY = "2021-05-03"
STEM = Term(TermKind.STEM, "lantern")
HELD = Profiles.of(
    (
        profile("a.x", terms={concept("ship"): 1.0, entity("norland"): 0.9}),
        profile("b.x", terms={concept("ship"): 0.6, STEM: 1.0, entity("sudria"): 0.6, entity("ostovia"): 0.6}),
        profile("c.x", terms={concept("ship"): 0.3, entity("norland"): 1.0, concept("kin"): 0.6}),
        profile("d.x", terms={entity("sudria"): 0.9}),
    )
)


def test_every_statement_that_holds_a_term_is_found_with_its_firmness() -> None:
    assert HELD.holding([concept("ship")]) == {0: 1.0, 1: 0.6, 2: 0.3}
    assert HELD.holding([concept("unheard")]) == {}


NAMING: dict[str, tuple[list[str], set[int]]] = {
    # why: what a question names, the statements that are about it
    "who names it itself": (["norland"], {0, 2}),
    "who names any of several": (["norland", "sudria"], {0, 2, 3}),
    "not who only brings it along": (["sudria"], {3}),
    "all, where nobody is named": ([], {0, 1, 2, 3}),
    "all, where nobody names it": (["ostovia"], {0, 1, 2, 3}),
}


@pytest.mark.parametrize("why", NAMING)
def test_about_what_a_question_names_are_those_that_name_it_themselves(why: str) -> None:
    entities, about = NAMING[why]

    assert HELD.naming(entities) == about


def test_of_several_terms_the_firmest_counts() -> None:
    assert HELD.holding([concept("ship"), entity("norland")]) == {0: 1.0, 1: 0.6, 2: 1.0}
    assert HELD.holding([entity("norland"), concept("unheard"), STEM]) == {0: 0.9, 1: 1.0, 2: 1.0}
    assert HELD.holding([]) == {}


def test_a_term_is_the_more_telling_the_fewer_hold_it_firmly() -> None:
    def weight(holding: int) -> float:
        return math.log1p(4 / (holding + 0.5)) / math.log1p(4 / 0.5)

    assert HELD.weight(concept("ship")) == pytest.approx(weight(1))
    assert HELD.weight(entity("norland")) == pytest.approx(weight(2))
    assert HELD.weight(concept("kin")) == pytest.approx(weight(0)) == 1.0
    assert HELD.weight(concept("unheard")) == 1.0


def test_stems_are_known_apart_from_entities_and_concepts() -> None:
    assert HELD.stems == {"lantern"}


IS_OF: dict[str, tuple[DateMention, Profile, bool]] = {
    "its own date": (DateMention(2021), profile(dates=[DAY]), True),
    "another": (DateMention(2022), profile(dates=[DAY]), False),
    "one of two": (DateMention(2022), profile(dates=[DAY, "2022"]), True),
    "the month of its source, having none": (DateMention(2021, 5), profile(period=[DAY]), True),
    "not the day of its source": (DateMention(2021, 5, (3,)), profile(period=[DAY]), False),
    "not the month of its source, having another": (DateMention(2021, 5), profile(dates=["2022"], period=[DAY]), False),
    "nothing is known": (DateMention(2021), profile(), False),
}


@pytest.mark.parametrize("why", IS_OF)
def test_a_statement_is_of_its_dates_or_else_of_the_month_of_its_source(why: str) -> None:
    mention, one, is_of = IS_OF[why]

    assert one.is_of(mention) is is_of
