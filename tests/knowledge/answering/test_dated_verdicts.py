"""Yes, no or neither, by how precisely a date is asked for and known."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.answering.engine import Engine
from knowledge.dates import DateMention, PartialDate, PartOfMonth
from knowledge.dialogue import Answer, NoAnswer, Verdict

TODAY = date(2026, 11, 21)
SESSION = "the 19th session of SCO security council secretaries"
MEETING = "the SCO defence ministers' meeting"


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        (f"Was {MEETING} announced for late April 2024?", Verdict.CONFIRMED),
        (f"Was {MEETING} announced for early April 2024?", Verdict.CONTRADICTED),
        (f"Was {MEETING} announced for mid-April 2024?", Verdict.CONTRADICTED),
        (f"Was {MEETING} announced for Shawwal 1445?", Verdict.CONFIRMED),
        (f"Was {MEETING} announced for Ramadan 1445?", Verdict.CONTRADICTED),
        (f"Did {SESSION} take place in April 2024?", Verdict.CONFIRMED),
        (f"Did {SESSION} take place in early April 2024?", Verdict.UNDECIDED),
        (f"Did {SESSION} take place in late April 2024?", Verdict.UNDECIDED),
        (f"Did {SESSION} take place on 25 April 2024?", Verdict.UNDECIDED),
        ("Was the cyber exercise held on 3 November 2025?", Verdict.UNDECIDED),
        ("Was the cyber exercise held in early November 2025?", Verdict.UNDECIDED),
        ("Was the cyber exercise held in early October 2025?", Verdict.CONTRADICTED),
    ],
)
def test_what_is_known_to_the_month_neither_confirms_nor_denies_a_day_of_it(
    engine: Engine, question: str, verdict: Verdict
) -> None:
    reply = engine.reply_to(question, today=TODAY)

    assert isinstance(reply, Answer | NoAnswer)
    assert reply.verdict is verdict


def test_what_is_known_to_the_month_is_told_of_a_part_of_it(engine: Engine) -> None:
    reply = engine.reply_to("which SCO meeting took place in early April 2024, before the ministers came?", today=TODAY)

    assert isinstance(reply, Answer)
    assert reply.sentences[0].statement.id == "sco-security-council-secretaries-19.sequence"


def test_another_part_of_the_month_is_refused_by_its_name(engine: Engine) -> None:
    reply = engine.reply_to("متى اجتماع وزراء دفاع شنغهاي في مطلع أبريل 2024؟", today=TODAY)

    assert isinstance(reply, NoAnswer)
    assert reply.missing == ("مطلع أبريل 2024",)


NOVEMBER_3 = DateMention(2025, 11, (3,))
HIJRI = DateMention(span=PartialDate.parse("2024-03-11/2024-04-09"), hijri="رمضان 1445")


@pytest.mark.parametrize(
    ("mention", "known", "may_be"),
    [
        (NOVEMBER_3, "2025-11-03", True),
        (NOVEMBER_3, "2025-11-04", False),
        (NOVEMBER_3, "2025-11", True),
        (NOVEMBER_3, "2025-10", False),
        (NOVEMBER_3, "2025", True),
        (NOVEMBER_3, "2024", False),
        (DateMention(2025, 11), "2025", True),
        (DateMention(2025), "2025", True),
        (DateMention(2025, 11, part=PartOfMonth.EARLY), "2025-11", True),
        (DateMention(2025, 11, part=PartOfMonth.EARLY), "2025-11-21", False),
        (DateMention(2025, 11, part=PartOfMonth.EARLY), "2025-12", False),
        (HIJRI, "2024-03", True),
        (HIJRI, "2024-04-10", False),
        (HIJRI, "2024-05", False),
    ],
)
def test_a_date_may_be_another_only_as_far_as_it_is_known(mention: DateMention, known: str, *, may_be: bool) -> None:
    assert mention.may_be(PartialDate.parse(known)) is may_be


@pytest.mark.parametrize(
    ("known", "month"),
    [
        ("2024-04-25/2024-04-26", "2024-04"),
        ("2024-04-25", "2024-04"),
        ("2024-04", None),
        ("2024", None),
        ("2024-04-25/2024-05-02", None),
    ],
)
def test_days_of_one_month_have_a_month(known: str, month: str | None) -> None:
    assert PartialDate.parse(known).month == (PartialDate.parse(month) if month else None)
