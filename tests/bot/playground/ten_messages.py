"""Ten messages as a reader sees them on a phone, in both languages: docs/phone.md and its pictures, by `make pictures`.

The real bot answers the real page in a headless Chromium; who cannot see the pictures reads below them what they say.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bot.interface.words.bidi import without_marks
from knowledge.citing.tokens import token
from tests.bot.playground.browser import PHONE, shoot, visit
from tests.bot.playground.pictures import FOLDER, open_chat, running

if TYPE_CHECKING:
    from playwright.async_api import Page

_LAST = ".message.other:last-child"
_MOST_WAIT = 30_000
_HEAD = """\
# Ten messages on a phone

What a reader sees who asks, doubts, cites and passes on, in Arabic and in English, each with its words. `make pictures`
takes them from the running bot.
"""
STATEMENT = token("sco-defence-ministers-2024.date")


@dataclass(frozen=True)
class Shown:
    """A message: what it is called, and how a reader gets it, in Arabic and in English."""

    name: str
    title: str
    ar: tuple[str, ...]
    en: tuple[str, ...]
    """What is written first, then the labels of the buttons that are pressed below each message that follows."""


MESSAGES = (
    Shown("answer", "An answer", ("متى اجتماع وزراء دفاع شنغهاي؟",), ("When do the SCO defence ministers meet?",)),
    Shown("refusal", "A refusal", ("أين عُقد اجتماع شنغهاي سنة 2023؟",), ("Where did the SCO meet in 2023?",)),
    Shown(
        "accounts",
        "Accounts that differ",
        ("من سيجري محادثات ثنائية في أستانا؟",),
        ("Who will hold bilateral talks in Astana?",),
    ),
    Shown(
        "quote",
        "The words of the document",
        ("مين رئيس الوفد الهندي", "الاقتباس"),
        ("What office does Giridhar Aramane hold?", "Quote"),
    ),
    Shown(
        "terms",
        "Terms explained",
        ("من يرأس الوفد الهندي؟", "الاقتباس", "شرح المصطلحات"),
        ("Who leads the Indian delegation?", "Quote", "Explain the terms"),
    ),
    Shown(
        "citation",
        "A citation to copy",
        ("متى يجتمع وزراء دفاع شنغهاي؟", "استشهاد ومشاركة"),
        ("When is the SCO defence ministers' meeting?", "Cite & share"),
    ),
    Shown(
        "card",
        "A card to pass on",
        ("متى ينعقد اجتماع وزراء دفاع شنغهاي؟", "استشهاد ومشاركة", "بطاقة 16:9"),
        ("When is the meeting of SCO defence ministers?", "Cite & share", "Card 16:9"),
    ),
    Shown("timeline", "A timeline", ("ارسم الخط الزمني",), ("timeline of events",)),
    Shown("network", "Who takes part in what", ("ارسم شبكة المشاركين",), ("draw who takes part in what",)),
    Shown("link", "What a link opens", (f"/start {STATEMENT}",), (f"/start {STATEMENT}",)),
)
_READERS = {"ar": ("ليلى", "light"), "en": ("Anna", "dark")}


async def main() -> None:
    """Take all of them and write the page."""
    said: dict[tuple[str, str], str] = {}
    async with running() as url:
        for lang, (person, colours) in _READERS.items():
            async with visit(url, **PHONE, color_scheme=colours) as visited:
                page = visited.page
                page.set_default_timeout(_MOST_WAIT)
                await _enter(page, person)
                for one in MESSAGES:
                    said[lang, one.name] = await _taken(page, one, lang)
    parts = (_part(one, {lang: said[lang, one.name] for lang in _READERS}) for one in MESSAGES)
    (FOLDER.parent / "phone.md").write_text("\n".join((_HEAD, *parts)), encoding="utf-8")


async def _enter(page: Page, person: str) -> None:
    await page.click(".round.back")
    await page.select_option(".who", label=person)
    await page.wait_for_selector("footer")
    await open_chat(page, "Marsad")


async def _taken(page: Page, one: Shown, lang: str) -> str:
    """Take one message; its words."""
    asked, *labels = getattr(one, lang)

    async def write() -> None:
        await page.fill("textarea", asked)
        await page.keyboard.press("Enter")

    await _next(page, write)
    for label in labels:
        await _next(page, partial(page.click, f"{_LAST} .key >> text={label}"))
    await page.wait_for_function("[...document.images].every((one) => one.complete)")
    await shoot(page, FOLDER / f"message-{one.name}-{lang}.webp", PHONE, quality=75)
    hour = await page.inner_text(f"{_LAST} .words .meta")
    return (await page.inner_text(f"{_LAST} .words")).removesuffix(hour)


async def _next(page: Page, act: Callable[[], Awaitable[None]]) -> None:
    """Do something, and wait for the message that follows."""
    count = await page.locator(".message.other").count()
    await act()
    await page.wait_for_selector(f".message.other >> nth={count}")


def _part(one: Shown, said: dict[str, str]) -> str:
    images = " | ".join(f"![{one.title}]({_file(one, lang)})" for lang in said)
    words = "\n\n".join(map(_quoted, said.values()))
    return f"## {one.title}\n\n| | |\n|---|---|\n| {images} |\n\n{words}\n"


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}  " for line in without_marks(text).splitlines() if line.strip())


def _file(one: Shown, lang: str) -> str:
    return f"pictures/message-{one.name}-{lang}.webp"


if __name__ == "__main__":
    asyncio.run(main())
