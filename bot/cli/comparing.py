"""`kb compare`: which questions two versions answer differently, and whether that is better or worse."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.session import JsonOption, WrongUse, day, open_session, say
from bot.interface.words.wording import Wordings
from bot.publishing.library import Library
from bot.publishing.trying import Respondent, compared
from knowledge.answering.engine import Engine
from knowledge.bank.comparing import AnswerChange, Replied, Tendency
from knowledge.bank.questions import BankQuestion, sound_questions
from knowledge.compiled.edition import read_edition, read_sources
from knowledge.curation import compiler
from knowledge.curation.corpus import republished
from knowledge.curation.folder import Folder
from knowledge.errors import UnusableArtefact

_SHOWN = 200
"""Characters of an answer."""


def register(kb: typer.Typer) -> None:
    """Add the commands of this module."""
    kb.command()(compare)


def compare(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A version, a compiled file or a folder.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The same.")],
    *,
    questions: Annotated[Path, typer.Option("--questions", metavar="FILE.jsonl", help="One question a line.")],
    as_json: JsonOption = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 where a judged answer becomes worse.")] = False,
) -> None:
    """Show which answers change from one version to another, with both replies."""
    if not questions.is_file():
        raise WrongUse(f"{questions}: no such file")
    asked = sound_questions(questions)
    library = open_session().library
    changes: list[AnswerChange] = []
    for one in _changes(asked, _engine(old, library), _engine(new, library)):
        changes.append(one)
        for line in [json.dumps(one.record(), ensure_ascii=False)] if as_json else _lines(one):
            say(line)
    say(_summary(asked, changes), sys.stderr if as_json else sys.stdout)
    if strict and any(one.judged is Tendency.WORSE for one in changes):
        raise typer.Exit(1)


def _changes(asked: Iterable[BankQuestion], old: Engine, new: Engine) -> Iterator[AnswerChange]:
    """Nothing is asked where both are one version."""
    if old.knowledge.version == new.knowledge.version:
        return
    today, wordings = day(None), Wordings.load()
    respondents = (Respondent.of(engine, wordings, today) for engine in (old, new))
    yield from (one for one in compared(asked, *respondents) if one is not None)


def _engine(name: str, library: Library) -> Engine:
    """A folder as it is, a compiled file, or a version by its name."""
    path = Path(name)
    if path.is_dir():
        return replace(library, folder=Folder.locate(path)).latest()
    if path.is_file():
        return _opened(path, library)
    if path.suffix or len(path.parts) > 1:
        raise WrongUse(f"{name}: no such file or folder")
    return library.ready(name)


def _lines(one: AnswerChange) -> Iterator[str]:
    judged = f", {one.judged}" if one.judged else ""
    label = f"{one.question.id}  " if one.question.id is not None else ""
    yield f"{one.kind}{judged}  {label}{one.question.q}"
    yield f"  was  {_reply(one.old)}"
    yield f"  is   {_reply(one.new)}"


def _reply(reply: Replied) -> str:
    said = reply.verdict or reply.status
    told = f" ({', '.join(reply.statements)})" if reply.statements else ""
    text = " ".join(reply.text.split())
    return f"{said}{told}: {text[:_SHOWN]}{'…' if len(text) > _SHOWN else ''}"


def _summary(asked: tuple[BankQuestion, ...], changes: list[AnswerChange]) -> str:
    kinds, judged = Counter(one.kind for one in changes), Counter(one.judged for one in changes)
    parts = [f"{count} {kind}" for kind, count in sorted(kinds.items())]
    parts += [f"{judged[one]} {one}" for one in Tendency if judged[one]]
    return f"{len(asked)} questions: {', '.join([f'{len(asked) - len(changes)} alike', *parts])}"


def _opened(path: Path, library: Library) -> Engine:
    """An engine for a compiled file, wherever it lies; one of another release is compiled anew, in memory."""
    try:
        return library.engine(path)
    except UnusableArtefact:
        told = read_edition(path), read_sources(path)
        return Engine(compiler.in_memory(republished(*told, library.folder)), elsewhere=library.archive)
