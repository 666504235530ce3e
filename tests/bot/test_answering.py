from __future__ import annotations

import weakref
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.answering import Answerer
from bot.cli.chat import Terminal, run_chat
from bot.interface.buttons.encoding import decode
from bot.interface.buttons.presses import MoreOf
from bot.interface.words.bidi import without_marks
from bot.interface.words.languages import language_of
from bot.settings.environment import load as load_settings
from knowledge.answering.engine import Engine
from knowledge.dialogue import Ambiguous, Answer, Conversation, Help, NoAnswer, Topic
from knowledge.model import Readership
from tests.support.clock import Clock
from tests.support.facts import ScriptedEngine, ambiguous, answer, knowledge_base, refusal, several

MEETING = Conversation(("meeting",))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def scripted() -> ScriptedEngine:
    return ScriptedEngine(
        {
            "where?": answer(),
            "both?": several(),
            "which?": ambiguous(),
            "2023?": refusal(),
            "أين؟": answer("ar"),
            "compare": replace(answer(), entities=()),
        }
    )


@pytest.fixture
def answerer(scripted: ScriptedEngine, clock: Clock) -> Answerer:
    return Answerer.open(lambda: scripted, now=clock)


def terminal(answerer: Answerer, *lines: str, minutes: int = 10) -> list[str]:
    shown: list[str] = []
    Terminal(answerer, timedelta(minutes=minutes)).converse(lines, shown.append)
    return shown


@pytest.mark.parametrize(
    ("question", "about"),
    [("where?", MEETING), ("both?", MEETING), ("which?", None), ("2023?", None), ("compare", None)],
)
def test_only_answers_about_something_change_what_a_chat_speaks_of(
    answerer: Answerer, question: str, about: Conversation | None
) -> None:
    assert answerer.answer(question).about == about


def test_the_conversation_and_the_language_are_handed_to_the_engine(
    answerer: Answerer, scripted: ScriptedEngine
) -> None:
    answerer.answer("where?", lang="ar", conversation=MEETING)

    assert (scripted.asked, scripted.fixed) == ([("where?", MEETING)], ["ar"])


def test_the_day_is_that_of_the_clock(answerer: Answerer) -> None:
    assert answerer.today == date(2024, 4, 1)


@pytest.mark.parametrize(
    ("subject", "reply", "begins"),
    [
        ("Astana meeting", Answer, "Astana meeting"),
        ("zebras", NoAnswer, "I have nothing that covers zebras."),
        ("x" * 5000, NoAnswer, "I have nothing that covers xxx"),
    ],
)
def test_a_briefing_is_about_what_its_words_name(answerer: Answerer, subject: str, reply: type, begins: str) -> None:
    response = answerer.briefing(subject, "en")

    assert isinstance(response.reply, reply)
    assert without_marks(response.page.plain).startswith(begins)


def test_a_briefing_on_several_subjects_asks_which(answerer: Answerer, scripted: ScriptedEngine) -> None:
    both = {key: knowledge_base().statements[key] for key in ("meeting.date", "meeting.place")}
    talks = replace(both["meeting.place"], id="talks.place", subject="talks")
    scripted.knowledge = replace(scripted.knowledge, statements={**both, talks.id: talks})
    response = answerer.briefing("Astana meeting and Talks", "en")

    assert isinstance(response.reply, Ambiguous)
    assert [row[0].label for row in response.page.buttons] == ["Astana meeting", "Talks"]
    assert all(row[0].press.startswith("1b:") for row in response.page.buttons)


def test_an_answer_about_nothing_leaves_what_the_terminal_speaks_of(
    answerer: Answerer, scripted: ScriptedEngine
) -> None:
    terminal(answerer, "where?", "compare", "and who?")

    assert scripted.asked[-1] == ("and who?", MEETING)


def test_another_engine_takes_effect_with_the_next_question(clock: Clock) -> None:
    served = [ScriptedEngine({"where?": answer()}), ScriptedEngine({"where?": refusal()})]
    answerer = Answerer.open(lambda: served[0], now=clock)
    first, catalogue = answerer.answer("where?"), answerer.served.catalogue
    del served[0]

    assert isinstance(first.reply, Answer)
    assert isinstance(answerer.answer("where?").reply, NoAnswer)
    assert answerer.served.catalogue is not catalogue


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


def test_the_terminal_holds_the_same_conversation(answerer: Answerer, scripted: ScriptedEngine) -> None:
    shown = terminal(answerer, "  أين؟ \n", "\n", "/about now\n", "/nope", "/", "and who?")

    assert len(shown) == 5
    assert without_marks(shown[0]).startswith("مكان الاجتماع أستانا.\n\nالمصدر: ")
    assert shown[1] == shown[2] == shown[3]
    assert scripted.asked[-1] == ("and who?", MEETING)


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        ("/start", "Hello, I am Marsad."),
        ("/help", "I answer questions"),
        ("/meetings", "Meetings (1)"),
        ("/briefing", "What would you like a briefing on?"),
        ("/briefing Astana meeting", "Astana meeting\n\nThe meeting was announced"),
        ("/ask where?", "The meeting's place is Astana."),
        ("/source", "Documents that I rely on"),
    ],
)
def test_the_terminal_knows_the_commands_that_need_no_messenger(answerer: Answerer, line: str, begins: str) -> None:
    (shown,) = terminal(answerer, line)

    assert without_marks(shown).startswith(begins)


