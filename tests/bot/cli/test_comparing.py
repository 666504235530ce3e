"""`kb compare`, and the bank of judged questions that `plan` and `publish` ask."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import InProcess, Outcome
from tests.support.folders import STORM, KnowledgeFolder, json_lines

ATTENDANCE = "States attended Storm Council"
WHEN = "When the Council of Storms met?"
WITHOUT = STORM[: STORM.index("  attendance:")]
WITHDRAWN = STORM.replace(
    "  attendance:\n",
    "  attendance:\n    withdrawn:\n      since: 2022-02-01\n      reason: {ar: خطأ., en: A mistake.}\n",
)
QUESTIONS = (
    {"id": "a", "q": ATTENDANCE, "gold_all": [["Seven"]]},
    {"id": "w", "q": WHEN, "gold_all": [["2021"]]},
)


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "asked.jsonl"
    path.write_bytes(json_lines(*QUESTIONS))
    return path


@pytest.fixture
def served(marsad: InProcess, folder: KnowledgeFolder) -> str:
    """The version of the folder as it is at first, which is published."""
    assert kb(marsad, folder, "publish", "--yes").code == 0
    return (marsad.data / "knowledge" / "current").read_text("utf-8").strip()


def kb(marsad: InProcess, folder: KnowledgeFolder, *arguments: str) -> Outcome:
    return marsad("kb", *arguments, "--knowledge", folder.root, stdin=b"")


def other(folder: KnowledgeFolder, facts: str) -> None:
    """Put other facts into the folder, with a document that they cover."""
    folder.fact("meetings/storm-council", facts)
    if "attendance" not in facts:
        folder.source("log", "Council of Storms met in Harbour City on 3 May 2021.", language="en")


def in_bank(folder: KnowledgeFolder, *lines: dict[str, Any] | bytes) -> None:
    (folder.root / "questions").mkdir(exist_ok=True)
    (folder.root / "questions" / "house.jsonl").write_bytes(json_lines(*lines))


def test_what_is_answered_otherwise_is_a_line_with_both_replies(
    marsad: InProcess, folder: KnowledgeFolder, served: str, questions: Path
) -> None:
    other(folder, WITHOUT)
    outcome = marsad("kb", "compare", served, folder.root, "--questions", questions, "--json")
    (line,) = map(json.loads, outcome.out.splitlines())

    assert outcome.code == 0
    assert {key: line[key] for key in ("id", "q", "kind", "judged")} == {
        "id": "a", "q": ATTENDANCE, "kind": "lost", "judged": "worse",
    }  # fmt: skip
    assert line["old"] == {
        "status": "answer",
        "verdict": None,
        "text": "Seven states attended.",
        "statements": ["storm-council.attendance"],
    }  # fmt: skip
    assert line["new"]["status"] == "unknown"
    assert "2 questions: 1 alike, 1 lost, 1 worse" in outcome.err


def test_strict_fails_only_where_a_judged_answer_becomes_worse(
    marsad: InProcess, folder: KnowledgeFolder, served: str, questions: Path
) -> None:
    other(folder, WITHOUT)
    compiled = marsad.data / "knowledge" / f"{served}.sqlite"
    worse = marsad("kb", "compare", compiled, folder.root, "--questions", questions, "--strict")
    better = marsad("kb", "compare", folder.root, served, "--questions", questions, "--strict")

    assert (worse.code, better.code) == (1, 0)
    assert worse.out.startswith(f"lost, worse  a  {ATTENDANCE}\n  was  answer (storm-council.attendance): Seven")
    assert better.out.startswith("gained, better  a  ")


def test_nothing_changes_between_two_folders_that_say_the_same(
    marsad: InProcess, folder: KnowledgeFolder, questions: Path
) -> None:
    outcome = marsad("kb", "compare", folder.root, folder.root, "--questions", questions, "--strict")

    assert (outcome.code, outcome.out) == (0, "2 questions: 2 alike\n")


def test_what_was_withdrawn_may_be_refused(
    marsad: InProcess, folder: KnowledgeFolder, served: str, questions: Path
) -> None:
    other(folder, WITHDRAWN)
    outcome = marsad("kb", "compare", served, folder.root, "--questions", questions, "--strict")

    assert (outcome.code, outcome.out.splitlines()[-1]) == (0, "2 questions: 1 alike, 1 lost")


@pytest.mark.parametrize(
    ("content", "code", "message"),
    [(None, 2, "asked.jsonl: no such file"), (b'{"q": "a"}\n{"id": 1}\n', 1, "asked.jsonl:2: q: is missing")],
)
def test_bad_questions_compare_nothing(
    marsad: InProcess, folder: KnowledgeFolder, tmp_path: Path, content: bytes | None, code: int, message: str
) -> None:
    path = tmp_path / "asked.jsonl"
    if content:
        path.write_bytes(content)
    outcome = marsad("kb", "compare", folder.root, folder.root, "--questions", path)

    assert (outcome.code, outcome.out) == (code, "")
    assert message in outcome.err


def test_publish_stops_where_an_answer_becomes_worse_unless_that_is_allowed(
    marsad: InProcess, folder: KnowledgeFolder, served: str
) -> None:
    other(folder, WITHOUT)
    in_bank(folder, *QUESTIONS)
    plan = kb(marsad, folder, "plan", "--json")
    stopped = kb(marsad, folder, "publish", "--yes")
    allowed = kb(marsad, folder, "publish", "--yes", "--allow-worse")

    tried = json.loads(plan.out)["questions"]
    assert (tried["asked"], tried["total"], tried["lost"], tried["worse"]) == (2, 2, 1, 1)
    assert tried["changes"][0]["id"] == "a"
    assert (plan.code, stopped.code, allowed.code) == (0, 1, 0)
    assert f"Worse: {ATTENDANCE}" in stopped.out
    assert "--allow-worse" in stopped.out
    assert "to be published on" not in stopped.out
    assert "to be published on" in allowed.out


def test_publish_asks_nothing_where_there_is_no_bank(
    marsad: InProcess, folder: KnowledgeFolder, served: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.publishing.trying.Respondent.of", lambda *_: pytest.fail("a version is made to be asked"))
    other(folder, WITHOUT)
    outcome = kb(marsad, folder, "plan", "--json")

    assert (outcome.code, json.loads(outcome.out)["questions"]) == (0, None)


def test_a_bad_line_of_the_bank_is_named_by_check_plan_and_publish(
    marsad: InProcess, folder: KnowledgeFolder, served: str
) -> None:
    in_bank(folder, QUESTIONS[1], b"{", {"q": "x", "statements": ["storm-council.none"]})
    other(folder, WITHDRAWN)
    check, plan, publish = (kb(marsad, folder, *command) for command in (("check",), ("plan",), ("publish", "--yes")))

    assert (check.code, plan.code, publish.code) == (1, 0, 1)
    for said in (check.err, plan.out, publish.out):
        assert "questions/house.jsonl:2: is no JSON object" in said
    in_bank(folder, {"q": "x", "statements": ["storm-council.none"]})
    assert "questions/house.jsonl:1: statements: unknown statement" in kb(marsad, folder, "check").err
