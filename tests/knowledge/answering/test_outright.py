"""What is refused for what is asked, and which replies say what a Hijri date means."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.decision import Refuse
from knowledge.answering.engine import Engine
from knowledge.answering.outright import compares_itself, never_answered, with_conversions
from knowledge.answering.trace import Answered, Route, Trace
from knowledge.dialogue import Ambiguous, Answer, Help, NoAnswer, Part, Reason, Reply, Several, Topic
from knowledge.understanding.reader import MAX_WORDS

LONG = "and when is the meeting " * MAX_WORDS
EXERCISE, MEETING = "the cyber exercise of 2025", "the SCO defence ministers' meeting"
HIJRI, GREGORIAN = "When was the meeting in Ramadan 1445?", "When was the meeting in April 2024?"


@pytest.mark.parametrize(
    ("text", "refused", "why"),
    [
        ("Who met on 30 February 2024?", Refuse(Reason.CALENDAR, ("30 February 2024",)), "no February has 30 days"),
        ("من اجتمع في 31 أبريل 2024؟", Refuse(Reason.CALENDAR, ("31 أبريل 2024",)), "nor April 31"),
        ("Who met on 29 February 2024?", None, "a leap year has its day"),
        ("Who met on 30 April 2024?", None, "April has 30 days"),
        (LONG, Refuse(Reason.LEFT), "what is longer than any question is left"),
        (f"Who met on 30 February 2024? {LONG}", Refuse(Reason.LEFT), "whatever stands in it"),
    ],
)
def test_what_no_calendar_has_and_what_is_no_question_is_refused(
    engine: Engine, text: str, refused: Refuse | None, why: str
) -> None:
    assert never_answered(engine.reader.read(text)) == refused, why


@pytest.mark.parametrize(
    ("text", "same", "why"),
    [
        (f"Which came first, {EXERCISE} or {EXERCISE}?", True, "twice the same"),
        (f"What is the difference between {MEETING} and {MEETING}?", True, "compared with itself"),
        (f"Which came first, {EXERCISE} or {MEETING}?", False, "two things"),
        (f"Which came first, {EXERCISE}?", False, "only one thing is named"),
        (f"When was {EXERCISE}, I mean {EXERCISE}?", False, "nothing is compared"),
    ],
)
def test_one_thing_is_not_set_beside_itself(engine: Engine, text: str, why: str, *, same: bool) -> None:
    question = engine.reader.read(text)
    refused = compares_itself(question, engine.worker.request(question))

    assert (refused is not None and refused.reason is Reason.SAME) is same, why


def test_without_what_is_to_be_worked_out_nothing_is_compared(engine: Engine) -> None:
    assert compares_itself(engine.reader.read(f"{EXERCISE} or {EXERCISE}?"), None) is None


ANSWER, NOTHING = Answer("en", (), (), 1.0), NoAnswer("en", Reason.NOTHING)
AMBIGUOUS = Ambiguous("en", (), 1.0)


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (ANSWER, "an answer"),
        (NOTHING, "a refusal: it was not on these days"),
        (Several("en", (Part("a", ANSWER), Part("b", NOTHING))), "the first of several"),
    ],
)
def test_a_reply_says_once_what_a_hijri_date_means(engine: Engine, reply: Reply, why: str) -> None:
    question = engine.reader.read(HIJRI)
    told = with_conversions(Answered(reply, Trace(Route.QUESTION, question)), question).reply

    first, *others = [part.reply for part in told.parts] if isinstance(told, Several) else [told]
    assert isinstance(first, Answer | NoAnswer), why
    assert first.converted == question.quantities.dates != (), why
    assert not any(getattr(one, "converted", ()) for one in others), why


@pytest.mark.parametrize(
    ("reply", "text", "why"),
    [
        (ANSWER, GREGORIAN, "a date of this calendar needs no words"),
        (ANSWER, "When was the meeting?", "nor does none"),
        (AMBIGUOUS, HIJRI, "who is asked back is told it with the answer"),
        (Several("en", (Part("a", AMBIGUOUS), Part("b", ANSWER))), HIJRI, "also where that is the first of several"),
        (Help("en", Topic.THANKS), HIJRI, "small talk has no place for it"),
    ],
)
def test_other_replies_stay_as_they_are(engine: Engine, reply: Reply, text: str, why: str) -> None:
    question = engine.reader.read(text)
    answered = Answered(reply, Trace(Route.QUESTION, question))

    assert with_conversions(answered, question) == answered, why


def test_only_the_hijri_dates_of_several_are_explained(engine: Engine) -> None:
    question = engine.reader.read(HIJRI)
    gregorian = engine.reader.read(GREGORIAN).quantities.dates
    both = replace(question, quantities=replace(question.quantities, dates=(*gregorian, *question.quantities.dates)))

    told = with_conversions(Answered(ANSWER, Trace(Route.QUESTION, both)), both).reply

    assert isinstance(told, Answer)
    assert told.converted == question.quantities.dates