def test_the_terminal_offers_no_command_that_it_does_not_know(answerer: Answerer) -> None:
    (shown,) = terminal(answerer, "/help")
    offered = [line.split()[0] for line in without_marks(shown).splitlines() if line.startswith("/")]
    unknown = terminal(answerer, "/nope")

    assert len(offered) > 5
    assert [command for command in offered if terminal(answerer, command) == unknown] == []


@pytest.mark.parametrize("minutes", [0, 10])
def test_a_follow_up_in_the_terminal_comes_too_late_after_its_time(
    answerer: Answerer, scripted: ScriptedEngine, clock: Clock, minutes: int
) -> None:
    told: list[str] = []
    talk = Terminal(answerer, timedelta(minutes=minutes))
    talk.converse(["where?"], told.append)
    clock.forward(minutes=minutes)
    talk.converse(["and who?"], told.append)

    assert scripted.asked[-1] == ("and who?", Conversation())


def test_an_error_in_the_terminal_costs_one_apology(clock: Clock) -> None:
    broken = ScriptedEngine({"كيف؟": RuntimeError("broken"), "where?": answer()})
    shown = terminal(Answerer.open(lambda: broken, now=clock), "كيف؟", "where?")

    assert shown[0].startswith("عذرًا")
    assert "Astana" in shown[1]


def test_run_chat_opens_a_desk_of_its_own(scripted: ScriptedEngine) -> None:
    shown: list[str] = []
    run_chat(load_settings({}, default_path=Path("/nonexistent")), lambda: scripted, ["where?"], shown.append, None)

    assert len(shown) == 1


@pytest.mark.parametrize(
    ("topic", "rows"), [(Topic.HELP, 1), (Topic.GREETING, 1), (Topic.THANKS, 0), (Topic.FAREWELL, 0)]
)
def test_nobody_who_says_thanks_is_asked_for_another_question(clock: Clock, topic: Topic, rows: int) -> None:
    scripted = ScriptedEngine({"…": Help("en", topic, ("Where is the meeting?",))})

    assert len(Answerer.open(lambda: scripted, now=clock).answer("…").page.buttons) == rows


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_first_examples_are_an_answer_a_list_and_a_refusal(engine: Engine, lang: str) -> None:
    answerer = Answerer.open(lambda: engine, now=Clock())
    replies = [answerer.answer(question).reply for question in answerer.examples(lang)]

    assert [type(one) for one in replies] == [Answer, Answer, NoAnswer]
    assert [isinstance(one, Answer) and one.result is not None for one in replies] == [False, True, False]


def test_a_briefing_has_a_button_for_more_until_all_is_told(engine: Engine) -> None:
    answerer = Answerer.open(lambda: engine, now=Clock())
    entity = engine.knowledge.entities["terrorism"]
    whole = replace(answerer, in_parts=False).brief(entity, "en")
    parts = [answerer.brief(entity, "en", part) for part in (1, 2, 3, 4)]
    counts = [len(one.rendered.told) for one in parts]

    assert counts[0] < counts[1] < counts[2] < counts[3] == len(whole.rendered.told)
    assert [isinstance(decode(one.page.buttons[0][0].press), MoreOf) for one in parts] == [True, True, True, False]
    assert without_marks(parts[0].page.buttons[0][0].label) == f"More ({counts[3] - counts[0]})"


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("tell me about terrorism", ["Follow: Terrorism"]),
        ("when is the SCO defence ministers' meeting?", ["Follow: SCO Defence Ministers' Meeting"]),
        ("who heads the Indian delegation?", ["Follow…"]),
    ],
)
def test_the_button_to_follow_names_what_the_message_is_about_or_asks(
    engine: Engine, question: str, labels: list[str]
) -> None:
    page = Answerer.open(lambda: engine, now=Clock()).answer(question).page
    shown = [without_marks(button.label) for row in page.buttons for button in row]

    assert [label for label in shown if label.startswith("Follow")] == labels


@pytest.mark.parametrize(
    "asking", [[Readership.PUBLIC], [Readership.HOUSE], list(Readership)], ids=["public", "house", "both"]
)
def test_a_version_that_is_served_no_more_is_kept_by_nobody(asking: list[Readership]) -> None:
    served = [Engine(knowledge_base())]
    answerer = Answerer.open(lambda: served[0])
    kept = [weakref.ref(answerer.to(one).served.engine) for one in asking]
    served[0] = Engine(replace(knowledge_base(), version="another"))

    assert answerer.let_go()
    assert [one() for one in kept] == [None for _ in asking]
    assert not answerer.let_go()
