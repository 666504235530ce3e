"""Small talk by its words: every word must belong to it, so that no question is taken for it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from knowledge.dialogue import Topic
from knowledge.vocabulary.reading_phrasings import BUILT_IN, read_phrasings
from knowledge.vocabulary.talk import Talk, TalkRecord

pytestmark = pytest.mark.slow

RECORD = TalkRecord(
    topics={Topic.HOUSE: (("you", "run"),), Topic.BOT: (("you",),)},
    classes={"you": ("you", "أنت"), "run": ("runs", "عملك")},
    alone={Topic.LAUGHING: ("lol",)},
    fillers=("who", "هل"),
)


@pytest.fixture
def talk() -> Talk:
    return Talk.of(RECORD)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("who runs you?", Topic.HOUSE),
        ("you, runs!", Topic.HOUSE),
        ("You", Topic.BOT),
        ("وأنت", Topic.BOT),
        ("lol LOL", Topic.LAUGHING),
        ("lol you", None),
        ("who runs India?", None),
        ("who", None),
        ("", None),
        ("you " * 15, None),
    ],
)
def test_a_topic_takes_a_word_of_each_class_and_no_other_word(talk: Talk, text: str, topic: Topic | None) -> None:
    assert talk.topic(text) is topic


@pytest.mark.parametrize(
    "text",
    [
        *(
            "where is it?",
            "وين؟",
            "who made it?",
            "Who runs the SCO?",
            "which people do you know about?",
            "what is new?",
        ),
        *("in the morning or in the evening?", "who publishes it?", "متى جاءت؟", "من أين هو؟", "هل عُقد فعلا؟", "кто?"),
    ],
)
def test_short_questions_and_follow_ups_are_no_small_talk(text: str) -> None:
    phrasings, _ = read_phrasings(BUILT_IN, None)

    assert phrasings
    assert phrasings.talk.topic(text) is None


@pytest.mark.parametrize(
    ("patterns", "classes", "told"),
    [
        ("[[you, nobody]]", "{you: [you]}", [(2, "no class is 'nobody'")]),
        (
            "[[you, machin]]",
            "{you: [you], machine: [bot]}",
            [
                (2, "no class is 'machin'; did you mean 'machine'?"),
                (3, "no topic has the class 'machine'; remove it or correct its spelling"),
            ],
        ),
        ("[[you], [machine]]", "{you: [you], machine: [bot]}", []),
    ],
)
def test_a_class_that_nothing_defines_or_no_topic_has_is_a_mistake(
    tmp_path: Path, patterns: str, classes: str, told: list[tuple[int, str]]
) -> None:
    folder = shutil.copytree(BUILT_IN, tmp_path / "vocabulary")
    (folder / "talk.yaml").write_text(f"topics:\n  bot: {patterns}\nclasses: {classes}\n", encoding="utf-8")

    _, problems = read_phrasings(folder, None)

    assert [(one.file, one.line, one.message) for one in problems] == [("vocabulary/talk.yaml", *one) for one in told]


def test_a_vocabulary_may_have_no_small_talk(tmp_path: Path) -> None:
    folder = shutil.copytree(BUILT_IN, tmp_path / "vocabulary")
    (folder / "talk.yaml").unlink()
    without, fine = read_phrasings(folder, None)

    assert fine == []
    assert without
    assert without.talk.topic("who runs you?") is None
