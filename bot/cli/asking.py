"""`ask`, `search` and `chat`: questions from a terminal, one or many."""

from __future__ import annotations

import json
import shlex
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.past import AsPublished, named_day
from bot.cli.session import (
    JsonOption,
    KnowledgeOption,
    Session,
    WrongUse,
    batch_lines,
    day,
    language_code,
    open_reader,
    open_session,
    say,
)
from bot.cli.worded_engine import WordedEngine, clean
from bot.interface.to_json import to_json
from bot.interface.words.bidi import tidied
from bot.interface.words.wording import Wordings
from knowledge.answering.engine import Engine
from knowledge.answering.trace import Answered
from knowledge.dialogue import NoAnswer, Reply
from knowledge.files import strict_json
from knowledge.model import Readership, Source
from knowledge.quoting.results import StoryHit, by_story, met
from knowledge.search.searcher import Hit

if TYPE_CHECKING:
    from bot.looking_back import LookingBack

BatchOption = Annotated[
    str | None, typer.Option("--batch", metavar="FILE", help="A JSON object a line, with the words as `q`; - is stdin.")
]
AtOption = Annotated[str | None, typer.Option("--at", metavar="DATE", help="Answer as of this day (2024-04-25).")]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="Answer as was published then (2024-04-25, 2024-04).")
]
AfterOption = Annotated[
    str | None,
    typer.Option("--after", metavar="QUESTION", help="What was asked right before; this one may lean on it."),
]
_MOST_RESULTS = 1000


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(ask)
    app.command()(search)
    app.command()(chat)


def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in Arabic or English.")] = None,
    *,
    lang: Annotated[str | None, typer.Option("--lang", help="Language of the question (ar, en, …).")] = None,
    at: AtOption = None,
    as_of: AsOfOption = None,
    after: AfterOption = None,
    batch: BatchOption = None,
    as_json: JsonOption = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show how the question was understood.")] = False,
    knowledge: KnowledgeOption = None,
) -> None:
    """Answer one question, or a batch of them."""
    _one_of(question, batch, "a question")
    if batch is not None and after is not None:
        raise WrongUse("--after goes with one question")
    lang = language_code(lang)
    today, batched = day(at), batch_lines(batch) if batch is not None else None
    session = open_reader(knowledge)
    found = _public(session, today)
    plain = WordedEngine(found.warm() if batched else found, Wordings.load(), today, session.settings.house)
    engine = _looking_back(session, plain if after is None else plain.after(after), as_of, at)
    how = plain.explained if explain else None
    if batched is not None:
        _batch(batched, lambda line: _asked(engine, line, how))
    elif question is not None and as_json:
        say(_json(_asked(engine, {"q": question, "lang": lang}, how)))
    elif question is not None:
        replied = engine.answered(question, lang)
        say(replied.rendered.reply)
        _say_where(replied.answered.reply)
        if explain:
            _say_how(plain.explained(replied.answered))


def _looking_back(session: Session, now: WordedEngine, as_of: str | None, at: str | None) -> AsPublished:
    """What answers as of a day if one is given, else also understands what the chat does besides questions."""

    @cache
    def back() -> LookingBack:
        from bot.looking_back import LookingBack

        return LookingBack(session.library)

    on = named_day(as_of, now.today) if as_of else None
    tense = now.today if at else None
    return AsPublished(now, back, on, tense)


def _say_where(reply: Reply) -> None:
    """How to search for what only documents mention: a terminal has no button for it."""
    for words, _ in reply.mentioned if isinstance(reply, NoAnswer) else ():
        typer.echo(f"to search for it: marsad search {shlex.quote(tidied(words))}", err=True)


def _say_how(trace: Mapping[str, Any]) -> None:
    from bot.cli.explaining import lines

    for line in lines(trace):
        say(line)


