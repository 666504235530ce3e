"""Files of judged questions: what a line may say, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.bank.questions import read_bank, sound_questions, unknown_statements
from knowledge.errors import InvalidFiles

QUESTION = '{"id": "a", "q": "when?", "style": "short", "category": "time", "gold_all": [["May"]]}'


def bank(root: Path, *lines: str) -> Path:
    path = root / "questions" / "house.jsonl"
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "house.jsonl:3: is no JSON object in UTF-8: "),
        ("[1]", "house.jsonl:3: is no JSON object in UTF-8: the line holds no object"),
        ('{"q": "a", "q": "b"}', "house.jsonl:3: is no JSON object in UTF-8: the key 'q' stands there twice"),
        ('{"id": 1}', "house.jsonl:3: q: is missing"),
        ('{"q": ""}', "house.jsonl:3: q: "),
        ('{"q": 7}', "house.jsonl:3: q: input should be a valid string, not 7"),
        ('{"q": "a", "gold_all": "May"}', "house.jsonl:3: gold_all: "),
        ('{"q": "a", "gold_all": [[]]}', "house.jsonl:3: an inner list of gold_all is empty"),
        ('{"q": "a", "verdict": "maybe"}', "house.jsonl:3: verdict: "),
        ('{"q": "a", "statements": ["council"]}', "house.jsonl:3: statements.0: "),
        ('{"q": "a", "answerable": false, "gold_all": [["x"]]}', "house.jsonl:3: says that there is no answer"),
        ('{"id": "a", "q": "b"}', "house.jsonl:3: id: 'a' is the question of line 1 too"),
    ],
)
def test_a_bad_line_is_named_with_file_and_line(tmp_path: Path, line: str, problem: str) -> None:
    path = bank(tmp_path, QUESTION, "", line)

    with pytest.raises(InvalidFiles) as raised:
        sound_questions(path)
    (found,) = raised.value.problems
    assert str(found).startswith(problem)


def test_a_bank_keeps_its_sound_lines_beside_bad_ones(tmp_path: Path) -> None:
    bank(tmp_path, QUESTION, "{")
    found = read_bank(tmp_path)

    assert [one.question.id for one in found.questions] == ["a"]
    assert [(one.file, one.line) for one in found.problems] == [("questions/house.jsonl", 2)]
    assert read_bank(tmp_path / "elsewhere") == read_bank(tmp_path / "nowhere")


def test_an_answer_that_nobody_has_curated_is_named(tmp_path: Path) -> None:
    bank(tmp_path, '{"q": "a", "statements": ["a.b", "c.d"]}')

    assert [str(one) for one in unknown_statements(read_bank(tmp_path).questions, ["a.b"])] == [
        "questions/house.jsonl:1: statements: unknown statement 'c.d'"
    ]
