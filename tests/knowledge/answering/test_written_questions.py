"""What editors write in `questions:` beside a statement, from the folder to the reply."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge import changes
from knowledge.answering.engine import Engine
from knowledge.curation import compiler
from knowledge.curation.folder import Folder
from knowledge.dialogue import Answer, NoAnswer, Reply
from tests.support.folders import STORM, KnowledgeFolder

SAILED = "Which flags flapped about?"
PROPERTY = "property: participant\n"
STORM_FILE = "facts/meetings/storm-council.yaml"


def asked_by(*questions: str, of: str = PROPERTY) -> str:
    """The facts of the meeting with these questions beside a statement."""
    return STORM.replace(of, f"{of}    questions:\n" + "".join(f"      - {one}\n" for one in questions))


def reply(folder: KnowledgeFolder, text: str) -> Reply:
    """What a version compiled of the folder replies."""
    return Engine(compiler.in_memory(folder.read())).warm().reply_to(text, today=date(2026, 11, 30))


def test_a_question_in_words_that_nobody_knows_is_answered_by_the_statement_that_it_is_written_with(
    folder: KnowledgeFolder,
) -> None:
    assert isinstance(reply(folder, SAILED), NoAnswer)

    folder.fact("meetings/storm-council", asked_by(SAILED))

    found = reply(folder, "which flags flapped about")
    assert isinstance(found, Answer)
    assert found.sentences[0].statement.id == "storm-council.attendance"


def test_another_question_is_answered_as_before(folder: KnowledgeFolder) -> None:
    before = [reply(folder, text) for text in ("When did the Storm Council meet?", "Which rockets flew about?")]
    folder.fact("meetings/storm-council", asked_by(SAILED))

    assert [reply(folder, "When did the Storm Council meet?"), reply(folder, "Which rockets flew about?")] == before


def test_a_question_is_written_with_one_statement_alone(folder: KnowledgeFolder) -> None:
    twice = asked_by(SAILED).replace("property: date\n", f"property: date\n    questions:\n      - {SAILED}\n")
    folder.fact("meetings/storm-council", twice)

    [problem] = folder.problems()

    assert problem.endswith("is what storm-council.met is asked by; leave it with the one that answers it")
    assert problem.startswith(f"{STORM_FILE}:33: statements.attendance.questions.0")


def test_a_new_question_is_another_version_and_no_news(folder: KnowledgeFolder) -> None:
    before = folder.read()
    folder.fact("meetings/storm-council", asked_by(SAILED))
    after = folder.read()

    assert after.version != before.version
    assert not changes.diff(before, after).changes


def test_questions_are_compiled_to_the_same_bytes_each_time(folder: KnowledgeFolder, tmp_path: Path) -> None:
    folder.fact("meetings/storm-council", asked_by(SAILED, "who waved", "أي أعلام رفرفت؟"))

    one, two = (compiler.compile_corpus(folder.read(), tmp_path / name) for name in ("one", "two"))

    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize("name", ["associations.npz", "asking.npz", "decision.yaml"])
def test_what_was_learned_is_part_of_the_version(folder: KnowledgeFolder, name: str) -> None:
    path = folder.root / "learned" / name
    before = folder.read().version
    path.write_bytes((path.read_bytes() if path.exists() else b"") + b"\n")

    assert Folder.locate(folder.root).version() != before
