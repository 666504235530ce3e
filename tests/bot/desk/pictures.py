"""Takes the pictures of the desk, eight of the way of one document: `make pictures`."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bot.desk.steps import STATEMENT, add_entity, select
from tests.bot.playground.browser import DESKTOP, PHONE, shoot, visit

if TYPE_CHECKING:
    from playwright.async_api import Page

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "pictures"
_MARSAD = (sys.executable, "-m", "bot")
_TEXT = """\
عقد وزراء دفاع دول الخليج اجتماعًا في الرياض يوم 12 مارس 2025.
وقال الفريق أول فياض الرويلي، رئيس هيئة الأركان السعودية، إن الاجتماع بحث أمن الملاحة في البحر الأحمر.
وأعلن المجتمعون عن عقد اجتماعهم القادم في مسقط في 14 أكتوبر 2025.

حضر الاجتماع وزراء دفاع الكويت وقطر والبحرين.
ولم تشارك الإمارات في الاجتماع، بحسب البيان الختامي.
"""
_QUOTE = "عقد وزراء دفاع دول الخليج اجتماعًا في الرياض يوم 12 مارس 2025"


async def main() -> None:
    """Take all of them."""
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "gulf.txt"
        file.write_text(_TEXT, encoding="utf-8")
        async with _running(Path(place)) as url:
            async with visit(url, **DESKTOP, locale="en") as visited:
                await _first_half(visited.page, file)
            async with visit(url, **DESKTOP, locale="ar", color_scheme="dark") as visited:
                await _second_half(visited.page)
            async with visit(url, **PHONE, locale="ar") as visited:
                await _on_a_phone(visited.page)


async def _first_half(page: Page, file: Path) -> None:
    await page.wait_for_selector(".entry", timeout=60_000)
    await page.fill(".who", "Layla")
    await page.set_input_files("[name=file]", file)
    await page.fill("[name=title]", "اجتماع وزراء دفاع دول الخليج")
    await _take(page, "desk-1-documents")
    await page.click("form button")
    await page.wait_for_selector(".card")
    await page.wait_for_function("!document.getElementById('progress').textContent.includes('being made')")
    await _take(page, "desk-2-proposals")
    await add_entity(page)
    await page.wait_for_selector("article.accepted", timeout=60_000)
    await page.click("text=Propose anew")
    await page.click("dialog .primary")
    await page.wait_for_selector(".card.open .link >> text=Gulf defence", timeout=60_000)
    await select(page, _QUOTE)
    await page.keyboard.press("c")
    await page.wait_for_selector('[name="wording.en"]')
    for name, words in STATEMENT.items():
        await page.fill(f'[name="{name}"]', words.replace("12 March", "13 March"))
    await page.select_option("[name=property]", "date")
    await page.wait_for_selector('[aria-invalid="true"]')
    await page.locator(".advice").scroll_into_view_if_needed()
    await _take(page, "desk-3-checked")
    await page.fill('[name="wording.en"]', STATEMENT["wording.en"])
    await page.wait_for_selector(".advice .good")
    await page.keyboard.press("Control+Enter")
    await page.wait_for_selector("#paper .q", timeout=60_000)
    await _take(page, "desk-4-accepted")


async def _second_half(page: Page) -> None:
    page.set_default_timeout(60_000)
    await page.wait_for_selector(".entry")
    await page.fill(".who", "ليلى")
    await page.click(".entry >> text=اجتماع وزراء دفاع دول الخليج")
    await page.wait_for_selector(".card")
    await select(page, "بحسب البيان الختامي")
    await page.keyboard.press("w")
    await page.fill("dialog input", "ليست من الخبر")
    await page.keyboard.press("Enter")
    await page.wait_for_selector("#paper .w")
    await _take(page, "desk-5-waived")
    await page.click("nav >> text=جرّب")
    await page.fill("[name=q]", "متى اجتمع وزراء دفاع دول الخليج؟")
    await page.keyboard.press("Enter")
    await page.wait_for_selector("section.box")
    await _take(page, "desk-6-try")
    await page.click("nav >> text=النشر")
    await page.click("text=انظر")
    await page.wait_for_selector("section.box")
    await _take(page, "desk-7-publish")


async def _on_a_phone(page: Page) -> None:
    page.set_default_timeout(60_000)
    await page.click(".entry >> text=اجتماع وزراء دفاع دول الخليج")
    await page.wait_for_selector("#paper p")
    await page.click(".switch .tab >> nth=1")
    await page.wait_for_selector(".card")
    await _take(page, "desk-8-phone", PHONE)


async def _take(page: Page, name: str, device: dict[str, Any] = DESKTOP) -> None:
    await shoot(page, FOLDER / f"{name}.webp", device, quality=80, settle=3_500)


@asynccontextmanager
async def _running(place: Path) -> AsyncIterator[str]:
    """`marsad desk` on a folder of its own, of which something is published; the address of its page."""
    env = _published(place)
    process = await asyncio.create_subprocess_exec(
        *_MARSAD, "desk", "--port", "0", "--no-open", env=env, stderr=asyncio.subprocess.PIPE
    )
    assert process.stderr is not None
    try:
        yield (await process.stderr.readline()).decode().split(" on ")[1].strip()
    finally:
        process.terminate()
        await process.communicate()


def _published(place: Path) -> dict[str, str]:
    """The environment of a newsroom whose own folder is published as it was made."""
    env = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    env |= {"MARSAD_DATA": str(place / "data"), "MARSAD_CONFIG": str(place / "own" / "config.yaml")}
    first = {key: value for key, value in env.items() if key != "MARSAD_CONFIG"}
    subprocess.run([*_MARSAD, "init", str(place / "own")], env=first, check=True, capture_output=True)
    subprocess.run([*_MARSAD, "kb", "publish", "--yes", "--now"], env=env, check=True, capture_output=True)
    return env


if __name__ == "__main__":
    asyncio.run(main())
