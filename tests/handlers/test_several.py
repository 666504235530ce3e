"""Several questions in one message: they have an answer when each of them has one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.context import Stores
from bot.interface.words.bidi import without_marks
from knowledge.dialogue import Part, Reason, Reply, Several
from tests.handlers.conftest import Serve
from tests.support.facts import DATE, ScriptedEngine, ambiguous, answer, refusal, several
from tests.support.telegram import FakeTelegram, Reader, buttons, labelled

BOTH = "Where and when?"
ANSWERED = several("en", answer(), answer("en", DATE))
UNANSWERED = several("en", answer(), refusal())


def asking(reply: Several, **others: Reply) -> ScriptedEngine:
    return ScriptedEngine({BOTH: reply, **others})


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (ANSWERED, True),
        (UNANSWERED, False),
        (several("en", answer(), ambiguous()), False),
        (several("en", answer(), answer("en", DATE, score=0.8)), False),
    ],
    ids=["sure", "unanswered", "asks back", "unsure"],
)
async def test_a_group_is_told_what_is_surely_answered_to_its_last_part(
    serve: Serve, telegram: FakeTelegram, reply: Several, *, told: bool
) -> None:
    async with serve(asking(reply)) as app:
        await app.process_update(Reader(app.bot, -100, chat_type="supergroup").writes(f"/ask {BOTH}"))

    (sent,) = telegram.sent()

    assert sent["text"].startswith("I am not sure of that.") != told


@pytest.mark.parametrize(
    ("reply", "begins"), [(ANSWERED, "The meeting's place"), (UNANSWERED, "I know nothing about the subjects")]
)
async def test_forwarded_questions_are_answered_where_all_have_an_answer(
    serve: Serve, telegram: FakeTelegram, reply: Several, begins: str
) -> None:
    origin = {"type": "hidden_user", "date": 0, "sender_user_name": "x"}
    async with serve(asking(reply)) as app:
        await app.process_update(Reader(app.bot).writes(BOTH, forward_origin=origin))

    assert without_marks(telegram.sent()[0]["text"]).startswith(begins)


async def test_a_choice_answers_all_the_questions_above(serve: Serve, telegram: FakeTelegram) -> None:
    chosen = f"{BOTH} (Astana meeting)"
    async with serve(ScriptedEngine({BOTH: ambiguous(), chosen: ANSWERED})) as app:
        reader = Reader(app.bot)
        await app.process_update(reader.writes(BOTH))
        below, asked = telegram.sent()[0], reader.message(BOTH)
        await app.process_update(reader.presses(labelled(below, "Astana meeting"), below, reply_to_message=asked))

    assert telegram.made("editMessageText")[0]["text"].startswith("The meeting's place is Astana.")


@pytest.mark.parametrize(
    ("reply", "kept"),
    [
        (UNANSWERED, ["Who pays?"]),
        (ANSWERED, []),
        (several("en", ambiguous(), refusal()), ["Who pays?"]),
        (several("en", answer(), refusal("en", Reason.UNSAFE)), []),
        (replace(UNANSWERED, parts=(*UNANSWERED.parts, Part("x" * 600, refusal()))), ["Who pays?"]),
    ],
    ids=["one", "none", "one asks back", "unsafe", "one too long"],
)
async def test_the_parts_without_an_answer_are_kept_and_nobody_waits_for_them(
    serve: Serve, telegram: FakeTelegram, state: Stores, reply: Several, kept: list[str]
) -> None:
    async with serve(asking(reply)) as app:
        await app.process_update(Reader(app.bot).writes(BOTH))
    labels = [without_marks(label) for row in buttons(telegram.sent()[0]) for label, _ in row]

    assert [(miss.text, miss.chat) for miss in await state.misses.all()] == [(text, None) for text in kept]
    assert "Tell me when you know" not in labels


async def test_a_part_that_asks_back_has_a_button_for_what_is_known_of_each_choice(
    serve: Serve, telegram: FakeTelegram
) -> None:
    async with serve(asking(several("en", answer(), ambiguous()))) as app:
        reader = Reader(app.bot)
        await app.process_update(reader.writes(BOTH))
        first, *others = buttons(telegram.sent()[0])
        await app.process_update(reader.presses(labelled(telegram.sent()[0], "Astana meeting"), telegram.sent()[0]))

    assert [without_marks(label) for label, _ in first] == ["Astana meeting"]
    assert [[without_marks(label) for label, _ in row] for row in others] == [
        ["Quote", "Related"],
        ["Cite & share", "Report a mistake"],
        ["Follow: Astana meeting"],
    ]
    assert without_marks(telegram.sent()[1]["text"]).startswith("<b>Astana meeting</b>\n\nThe meeting was announced")
