from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import memory
from bot.bidi import without_marks
from bot.chat import converse, run_chat
from bot.desk import Command, Desk
from bot.languages import language_of
from bot.memory import Memory
from bot.settings import Settings
from knowledge.dialogue import Conversation
from tests.support.facts import ScriptedEngine, ambiguous, answer, refusal

START = datetime(2024, 4, 1, 12, tzinfo=UTC)
MEETING = Conversation(("meeting",))


class Clock:
    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **by: float) -> None:
        self.time += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def engine() -> ScriptedEngine:
    return ScriptedEngine({"where?": answer(), "which?": ambiguous(), "2023?": refusal(), "أين؟": answer("ar")})


def desk(engine: ScriptedEngine, clock: Clock, **environ: str) -> Desk:
    settings = Settings.load(environ, default_path=Path("/nonexistent"))
    return Desk.open(settings, lambda: engine, now=clock)


def test_a_follow_up_leans_on_the_last_answer_of_its_own_chat(engine: ScriptedEngine, clock: Clock) -> None:
    talk = desk(engine, clock)
    for question, chat in (("where?", 1), ("and who?", 1), ("and who?", 2)):
        talk.answer(question, chat=chat)

    assert [conversation for _, conversation in engine.asked] == [Conversation(), MEETING, Conversation()]


def test_the_last_answer_is_forgotten_after_its_time(engine: ScriptedEngine, clock: Clock) -> None:
    talk = desk(engine, clock, MARSAD_ANSWERS__FOLLOW_UP_MINUTES="5")
    talk.answer("where?", chat=1)
    clock.forward(minutes=4.9)
    talk.answer("and who?", chat=1)
    clock.forward(minutes=0.2)
    talk.answer("and who?", chat=1)

    assert [conversation for _, conversation in engine.asked] == [Conversation(), MEETING, Conversation()]


def test_zero_minutes_remember_nothing(engine: ScriptedEngine, clock: Clock) -> None:
    talk = desk(engine, clock, MARSAD_ANSWERS__FOLLOW_UP_MINUTES="0")
    talk.answer("where?", chat=1)
    talk.answer("and who?", chat=1)

    assert engine.asked[-1] == ("and who?", Conversation())


@pytest.mark.parametrize("between", ["which?", "2023?"])
def test_only_answers_change_what_a_chat_speaks_of(engine: ScriptedEngine, clock: Clock, between: str) -> None:
    talk = desk(engine, clock)
    for question in ("where?", between, "and who?"):
        talk.answer(question, chat=1)

    assert engine.asked[-1] == ("and who?", MEETING)


def test_memory_holds_a_bounded_number_of_chats(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    monkeypatch.setattr(memory, "MAX_CHATS", 3)
    held = Memory(timedelta(minutes=10), clock)
    for chat in (1, 2, 3, 1, 4):
        held.note(chat, MEETING)

    assert [held.recall(chat) == MEETING for chat in (1, 2, 3, 4)] == [True, False, True, True]


@pytest.mark.parametrize(
    ("command", "lang", "expected"),
    [
        (Command.START, "en", ("Hello, I am Marsad.", "2 statements", "• Where is the meeting?", "/privacy")),
        (Command.START, "ar", ("أهلًا بك، أنا مرصد.", "معلومتين من وثيقتين", "/privacy")),
        (Command.HELP, "en", ("I answer questions", "• Where is the meeting?", "/help")),
        (Command.PRIVACY, "en", ("I store nothing about you", "10 minutes", "memory only")),
        (Command.PRIVACY, "ar", ("لا أخزّن أي شيء عنك", "10 دقائق")),
    ],
)
def test_commands_are_obeyed_in_the_language_of_the_reader(
    engine: ScriptedEngine, clock: Clock, command: Command, lang: str, expected: tuple[str, ...]
) -> None:
    shown = without_marks(desk(engine, clock).obey(command, lang).plain)

    assert [text for text in expected if text not in shown] == []


def test_privacy_does_not_speak_of_a_memory_that_is_switched_off(engine: ScriptedEngine, clock: Clock) -> None:
    shown = desk(engine, clock, MARSAD_ANSWERS__FOLLOW_UP_MINUTES="0").obey(Command.PRIVACY, "en").plain

    assert "minute" not in shown
    assert "do not remember" in shown


@pytest.mark.parametrize(
    ("text", "preferred", "expected"),
    [
        ("متى الاجتماع؟", "en", "ar"),
        ("when?", "ar", "en"),
        ("когда?", None, "en"),
        ("", "ar-EG", "ar"),
        ("؟؟ 2024", "AR", "ar"),
        ("🙂", None, "en"),
        ("", "argentinian", "en"),
    ],
)
def test_the_language_is_that_of_the_letters_else_of_the_reader_s_telegram(
    text: str, preferred: str | None, expected: str
) -> None:
    assert language_of(text, preferred=preferred) == expected


def test_the_terminal_holds_the_same_conversation(engine: ScriptedEngine, clock: Clock) -> None:
    shown: list[str] = []
    converse(desk(engine, clock), ["  أين؟ \n", "\n", "/privacy now\n", "/nope", "/", "and who?"], shown.append)

    assert len(shown) == 5
    assert without_marks(shown[0]).startswith("مكان الاجتماع أستانا.\n\nالمصدر: ")
    assert shown[1].startswith("لا أخزّن")
    assert shown[2] == shown[3]
    assert engine.asked[-1] == ("and who?", MEETING)


def test_an_error_in_the_terminal_costs_one_apology(engine: ScriptedEngine, clock: Clock) -> None:
    shown: list[str] = []
    broken = ScriptedEngine({"كيف؟": RuntimeError("broken"), "where?": answer()})
    converse(desk(broken, clock), ["كيف؟", "where?"], shown.append)

    assert shown[0].startswith("عذرًا")
    assert "Astana" in shown[1]


def test_run_chat_opens_a_desk_of_its_own(engine: ScriptedEngine) -> None:
    shown: list[str] = []
    run_chat(Settings.load({}, default_path=Path("/nonexistent")), lambda: engine, ["where?"], shown.append)

    assert len(shown) == 1
