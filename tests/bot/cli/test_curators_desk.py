"""`desk` as a command: where it opens, and which folders it leaves alone."""

from __future__ import annotations

import urllib.error
from datetime import UTC, datetime
from pathlib import Path
from urllib.request import HTTPCookieProcessor, build_opener, urlopen

import pytest
from pydantic import SecretStr

from bot.cli import own_folder
from bot.cli.misses import missed
from bot.settings.values import Settings
from bot.state.database import Database
from bot.state.misses import Misses
from tests.support.command import InProcess, Process
from tests.support.folders import KnowledgeFolder
from tests.support.state import in_state


def test_a_folder_of_the_installation_is_refused_with_the_command_that_helps(
    marsad: InProcess, folder: KnowledgeFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_folder, "belongs_to_installation", lambda _: True)
    refused = marsad("desk", "--no-open", "--knowledge", folder.root)

    assert (refused.code, refused.out) == (2, "")
    assert "make a folder of your own with `marsad init DIR`" in refused.err


def test_a_desk_alone_reads_what_was_asked_in_vain_once_there_is_a_state(tmp_path: Path) -> None:
    async def ask(database: Database) -> None:
        await Misses(database).keep("zebra parade in Karachi?", "en", datetime.now(UTC))

    state = SecretStr(f"sqlite+aiosqlite:///{tmp_path / 'state.sqlite'}")
    settings = Settings(data=tmp_path, database_url=state)
    before = missed(settings), sorted(tmp_path.iterdir())
    in_state(tmp_path, ask)

    assert before == ((), [])
    assert [one.text for one in missed(settings)] == ["zebra parade in Karachi?"]


@pytest.mark.process
def test_it_says_where_it_is_with_its_key_and_ends_cleanly(process: Process, folder: KnowledgeFolder) -> None:
    with process.started("desk", "--port", "0", "--no-open", "--knowledge", folder.root) as running:
        assert running.stderr
        line = running.stderr.readline().decode()
        address = line.removeprefix("marsad: ready desk on ").strip()
        bare = address.partition("?")[0]
        with build_opener(HTTPCookieProcessor()).open(address) as response:
            page = response.read().decode()
        with pytest.raises(urllib.error.HTTPError) as refused:
            urlopen(f"{bare}api/state")
        refused.value.close()
        running.terminate()
        out, _ = running.communicate(timeout=20)

    assert line.startswith("marsad: ready desk on http://127.0.0.1:")
    assert "main.js" in page
    assert refused.value.code == 403
    assert (running.returncode, out) == (0, b"")
