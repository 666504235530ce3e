"""From a feed to a reader's telephone through the real process, and a round by hand beside it."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest

from bot.interface.words.bidi import without_marks
from bot.playground.testing import TelegramServer, telegram_server
from tests.e2e.test_playground import serving
from tests.e2e.test_run import home
from tests.support.command import SCRIPT
from tests.support.feed_world import Entry, FeedWorld, feed_world, rss

__all__ = ["home", "telegram_server"]

pytestmark = pytest.mark.process

OLD = Entry("Weather", "It rained on the coast all day long, and the ferries stayed in port.", "/1", "1")
NEW = Entry("Envoys arrive", "The envoys flew in. India sent Ajit Doval to the talks in Zephyria.", "/2", "2", date="")


async def poll(home: Path, environ: dict[str, str]) -> str:
    """`marsad feeds poll`, beside the bot."""
    known = {**os.environ, "MARSAD_DATA": str(home / "data"), **environ}
    done = await asyncio.create_subprocess_exec(
        SCRIPT, "feeds", "poll", env=known, stdout=asyncio.subprocess.PIPE, stderr=sys.stderr
    )
    out, _ = await done.communicate()
    return out.decode()


async def test_what_a_feed_brings_is_told_at_once_to_who_wants_it_and_found_at_the_next_question(
    home: Path, telegram_server: TelegramServer
) -> None:
    reader = telegram_server.visitor("Layla", language_code="en", starts=True)
    async with feed_world() as world:
        environ = watched(home, world)
        async with serving(home, telegram_server, environ):
            await world.answered("/feed")
            reader.says("/subscribe India")
            await reader.reply(seconds=30)
            for label in ("Told: Changed facts", "Both", "What sources write: at once"):
                reader.presses(label)
                await reader.edit(seconds=30)
            world.serve("/feed", rss([OLD, NEW]))
            polled = await poll(home, environ)
            told = await reader.reply(seconds=30)
            reader.says("/search talks in Zephyria")
            quoted = without_marks((await reader.reply(seconds=30))["text"])

    assert polled == "coast: 1 new\n"
    assert without_marks(told["text"]).splitlines() == [
        *("Envoys arrive", "India sent Ajit Doval to the talks in Zephyria.", ""),
        *("Coast News", "From a source; not checked by us."),
    ]
    assert [button.get("url") for button in told["reply_markup"]["inline_keyboard"][0]] == [f"{world.url}/2", None]
    assert "India sent Ajit Doval to the talks in Zephyria." in quoted


def watched(home: Path, world: FeedWorld) -> dict[str, str]:
    """A file that lists one feed, and what names it."""
    file = home / "feeds.yaml"
    file.write_text(f"feeds:\n  coast: {{url: {world.url}/feed, private: true, title: Coast News}}\n")
    world.serve("/feed", rss([OLD]))
    return {"MARSAD_FEEDS__FILE": str(file)}
