"""Judged questions: what writers asked, and what a right answer must hold; read from YAML or JSON Lines.

A folder holds one folder a set of questions (`tuning`, `reporting`), in it one file a writer; beside them `facts.yaml`
with the right answer of each fact that they ask about, and `sentences.yaml`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from pydantic import ValidationError

from knowledge.dialogue import Verdict
from knowledge.errors import InvalidFiles, Problem
from knowledge.files.describing import describe
from knowledge.files.strict_yaml import Record, YamlFile, load, load_or_raise

Gold: TypeAlias = tuple[tuple[str, ...], ...]
"""What an answer must hold: one spelling of every inner list."""


class QuestionStyle(StrEnum):
    """How a reader types."""

    COMMAND_LIKE = "command-like"
    DATEFORM = "dateform"
    DIALECT_EG = "dialect-eg"
    DIALECT_GULF = "dialect-gulf"
    DIALECT_LEVANT = "dialect-levant"
    DIALECT_MAGHREB = "dialect-maghreb"
    FOLLOWUP = "followup"
    FORMAL = "formal"
    KEYWORD = "keyword"
    MSA = "msa"
    SHORT = "short"
    TRANSLIT_NAME = "translit-name"
    TRANSLITERATED = "transliterated"
    TYPO = "typo"


class Category(StrEnum):
    """What is asked about; the last eleven have to be worked out."""

    ACTOR = "actor"
    AIM = "aim"
    INITIATIVE = "initiative"
    MEETING = "meeting"
    META = "meta"
    NUMBER = "number"
    OTHER = "other"
    PLACE = "place"
    THREAT = "threat"
    TIME = "time"
    COMPARISON = "comparison"
    COUNT = "count"
    LATEST = "latest"
    LIST = "list"
    MENTION = "mention"
    ORDER = "order"
    PARTS = "parts"
    SAID = "said"
    SUMMARY = "summary"
    TIMELINE = "timeline"
    WHEN = "when"


class Way(StrEnum):
    """In what way it is asked; the last six ask in vain."""

    YES_NO = "yes-no"
    EITHER_OR = "either-or"
    WHO = "who"
    WHAT = "what"
    WHICH = "which"
    WHEN = "when"
    WHERE = "where"
    WHY = "why"
    HOW = "how"
    HOW_MANY = "how-many"
    LIST = "list"
    SUMMARY = "summary"
    FILL_IN = "fill-in"
    KEYWORD = "keyword"
    DATE_FIRST = "date-first"
    INVERSE = "inverse"
    CHANGED_DETAIL = "changed-detail"
    MISSING_PROPERTY = "missing-property"
    OTHER_DOMAIN = "other-domain"
    CHIT_CHAT = "chit-chat"
    INJECTION = "injection"
    GIBBERISH = "gibberish"


class GoldenQuestion(Record):
    """A question, and what its answer must hold; `gold_all` only where it differs from that of its fact."""

    id: str
    lang: str
    style: QuestionStyle
    category: Category
    q: str
    answerable: bool
    fact: str = ""
    """Which sentence is asked about, and what of it."""
    way: Way | None = None
    long: bool = False
    gold_all: Gold = ()
    verdict: Verdict | None = None
    """Of a question that is answered by yes or no."""
    note: str = ""

    @property
    def writer(self) -> str:
        """Who wrote it: the letters that begin its id."""
        return self.id[:2]


class WriterFile(Record):
    """The questions of one writer."""

    questions: tuple[GoldenQuestion, ...]


class FactsFile(Record):
    """The whole of `facts.yaml`."""

    facts: dict[str, Gold]


class SentencesFile(Record):
    """The whole of `sentences.yaml`: per source and key the words with which the sentence opens."""

    sentences: dict[str, dict[str, str]]


@dataclass(frozen=True)
class QuestionFolder:
    """A folder of judged questions; what is wrong with a set is raised at once, as InvalidFiles."""

    path: Path

    def read(self, name: str) -> tuple[GoldenQuestion, ...]:
        """The questions of a set, writer by writer, each with what its answer must hold."""
        found: list[GoldenQuestion] = []
        problems: list[Problem] = []
        for path in sorted((self.path / name).glob("*.yaml")):
            record, document = load(path, WriterFile, name=f"{name}/{path.name}")
            questions = record.questions if record else ()
            problems += [*document.problems, *self._problems(document, path.stem, questions)]
            found += map(self._whole, questions)
        if not found and not problems:
            problems = [Problem(name, 0, "", f"no questions in {self.path / name}")]
        if problems:
            raise InvalidFiles(problems)
        return tuple(found)

    @cached_property
    def facts(self) -> Mapping[str, Gold]:
        """What the answer to a question about a fact must hold."""
        return load_or_raise(self.path / "facts.yaml", FactsFile).facts

    @cached_property
    def sentences(self) -> Mapping[str, Mapping[str, str]]:
        """Per source and key the words with which the sentence opens that a fact rests on."""
        return load_or_raise(self.path / "sentences.yaml", SentencesFile).sentences

    def _whole(self, question: GoldenQuestion) -> GoldenQuestion:
        if question.gold_all or not question.answerable:
            return question
        return question.model_copy(update={"gold_all": self.facts.get(question.fact, ())})

    def _problems(self, document: YamlFile, writer: str, questions: tuple[GoldenQuestion, ...]) -> Iterator[Problem]:
        seen: set[str] = set()
        for place, question in enumerate(questions):
            for field, message in self._mistakes(question, writer, seen):
                yield document.problem(("questions", place, field), message)
            seen.add(question.id)

    def _mistakes(self, question: GoldenQuestion, writer: str, seen: set[str]) -> Iterator[tuple[str, str]]:
        if question.writer != writer:
            yield "id", f"the questions of {question.writer!r} stand in {question.writer}.yaml"
        if question.id in seen:
            yield "id", f"is a duplicate: {question.id}"
        yield from self._in_vain(question) if not question.answerable else self._answered(question)

    @staticmethod
    def _in_vain(question: GoldenQuestion) -> Iterator[tuple[str, str]]:
        if question.gold_all:
            yield "gold_all", "belongs to an answer, and the question has none"
        if question.verdict not in (None, Verdict.UNDECIDED):
            yield "verdict", f"'{question.verdict}' is an answer, and the question has none"

    def _answered(self, question: GoldenQuestion) -> Iterator[tuple[str, str]]:
        of_fact = self.facts.get(question.fact)
        if question.verdict is Verdict.UNDECIDED:
            yield "verdict", f"'{question.verdict}' has no answer, and the question has one"
        if not question.gold_all and of_fact is None:
            yield "fact", f"{question.fact!r} is not in facts.yaml, and the question has no gold_all"
        elif question.gold_all and question.gold_all == of_fact:
            yield "gold_all", f"is what facts.yaml says of {question.fact!r}; remove it"


def read_lines(path: Path) -> tuple[GoldenQuestion, ...]:
    """The questions of a JSON Lines file; unknown keys are ignored, other mistakes raised at once, as InvalidFiles."""
    found: list[GoldenQuestion] = []
    problems: list[Problem] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            found += [_of_line(line)] if line.strip() else []
        except (ValueError, TypeError) as error:
            problems += [Problem(path.name, number, field, message) for field, message in _reasons(error)]
    if problems:
        raise InvalidFiles(problems)
    return tuple(found)


def _of_line(line: str) -> GoldenQuestion:
    row = json.loads(line)
    if not isinstance(row, dict):
        raise TypeError("is no object")
    return GoldenQuestion.model_validate({k: v for k, v in row.items() if k in GoldenQuestion.model_fields})


def _reasons(error: Exception) -> Iterator[tuple[str, str]]:
    if not isinstance(error, ValidationError):
        yield "", str(error)
        return
    for detail in error.errors(include_url=False):
        yield ".".join(map(str, detail["loc"])), describe(detail)
