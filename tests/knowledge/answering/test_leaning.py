"""Which questions lean on the one before them in the same text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.answering.leaning import Leaning
from knowledge.answering.trace import Answered, Route, Trace
from knowledge.dialogue import (
    NEW_CONVERSATION,
    Answer,
    Conversation,
    Heading,
    NoAnswer,
    Over,
    Reason,
    Reply,
    Result,
    ResultKind,
    Sentence,
    Verdict,
)  # fmt: skip

MEETING, EXERCISE = "sco-defence-ministers-2024", "cyber-exercise-2025"
ABOUT = Conversation((MEETING,))
NOTHING = NoAnswer("en", Reason.NOTHING)


@pytest.fixture
def leaning(engine: Engine) -> Leaning:
    return Leaning(engine.reader, engine.knowledge.entities)


def told(engine: Engine, statement: str) -> Answer:
    found = engine.knowledge.statements[statement]
    return Answer("en", (Sentence(found, found.worded("en", ahead=False)),), found.named(), 1.0)


class Asked:
    """Answers the text as it is, and with its subject behind it, and notes what it is asked."""

    def __init__(self, engine: Engine, alone: Reply, named: Reply) -> None:
        self._engine, self._alone, self._named = engine, alone, named
        self.texts: list[tuple[str, Conversation]] = []

    def __call__(self, text: str, about: Conversation) -> Answered:
        reply = self._named if self.texts else self._alone
        self.texts.append((text, about))
        return Answered(reply, Trace(Route.QUESTION, self._engine.reader.read(text)))


@pytest.mark.parametrize(
    ("text", "lang", "again"),
    [
        ("and when was it?", "en", "and when was it {en}"),
        (" and when was it ?. ", "en", "and when was it {en}"),
        ("ومتى كان؟", "ar", "ومتى كان {ar}"),
        ("а когда это было?", "en", "а когда это было {ru}"),
    ],
)
def test_it_is_asked_again_with_the_subject_in_its_language(
    engine: Engine, leaning: Leaning, text: str, lang: str, again: str
) -> None:
    ask = Asked(engine, replace(NOTHING, lang=lang), told(engine, f"{MEETING}.date"))

    answered = leaning.answered(text, ABOUT, ask)

    entity = engine.knowledge.entities[MEETING]
    names: Mapping[str, str] = {one: entity.name(one) for one in ("ar", "en", "ru")}
    assert answered.reply == told(engine, f"{MEETING}.date")
    assert ask.texts == [(text, ABOUT), (again.format(**names), NEW_CONVERSATION)]


@pytest.mark.parametrize(
    ("text", "about", "why"),
    [
        ("and when was it?", NEW_CONVERSATION, "nothing was spoken of"),
        ("and when was it?", Conversation(("nobody-knows",)), "nobody knows what was spoken of"),
        ("and when was the cyber exercise of 2025?", ABOUT, "somebody else is named"),
        ("and when was it that all of them came together there?", ABOUT, "it is too long to lean on another"),
    ],
)
def test_what_stands_alone_is_asked_once(
    engine: Engine, leaning: Leaning, text: str, about: Conversation, why: str
) -> None:
    ask = Asked(engine, NOTHING, told(engine, f"{MEETING}.date"))

    assert leaning.answered(text, about, ask).reply == NOTHING, why
    assert ask.texts == [(text, about)], why


def test_a_state_is_no_other_subject_where_nothing_is_answered(engine: Engine, leaning: Leaning) -> None:
    text, named = "and who went for India?", told(engine, f"{MEETING}.delegation-head")

    assert leaning.answered(text, ABOUT, Asked(engine, NOTHING, named)).reply == named

    other = told(engine, f"{EXERCISE}.host")
    assert leaning.answered(text, ABOUT, Asked(engine, other, named)).reply == other, "the answer is about the state"


def test_an_answer_about_another_subject_gives_way(engine: Engine, leaning: Leaning) -> None:
    ask = Asked(engine, told(engine, f"{EXERCISE}.host"), named := told(engine, f"{MEETING}.place"))

    assert leaning.answered("and where was it?", ABOUT, ask).reply == named


def test_what_is_worked_out_does_not_give_way(engine: Engine, leaning: Leaning) -> None:
    result = Result(next(iter(ResultKind)), next(iter(Over)), 0, (), next(iter(Heading)))
    worked = replace(told(engine, f"{EXERCISE}.host"), result=result)
    ask = Asked(engine, worked, told(engine, f"{MEETING}.place"))

    assert leaning.answered("and where was it?", ABOUT, ask).reply == worked


def test_an_answer_about_the_subject_is_kept(engine: Engine, leaning: Leaning) -> None:
    ask = Asked(engine, told(engine, f"{MEETING}.place"), told(engine, f"{MEETING}.date"))

    assert leaning.answered("and where was it?", ABOUT, ask).reply == told(engine, f"{MEETING}.place")
    assert len(ask.texts) == 1


@pytest.mark.parametrize("ruled", [True, False])
def test_what_is_not_surely_about_the_subject_is_not_put_in_its_place(
    engine: Engine, leaning: Leaning, *, ruled: bool
) -> None:
    """A ruling on yes or no, or what is about somebody else, was not asked for."""
    wrong = (
        replace(told(engine, f"{MEETING}.date"), verdict=next(iter(Verdict)))
        if ruled
        else told(engine, f"{EXERCISE}.host")
    )
    ask = Asked(engine, NOTHING, wrong)

    assert leaning.answered("and when was it?", ABOUT, ask).reply == NOTHING
    assert len(ask.texts) == 2
