"""Unanswered questions, grouped by meaning, without telling of single readers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.missed_questions import FEWEST, grouped
from bot.readers.chat_key import ChatKey
from bot.state.misses import Miss
from knowledge.answering.engine import Engine

DAY = datetime(2024, 4, 25, tzinfo=UTC)


def asked(*texts: str, chat: int | None = None) -> list[Miss]:
    return [Miss(number, text, "en", DAY, ChatKey(chat) if chat else None) for number, text in enumerate(texts)]


def texts(engine: Engine, *questions: Miss) -> list[list[str]]:
    return [sorted(one.text for one in group.asked) for group in grouped(questions, engine.reader)]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("where was the Karachi zebra parade?", "Where was the zebra parade in Karachi", True),
        ("متى اجتماع أستانا المقبل؟", "متى إجتماع استانا المقبل", True),
        ("where was the Karachi zebra parade?", "who paid for the Lisbon opera?", False),
        ("who attended the Astana meeting?", "when was the Astana meeting?", False),
        ("؟؟؟", "!!!", False),
    ],
)
def test_questions_are_grouped_by_what_they_ask_and_name(engine: Engine, one: str, other: str, *, alike: bool) -> None:
    assert (len(texts(engine, *asked(one, other))) == 1) is alike


def test_fewer_than_three_alike_are_shown_only_with_consent(engine: Engine) -> None:
    often = asked(*["zebra parade in Karachi?"] * FEWEST)
    rare = asked("opera in Lisbon?", "Opera in Lisbon")
    left = asked("tulips in Lima?", chat=7)
    groups = grouped([*rare, *often, *left], engine.reader)

    assert [(len(group.asked), len(group.shown()), group.waiting) for group in groups] == [
        (3, 3, 0),
        (2, 0, 0),
        (1, 1, 1),
    ]
    assert [group.texts() for group in groups] == [("zebra parade in Karachi?",), (), ("tulips in Lima?",)]


def test_of_a_small_group_only_the_words_left_with_consent_are_shown(engine: Engine) -> None:
    [group] = grouped([*asked("opera in Lisbon?"), *asked("Opera in Lisbon", chat=7)], engine.reader)

    assert group.texts() == ("Opera in Lisbon",)
