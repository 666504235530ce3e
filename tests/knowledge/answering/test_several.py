"""Several questions in one text: each is answered, or named."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.answering.engine import Engine
from knowledge.dialogue import Answer, NoAnswer, Reason, Reply, Several

TODAY = date(2026, 11, 21)


def told(engine: Engine, question: str) -> list[str | None]:
    """The first statement of each part, None for a part without an answer."""
    reply = engine.reply_to(question, today=TODAY)
    assert isinstance(reply, Several), reply
    return [part.reply.statements[0].id if isinstance(part.reply, Answer) else None for part in reply.parts]


@pytest.mark.parametrize(
    ("question", "statements"),
    [
        (
            "When is the ministers' meeting and who leads the Indian delegation?",
            ["sco-defence-ministers-2024.date", "sco-defence-ministers-2024.delegation-head"],
        ),
        (
            "emta el egtema3 w feen w meen ra2is el wafd el hendi?",
            [
                "sco-defence-ministers-2024.date",
                "sco-defence-ministers-2024.place",
                "sco-defence-ministers-2024.delegation-head",
            ],
        ),
        ("who is Doval?\nwho is Aramane?", ["ajit-doval.office", "giridhar-aramane.office"]),
        ("1) who is Doval? 2) who is Aramane?", ["ajit-doval.office", "giridhar-aramane.office"]),
        ("When is the meeting and who pays for it?", ["sco-defence-ministers-2024.date", None]),
        ("When? Where? Who is Doval?", [None, None, "ajit-doval.office"]),
        ("متى؟ أين؟ من هو دوفال؟", [None, None, "ajit-doval.office"]),
        (
            "What is the Ashgabat Agreement, what does the INSTC connect, and who hosted the cyber exercise?",
            ["ashgabat-agreement.link", "instc.connects", "cyber-exercise-2025.host"],
        ),
        (
            "Кто принимал учения, когда они прошли и чему были посвящены?",
            ["cyber-exercise-2025.host", "cyber-exercise-2025.date", "cyber-exercise-2025.stressed"],
        ),
        ("المناورة كانت امتى والمستضيف مين", ["cyber-exercise-2025.date", "cyber-exercise-2025.host"]),
        (
            "مين استضاف المناورة السيبرانية وإمتى وركزت على إيه؟",
            ["cyber-exercise-2025.host", "cyber-exercise-2025.date", "cyber-exercise-2025.stressed"],
        ),
    ],
)
def test_each_question_of_a_text_is_answered_or_named(
    engine: Engine, question: str, statements: list[str | None]
) -> None:
    assert told(engine, question) == statements


@pytest.mark.parametrize(
    "question",
    [
        "Where and when is the SCO defence ministers' meeting?",
        "ما التعاون بين الهند وآسيا الوسطى؟",
        "What is the International North and South Transport Corridor?",
        "okay. and what are solid defence ties built on?",
    ],
)
def test_one_question_stays_one(engine: Engine, question: str) -> None:
    assert not isinstance(engine.reply_to(question, today=TODAY), Several)


@pytest.mark.parametrize("question", ["كم وثيقة عندك وشو فيها؟", "Which documents do you have? And who wrote them?"])
def test_what_leans_on_documents_takes_no_answer_from_them(engine: Engine, question: str) -> None:
    reply = engine.reply_to(question, today=TODAY)
    listed = reply.parts[0].reply if isinstance(reply, Several) else reply

    assert isinstance(listed, Answer)
    assert listed.result and listed.result.of == "document"


def test_where_no_part_has_an_answer_the_whole_is_refused(engine: Engine) -> None:
    reply = engine.reply_to("كم بلغت ميزانية المناورة؟ ومن كان قائدها؟", today=TODAY)

    assert isinstance(reply, NoAnswer)


def left(reply: Reply) -> list[bool]:
    """Of which parts it is only said that they have to be asked by themselves."""
    assert isinstance(reply, Several)
    return [isinstance(part.reply, NoAnswer) and part.reply.reason is Reason.LEFT for part in reply.parts]


def test_no_more_than_six_parts_are_answered_and_the_others_are_named(engine: Engine) -> None:
    reply = engine.reply_to("\n".join(["who is Doval?", "who is Aramane?"] * 4), today=TODAY)

    assert left(reply) == [False] * 6 + [True] * 2


def test_of_long_questions_the_first_are_answered_and_the_others_are_named(engine: Engine) -> None:
    long = "In which city was the meeting of the SCO defence ministers of April held?"
    reply = engine.reply_to("\n".join([long, long, long]), today=TODAY)

    assert left(reply) == [False, False, True]


def test_what_is_longer_than_any_message_is_asked_for_in_short(engine: Engine) -> None:
    reply = engine.reply_to("When was the meeting of the SCO defence ministers held? " * 6, today=TODAY)

    assert isinstance(reply, NoAnswer)
    assert reply.reason is Reason.LEFT


@pytest.mark.parametrize(
    ("question", "statements"),
    [
        ("أريد إيجازًا عن اجتماع أستانا: رئيس الوفد والمكان والموعد", ["delegation-head", "place", "date"]),
        ("SCO defence ministers: date, venue, head of Indian delegation", ["date", "place", "delegation-head"]),
        (
            "date, venue and head of delegation of the SCO defence ministers meeting",
            ["date", "place", "delegation-head"],
        ),
        ("موعد ومكان اجتماع وزراء الدفاع", ["date", "place"]),
        ("Who, where and when: SCO defence meeting", ["delegation-head", "place", "date"]),
        ("Киберучения: организатор, дата, участники", ["host", "date", "participants"]),
        ("cyber exercise – host, date, cost", ["host", "date", None]),
        ("Doval: post, age", ["office", None]),
        (
            "cyber drill: host? month? how many republics? budget?",
            ["host", "date", "participants", None],
        ),
        (
            "أعِدّ إحاطة عن دورة أمناء مجلس الأمن تتضمن رقمها ومكانها والمتحدث الهندي وأبرز ما قال",
            ["session-number", "place", "participant-doval", "stressed-doval"],
        ),
        (
            "справка об учениях по кибербезопасности с указанием даты, организатора и участников",
            ["date", "host", "participants"],
        ),
        ("19th session of security council secretaries – venue, number", ["place", "session-number"]),
        (
            "date, place and head of the Indian delegation for the SCO defence ministers meeting",
            ["date", "place", "delegation-head"],
        ),
    ],
)
def test_each_named_part_of_a_briefing_is_answered_about_its_subject_or_named(
    engine: Engine, question: str, statements: list[str | None]
) -> None:
    assert [one and one.partition(".")[2] for one in told(engine, question)] == statements


@pytest.mark.parametrize(
    "question",
    [
        "SCO defence ministers 2026 - dates and city?",
        "NATO defence ministers: date, venue",
        "INSTC: cost, length",
        "November 2025: which drill?",
        "Doval and Aramane: who went to which meeting in Astana?",
        "الهند هي المنصة اللي تعزز فيها منظمة شنغهاي مصالحها، مب العكس؟",
        "Brief on the cyber exercise in four points: host, month",
    ],
)
def test_a_briefing_of_what_is_not_all_known_is_none(engine: Engine, question: str) -> None:
    assert not isinstance(engine.reply_to(question, today=TODAY), Several)
