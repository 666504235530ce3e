"""The real process, on a few made-up facts: what outlives it, and how it is called by Telegram."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from bot.publishing.library import Library
from knowledge.curation.folder import Folder
from tests.e2e.test_run import TOKEN, marsad
from tests.support.botapi import bot_api, private_message
from tests.support.folders import LOG, STORM, KnowledgeFolder
from tests.support.ports import free_port
from tests.support.postgres import PostgresServer

pytestmark = pytest.mark.process

SECRET = "e2e-Webhook_Secret"


@pytest.fixture
def environ(folder: KnowledgeFolder) -> dict[str, str]:
    return {"MARSAD_KNOWLEDGE__PATH": str(folder.root)}


async def test_what_a_chat_spoke_of_outlives_even_a_kill(tmp_path: Path, environ: dict[str, str]) -> None:
    async with bot_api(TOKEN) as api, marsad(tmp_path, api.url, environ) as bot:
        await bot.says("marsad: ready")
        for number in (5, 6):  # the second answer tells that the first was noted
            api.write("when the Storm Council?", update_id=number)
            await api.sent.get()
        bot.process.kill()
        await bot.ends()
    with sqlite3.connect(tmp_path / "data" / "state.sqlite") as connection:
        rows = connection.execute("SELECT chat, thread, language, entities FROM readers").fetchall()

    assert [row[:3] for row in rows] == [(7, 0, None)]
    assert "storm-council" in rows[0][3].split()


@pytest.mark.postgres
async def test_on_postgresql_two_processes_share_what_a_chat_spoke_of(
    tmp_path: Path, environ: dict[str, str], postgres: PostgresServer
) -> None:
    async with (
        postgres.new_database() as url,
        bot_api(TOKEN) as one,
        bot_api(TOKEN) as other,
        marsad(tmp_path / "one", one.url, environ | {"DATABASE_URL": url}) as first,
        marsad(tmp_path / "other", other.url, environ | {"DATABASE_URL": url}) as second,
    ):
        await first.says("marsad: ready")
        await second.says("marsad: ready")
        for number in (5, 6):  # the second answer tells that the first was noted
            one.write("when the Storm Council?", update_id=number)
            await one.sent.get()
        other.write("when?", update_id=6)
        sent = await other.sent.get()

    assert sent["text"].startswith("The Storm Council met on 3 May 2021.")


async def test_it_publishes_what_is_due_and_swaps_though_nobody_asks(
    tmp_path: Path, environ: dict[str, str], folder: KnowledgeFolder
) -> None:
    library = Library(Folder.locate(folder.root), tmp_path / "data")
    async with bot_api(TOKEN) as api, marsad(tmp_path, api.url, environ) as bot:
        await bot.says("marsad: ready")
        for day in (4, 5):
            folder.fact("meetings/storm-council", STORM.replace("3", str(day)))
            folder.source("log", LOG.replace("3", str(day)), language="en")
            version = library.build().stem
            library.propose(version, datetime.now(UTC))
            if day == 5:  # as `publish --now` does it, if the bot has not been quicker
                library.promote(datetime.now(UTC))
            await bot.says(f"now serving {version}")
            api.write("when the Storm Council?", update_id=day)
            sent = await api.sent.get()

            assert sent["text"].startswith(f"The Storm Council met on {day} May 2021.")
            assert (library.current_version(), library.pending()) == (version, None)


ONCE = httpx.Limits(max_keepalive_connections=0)
"""Who is refused before their words are read may find the connection closed."""


async def test_by_webhook_it_answers_what_carries_the_secret(tmp_path: Path, environ: dict[str, str]) -> None:
    port = free_port()
    environ |= {
        "MARSAD_TELEGRAM__MODE": "webhook",
        "MARSAD_TELEGRAM__WEBHOOK__URL": "https://bot.example.org/hook",
        "MARSAD_TELEGRAM__WEBHOOK__PORT": str(port),
        "MARSAD_TELEGRAM__WEBHOOK__SECRET": SECRET,
    }
    body = json.dumps(private_message("when the Storm Council?", update_id=5))
    async with (
        bot_api(TOKEN) as api,
        marsad(tmp_path, api.url, environ) as bot,
        httpx.AsyncClient(trust_env=False, limits=ONCE) as client,
    ):
        await bot.says("marsad: ready")
        wrong = await client.post(f"http://127.0.0.1:{port}/hook", content=body)
        right = await client.post(
            f"http://127.0.0.1:{port}/hook", content=body, headers={"X-Telegram-Bot-Api-Secret-Token": SECRET}
        )
        sent = await api.sent.get()
        bot.process.terminate()
        code, _ = await bot.ends()

    assert (wrong.status_code, right.status_code, code) == (403, 200, 0)
    assert sent["text"].startswith("The Storm Council met on 3 May 2021.")
    assert api.sent.empty()
    assert SECRET not in bot.stderr
    assert "getUpdates" not in [method for method, _ in api.calls]
