"""Takes the pictures of docs/pictures from the real bot in a headless Chromium: `make pictures`."""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bot.playground.browser import DESKTOP, PHONE, shoot, visit

if TYPE_CHECKING:
    from playwright.async_api import Page

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "pictures"
_READY = re.compile(rb"marsad: ready .* on (http://\S+)")


@dataclass(frozen=True)
class State:
    """One picture: who looks, on what, in which colours, and how they got there."""

    name: str
    person: str
    device: dict[str, Any]
    colours: str
    steps: Callable[[Page], Awaitable[None]]
    opening: bool = False
    """As the page opens, for whoever it opens for."""


async def as_it_opens(page: Page) -> None:
    await page.wait_for_selector(".welcome .key")


async def quote_opened(page: Page) -> None:
    await open_chat(page, "Marsad")
    await _say(page, "متى اجتماع وزراء دفاع شنغهاي؟")
    await page.click(".message.other:last-child .key >> text=الاقتباس")
    await page.wait_for_selector(".message.other:last-child blockquote")


async def list_paged(page: Page) -> None:
    await open_chat(page, "Marsad")
    await _say(page, "/topics")
    await page.click(".message.other:last-child .key >> nth=0")
    await page.wait_for_selector(".message.other:last-child .meta >> text=edited")


async def refused_and_chosen(page: Page) -> None:
    await open_chat(page, "Marsad")
    await _say(page, "أين عُقد اجتماع شنغهاي سنة 2023؟")
    await _say(page, "مين رئيس الوفد الهندي")
    await _say(page, "ليش الهند مهتمة بآسيا الوسطى؟")


async def inline_query(page: Page) -> None:
    await open_chat(page, "News desk")
    await _say(page, "/ask@marsad_bot who heads the Indian delegation?")
    await page.fill("textarea", "@marsad_bot Astana")
    await page.wait_for_selector(".popup .choice >> nth=2")


async def panel_with_faults(page: Page) -> None:
    await open_chat(page, "Marsad")
    await _say(page, "who heads the Indian delegation?")
    await page.click("[aria-label=Operator]")
    await page.click("text=Faults")
    await page.select_option("[name=effect]", "error")
    await page.fill("[name=methods]", "sendMessage")
    await page.click("form button >> text=on")
    await page.wait_for_selector(".fault")


async def in_a_group(page: Page) -> None:
    await open_chat(page, "غرفة التحرير")
    await _say(page, "/ask متى اجتماع وزراء دفاع منظمة شنغهاي في أستانا؟")


STATES = (
    State("phone-arabic-welcome", "ليلى", PHONE, "light", as_it_opens, opening=True),
    State("phone-arabic-quote", "ليلى", PHONE, "light", quote_opened),
    State("phone-english-list", "Anna", PHONE, "dark", list_paged),
    State("desktop-arabic-answers", "ليلى", DESKTOP, "dark", refused_and_chosen),
    State("desktop-english-inline", "Anna", DESKTOP, "light", inline_query),
    State("phone-arabic-group", "ليلى", PHONE, "dark", in_a_group),
    State("desktop-english-panel", "Anna", DESKTOP, "dark", panel_with_faults),
)


async def main() -> None:
    """Take all pictures, or those that are named."""
    async with running() as url:
        for state in STATES:
            if not sys.argv[1:] or state.name in sys.argv[1:]:
                await _take(state, url)


async def _take(state: State, url: str) -> None:
    async with visit(url, **state.device, color_scheme=state.colours) as visited:
        page = visited.page
        if state.device is PHONE and not state.opening:
            await page.click(".round.back")
        if not state.opening:
            await page.select_option(".who", label=state.person)
            await page.wait_for_selector("footer")
        await state.steps(page)
        scale = state.device.get("device_scale_factor", 1)
        await shoot(page, FOLDER / f"{state.name}.webp", state.device, scale=scale)


async def open_chat(page: Page, chat: str) -> None:
    if await page.is_visible(".round.back"):
        await page.click(".round.back")
    await page.click(f".list .entry >> text={chat}")
    await page.wait_for_selector("footer")
    if await page.is_visible("footer .wide"):
        await page.click("footer .wide")
        await page.wait_for_selector(".message.other .inline-keyboard")


async def _say(page: Page, text: str) -> None:
    """Write, and wait for the answer."""
    count = await page.locator(".message.other").count()
    await page.fill("textarea", text)
    await page.keyboard.press("Enter")
    await page.wait_for_selector(f".message.other >> nth={count}")


@asynccontextmanager
async def running() -> AsyncIterator[str]:
    """`marsad run` without a token and without a past; the address of its page."""
    with tempfile.TemporaryDirectory() as data:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run", "--port", "0", "--no-open"),
            env={**{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}, "MARSAD_DATA": data},
            stderr=asyncio.subprocess.PIPE,
        )
        assert process.stderr is not None
        try:
            while not (found := _READY.match(line := await process.stderr.readline())):
                assert line, "the bot did not start"
            yield found[1].decode()
        finally:
            process.terminate()
            await process.communicate()


if __name__ == "__main__":
    asyncio.run(main())
