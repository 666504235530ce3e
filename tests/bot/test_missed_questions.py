"""Unanswered questions, grouped by meaning, without telling of single readers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.missed_questions import FEWEST, grouped, masked
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


def test_readers_are_counted_and_not_their_wordings(engine: Engine) -> None:
    one = Miss(1, "zebra parade in Karachi?", "en", DAY)
    again = [Miss(number, "Karachi zebra parade", "en", DAY, again=True) for number in (2, 3, 4)]
    others = asked("zebra parade in Karachi", "Zebra parade, Karachi?")
    [few] = grouped([one, *again, others[0]], engine.reader)
    [enough] = grouped([one, *again, *others], engine.reader)

    assert (few.readers, few.texts()) == (2, ())
    assert (enough.readers, len(enough.texts())) == (FEWEST, 4)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("I am layla.k@example.org, who pays?", "I am …, who pays?"),
        ("ask @layla_k about it", "ask … about it"),
        ("is https://example.org/u/layla?id=7 true", "is … true"),
        ("see t.me/layla and www.example.org", "see … and …"),
        ("my number is 0501234567", "my number is …"),
        ("call +966 50-123-4567 or (02) 123 45 67 89", "call … or …"),
        ("رقمي ٠٥٠١٢٣٤٥٦٧ متى؟", "رقمي … متى؟"),
        ("passport A1234567", "passport A…"),
        ("962–79–123–4567?", "…?"),
        ("079/123/4567", "…"),
        ("1980 123 4567", "…"),
        ("tel: 2019-555-1234", "tel: …"),
        ("a.b (at) mail.org knows", "… knows"),
        ("＠layla and @ layla", "… and …"),
        ("see facebook.com/ali.h or linkedin.com/in/ali?", "see … or …"),
    ],
)
def test_what_could_lead_to_a_person_is_blotted_out(text: str, kept: str) -> None:
    assert masked(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "what happened on 2024-04-25?",
        "25-26.04.2024 in Astana",
        "from 2020-2024, 120,000 men",
        "12:30 on 05.04.2024",
        "resolution 2728 (2024)",
        "24/25.4.2024 and/or 05.04.2024 06.04.2024",
        "متى؟ ٢٥/٠٤/٢٠٢٤",
    ],
)
def test_dates_and_figures_stay(text: str) -> None:
    assert masked(text) == text
