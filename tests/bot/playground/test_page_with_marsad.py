"""The page and Marsad together in a real browser, as somebody sees them who has typed `make run`."""

from __future__ import annotations

import pytest

from bot.playground.testing import TelegramServer
from tests.bot.playground.browser import PHONE, visit

pytestmark = pytest.mark.browser

_LAST = ".message.other:last-child"


@pytest.mark.timeout(120)
async def test_somebody_asks_sees_the_quote_leafs_through_a_list_and_changes_the_language(
    bot: None, telegram_server: TelegramServer
) -> None:
    telegram_server.visitor("ليلى")
    async with visit(telegram_server.url, **PHONE) as visited:
        page = visited.page
        await page.click("footer .wide")
        await page.click(f"{_LAST} .key >> text=ماذا تستطيع؟")
        await page.wait_for_selector(f"{_LAST} >> text=/briefing")
        slash, word = await page.evaluate(_COMMAND_EDGES)

        await page.fill("textarea", "متى اجتماع وزراء دفاع منظمة شنغهاي في أستانا؟")
        await page.keyboard.press("Enter")
        await page.click(f"{_LAST} .key >> text=الاقتباس")
        await page.wait_for_selector(f"{_LAST} blockquote")
        quote = await page.inner_text(f"{_LAST} blockquote >> nth=0")

        await page.fill("textarea", "/topics")
        await page.keyboard.press("Enter")
        await page.wait_for_selector(f"{_LAST} >> text=موضوعات")
        await page.click(f"{_LAST} .key >> nth=0")
        await page.wait_for_selector(f"{_LAST} .key >> text=التالي")
        first = await page.inner_text(f"{_LAST} .key >> nth=0")
        await page.click(f"{_LAST} .key >> text=التالي")
        await page.wait_for_selector(f"{_LAST} .key >> text=2 من")
        second = await page.inner_text(f"{_LAST} .key >> nth=0")

        await page.fill("textarea", "/language")
        await page.keyboard.press("Enter")
        await page.click(f"{_LAST} .key >> text=English")
        await page.wait_for_selector(f"{_LAST} >> text=I will speak English")

    assert slash < word
    assert "2024" in quote
    assert first != second


_COMMAND_EDGES = """() => {
  const commands = [...document.querySelectorAll('.other .words [role=button]')];
  const command = commands.find((one) => one.textContent === '/briefing');
  const edge = (from, to) => {
    const range = document.createRange();
    range.setStart(command.firstChild, from);
    range.setEnd(command.firstChild, to);
    return range.getBoundingClientRect().left;
  };
  return [edge(0, 1), edge(1, 2)];
}"""
