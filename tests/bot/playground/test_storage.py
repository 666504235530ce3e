"""Conversations survive a restart, and a broken file is told instead of forgotten."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from bot.playground import storage
from bot.playground.actions import ActionVerb
from bot.playground.playground import Playground
from bot.playground.testing import Visitor
from bot.playground.wiring import Options
from bot.playground.world.files import Upload, store
from bot.playground.world.model import DialogType


async def test_everything_is_there_after_a_restart(tmp_path: Path) -> None:
    options = Options(data=tmp_path / "playground")
    async with Playground.opened(options) as before:
        bot = before.world.add_bot("Marsad", "marsad_bot")
        person = before.world.add_person("ليلى", language_code="ar")
        layla = Visitor(before, person, before.world.private(bot.id, person.id))
        layla.starts()
        layla.do(ActionVerb.BLOCK)
        desk = before.world.add_chat(DialogType.SUPERGROUP, "Desk", forum=True)
        before.world.add_topic(desk, 5, "أستانا")
        file = store(before.world, Upload("a.txt", "", b"hello"), owner=bot.id)
        desk.messages[1] = {"message_id": 1, "document": {"file_id": file.id}}
        bot.commands["default|ar"] = [{"command": "help", "description": "مساعدة"}]

    async with Playground.opened(options) as after:
        state = after.world.state
        assert state == before.world.state
        assert state.files[file.id].content == b"hello"
        assert state.dialogs[layla.dialog.key].is_blocked is True
        assert [one.body["text"] for one in state.bots[bot.id].queue.waiting if "text" in one.body] == ["/start"]
        assert after.world.bot_of(bot.token) is state.bots[bot.id]
        assert after.world.number() > 0


async def test_numbers_go_on_after_a_restart(tmp_path: Path) -> None:
    options = Options(data=tmp_path)
    async with Playground.opened(options) as before:
        bot = before.world.add_bot("Marsad", "marsad_bot")
        person = before.world.add_person("Layla")
        first = Visitor(before, person, before.world.private(bot.id, person.id)).says("a")
    async with Playground.opened(options) as after:
        person = after.world.account(person.id)
        second = Visitor(after, person, after.world.private(bot.id, person.id)).says("b")

    assert second["message_id"] > first["message_id"]
    assert [one.id for one in after.world.bot(bot.id).queue.waiting] == [700000001, 700000002]


def test_nothing_saved_is_no_error(tmp_path: Path) -> None:
    assert storage.load(tmp_path) is None


@pytest.mark.parametrize("content", [b"", b"{", b'{"accounts": 5}', b"\xff"])
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "playground.json").write_bytes(content)

    with pytest.raises(storage.UnreadableState, match="cannot be read; move it away"):
        storage.load(tmp_path)


async def test_tokens_conversations_and_uploads_are_for_their_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0o002)
    try:
        async with Playground.opened(Options(data=tmp_path / "new" / "playground")) as playground:
            layla = talking(playground)
            layla.says("x")
    finally:
        os.umask(before)

    assert modes(tmp_path) == {"new": 0o700, "playground": 0o700, "files": 0o700, "playground.json": 0o600}


async def test_a_file_that_no_message_holds_any_more_is_deleted(tmp_path: Path) -> None:
    async with Playground.opened(Options(data=tmp_path)) as playground:
        layla = talking(playground)
        kept = store(playground.world, Upload("a.txt", "", b"kept"), owner=0)
        gone = store(playground.world, Upload("b.txt", "", b"gone"), owner=0)
        message = layla.says("look")
        layla.dialog.messages[message["message_id"]] = message | {"document": {"file_id": kept.id}}
        storage.writer(tmp_path, playground.world.state)()

    assert [path.name for path in (tmp_path / "files").iterdir()] == [kept.unique_id]
    assert (gone.id in playground.world.state.files, kept.id in playground.world.state.files) == (False, True)


def modes(folder: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*")}


def talking(playground: Playground) -> Visitor:
    bot = playground.world.add_bot("Marsad", "marsad_bot")
    person = playground.world.add_person("Layla")
    layla = Visitor(playground, person, playground.world.private(bot.id, person.id))
    layla.starts()
    return layla
