"""Scrolling a document of 50,000 words on the desk in a real Chromium, beside one of 450 words in the same browser."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.bot.desk.red_sea import TEXT
from tests.bot.desk.test_sitting import newsroom
from tests.bot.playground.browser import DESKTOP, visit

if TYPE_CHECKING:
    from playwright.async_api import Page

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]

COPIES = 115
FRAMES = 240
MOST_AT_A_GLANCE = 50
"""Milliseconds: one frame in twenty may take so long before scrolling is seen to halt."""


async def test_a_document_of_50_000_words_scrolls_as_one_of_450_does(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as editor:
        for name, text in (("short", TEXT), ("long", _long())):
            editor.folder.source(name, text, curation="none")
        editor.folder.list_plainly()
        await editor.opened("short")
        async with visit(editor.key_address, **DESKTOP, locale="ar") as visited:
            visited.page.set_default_timeout(120_000)
            taken = {name: await _scrolled(visited.page, name) for name in ("short", "long")}
    for name, frames in taken.items():
        sys.stdout.write(f"\n{name}: {_told(frames)}")
    ratio = statistics.median(taken["long"]) / statistics.median(taken["short"])
    sys.stdout.write(f"\na frame of the long one takes {ratio:.2f} times as long (medians)\n")

    assert _slow(taken["long"]) <= max(MOST_AT_A_GLANCE, 2 * _slow(taken["short"]))


def _long() -> str:
    """Many copies, each told apart by its number, so that no two sentences are one."""
    return "\n".join(TEXT.replace("الوزراء", f"الوزراء ({number})") for number in range(COPIES))


async def _scrolled(page: Page, name: str) -> Sequence[float]:
    """Milliseconds between frames while a document is scrolled by 100 pixels a frame, back again at its end."""
    await page.click("nav [data-view=documents]")
    await page.click(f'.entry[data-id="{name}"]')
    await page.wait_for_selector(f'[data-document="{name}"] #paper p')
    await page.wait_for_selector("#progress >> text=/للقرار/", timeout=600_000)
    await page.wait_for_timeout(1000)
    return list(await page.evaluate(_SCROLL, FRAMES))


_SCROLL = """(frames) => new Promise((done) => {
  const paper = document.getElementById('paper');
  const taken = [];
  let by = 100;
  let before = performance.now();
  const step = (now) => {
    taken.push(now - before);
    before = now;
    const atEnd = paper.scrollTop + paper.clientHeight >= paper.scrollHeight - 1;
    if (atEnd || paper.scrollTop === 0) by = paper.scrollTop ? -by : Math.abs(by);
    paper.scrollTop += by;
    if (taken.length < frames) requestAnimationFrame(step); else done(taken.slice(1));
  };
  requestAnimationFrame(step);
})"""


def _slow(frames: Sequence[float]) -> float:
    """What one frame in twenty takes at least."""
    return sorted(frames)[int(0.95 * len(frames))]


def _told(frames: Sequence[float]) -> str:
    return (
        f"{len(frames)} frames, median {statistics.median(frames):.1f} ms, one in twenty over {_slow(frames):.1f} ms, "
        f"longest {max(frames):.0f} ms"
    )
