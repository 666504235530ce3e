"""Which texts are briefings of which the parts are named, and what these are."""

from __future__ import annotations

from collections import Counter

import pytest

from knowledge.answering.engine import Engine
from knowledge.understanding.outlines import Outline
from knowledge.understanding.question import Question
from knowledge.understanding.reader import Reader

MEETING = "sco-defence-ministers-2024"


def outline(engine: Engine, text: str) -> Outline | None:
    return engine.outlines.outline(engine.reader.read(text))


@pytest.mark.parametrize(
    ("text", "parts", "why"),
    [
        ("SCO defence ministers' meeting: date, venue and head of delegation",
         ["date", "venue", "head of delegation"], "a subject, a colon, and its parts"),
        ("date, venue: SCO defence ministers' meeting", ["date", "venue"], "the parts may stand before the colon"),
        ("SCO defence ministers' meeting - date, venue", ["date", "venue"], "or behind a dash"),
        ("date, venue and host of the SCO defence ministers' meeting", ["date", "venue", "host"],
         "or right before their subject"),
        ("اجتماع وزراء دفاع شنغهاي: الموعد والمكان ورئيس الوفد", ["الموعد", "المكان", "رئيس الوفد"],
         'in Arabic, with the "and" written onto each'),
        ("встреча министров обороны ШОС: дата, место", ["дата", "место"], "in Russian"),
        ("SCO defence ministers' meeting: when, where?", ["when", "where"], "words that ask are parts as well"),
        ("The 2 things of the SCO defence ministers' meeting: date, venue", ["date", "venue"],
         "as many as the text says"),
    ],
)  # fmt: skip
def test_the_parts_of_a_briefing_are_those_that_are_named(
    engine: Engine, text: str, parts: list[str], why: str
) -> None:
    found = outline(engine, text)

    assert found is not None, why
    assert [part.text for part in found.parts] == parts, why
    assert MEETING in found.subjects, why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("When was the SCO defence ministers' meeting?", "a plain question"),
        ("SCO defence ministers' meeting: date", "one part is a question"),
        ("date, venue and host", "nothing is named that they are parts of"),
        ("Was it so: date, venue of the SCO defence ministers' meeting?", "yes or no is asked for"),
        ("SCO defence ministers' meeting in April 2024: date, venue", "a date says which is meant: it is a question"),
        ("The 3 things of the SCO defence ministers' meeting: date, venue", "more are asked for than are named"),
        ("SCO defence ministers' meeting: apples, pears", "nothing that is told of anything"),
        ("SCO defence ministers' meeting: the minister said that he would come with all of them, venue",
         "a sentence is no part"),
        ("SCO defence ministers' meeting: date: venue", "two colons"),
        ("the previous SCO defence ministers' meeting: date, venue", "another one of the kind is meant"),
        ("NATO defence ministers' meeting: date, venue", "somebody else is meant"),
        ("when and where was the SCO defence ministers' meeting", '"where and when" are asked in one'),
        ("SCO defence ministers' meeting: date, venue, host, head, seat, aim, reason, result, number, topic",
         "too many to be told in one message"),
    ],
)  # fmt: skip
def test_what_is_no_list_of_parts_is_no_briefing(engine: Engine, text: str, why: str) -> None:
    assert outline(engine, text) is None, why


@pytest.mark.parametrize(
    "text",
    [
        "SCO defence ministers' meeting: date, venue and head of delegation",
        "date, venue and host of the SCO defence ministers' meeting",
        "India and Central Asia: terrorism, drugs",
    ],
)
def test_each_part_is_read_once(engine: Engine, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """To read is most of what a briefing takes before it is answered."""
    question, usual, read = engine.reader.read(text), Reader.read, Counter[str]()

    def counted(reader: Reader, piece: str) -> Question:
        read[piece] += 1
        return usual(reader, piece)

    monkeypatch.setattr(Reader, "read", counted)
    found = engine.outlines.outline(question)

    assert found is not None
    assert {part.text for part in found.parts} <= read.keys()
    assert set(read.values()) == {1}


def test_a_part_that_names_what_is_told_of_the_subject_is_asked_with_it_and_alone(engine: Engine) -> None:
    found = outline(engine, "Central Asia: terrorism, drugs")

    assert found is not None
    assert [(part.ways, part.themes) for part in found.parts] == [
        (("terrorism Central Asia", "terrorism"), ("terrorism",)),
        (("drugs Central Asia", "drugs"), ("drug-smuggling",)),
    ]
