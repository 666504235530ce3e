"""A walk through what a reader can do, in a real browser with the real bot: forty steps, and what each one shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

from bot.interface.words.bidi import without_marks
from bot.playground.testing import TelegramServer
from bot.playground.world.model import Account
from tests.bot.playground.browser import DESKTOP, PHONE, visit
from tests.bot.playground.conftest import Serving

if TYPE_CHECKING:
    from playwright.async_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

_SECONDS = 15
_SEEN = """() => {
  const texts = (selector) => [...document.querySelectorAll(selector)].map((one) => one.innerText);
  const lines = texts('.lines > li').slice(-2).join('\\n');
  return [lines, ...texts('.toast'), ...texts('.popup:not([hidden])'), ...texts('.call .method')].join('\\n');
}"""


class Step(NamedTuple):
    """What is done with what, and what is seen of it: a pattern."""

    act: str
    given: str
    seen: str


ENGLISH = (
    Step("open", "Marsad", ""),
    Step("start", "", "Marsad"),
    Step("say", "When is the SCO defence ministers' meeting?", r"25.26 April 2024"),
    Step("press", "^Quote", "Astana|أستانا"),
    Step("say", "and where?", "Astana"),
    Step("press", "^Related", "briefing"),
    Step("press", "India|Astana|SCO", "India|Astana|SCO"),
    Step("say", "Who chaired the SCO defence ministers' meeting in 2019?", "2019|do not say|nothing"),
    Step("press", "Tell me when you know", "Delete the question|I will tell you|keep"),
    Step("say", "Who heads the Indian delegation?", "Aramane"),
    Step("press", "Report a mistake", "What is wrong\\?"),
    Step("reply", "It is spelt differently.", "passed your words on"),
    Step("say", "👍", "👍"),
    Step("say", "https://www.un.org/a", "do not open links"),
    Step("say", "???", "ask in words"),
    Step("say", "are you a bot?", "I am a program"),
    Step("say", "who runs you?", "The Gazette"),
    Step("say", "Can I cite this?", "Cite the document"),
    Step("say", "where did you get this?", "From documents"),
    Step("say", "thanks!", "You are welcome"),
    Step("menu", "Voice message", "cannot listen"),
    Step("menu", "Location", "Riyadh"),
    Step("pick", "Riyadh", "read text only"),
    Step("say", "/ask", "after the command"),
    Step("edit", "/ask where is the SCO defence ministers' meeting?", "Astana"),
    Step("say", "/subscribe India", "India"),
    Step("say", "/subscriptions", "India"),
    Step("say", "/quiet 22:00-07:00", "22:00|time zone|Where are you"),
    Step("say", "/mydata", "store|stored"),
    Step("say", "/privacy", "The Gazette"),
    Step("type", "@marsad_test_bot Astana", "Astana"),
    Step("key", "Escape", ""),
    Step("open", "Desk", ""),
    Step("say", "/ask@marsad_test_bot who heads the Indian delegation?", "Aramane"),
    Step("say", "/ask@marsad_test_bot zzz qqq", "zzz"),
    Step("panel", "", "sendMessage"),
)
ARABIC = (
    Step("open", "Marsad", ""),
    Step("start", "", "مرصد"),
    Step("say", "شو صار باجتماع وزراء دفاع شنغهاي؟", "شنغهاي|متأكد|أستانا"),
    Step("say", "متى يجتمع وزراء دفاع منظمة شنغهاي؟", "أبريل 2024"),
    Step("press", "^الاقتباس", "أستانا"),
    Step("say", "من وين جبت هالمعلومة؟", "من وثائق"),
    Step("say", "٢٠٢٤", "بالكلمات"),
    Step("say", "/مساعدة", "أجيب|اسأل"),
)


async def test_forty_steps_each_show_what_a_reader_expects(serving: Serving, telegram_server: TelegramServer) -> None:
    anna, layla = (telegram_server.visitor(name, language_code=lang) for name, lang in (("Anna", "en"), ("ليلى", "ar")))
    telegram_server.chat(anna, title="Desk")
    telegram_server.bot.queue.clear()
    assert len(ENGLISH) + len(ARABIC) >= 40
    async with serving(MARSAD_HOUSE__NAME="The Gazette"):
        for who, steps, device in ((anna, ENGLISH, DESKTOP), (layla, ARABIC, PHONE)):
            async with visit(telegram_server.url, **device) as visited:
                if device is PHONE:
                    await visited.page.click(".round.back")  # it opens on the bot's chat, which covers the chats
                await _become(visited.page, who.person)
                for number, step in enumerate(steps, start=1):
                    await _take(visited.page, step)
                    await _see(visited.page, step.seen, f"{who.person.first_name} {number}: {step}")


async def _become(page: Page, person: Account) -> None:
    """Until the page has opened the chat with the bot, where it begins for everybody."""
    async with page.expect_response(re.compile(rf"/state\?person={person.id}$")):
        await page.select_option(".who", label=person.first_name)
    await page.wait_for_selector("footer")


async def _see(page: Page, pattern: str, step: str) -> None:
    shown = ""
    for _ in range(_SECONDS * 10):
        shown = without_marks(str(await page.evaluate(_SEEN)))
        if re.search(pattern, shown):
            return
        await page.wait_for_timeout(100)
    pytest.fail(f"{step} shows {shown[-600:]!r}")


async def _take(page: Page, step: Step) -> None:
    match step.act:
        case "open":
            if await page.locator(".round.back").is_visible():  # on a phone an open chat covers the list
                await page.click(".round.back")
            await _open(page, step.given)
        case "start":
            await page.click("footer .wide")
        case "say":
            await _say(page, step.given)
        case "reply":
            await page.locator(".message.other .actions").last.click()
            await page.click(".menu >> text=Reply")
            await _say(page, step.given)
        case "type":
            await page.fill("textarea", step.given)
        case "edit":
            await page.fill("textarea", "")
            await page.press("textarea", "ArrowUp")
            await _say(page, step.given)
        case "press":
            await page.locator(".message.other .key", has_text=re.compile(_marked(step.given))).last.click()
        case "menu":
            await page.click(".attach")
            await page.click(f".menu >> text={step.given}")
        case "pick":
            await page.click(f".popup >> text={step.given}")
        case "key":
            await page.press("textarea", step.given)
        case "panel":
            await page.click("[aria-label=Operator]")


async def _open(page: Page, chat: str) -> None:
    name = page.locator(".list .entry .name", has_text=re.compile(f"^{chat}$"))
    await name.first.click()
    await page.wait_for_selector("footer")


async def _say(page: Page, text: str) -> None:
    await page.fill("textarea", text)
    await page.press("textarea", "Enter")


def _marked(label: str) -> str:
    """A label may begin with a direction mark."""
    return label.replace("^", "^[\\u2066-\\u2069\\u200e\\u200f]?")
