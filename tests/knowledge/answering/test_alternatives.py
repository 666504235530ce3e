"""A or B: what carries one of them is told, without a yes."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.answering.alternatives import sides
from knowledge.answering.engine import Engine
from knowledge.dialogue import Answer, NoAnswer, Reply

TODAY = date(2026, 11, 21)


def reply(engine: Engine, question: str) -> Reply:
    return engine.reply_to(question, today=TODAY)


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        ("Was the exercise in 2024 or in 2025?", "cyber-exercise-2025.participants"),
        ("Is the meeting in Astana or Tashkent?", "sco-defence-ministers-2024.date"),
        ("هل الاجتماع في دلهي أم في أستانا؟", "sco-defence-ministers-2024.date"),
        ("من الذي ترأس الوفد دوفال ولا أرامان؟", "sco-defence-ministers-2024.delegation-head"),
        ("was it Dowal or Aramane who led the delegation?", "sco-defence-ministers-2024.delegation-head"),
        ("مين استضاف المناورة كازاخستان ولا الهند", "cyber-exercise-2025.host"),
        ("Did India or Pakistan host the exercise?", "cyber-exercise-2025.host"),
        ("was it the 18th or the 19th session?", "sco-security-council-secretaries-19.session-number"),
        ("al ejtima3 bi delhi walla bi astana?", "sco-defence-ministers-2024.date"),
    ],
)
def test_the_one_of_two_that_a_statement_carries_is_told_and_is_no_yes(
    engine: Engine, question: str, statement: str
) -> None:
    found = reply(engine, question)

    assert isinstance(found, Answer)
    assert (found.statements[0].id, found.verdict) == (statement, None)


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("Is Pakistan or China a member of the SCO?", "neither is told of"),
        ("اجتماع أمناء مجلس الأمن كان ٢ ولا ٣ نيسان؟", "two days share a month"),
        ("وبأي فندق أو قاعة بأستانا صار اجتماع وزراء الدفاع؟", "two words for what is asked are no two answers"),
        (
            "Which was earlier: the Ashgabat agreement or India's accession to the SCO?",
            "which came first is asked of both",
        ),
        ("When is the world cup, in May or in June?", "nothing tells"),
    ],
)
def test_where_no_side_is_carried_nothing_is_told(engine: Engine, question: str, why: str) -> None:
    assert isinstance(reply(engine, question), NoAnswer), why


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("in Astana or Delhi today?", ("in Astana today?", "in Delhi today?")),
        ("on 2 or 3 April?", ("on 2 April?", "on 3 April?")),
        ("or Delhi?", ()),
        ("in Astana or?", ()),
    ],
)
def test_each_side_is_asked_with_all_that_stands_around_both(engine: Engine, text: str, alone: tuple[str, ...]) -> None:
    question = engine.reader.read(text)
    things = [(at, at + len(one)) for one in ("Astana", "Delhi", "2", "3 April") if (at := text.find(one)) >= 0]
    either = text.find("or"), text.find("or") + 2

    assert sides(question, things, either) == alone
