"""Of which dates a statement is, rule by rule, on statements made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from knowledge.dates import DateMention, PartialDate
from knowledge.matching.dating import Dating
from knowledge.model import Entity, EntityType, Statement
from knowledge.text.quantities import Quantities
from knowledge.vocabulary.phrasings import Phrasings
from knowledge.vocabulary.roles import Role
from tests.support.town import DIARY, LOG, entity, statement

MAY, JUNE = "2021-05-03/2021-05-04", "2022-06-07"
ENTITIES = {
    one.id: one
    for one in (
        entity("council", EntityType.COUNCIL_SESSION, ar="—", en="—", dates=MAY),
        entity("drill", EntityType.EXERCISE, ar="—", en="—", dates=JUNE),
        entity("norland", EntityType.STATE, ar="—", en="—"),
    )
}


def said(
    subject: str, property_: str = "aim", *, value: str | None = None, about: Sequence[str] = (), source: str = LOG
) -> Statement:
    return statement(f"{subject}.x", property_, ar="—", en="—", value=value, about=about, source=source)


def dating(phrasings: Phrasings, *held: Statement, entities: dict[str, Entity] | None = None) -> Dating:
    roles = {Role.SEQUENCE: frozenset({"sequence"})}
    return Dating(ENTITIES if entities is None else entities, held, replace(phrasings, roles=roles))


OF: dict[str, tuple[Statement, list[str]]] = {
    # why: the statement, and the dates that it is of
    "those of its event": (said("council"), [MAY]),
    "that of its value": (said("norland", "accession", value="2017-06"), ["2017-06"]),
    "of both, its value first": (said("council", "date", value="2021-05-03"), ["2021-05-03", MAY]),
    "a number is no date": (said("norland", "size", value="2017"), []),
    "an entity is none": (said("norland", "host", value="drill"), [JUNE]),
    "of an event that it is filed under": (said("norland", about=["council"]), [MAY]),
    "of nothing without a date": (said("norland"), []),
    "of an entity that is not there": (said("nowhere"), []),
    "what came before an event is of its month": (said("council", "sequence"), [MAY, "2021-05"]),
    "once": (said("norland", "sequence", value="2017-06"), ["2017-06"]),
}


@pytest.mark.parametrize("why", OF)
def test_a_statement_is_of_the_dates_of_what_it_names(phrasings: Phrasings, why: str) -> None:
    one, dates = OF[why]

    assert list(dating(phrasings).of(one)) == list(map(PartialDate.parse, dates))


DAY = DateMention(month=6, days=(9,))
TOLD: dict[str, tuple[Statement, Sequence[DateMention], list[str]]] = {
    # why: the statement, the dates of its words, and which days these are
    "a whole date": (said("norland"), [DateMention(2020, 6, (9,))], ["2020-06-09"]),
    "a day without a year is of the year of its event": (said("council"), [DAY], ["2021-06-09"]),
    "of any event that it names": (said("norland", about=["drill"]), [DAY], ["2022-06-09"]),
    "else of the year that its source tells most": (said("norland"), [DAY], ["2022-06-09"]),
    "not of what another source tells": (said("norland", source=DIARY), [DAY], []),
    "a month alone is of none": (said("council"), [DateMention(month=6)], []),
    "a month of a year is one": (said("council"), [DateMention(2020, 6)], ["2020-06"]),
    "each date": (said("council"), [DateMention(2020, 6, (9,)), DAY], ["2020-06-09", "2021-06-09"]),
    "none": (said("council"), [], []),
}


@pytest.mark.parametrize("why", TOLD)
def test_a_day_that_is_told_without_a_year_is_of_its_events_or_its_source(phrasings: Phrasings, why: str) -> None:
    one, mentions, days = TOLD[why]
    held = said("council"), said("drill"), said("norland", "accession", value="2022-01")

    told = dating(phrasings, *held).told(one, [Quantities((mention,)) for mention in mentions])

    assert told == tuple(map(PartialDate.parse, days))


def test_a_source_has_the_dates_of_all_its_statements_once(phrasings: Phrasings) -> None:
    held = said("council"), said("council", "aim"), said("drill", source=DIARY)

    assert dating(phrasings, *held).period("log") == (PartialDate.parse(MAY),)
    assert dating(phrasings, *held).period("unknown") == ()
