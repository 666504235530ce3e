"""`ask --as-of`, and the same in words: what was published then."""

from __future__ import annotations

import json

import pytest

from bot.interface.words.bidi import without_marks
from tests.support.command import InProcess
from tests.support.folders import KnowledgeFolder
from tests.support.publishings import Publishings

pytestmark = pytest.mark.slow


@pytest.fixture
def ask(marsad: InProcess, folder: KnowledgeFolder) -> InProcess:
    """Beside a council that was published on 3 March, corrected on 10 April and withdrawn on 2 May 2024."""
    Publishings(folder, marsad.data).thrice()
    return marsad


def test_a_question_is_answered_as_was_published_then(ask: InProcess, folder: KnowledgeFolder) -> None:
    asked = ("Storm Council", "--knowledge", folder.root)
    then = json.loads(ask("ask", *asked, "--as-of", "2024-03-15", "--json").out)
    never = json.loads(ask("ask", *asked, "--as-of", "2024-02", "--json").out)
    now = json.loads(ask("ask", *asked, "--json").out)

    assert then["text"] == "The Storm Council met on 3 May 2021.\nSeven states attended."
    assert without_marks(then["reply"]).startswith("As of 15 March 2024 (published on 3 March 2024):")
    assert then["as_of"] == {"date": "2024-03-15", "version": then["as_of"]["version"], "published": "2024-03-03"}
    assert (never["status"], never["as_of"]["version"], never["statements"]) == ("unknown", None, [])
    assert "Seven states" not in now["text"]
    assert "as_of" not in now


def test_the_day_may_stand_in_the_question(ask: InProcess, folder: KnowledgeFolder) -> None:
    said = ask("ask", "what did you say about Storm Council in April 2024?", "--knowledge", folder.root).out

    assert without_marks(said).startswith("As of April 2024 (published on 10 April 2024):")
    assert "Seven states came." in said


IN_WORDS = [
    ("what's new since 1 May 2024?", "answer", "New and changed since 1 May 2024:", "Withdrawn: Seven states came."),
    ("ما الجديد عن مجلس العاصفة منذ 1 مايو 2024", "answer", "ما جدّ وتغيّر منذ 1 مايو 2024:", "نفاه المجلس."),
    ("what's new since 5 May 2024 about Storm Council?", "unknown", "Nothing new about Storm Council since", ""),
    ("what did you say about Storm Council?", "answer", "What I have said about Storm Council", "On 10 April 2024:"),
    ("what did you say about Storm Council in 2099?", "unknown", "2099 has not come yet.", ""),
    ("what's new since 2099?", "unknown", "2099 has not come yet.", ""),
    ("remind me of the Storm Council", "help", "Reminders and calendar files come in the chat", ""),
    ("ذكّرني قبل الاجتماع بيوم", "help", "التذكيرات وملفات التقويم", ""),
]


@pytest.mark.parametrize(("question", "status", "begins", "says"), IN_WORDS)
def test_what_the_chat_understands_besides_questions_is_answered_or_told_to_belong_there(
    ask: InProcess, folder: KnowledgeFolder, question: str, status: str, begins: str, says: str
) -> None:
    said = ask("ask", question, "--explain", "--json", "--knowledge", folder.root).json
    reply = without_marks(said["reply"])

    assert (said["status"], reply.startswith(begins), says in reply) == (status, True, True)


def test_the_conversation_in_a_terminal_understands_it_too(ask: InProcess, folder: KnowledgeFolder) -> None:
    lines = "what's new since 1 May 2024?\nremind me of the Storm Council\n"
    said = without_marks(ask("chat", "--knowledge", folder.root, stdin=lines.encode()).out)

    assert "Withdrawn: Seven states came." in said
    assert "Reminders and calendar files come in the chat" in said


def test_without_a_history_nothing_is_called_new(marsad: InProcess, folder: KnowledgeFolder) -> None:
    said = marsad("ask", "what's new since 1 May 2024?", "--knowledge", folder.root).out

    assert said == "I have no record of what was published before.\n"


@pytest.mark.parametrize("day", ["tomorrow", "2024-02-31", "2999"])
def test_a_day_that_is_none_or_has_not_come_is_wrong_use(ask: InProcess, folder: KnowledgeFolder, day: str) -> None:
    done = ask("ask", "Storm Council", "--as-of", day, "--knowledge", folder.root)

    assert (done.code, done.out) == (2, "")
    assert f"--as-of {day}" in done.err
