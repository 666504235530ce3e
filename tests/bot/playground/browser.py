"""A real browser on the page: Chromium, found on this machine, or the tests are skipped with one line."""

from __future__ import annotations

import base64
import contextlib
import os
import shutil
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.async_api import ConsoleMessage, Page, Request

DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}


@dataclass
class Visit:
    """A page, and what it did that it should not."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def note_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"console: {message.text}")

    def note_request(self, request: Request) -> None:
        if urlsplit(request.url).scheme != "data" and not request.url.startswith(self.address):
            self.complaints.append(f"request to {request.url}")


@contextlib.asynccontextmanager
async def visit(address: str, **settings: Any) -> AsyncIterator[Visit]:
    """The page in a browser of its own; errors in its console and requests to other places fail the test."""
    api = pytest.importorskip("playwright.async_api", reason="playwright is not installed")
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if executable is None:
        pytest.skip("no Chromium found (install Debian's chromium, or name one in CHROMIUM)")
    async with api.async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        context = await browser.new_context(**(settings or DESKTOP))
        context.set_default_timeout(10_000)
        visited = Visit(await context.new_page(), address.partition("?")[0])
        visited.page.on("console", visited.note_console)
        visited.page.on("pageerror", lambda error: visited.complaints.append(f"error: {error}"))
        visited.page.on("request", visited.note_request)
        await visited.page.goto(address)
        await visited.page.wait_for_selector("[data-ready]")
        yield visited
        await browser.close()
    assert visited.complaints == []


async def shoot(
    page: Page, path: Path, device: dict[str, Any], *, scale: float = 1, quality: int = 85, settle: float = 1_500
) -> None:
    """A picture of what a device shows, `settle` milliseconds later: until what floats and fades has gone."""
    await page.mouse.move(0, 0)
    await page.wait_for_timeout(settle)
    client = await page.context.new_cdp_session(page)
    clip = {"x": 0, "y": 0, **device["viewport"], "scale": scale}
    shot = await client.send("Page.captureScreenshot", {"format": "webp", "quality": quality, "clip": clip})
    _keep(base64.b64decode(shot["data"]), path)


def _keep(picture: bytes, path: Path) -> None:
    path.write_bytes(picture)
    sys.stdout.write(f"{path.name}: {len(picture) // 1024} KB\n")
