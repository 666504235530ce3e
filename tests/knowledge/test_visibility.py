"""The one gate for markings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from knowledge.answering.engine import Engine
from knowledge.changes import ChangeKind, diff
from knowledge.model import Edition, Marking, Readership, Statement
from knowledge.visibility import is_earlier, public, visible
from tests.support.facts import DATE, MEETING, PLACE, knowledge_base

PUBLIC, HOUSE = Readership.PUBLIC, Readership.HOUSE
INTERNAL = replace(PLACE, marking=Marking.INTERNAL)
EMBARGOED = replace(PLACE, embargoed_until=date(2024, 12, 24))
EVE, THE_DAY, AFTER = date(2024, 12, 23), date(2024, 12, 24), date(2025, 3, 1)


@pytest.mark.parametrize(
    ("statement", "readership", "day", "seen"),
    [
        (PLACE, PUBLIC, EVE, True),
        (PLACE, HOUSE, EVE, True),
        (INTERNAL, PUBLIC, EVE, False),
        (INTERNAL, PUBLIC, AFTER, False),
        (INTERNAL, HOUSE, EVE, True),
        (EMBARGOED, PUBLIC, EVE, False),
        (EMBARGOED, PUBLIC, THE_DAY, True),
        (EMBARGOED, PUBLIC, AFTER, True),
        (EMBARGOED, HOUSE, EVE, True),
        (EMBARGOED, HOUSE, AFTER, True),
    ],
)
def test_who_sees_what_when(statement: Statement, readership: Readership, day: date, *, seen: bool) -> None:
    assert visible(statement, readership, day) is seen


def edition(*statements: Statement) -> Edition:
    return Edition("v", {MEETING.id: MEETING}, {one.id: one for one in statements})


def test_a_view_holds_nothing_of_what_it_hides_but_its_id() -> None:
    view = public(edition(DATE, EMBARGOED), EVE)

    assert (view.version, list(view.statements), view.hidden) == ("v", [DATE.id], frozenset({PLACE.id}))
    assert PLACE.wording["en"] not in repr([view.statements, view.entities, view.hidden])


def test_the_end_of_an_embargo_makes_another_edition_that_adds_the_statement() -> None:
    before, after = public(edition(DATE, EMBARGOED), EVE), public(edition(DATE, EMBARGOED), AFTER)
    [change] = diff(before, after).changes

    assert (after.version, change.kind, change.statement) == ("v+2024-12-24", ChangeKind.ADD, PLACE.id)
    assert is_earlier(before.version, after.version)
    assert not is_earlier(after.version, before.version)
    assert not is_earlier("w", after.version)


def test_taking_the_marking_away_once_an_embargo_has_ended_changes_nothing() -> None:
    assert diff(public(edition(EMBARGOED), AFTER), public(edition(PLACE), AFTER)).changes == ()


@pytest.mark.parametrize("marked", [INTERNAL, EMBARGOED])
def test_what_is_marked_afterwards_is_hidden_and_neither_lost_nor_given_a_reason(marked: Statement) -> None:
    [change] = diff(public(edition(PLACE), EVE), public(edition(marked), EVE)).changes

    assert (change.kind, change.hidden, change.lost, change.reason) == (ChangeKind.DEL, True, False, None)


def test_where_nothing_is_marked_everybody_has_the_same_engine() -> None:
    engine = Engine(knowledge_base())

    assert engine.seen_by(PUBLIC, EVE) is engine


def test_an_engine_for_everybody_is_made_once_until_an_embargo_ends() -> None:
    base = knowledge_base()
    engine = Engine(replace(base, statements={**base.statements, PLACE.id: EMBARGOED}))
    before = engine.seen_by(PUBLIC, EVE)

    assert engine.seen_by(HOUSE, EVE) is engine
    assert engine.seen_by(PUBLIC, date(2024, 1, 1)) is before
    assert PLACE.id not in before.knowledge.statements
    assert PLACE.id in engine.seen_by(PUBLIC, THE_DAY).knowledge.statements
    assert engine.seen_by(PUBLIC, AFTER) is engine.seen_by(PUBLIC, THE_DAY)
