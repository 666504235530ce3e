"""What was worked out over the shipped facts, as readers see it: short, and with its sources."""

from __future__ import annotations

from datetime import date

import pytest

from bot.interface.render import render
from bot.interface.words.wording import Wordings
from knowledge.answering.engine import Engine
from knowledge.dialogue import Answer

TODAY = date(2026, 11, 21)
WORDINGS = Wordings.load()
SHORT, LONG = 600, 1200


def text(engine: Engine, question: str) -> str:
    reply = engine.reply_to(question, today=TODAY)
    assert isinstance(reply, Answer)
    assert reply.result is not None
    return render(reply, engine.knowledge, WORDINGS.speak(reply.lang)).text


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Which people are named?", "Two people are named in my sources: Giridhar Aramane and Ajit Doval."),
        ("كم جماعة إرهابية مذكورة؟", "في مصادري 4 جماعات مسلحة: تنظيم القاعدة وداعش وجيش محمد ولاشكار-إي-طيبة."),
        ("how long does the ministers' meeting last?", "Two days:"),
        ("what happened in 2025?", "In November 2025 India hosted the strategic cybersecurity exercise."),
    ],
)
def test_the_first_line_answers(engine: Engine, question: str, first: str) -> None:
    assert text(engine, question).splitlines()[0] == first


@pytest.mark.parametrize(
    ("question", "most"),
    [
        ("summarise everything", LONG),
        ("لخص الوثيقتين", LONG),
        ("ما الجديد؟", LONG),
        ("كل ما قاله دوفال", LONG),
        ("give me a timeline", LONG),
        ("خط زمني للأحداث", LONG),
        ("list the threats that are mentioned", SHORT),
        ("ما الفرق بين اجتماعي أستانا؟", SHORT),
        ("هل ذُكرت الهند؟", SHORT),
    ],
)
def test_no_result_is_longer_than_a_message_for_phones(engine: Engine, question: str, most: int) -> None:
    assert len(text(engine, question)) <= most


def test_what_is_cut_says_of_how_many(engine: Engine) -> None:
    assert text(engine, "is India mentioned?").splitlines()[-1].startswith("2 of ")
