"""Whose deed is asked about, and of which side those are who are asked for."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.quoting.asked import AskedFor
from knowledge.quoting.parties import Parties, holds_for_another


@pytest.mark.parametrize(
    ("question", "deed", "side"),
    [
        ("How many barrels leaked from the tanker?", ["leaked"], []),
        ("How many Vellish soldiers were killed in Tolm?", ["killed"], ["Vellish"]),
        ("When does Norland leave the league?", ["leave"], []),
        ("Who signed the grain deal?", ["signed"], []),
        ("Which Vellish minister signed the contract?", [], ["Vellish"]),
        ("Who is the Vellish transport minister?", [], ["Vellish"]),
        ("How many vehicles will the zqarro bridge carry?", [], []),
        ("How long is the bridge?", [], []),
        ("كم برميلا تسرب من الناقلة؟", ["تسرب"], []),
        ("كم سفينة هندية زارت الميناء؟", ["زارت"], ["هنديه"]),
        ("من وقع المذكرة عن الجانب القطري؟", ["وقع"], ["القطري"]),
        ("من وزير الكهرباء العراقي؟", [], ["العراقي"]),
        ("مين مدير المعبر اللي فوق؟", [], []),
        ("كم قتيلا في الزلزال؟", [], []),
        ("أين بنيت الناقلة؟", [], []),
    ],
)
def test_a_deed_and_a_side_are_named_in_so_many_words(
    town: Engine, question: str, deed: list[str], side: list[str]
) -> None:
    found = Parties.of(AskedFor.of(town.reader.read(question)))

    assert ([one.text for one in found.deed], [one.text for one in found.side]) == (deed, side)


ELSEWHERE = "Vellia's President Ada Dorn attended the ceremony."


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who is the president of Norland?", ELSEWHERE),
        ("Who is the Norland defence minister?", "Vellish Defence Minister Ada Dorn attended."),
    ],
)
def test_who_holds_an_office_elsewhere_is_somebody_else(town: Engine, question: str, text: str) -> None:
    assert holds_for_another(AskedFor.of(town.reader.read(question)), text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who is the president of Vellia?", ELSEWHERE),
        ("Who is the president of Norland?", "The president, Ada Dorn, attended the ceremony."),
        ("Who owns the bridge at Tolm?", ELSEWHERE),
        ("How many people came to Norland?", ELSEWHERE),
    ],
)
def test_an_office_without_a_country_or_one_that_nobody_asks_for_is_nobody_else_s(
    town: Engine, question: str, text: str
) -> None:
    assert not holds_for_another(AskedFor.of(town.reader.read(question)), text)
