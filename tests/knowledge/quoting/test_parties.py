"""Whose deed is asked about, and of which side those are who are asked for."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.quoting.asked import AskedFor
from knowledge.quoting.parties import Parties


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
