"""`/publish` in the chat: what operators see, what their buttons do, and what nobody else can."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.context import Marsad
from bot.interface.words.bidi import without_marks
from bot.publishing.library import Library, Pending
from knowledge.curation.chronicle import NAME, Chronicle, Deed
from knowledge.curation.folder import Folder
from tests.handlers.conftest import OPERATOR, Serve
from tests.support.clock import Clock
from tests.support.folders import STORM, KnowledgeFolder
from tests.support.telegram import FakeTelegram, Reader, buttons, labelled

MENDED = STORM.replace("en: Seven states attended.", "en: Seven states came.")


@pytest.fixture
def library(folder: KnowledgeFolder, tmp_path: Path) -> Library:
    """A folder whose first version is served, and whose second one is not published yet."""
    made = Library(Folder.locate(folder.root), tmp_path / "data")
    made.served()
    folder.fact("meetings/storm-council", MENDED)
    return made


@pytest.fixture
async def app(serve: Serve, library: Library) -> AsyncIterator[Marsad]:
    async with serve(library=library, MARSAD_DELIVERY__COOLING_OFF="10m") as application:
        yield application


@pytest.fixture
def operator(app: Marsad) -> Reader:
    return Reader(app.bot, OPERATOR)


async def shown(app: Marsad, operator: Reader, telegram: FakeTelegram) -> dict[str, Any]:
    """What `/publish` sends."""
    await app.process_update(operator.writes("/publish"))
    return telegram.sent()[-1]


async def after(app: Marsad, operator: Reader, telegram: FakeTelegram, sent: dict[str, Any], label: str) -> str:
    """The message in the place of the plan once a button is pressed."""
    await app.process_update(operator.presses(labelled(sent, label), sent))
    return without_marks(telegram.made("editMessageText")[-1]["text"])


def labels(sent: dict[str, Any]) -> list[str]:
    return [without_marks(label) for row in buttons(sent) for label, _ in row]


async def test_operators_see_what_publishing_would_change(
    app: Marsad, operator: Reader, telegram: FakeTelegram
) -> None:
    sent = await shown(app, operator, telegram)
    text = without_marks(sent["text"])

    assert "New: 0, changed: 1, withdrawn: 0." in text
    assert "Before: Seven states <s>attended.</s>\nNow: Seven states <b>came.</b>" in text
    assert labels(sent) == ["Publish", "Publish at once", "Cancel"]


async def test_what_answers_worse_cannot_be_published_from_the_chat(
    app: Marsad, operator: Reader, telegram: FakeTelegram, folder: KnowledgeFolder
) -> None:
    folder.fact("meetings/storm-council", STORM[: STORM.index("  attendance:")])
    folder.source("log", "Council of Storms met in Harbour City on 3 May 2021.", language="en")
    question = {"q": "States attended Storm Council", "gold_all": [["Seven"]]}
    (folder.root / "questions").mkdir()
    (folder.root / "questions" / "house.jsonl").write_text(json.dumps(question), encoding="utf-8")
    sent = await shown(app, operator, telegram)

    assert "Worse: States attended Storm Council" in without_marks(sent["text"])
    assert "Judged answers that become worse: 1." in without_marks(sent["text"])
    assert labels(sent) == ["Cancel"]


async def test_publishing_waits_for_the_cooling_off_and_can_be_stopped(
    app: Marsad, operator: Reader, telegram: FakeTelegram, library: Library, clock: Clock
) -> None:
    before = library.current_version()
    text = await after(app, operator, telegram, await shown(app, operator, telegram), "Publish")
    pending = library.pending()

    assert pending
    assert text == f"{pending.version} will be published on 1 April 2024, 12:10 UTC. Until then it can be stopped."
    assert (pending.due, library.current_version()) == (clock() + timedelta(minutes=10), before)
    edited = telegram.made("editMessageText")[-1]
    assert await after(app, operator, telegram, edited, "Stop what is waiting") == "Stopped. Nothing will be published."
    assert library.pending() is None
    assert await after(app, operator, telegram, edited, "Stop what is waiting") == "Nothing is waiting to be published."


async def test_what_waits_is_shown_with_the_way_to_stop_it(
    app: Marsad, operator: Reader, telegram: FakeTelegram, library: Library
) -> None:
    await after(app, operator, telegram, await shown(app, operator, telegram), "Publish")
    pending = library.pending()
    sent = await shown(app, operator, telegram)

    assert pending
    assert f"{pending.version[:12]} waits to be published, on 1 April 2024, 12:10 UTC" in without_marks(sent["text"])
    assert labels(sent) == ["Publish", "Publish at once", "Stop what is waiting", "Cancel"]


async def test_at_once_is_at_once(app: Marsad, operator: Reader, telegram: FakeTelegram, library: Library) -> None:
    text = await after(app, operator, telegram, await shown(app, operator, telegram), "Publish at once")

    assert text == f"{library.current_version()} is published."
    assert library.current_version() == library.folder.version()
    assert library.pending() is None
    assert "buttons" not in telegram.made("editMessageText")[-1]
    sent = await shown(app, operator, telegram)
    assert without_marks(sent["text"]).startswith("Nothing has changed")
    assert labels(sent) == []


async def test_what_is_published_is_what_was_shown(
    app: Marsad, operator: Reader, telegram: FakeTelegram, library: Library, folder: KnowledgeFolder
) -> None:
    seen = library.folder.version()
    sent = await shown(app, operator, telegram)
    folder.fact("meetings/storm-council", STORM.replace("participant", "no such property"))
    await after(app, operator, telegram, sent, "Publish at once")

    assert library.current_version() == seen


async def test_a_plan_that_was_overtaken_publishes_nothing(
    app: Marsad, operator: Reader, telegram: FakeTelegram, library: Library, folder: KnowledgeFolder, clock: Clock
) -> None:
    sent = await shown(app, operator, telegram)
    folder.fact("meetings/storm-council", STORM.replace("An imaginary meeting.", "Another meeting."))
    library.propose(library.build().stem, clock())
    library.promote(clock())
    other = library.current_version()
    text = await after(app, operator, telegram, sent, "Publish at once")

    assert text == (f"This cannot be published: {other} has been published meanwhile; look at what would change now")
    assert library.current_version() == other


async def test_another_plan_replaces_what_waits_and_says_so(
    app: Marsad, operator: Reader, telegram: FakeTelegram, library: Library, folder: KnowledgeFolder
) -> None:
    await after(app, operator, telegram, await shown(app, operator, telegram), "Publish")
    first = library.pending()
    folder.fact("meetings/storm-council", STORM.replace("An imaginary meeting.", "Another meeting."))
    text = await after(app, operator, telegram, await shown(app, operator, telegram), "Publish")

    assert first
    assert text.splitlines()[1] == f"It replaces {first.version}, which was waiting."


async def test_cancelling_publishes_nothing(
    app: Marsad, operator: Reader, telegram: FakeTelegram, library: Library
) -> None:
    before = library.current_version()
    text = await after(app, operator, telegram, await shown(app, operator, telegram), "Cancel")

    assert text == "Nothing is published."
    assert (library.pending(), library.current_version()) == (None, before)


async def test_mistakes_in_the_facts_are_listed_instead_of_a_plan(
    app: Marsad, operator: Reader, telegram: FakeTelegram, folder: KnowledgeFolder
) -> None:
    folder.fact("meetings/storm-council", STORM.replace("participant", "no such property"))
    sent = await shown(app, operator, telegram)
    first, second, *_ = without_marks(sent["text"]).splitlines()

    assert first == "The facts cannot be published, because they break these rules:"
    assert second.startswith("• facts/meetings/storm-council.yaml:")
    assert labels(sent) == []


async def test_what_waits_and_cannot_be_read_can_be_taken_back(
    app: Marsad, operator: Reader, telegram: FakeTelegram, library: Library
) -> None:
    (library.data / "knowledge" / "pending").write_text("{")
    sent = await shown(app, operator, telegram)

    assert "is damaged" in sent["text"]
    assert await after(app, operator, telegram, sent, "Stop what is waiting") == "Stopped. Nothing will be published."
    assert labels(await shown(app, operator, telegram)) == ["Publish", "Publish at once", "Cancel"]


async def test_nobody_else_can_publish(
    app: Marsad, reader: Reader, operator: Reader, telegram: FakeTelegram, library: Library
) -> None:
    before = library.current_version()
    sent = await shown(app, operator, telegram)
    library.propose(library.folder.version(), Clock().time)
    await app.process_update(reader.writes("/publish"))
    for label in labels(sent):
        await app.process_update(reader.presses(labelled(sent, label), sent))
    await app.process_update(reader.presses("1x", sent))

    assert telegram.sent()[-1]["text"].startswith("I do not know this command.")
    assert telegram.made("editMessageText") == []
    assert library.current_version() == before
    assert library.pending() == Pending(library.folder.version(), Clock().time)


async def test_where_nothing_can_be_published_the_command_does_not_exist(serve: Serve, telegram: FakeTelegram) -> None:
    async with serve() as app:
        await app.process_update(Reader(app.bot, OPERATOR).writes("/publish"))
        await app.process_update(Reader(app.bot, OPERATOR).presses("1x"))

    assert telegram.sent()[-1]["text"].startswith("I do not know this command.")
    assert telegram.made("editMessageText") == []


async def test_in_a_group_of_operators_only_its_administrators_publish(
    serve: Serve, library: Library, telegram: FakeTelegram
) -> None:
    async with serve(library=library, MARSAD_TELEGRAM__OPERATORS="-100,99", MARSAD_DELIVERY__COOLING_OFF="10m") as app:
        member, operator = (Reader(app.bot, -100, chat_type="supergroup", person=person) for person in (7, OPERATOR))
        for _ in range(2):
            await app.process_update(member.writes("/publish"))
        await app.process_update(member.writes("/status"))
        sent = await shown(app, operator, telegram)
        await app.process_update(member.presses(labelled(sent, "Publish at once"), sent))
        refused, edited = telegram.made("answerCallbackQuery")[-1], telegram.made("editMessageText")
        done = await after(app, operator, telegram, sent, "Publish")
    texts = [without_marks(one["text"]) for one in telegram.sent()]

    assert texts[0] == refused["text"] == "Only administrators of this group can do that."
    assert "New: 0, changed: 1" not in texts[1]
    assert "New: 0, changed: 1" in texts[2]
    assert (len(texts), edited) == (3, [])
    assert "is published" in done or "published" in done


async def test_who_published_and_who_stopped_it_in_the_chat_comes_into_the_chronicle(
    app: Marsad, operator: Reader, telegram: FakeTelegram, library: Library
) -> None:
    await after(app, operator, telegram, await shown(app, operator, telegram), "Publish")
    waiting = library.pending()
    await after(app, operator, telegram, telegram.made("editMessageText")[-1], "Stop what is waiting")
    await after(app, operator, telegram, await shown(app, operator, telegram), "Publish at once")
    folder, version = library.folder.root, library.current_version()
    noted = list(Chronicle(library.data).all())
    chronicle = Chronicle(folder, library.data)
    untouched = list(Chronicle(folder).all())
    chronicle.add(Deed.ACCEPTED, "storm-council.captain", who="Layla", at=datetime(2030, 1, 1, tzinfo=UTC))
    chronicle.add(Deed.ACCEPTED, "storm-council.mate", who="Layla", at=datetime(2030, 1, 2, tzinfo=UTC))

    assert waiting
    assert [(one["did"], one["what"]) for one in noted] == [
        ("published", waiting.version),
        ("unpublished", waiting.version),
        ("published", version),
    ]
    assert noted[0]["due"] == waiting.due.isoformat()
    assert {one["who"] for one in noted} == {noted[0]["who"]}
    assert noted[0]["who"]
    assert untouched == []
    assert [one["did"] for one in Chronicle(folder).all()] == [*(one["did"] for one in noted), "accepted", "accepted"]


async def test_what_is_published_stays_so_where_nobody_can_write_down_who_did_it(
    app: Marsad, operator: Reader, telegram: FakeTelegram, library: Library
) -> None:
    (library.data / NAME).mkdir()
    text = await after(app, operator, telegram, await shown(app, operator, telegram), "Publish at once")

    assert text == f"{library.current_version()} is published."
