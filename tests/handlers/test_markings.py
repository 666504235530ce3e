"""One marked fact on every path through the bot: its words come out where they may, and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any, cast

import pytest
from sqlalchemy import select
from telegram import Update

from bot.context import Marsad, Stores
from bot.drawing.scenes import CardShape, Look, PictureKind, Scene, dumped
from bot.drawing.studio import Studio
from bot.interface.buttons.encoding import decode, digest, encode
from bot.interface.buttons.presses import (
    Brief,
    Cite,
    CiteAs,
    Draw,
    DrawCard,
    Explain,
    Press,
    Quote,
    Related,
    Report,
)
from bot.interface.words.bidi import without_marks
from bot.state import tables
from knowledge.answering.engine import Engine
from knowledge.citing.formats import CitationFormat
from knowledge.citing.tokens import token
from knowledge.compiled.base import KnowledgeBase
from knowledge.curation import compiler
from tests.handlers.conftest import OPERATOR, Serve
from tests.support.clock import Clock
from tests.support.folders import KnowledgeFolder
from tests.support.telegram import FakeTelegram, Reader

pytestmark = pytest.mark.slow

EMBARGOED, INTERNAL = "embargoed_until: 2024-04-03", "marking: internal"
"""The clock of these tests stands on the first of April 2024."""
SECRET = (digest("storm-council.captain"),)
ARTICLE = "The Storm Council met. " * 30


@dataclass
class WritingStudio:
    """Draws nothing: what it was to draw goes out as it stands."""

    async def picture(self, scene: Scene) -> bytes | None:
        return dumped(scene)


def _pressing(press: Press) -> Callable[[Reader], Update]:
    return lambda reader: reader.presses(encode(press))


STUDIO = cast("Studio", WritingStudio())
SHOWING: Mapping[str, Callable[[Reader], Update]] = {
    "a question": lambda reader: reader.writes("who attended the storm council?"),
    "a question in Arabic": lambda reader: reader.writes("من حضر مجلس العاصفة؟"),
    "a question of yes or no": lambda reader: reader.writes("did the captain attend the storm council?"),
    "a briefing": lambda reader: reader.writes("/briefing storm council"),
    "a name alone": lambda reader: reader.writes("storm council"),
    "a button for a briefing": lambda reader: reader.presses(encode(Brief(digest("storm-council")))),
    "a button for a quote": lambda reader: reader.presses(encode(Quote(SECRET))),
    "a report to the operators": lambda reader: reader.presses(encode(Report(SECRET))),
    "a citation": lambda reader: reader.presses(encode(Cite(SECRET))),
    **{f"a citation as {one}": _pressing(CiteAs(one, SECRET)) for one in CitationFormat},
    "a square card": lambda reader: reader.presses(encode(DrawCard(CardShape.SQUARE, SECRET, Look.LIGHT))),
    "a wide card": lambda reader: reader.presses(encode(DrawCard(CardShape.WIDE, SECRET, Look.DARK))),
    "a link": lambda reader: reader.writes(f"/start {token('storm-council.captain')}"),
    "a statement that is passed on": lambda reader: reader.types(token("storm-council.captain")),
    "inline": lambda reader: reader.types("captain"),
    "inline by a name": lambda reader: reader.types("storm council"),
}
"""Where the fact is told once it is public."""

OTHERS: Mapping[str, Callable[[Reader], Update]] = {
    "a question that is refused": lambda reader: reader.writes("which ship does the captain sail?"),
    "a question about nothing": lambda reader: reader.writes("captain"),
    "an article": lambda reader: reader.writes(ARTICLE),
    "help": lambda reader: reader.writes("/help"),
    "meetings": lambda reader: reader.writes("/meetings"),
    "sources": lambda reader: reader.writes("/source"),
    "following": lambda reader: reader.writes("/subscribe captain"),
    "a button for related subjects": lambda reader: reader.presses(encode(Related(SECRET))),
    **{f"a picture: {one}": _pressing(Draw(one, (), 0, Look.LIGHT)) for one in PictureKind},
    "a picture of a council": _pressing(Draw(PictureKind.TIMELINE, (digest("storm-council"),), 0, Look.LIGHT)),
    "a picture of a document": _pressing(Draw(PictureKind.COVERAGE, (digest("log"),), 0, Look.LIGHT)),
    "a picture in words": lambda reader: reader.writes("network of storm council"),
    "terms": _pressing(Explain(SECRET)),
    "a citation in words": lambda reader: reader.writes("cite this"),
    "inline, nothing typed": lambda reader: reader.types(""),
}
"""Where it may be told or not."""


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], KnowledgeBase]:
    """The made-up facts with one marked; compiling them in the built-in words takes seconds."""

    @cache
    def of(marking: str) -> KnowledgeBase:
        folder = KnowledgeFolder.made(tmp_path_factory.mktemp("kb"))
        folder.secret(marking)
        return compiler.in_memory(folder.read())

    return of


@pytest.fixture
def marked(compiled: Callable[[str], KnowledgeBase], request: pytest.FixtureRequest) -> Engine:
    return Engine(compiled(request.param))


def said(telegram: FakeTelegram) -> str:
    """Everything that left the process, as one text."""
    written = json.dumps([call.parameters for call in telegram.calls], ensure_ascii=False, default=str)
    files = (file.decode() for call in telegram.calls for file in call.files.values())
    return without_marks("\n".join((written, *files)))


def pressed(sent: dict[str, Any]) -> list[Press | None]:
    """What the buttons below a message mean."""
    return [decode(one["callback_data"]) for row in sent["reply_markup"]["inline_keyboard"] for one in row]


def tells(text: str) -> bool:
    return "Zumurrud" in text or "زمرد" in text


async def paths_that_tell(app: Marsad, telegram: FakeTelegram, chat: int, *ways: Mapping[str, object]) -> set[str]:
    """The paths on which the words of the fact come out."""
    found = set()
    for name, path in ((name, path) for some in ways for name, path in some.items()):
        telegram.calls.clear()
        await app.process_update(path(Reader(app.bot, chat, "en")))  # type: ignore[operator]
        assert telegram.calls, name
        if tells(said(telegram)):
            found.add(name)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("marked", [INTERNAL, EMBARGOED], indirect=True)
async def test_what_is_marked_leaves_on_no_path(serve: Serve, telegram: FakeTelegram, marked: Engine) -> None:
    async with serve(marked, studio=STUDIO) as app:
        assert await paths_that_tell(app, telegram, 7, SHOWING, OTHERS) == set()


@pytest.mark.parametrize("marked", [EMBARGOED], indirect=True)
async def test_when_its_embargo_ends_it_is_told_on_every_path_without_a_restart(
    serve: Serve, telegram: FakeTelegram, clock: Clock, marked: Engine
) -> None:
    async with serve(marked, studio=STUDIO) as app:
        assert await paths_that_tell(app, telegram, 7, SHOWING) == set()
        clock.forward(hours=48)
        assert await paths_that_tell(app, telegram, 7, SHOWING) == set(SHOWING)
        assert "Embargoed" not in said(telegram)


@pytest.mark.parametrize("marked", [INTERNAL], indirect=True)
async def test_what_is_internal_stays_so_on_every_day(
    serve: Serve, telegram: FakeTelegram, clock: Clock, marked: Engine
) -> None:
    async with serve(marked, studio=STUDIO) as app:
        clock.time += timedelta(days=10_000)
        assert await paths_that_tell(app, telegram, 7, SHOWING, OTHERS) == set()


@pytest.mark.parametrize(
    ("marked", "mark"),
    [(INTERNAL, "[Internal] Captain"), (EMBARGOED, "[Embargoed until 3 April 2024] Captain")],
    indirect=["marked"],
)
async def test_the_operators_chat_sees_it_with_its_marking_and_nothing_that_they_take_along_does(
    serve: Serve, telegram: FakeTelegram, marked: Engine, mark: str
) -> None:
    async with serve(marked, studio=STUDIO) as app:
        await app.process_update(Reader(app.bot, OPERATOR).writes("/briefing storm council"))
        assert mark in said(telegram)
        taken_along = ("inline", "citation", "card", "passed on")
        ways = {name: path for name, path in SHOWING.items() if any(word in name for word in taken_along)}
        assert len(ways) > 7
        assert await paths_that_tell(app, telegram, OPERATOR, ways) == set()


@pytest.mark.parametrize("marked", [INTERNAL, EMBARGOED], indirect=True)
async def test_the_operators_chat_is_offered_to_cite_only_what_everybody_may_see(
    serve: Serve, telegram: FakeTelegram, marked: Engine
) -> None:
    async with serve(marked, studio=STUDIO) as app:
        await app.process_update(Reader(app.bot, OPERATOR).writes("/briefing storm council"))
        await app.process_update(Reader(app.bot, OPERATOR).writes(f"/start {token('storm-council.captain')}"))
    briefing, alone = map(pressed, telegram.sent())

    assert [SECRET[0] in "".join(one.statements) for one in briefing if isinstance(one, Cite)] == [False]
    assert Quote(SECRET) in alone
    assert [one for one in alone if isinstance(one, Cite)] == []


@pytest.mark.parametrize("marked", [INTERNAL, EMBARGOED], indirect=True)
async def test_what_the_operators_chat_alone_may_see_is_never_corrected_there(
    serve: Serve, telegram: FakeTelegram, state: Stores, marked: Engine
) -> None:
    async with serve(marked, studio=STUDIO) as app:
        await app.process_update(Reader(app.bot, OPERATOR).writes("did the captain attend the storm council?"))
    assert tells(said(telegram))

    async with state.told.database.reading() as connection:
        assert list(await connection.execute(select(tables.told))) == []


@pytest.mark.parametrize("marked", [INTERNAL], indirect=True)
async def test_an_operator_in_another_chat_is_a_reader_like_any_other(
    serve: Serve, telegram: FakeTelegram, marked: Engine
) -> None:
    async with serve(marked, MARSAD_TELEGRAM__OPERATORS="7") as app:
        group = Reader(app.bot, -100, chat_type="supergroup")
        await app.process_update(group.writes("/briefing storm council"))
        assert "Seven states" in said(telegram)
        assert not tells(said(telegram))
