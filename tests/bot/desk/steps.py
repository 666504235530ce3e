"""What an editor does at the desk, for tests in a browser and for pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.async_api import Page

ENTITY = {
    "names.ar": "اجتماع وزراء دفاع دول الخليج",
    "names.en": "Gulf defence ministers' meeting",
    "summary.ar": "اجتماع في الرياض.",
    "summary.en": "A meeting in Riyadh.",
}
STATEMENT = {
    "subject": "gulf-defence-2025",
    "value": "2025-03-12",
    "wording.ar": "اجتمع وزراء دفاع دول الخليج يوم 12 مارس 2025.",
    "wording.en": "Gulf defence ministers met on 12 March 2025.",
}


async def add_entity(page: Page) -> None:
    """A meeting that the facts do not have."""
    await page.click("#paper")
    await page.keyboard.press("t")
    await page.fill("[name=identity]", "gulf-defence-2025")
    await page.keyboard.press("Enter")
    for name, words in ENTITY.items():
        await page.fill(f'[name="{name}"]', words)
    await page.wait_for_selector(".advice .good")
    await page.keyboard.press("Control+Enter")


async def add_statement(page: Page) -> None:
    """The day of that meeting, of the words that are selected."""
    await page.keyboard.press("c")
    await page.wait_for_selector('[name="wording.en"]')
    for name, words in STATEMENT.items():
        await page.fill(f'[name="{name}"]', words)
    await page.select_option("[name=property]", "date")
    await page.wait_for_selector(".advice .good")
    await page.keyboard.press("Control+Enter")


async def select(page: Page, words: str) -> None:
    """Select words of the document as somebody does with a mouse."""
    await page.evaluate(_SELECT, words)


_SELECT = """(words) => {
  const walker = document.createTreeWalker(document.getElementById('paper'), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const block = node.parentElement.closest('p');
    const at = block.textContent.indexOf(words);
    if (at < 0) continue;
    const place = (offset) => {
      const inner = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      for (let one = inner.nextNode(); one; one = inner.nextNode()) {
        if (offset <= one.length) return [one, offset];
        offset -= one.length;
      }
    };
    const range = document.createRange();
    range.setStart(...place(at));
    range.setEnd(...place(at + words.length));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return;
  }
}"""
