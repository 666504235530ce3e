"""Everything that the desk's server says in English has words in Arabic on its page."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from knowledge.curation.corpus import read
from knowledge.curation.folder import Folder
from knowledge.files.shipped import shipped
from tests.architecture import ROOT
from tests.knowledge.curation import mistakes
from tests.knowledge.curation.test_rules import RULES

_RAISED = ("bot/desk", "bot/language_model", "knowledge/documents", "knowledge/pdf", "knowledge/drafting")
_ALSO = ("knowledge/curation/adding.py", "knowledge/curation/keeping.py", "knowledge/curation/waiving.py")
_ERRORS = {"UnreadableFile", "ModelFailed", "NotTaken", "NotFound"}
_VALUES = (
    "knowledge/curation/records.py",
    "knowledge/files/fields.py",
    "knowledge/dates.py",
    "knowledge/documents/file_dates.py",
)
_FIELD = re.compile(r"[a-z_]+(?:\.[\w-]+)*: (?=\S)")
_FILLED = ("x", "7", "'x'", "x: reason", "")
"""What may stand where a message is filled in."""
_FILES = (
    "knowledge/files/strict_yaml.py",
    "knowledge/curation/sources.py",
    "knowledge/curation/facts_files.py",
    "knowledge/curation/gathering.py",
)


@cache
def _table() -> list[re.Pattern[str]]:
    text = (shipped("bot.desk", "page") / "arabic.js").read_text("utf-8").partition("ARABIC = ")[2]
    rows = json.loads(text.strip().rstrip(";").rpartition(",")[0] + "]")
    return [re.compile(pattern) for pattern, _ in rows]


def _told(text: str) -> bool:
    """Whether the page has words for all of a message."""
    while text:
        found = next((match for one in (*_table(), _FIELD) if (match := one.match(text))), None)
        if not found:
            return False
        text = text[found.end() :].removeprefix("; ")
    return True


def _messages(path: Path, names: set[str]) -> Iterator[str]:
    """The texts with which a module raises some errors or tells some problems; … where something is filled in."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in names:
            yield from (said for one in node.args for said in _texts(one) if " " in said)


def _texts(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr():
            yield "".join(str(one.value) if isinstance(one, ast.Constant) else "…" for one in node.values)
        case ast.IfExp():
            yield from (*_texts(node.body), *_texts(node.orelse))


def _every() -> Iterator[str]:
    raised = [path for folder in _RAISED for path in sorted((ROOT / folder).glob("*.py"))]
    for path in (*raised, *(ROOT / one for one in _ALSO)):
        yield from _messages(path, _ERRORS)
    for one in _VALUES:
        yield from _messages(ROOT / one, {"ValueError"})
    for one in _FILES:
        yield from _messages(ROOT / one, {"problem", "Problem", "_refuse", "_refuse_key"})


def test_what_the_server_refuses_with_has_words_in_arabic() -> None:
    messages = sorted(set(_every()))

    assert len(messages) > 80
    assert [one for one in messages if not any(map(_told, _filled(one)))] == []


def _filled(message: str) -> Iterator[str]:
    yield message.replace("…", "one", 1).replace("…", "answers 500")
    yield from (message.replace("…", word).strip() for word in _FILLED)


def test_every_rule_of_curation_is_told_in_arabic() -> None:
    told = [re.sub(r"^\d+: (?:[\w.!-]+: )?", "", expected) for _, _, expected in RULES.values()]

    assert [one for one in told if not _told(one)] == []


@pytest.mark.slow
def test_every_mistake_that_editors_make_is_told_in_arabic(tmp_path: Path) -> None:
    before = read(Folder.locate(mistakes.folder(tmp_path / "right").root)).corpus
    told = [
        one.message
        for mistake in mistakes.MISTAKES
        for one in mistakes.problems(mistakes.folder(tmp_path / mistake.name, mistake).root, before)
    ]

    assert [one for one in told if not _told(one)] == []
