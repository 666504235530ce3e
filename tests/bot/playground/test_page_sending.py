"""What the page sends besides texts, and what it takes to reach a bot's button or a call: in a real browser."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.playground.testing import TelegramServer, Visitor
from tests.bot.playground.browser import visit
from tests.bot.playground.scripted import scripted

pytestmark = pytest.mark.browser


@pytest_asyncio.fixture
async def server(telegram_server: TelegramServer) -> AsyncIterator[TelegramServer]:
    async with scripted(telegram_server):
        yield telegram_server


@pytest.fixture
def anna(server: TelegramServer) -> Visitor:
    visitor = server.visitor("Anna", language_code="en")
    visitor.starts()
    return visitor


@pytest.mark.parametrize(
    ("kind", "chosen", "shown"),
    [
        ("Voice message", None, "audio.voice"),
        ("Sticker", "🙏", "img.sticker"),
        ("Location", "Riyadh", "a >> text=24.7136"),
    ],
)
async def test_recordings_stickers_and_places_are_sent_from_the_menu(
    server: TelegramServer, anna: Visitor, kind: str, chosen: str | None, shown: str
) -> None:
    async with visit(server.url) as visited:
        page = visited.page
        await page.click(".list .entry >> nth=0")
        await page.click("[aria-label='Attach a file']")
        await page.click(f".menu >> text={kind}")
        if chosen:
            await page.click(f".popup >> text={chosen}")
        await page.wait_for_selector(f".message.own {shown}")
    last = [one for one in anna.messages() if one["from"]["id"] == anna.person.id][-1]

    assert last.keys() & {"voice", "sticker", "location"}
    assert last.get("sticker", {}).get("emoji") == (chosen if kind == "Sticker" else None)


async def test_a_long_text_goes_out_in_parts_as_telegram_s_programs_send_it(
    server: TelegramServer, anna: Visitor
) -> None:
    lines = "\n".join(f"{number} " + "word " * 60 for number in range(30))
    async with visit(server.url) as visited:
        page = visited.page
        await page.click(".list .entry >> nth=0")
        await page.fill("textarea", lines)
        await page.keyboard.press("Enter")
        await page.wait_for_selector(".message.own >> nth=3")
        left = await page.input_value("textarea")
    parts = [one["text"] for one in anna.messages() if one["from"]["id"] == anna.person.id][1:]

    assert len(parts) == 3
    assert max(map(len, parts)) <= 4096
    assert "".join("\n".join(parts).split()) == "".join(lines.split())
    assert all(part.split()[0].isdigit() for part in parts), "parts begin with whole lines"
    assert left == ""


async def test_from_the_composer_one_key_leads_to_the_bot_s_buttons(server: TelegramServer, anna: Visitor) -> None:
    anna.says("متى اجتماع أستانا؟")
    async with visit(server.url) as visited:
        page = visited.page
        await page.click(".list .entry >> nth=0")
        await page.wait_for_selector(".inline-keyboard")
        await page.focus("textarea")
        reached = []
        for key in ("Shift+Tab", "ArrowRight", "ArrowRight", "Escape"):
            await page.keyboard.press(key)
            reached.append(await page.evaluate("document.activeElement.textContent"))
        back = await page.evaluate("document.activeElement.tagName")
        for key in ("Shift+Tab", "ArrowLeft", "Enter"):
            await page.keyboard.press(key)
        await page.wait_for_selector("text=الصفحة الثانية")

    assert reached[:3] == ["📄 الاقتباس", "التالي ←", "📄 الاقتباس"]
    assert back == "TEXTAREA"


async def test_calls_are_filtered_and_waiting_for_updates_is_left_out(server: TelegramServer, anna: Visitor) -> None:
    await anna.reply()
    async with visit(server.url) as visited:
        page = visited.page
        await page.click("[aria-label=Operator], [aria-label=المشغّل]")
        await page.wait_for_selector(".call >> text=sendMessage")
        first = set(await page.locator(".call .method").all_inner_texts())
        await page.fill(".filter", "getUp")
        await page.wait_for_selector(".call >> text=getUpdates")
        waiting = set(await page.locator(".call .method").all_inner_texts())
        await page.fill(".filter", "nothing like it")
        await page.wait_for_selector(".call", state="detached")

    assert "getUpdates" not in first
    assert "sendMessage" in first
    assert waiting == {"getUpdates"}
