"""Questions with what is right about their answers, a JSON object a line: a bank of a newsroom, or any file of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ConfigDict, Field, ValidationError, model_validator

from knowledge.dialogue import Verdict
from knowledge.errors import InvalidFiles, Problem
from knowledge.files import strict_json
from knowledge.files.bounded import MEBIBYTE, lines, open_regular
from knowledge.files.describing import describe
from knowledge.files.fields import StatementId
from knowledge.files.strict_yaml import Record

BANK = "questions"
"""The folder of a knowledge folder in which its bank lies."""
_FILES = "*.jsonl"


class BankQuestion(Record):
    """A question; what is right may be left out, and then nothing is better or worse."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    id: str | int | None = None
    q: str = Field(min_length=1)
    lang: str | None = None
    answerable: bool = True
    """Taken to be so where nothing is said of it."""
    gold_all: tuple[tuple[str, ...], ...] = ()
    statements: tuple[StatementId, ...] = ()
    """One of which a right answer tells."""
    verdict: Verdict | None = None
    long: bool = False
    reason: str = ""
    """Why it is right that it has no answer."""

    @property
    def is_judged(self) -> bool:
        """Whether it says what a right answer is, or that there is none."""
        return "answerable" in self.model_fields_set or bool(self.gold_all or self.statements or self.verdict)

    @model_validator(mode="before")
    @classmethod
    def _without_answer(cls, data: Any) -> Any:
        """Who is right to stay undecided has no answer."""
        undecided = isinstance(data, dict) and data.get("verdict") == Verdict.UNDECIDED.value
        return {"answerable": False, **data} if undecided else data

    @model_validator(mode="after")
    def _fits_together(self) -> BankQuestion:
        if not self.answerable and (self.gold_all or self.statements):
            raise ValueError("says that there is no answer, and what the right one is; leave one out")
        if any(not spellings for spellings in self.gold_all):
            raise ValueError("an inner list of gold_all is empty, so that nothing would be right")
        return self


@dataclass(frozen=True, slots=True)
class PlacedQuestion:
    """A question with the file and the line that it stands in."""

    question: BankQuestion
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class BankReading:
    """What some files hold, and every line of them that is no question."""

    questions: tuple[PlacedQuestion, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_bank(root: Path) -> BankReading:
    """The bank of a knowledge folder, which may have none."""
    found = [read_questions(path, f"{BANK}/{path.name}") for path in sorted((root / BANK).glob(_FILES))]
    questions = tuple(one for reading in found for one in reading.questions)
    return BankReading(questions, tuple(one for reading in found for one in reading.problems))


def sound_questions(path: Path) -> tuple[BankQuestion, ...]:
    """The questions of a file; InvalidFiles names every line that is none."""
    reading = read_questions(path, path.name)
    if reading.problems:
        raise InvalidFiles(reading.problems)
    return tuple(one.question for one in reading.questions)


def read_questions(path: Path, name: str) -> BankReading:
    """The questions of a file, line by line; blank lines and unknown keys count nothing."""
    try:
        with open_regular(path) as stream:
            found = list(_read(lines(stream, most=MEBIBYTE), name))
    except (OSError, ValueError) as error:
        return BankReading((), (Problem(name, 0, "", f"cannot be read: {error}"),))
    placed = tuple(one for one in found if isinstance(one, PlacedQuestion))
    return BankReading(placed, tuple(one for one in found if isinstance(one, Problem)))


def unknown_statements(placed: Iterable[PlacedQuestion], known: Iterable[str]) -> Sequence[Problem]:
    """The statements that questions name as their answers and that nobody has curated."""
    known = frozenset(known)
    return [
        Problem(one.file, one.line, "statements", f"unknown statement {id_!r}")
        for one in placed
        for id_ in one.question.statements
        if id_ not in known
    ]


def _read(raw_lines: Iterable[bytes | None], name: str) -> Iterator[PlacedQuestion | Problem]:
    seen: dict[str | int, int] = {}
    for number, raw in enumerate(raw_lines, start=1):
        if raw is None:
            yield Problem(name, number, "", f"is longer than {MEBIBYTE} bytes")
        elif raw.strip():
            found = _of_line(raw, name, number)
            yield found
            if isinstance(found, PlacedQuestion) and (id_ := found.question.id) is not None:
                if id_ in seen:
                    yield Problem(name, number, "id", f"{id_!r} is the question of line {seen[id_]} too")
                seen.setdefault(id_, number)


def _of_line(raw: bytes, name: str, number: int) -> PlacedQuestion | Problem:
    try:
        return PlacedQuestion(BankQuestion.model_validate(_given(strict_json.loads(raw))), name, number)
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        return Problem(name, number, ".".join(map(str, detail["loc"])), describe(detail))
    except (ValueError, TypeError) as error:
        return Problem(name, number, "", f"is no JSON object in UTF-8: {error}")


def _given(data: Any) -> dict[str, Any]:
    """What is said of a question; null says nothing. TypeError unless `data` is an object."""
    if not isinstance(data, dict):
        raise TypeError("the line holds no object")
    return {key: value for key, value in data.items() if value is not None}