def search(
    query: Annotated[str | None, typer.Argument(help="Words to look for.")] = None,
    *,
    top: Annotated[int, typer.Option("--top", min=1, max=_MOST_RESULTS, help="How many results.")] = 10,
    every: Annotated[bool, typer.Option("--all", help="Every passage of a source, not only its best.")] = False,
    batch: BatchOption = None,
    as_json: JsonOption = False,
    knowledge: KnowledgeOption = None,
) -> None:
    """Rank statements and source passages, curated or not."""
    _one_of(query, batch, "words to look for")
    lines = batch_lines(batch) if batch is not None else None
    searcher = _public(open_reader(knowledge), day(None)).searcher.warm()

    def found(words: str) -> tuple[list[Hit], float]:
        began = time.perf_counter()
        hits = searcher.search(clean(words), top=top, every_passage=every)
        return hits, (time.perf_counter() - began) * 1000

    if lines is not None:
        _batch(lines, lambda line: _search_json(*found(line["q"]), id_=line.get("id")))
    elif query is not None:
        hits, took = found(query)
        if as_json:
            say(_json(_search_json(hits, took, id_=None)))
        else:
            _tell(hits, clean(query), every=every)


def _tell(hits: list[Hit], query: str, *, every: bool) -> None:
    """Hits by story, the words in bold that were looked for where a person reads them."""
    for one in map(StoryHit, hits) if every else by_story(hits):
        say(f"{one.hit.score:.2f}  {one.hit.id}{_said_of(one.hit.document)}\n      {_in_bold(one.hit.text, query)}")
        if one.copies:
            say(f"      the same text: {', '.join(tidied(copy.id) for copy in one.copies)}")


def _said_of(document: Source | None) -> str:
    """What is known of a document: date, publisher, title."""
    known = (document.published, document.publisher, document.title) if document else ()
    return "".join(f" · {tidied(str(one))}" for one in known if one)


def _in_bold(text: str, query: str) -> str:
    plain, parts, at = tidied(text), [], 0
    for start, end in met(plain, query) if sys.stdout.isatty() else ():
        parts += [plain[at:start], typer.style(plain[start:end], bold=True)]
        at = end
    return "".join((*parts, plain[at:]))


def chat(knowledge: KnowledgeOption = None) -> None:
    """Talk with Marsad in the terminal."""
    from bot.cli.chat import run_chat

    session = open_session(knowledge)
    engine = session.library.latest()
    engine.seen_by(Readership.PUBLIC, day(None)).warm()
    run_chat(session.settings, lambda: engine, sys.stdin, say, session.library)


def _public(session: Session, today: date) -> Engine:
    """What answers everybody; an editor reads the rest with `kb show`."""
    return session.library.latest().seen_by(Readership.PUBLIC, today)


def _one_of(single: str | None, batch: str | None, what: str) -> None:
    if (single is None) == (batch is None):
        raise WrongUse(f"give either {what} or --batch FILE")


def _batch(lines: Iterable[bytes | None], answer: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> None:
    """One JSON object a line, in order, each flushed; a bad line costs an error object and the exit code."""
    failed = False
    for number, raw in enumerate(lines, start=1):
        if raw is not None and not raw.strip():
            continue
        try:
            line = _line(raw)
        except (ValueError, TypeError) as error:
            failed = True
            say(_json({"id": None, "line": number, "status": "error", "error": str(error)}))
        else:
            say(_json(answer(line)))
    if failed:
        raise typer.Exit(1)


def _line(raw: bytes | None) -> Mapping[str, Any]:
    """A line of a batch; ValueError or TypeError says what is wrong with it."""
    if raw is None:
        raise ValueError("the line is too long")
    line = strict_json.loads(raw)
    if not isinstance(line, dict):
        raise TypeError("the line holds no JSON object")
    if not isinstance(line.get("q"), str):
        raise TypeError("the field q is missing or no text")
    if not isinstance(line.get("lang"), str | None):
        raise TypeError("the field lang is no text")
    return line


def _asked(
    engine: AsPublished, line: Mapping[str, Any], how: Callable[[Answered], Mapping[str, Any]] | None
) -> Mapping[str, Any]:
    replied = engine.answered(line["q"], line.get("lang"))
    found = to_json(replied.answered.reply, replied.rendered, id_=line.get("id"), ms=replied.ms)
    as_of = {"as_of": replied.as_of} if replied.as_of else {}
    return found | as_of | ({"explain": how(replied.answered)} if how else {})


def _search_json(hits: list[Hit], took: float, *, id_: object) -> Mapping[str, Any]:
    return {"id": id_, "results": list(map(_hit_json, hits)), "ms": round(took, 3)}


def _hit_json(hit: Hit) -> Mapping[str, Any]:
    return {"kind": hit.kind.value, "id": hit.id, "source": hit.source, "text": hit.text, "score": hit.score}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
