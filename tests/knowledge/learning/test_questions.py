from __future__ import annotations

import json
from pathlib import Path

import pytest

from knowledge.dialogue import Verdict
from knowledge.errors import InvalidFiles
from knowledge.learning.questions import Category, QuestionFolder, QuestionStyle, Way, read_lines

FACTS = """\
facts:
  A1-when:
  - [april, ابريل]
"""
WHEN = """\
  - id: aa001
    lang: en
    style: short
    category: time
    fact: A1-when
    way: when
    q: When is it?
    answerable: true
"""
OWN = """\
    gold_all:
    - [spring]
"""


GOLDEN = Path(__file__).parents[2] / "golden"
FOLDERS = ("asked", "whether", "worked", "newcomers")
FILES = [path for name in FOLDERS for path in sorted((GOLDEN / name).rglob("*.jsonl"))]


@pytest.mark.parametrize("path", FILES, ids=[str(one.relative_to(GOLDEN)) for one in FILES])
def test_every_file_of_questions_can_be_read(path: Path) -> None:
    assert read_lines(path)


def folder(path: Path, questions: str = WHEN, *, writer: str = "aa", facts: str = FACTS) -> QuestionFolder:
    (path / "tuning").mkdir(exist_ok=True)
    (path / "tuning" / f"{writer}.yaml").write_text(f"questions:\n{questions}", encoding="utf-8")
    (path / "facts.yaml").write_text(facts, encoding="utf-8")
    return QuestionFolder(path)


def problems(folder: QuestionFolder) -> list[str]:
    with pytest.raises(InvalidFiles) as raised:
        folder.read("tuning")
    return [str(one) for one in raised.value.problems]


def test_a_question_is_answered_by_what_its_fact_says(tmp_path: Path) -> None:
    (question,) = folder(tmp_path).read("tuning")

    assert question.gold_all == (("april", "ابريل"),)
    assert (question.style, question.category, question.way) == (QuestionStyle.SHORT, Category.TIME, Way.WHEN)


def test_what_stands_at_the_question_goes_before_what_its_fact_says(tmp_path: Path) -> None:
    (question,) = folder(tmp_path, WHEN + OWN).read("tuning")

    assert question.gold_all == (("spring",),)


def test_a_question_without_an_answer_takes_none_from_its_fact(tmp_path: Path) -> None:
    (question,) = folder(tmp_path, WHEN.replace("true", "false")).read("tuning")

    assert question.gold_all == ()


def test_the_files_of_all_writers_are_one_set_in_their_order(tmp_path: Path) -> None:
    folder(tmp_path, WHEN.replace("aa001", "bb001"), writer="bb")
    questions = folder(tmp_path).read("tuning")

    assert [(one.writer, one.id) for one in questions] == [("aa", "aa001"), ("bb", "bb001")]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("style: short", "style: shrot", "tuning/aa.yaml:4: questions.0.style: input should be 'command-like', "),
        ("category: time", "category: tmie", "tuning/aa.yaml:5: questions.0.category: input should be 'actor', "),
        ("way: when", "way: whne", "tuning/aa.yaml:7: questions.0.way: input should be 'yes-no', "),
        (
            "true\n",
            "true\n    verdict: maybe\n",
            "tuning/aa.yaml:10: questions.0.verdict: input should be 'con",
        ),
        ("q: When", "note: ''\n    question: When", "tuning/aa.yaml:9: questions.0.question: unknown key"),
        ("aa001", "bb001", "tuning/aa.yaml:2: questions.0.id: the questions of 'bb' stand in bb.yaml"),
        ("A1-when", "A1-where", "tuning/aa.yaml:6: questions.0.fact: 'A1-where' is not in facts.yaml"),
        ("true\n", f"false\n{OWN}", "tuning/aa.yaml:10: questions.0.gold_all: belongs to an answer"),
        (
            "true\n",
            "true\n    gold_all:\n    - [april, ابريل]\n",
            "tuning/aa.yaml:10: questions.0.gold_all: is what facts.yaml says of 'A1-when'; remove it",
        ),
        (
            "true\n",
            "true\n    verdict: undecided\n",
            "tuning/aa.yaml:10: questions.0.verdict: 'undecided' has no",
        ),
        (
            "true\n",
            "false\n    verdict: confirmed\n",
            "tuning/aa.yaml:10: questions.0.verdict: 'confirmed' is an answer",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert old in WHEN

    assert any(one.startswith(problem) for one in problems(folder(tmp_path, WHEN.replace(old, new)))), problem


def test_the_mistakes_of_all_writers_are_named_at_once(tmp_path: Path) -> None:
    folder(tmp_path, WHEN + WHEN)
    named = problems(folder(tmp_path, WHEN.replace("way: when", "way: whne"), writer="bb"))

    assert [one.split(":")[0] for one in named] == ["tuning/aa.yaml", "tuning/bb.yaml"]
    assert "is a duplicate: aa001" in named[0]


def test_a_set_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert "no questions in" in problems(QuestionFolder(tmp_path))[0]


LINE = {
    "id": "d001",
    "lang": "ar",
    "style": "dialect-eg",
    "q": "هو الاجتماع اتعمل؟",
    "answerable": True,
    "gold_all": [["ابريل"]],
    "gold_lang_note": "either language",
    "category": "number",
    "long": False,
    "verdict": "announced",
}


def test_json_lines_are_read_with_the_verdict_and_without_unknown_keys(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(f"{json.dumps(LINE)}\n\n{json.dumps({**LINE, 'verdict': None})}\n", encoding="utf-8")
    first, second = read_lines(path)

    assert first.verdict is Verdict.ANNOUNCED
    assert first.gold_all == (("ابريل",),)
    assert second.verdict is None


def test_the_mistakes_of_all_lines_are_named_at_once(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(f"{{\n[]\n{json.dumps({**LINE, 'style': 'sung'})}\n", encoding="utf-8")
    with pytest.raises(InvalidFiles) as raised:
        read_lines(path)

    assert [one.line for one in raised.value.problems] == [1, 2, 3]
    assert raised.value.problems[2].field == "style"
