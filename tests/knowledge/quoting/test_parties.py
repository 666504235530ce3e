"""Whose deed is asked about, and of which side those are who are asked for."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.quoting.asked_for import AskedFor
from knowledge.quoting.parties import Parties, done_by_another, exchanged, holds_for_another


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
        ("Which Iranian minister signed the contract?", "Indian Shipping Minister Ada Dorn attended the signing."),
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
        ("Which Indian minister attended the signing?", "Indian Shipping Minister Ada Dorn attended the signing."),
        ("Which Iranian minister attended the signing?", "Defence Minister Ada Dorn attended the signing."),
    ],
)
def test_an_office_without_a_country_or_one_that_nobody_asks_for_is_nobody_else_s(
    town: Engine, question: str, text: str
) -> None:
    assert not holds_for_another(AskedFor.of(town.reader.read(question)), text)


INVESTS = "India Ports Limited will invest about 120 million dollars in the terminal."


@pytest.mark.parametrize(
    ("question", "text", "is_another"),
    [
        ("How much will Iran invest in the terminal?", INVESTS, True),
        ("How much will India invest in the terminal?", INVESTS, False),
        ("How much will Iran invest in the terminal?", "The company will invest about 120 million dollars.", False),
        ("How much will Iran invest in the terminal?", "Tehran said Iran would invest 120 million.", False),
        ("How much is invested in the terminal?", INVESTS, False),
    ],
)
def test_a_deed_right_behind_another_name_is_somebody_else_s(
    town: Engine, question: str, text: str, *, is_another: bool
) -> None:
    assert done_by_another(AskedFor.of(town.reader.read(question)), text) is is_another


GIVES = "وينص الاتفاق على أن تطلق طاجيكستان 620 مليون متر مكعب إلى أوزبكستان."


@pytest.mark.parametrize(
    ("question", "text", "is_so"),
    [
        ("كم متر مكعب تطلق أوزبكستان لطاجيكستان؟", GIVES, True),
        ("كم متر مكعب تطلق طاجيكستان لأوزبكستان؟", GIVES, False),
        ("كم متر مكعب تطلق أوزبكستان لطاجيكستان؟", "وتطلق الدولتان المياه في أبريل.", False),
        ("كم متر مكعب تطلق أوزبكستان؟", GIVES, False),
        ("كم متر مكعب تطلق أوزبكستان لطاجيكستان؟", "Tajikistan releases 620 million cubic metres.", False),
    ],
)
def test_a_verb_before_another_name_of_the_question_exchanges_them(
    town: Engine, question: str, text: str, *, is_so: bool
) -> None:
    assert exchanged(AskedFor.of(town.reader.read(question)), text) is is_so
