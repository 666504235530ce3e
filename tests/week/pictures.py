"""Takes the pictures of what readers are told, on a phone in both languages: `make pictures`."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.playground.testing import TelegramServer, Visitor
from bot.readers.chat_key import ChatKey
from bot.readers.schedule import Hours
from bot.readers.subscription import EVERYTHING, Cadence, Subscription, Tells
from tests.bot.playground.browser import PHONE, shoot, visit
from tests.support.feed_world import Entry, rss
from tests.week.facts import START
from tests.week.opening import opened
from tests.week.playing import Week
from tests.week.readers import Reader

if TYPE_CHECKING:
    from playwright.async_api import Page

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
_DATE = "Mon, 25 Mar 2024 08:00:00 GMT"
_REPORTS = (
    Entry(
        "Envoys meet in Harbour City",
        "Envoys of Norland and Sudria met in Harbour City on Monday. They spoke of grain, a ministry said.",
        "/read/1",
        "1",
        _DATE,
    ),
    Entry(
        "نورلانديا ترسل وفدًا إلى المحادثات",
        "قالت نورلانديا إنها سترسل وفدًا إلى محادثات الخليج الأزرق. ويرأس الوفد وزير لم يُذكر اسمه.",
        "/read/2",
        "2",
        _DATE,
    ),
    Entry("Zerkon opens a quay", "Zerkon opened a quay for ferries. Two of them came late.", "/read/3", "3", _DATE),
)


@dataclass(frozen=True)
class Looker:
    """Who looks, and in which words."""

    name: str
    lang: str
    remind: str
    morning: str
    colours: str


LOOKERS = (
    Looker("ليلى", "ar", "ذكّرني", "صباح", "light"),
    Looker("Anna", "en", "Remind me", "morning", "dark"),
)


async def main() -> None:
    """Take them in the order in which things happen."""
    with tempfile.TemporaryDirectory() as place:
        async with opened(Path(place), _people, _readers, (), 7) as week, contextlib.AsyncExitStack() as stack:
            await week._begin()
            await week._pass(START)
            listening = asyncio.create_task(_listen(week))
            stack.callback(listening.cancel)
            pages = [(one, await stack.enter_async_context(_chat(week, one))) for one in LOOKERS]
            for entry in (_REPORTS[:1], _REPORTS[:2]):
                await _reported(week, entry)
            await _take(pages, "mention")
            for _ in range(3):
                await week._publish()
            await week._tell(week.clock())
            await _take(pages, "moved")
            for looker, page in pages:
                await page.click(f".message.other:last-child .key >> text={looker.remind}")
                await page.click(f".message.other:last-child .key >> text={looker.morning}")
            await _take(pages, "reminder")
            week.clock.time = START + timedelta(days=6, hours=5)
            await week._tell(week.clock())
            await _take(pages, "due")


def _people(server: TelegramServer) -> list[Visitor]:
    return [server.visitor(one.name, language_code=one.lang, starts=True) for one in LOOKERS]


def _readers(chats: list[int]) -> list[Reader]:
    return [
        Reader(key, one.lang, Hours("Asia/Riyadh"), (_wish(key, one.lang),))
        for key, one in zip(map(ChatKey, chats), LOOKERS, strict=True)
    ]


def _wish(chat: ChatKey, lang: str) -> Subscription:
    return Subscription(0, chat, EVERYTHING, lang, Cadence.INSTANT, tells=Tells.BOTH, prompt=True)


async def _listen(week: Week) -> None:
    """Answer what is pressed."""
    while True:
        await week._answer()
        await asyncio.sleep(0.1)


async def _reported(week: Week, entries: tuple[Entry, ...]) -> None:
    """A feed lists something more, and is asked for it."""
    week.press.world.serve("/gazette-0", rss(entries))
    week.clock.time += timedelta(hours=7)
    await week._listen()
    await week._tell(week.clock())


@contextlib.asynccontextmanager
async def _chat(week: Week, looker: Looker) -> AsyncIterator[Page]:
    """The chat with the bot, on the phone of who looks."""
    async with visit(week.server.playground.page, **PHONE, color_scheme=looker.colours) as visited:
        page = visited.page
        if await page.is_visible(".round.back"):
            await page.click(".round.back")
        await page.select_option(".who", label=looker.name)
        await page.wait_for_selector("footer")
        yield page


async def _take(pages: list[tuple[Looker, Page]], what: str) -> None:
    for looker, page in pages:
        path = FOLDER / f"told-{what}-{looker.lang}.webp"
        await shoot(page, path, PHONE, scale=PHONE["device_scale_factor"])


if __name__ == "__main__":
    asyncio.run(main())
