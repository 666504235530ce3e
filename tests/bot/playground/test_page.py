"""The page in a real browser: what a reader sees and does."""

from __future__ import annotations

import base64
import contextlib
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
import pytest_asyncio

from bot.playground.actions import Action, ActionVerb, perform
from bot.playground.playground import Playground
from bot.playground.populating import populate
from bot.playground.testing import TelegramServer, Visitor
from bot.playground.wiring import Options
from bot.playground.world.model import DialogType, Status
from tests.bot.playground.browser import PHONE, visit
from tests.bot.playground.conftest import Api
from tests.bot.playground.scripted import scripted

if TYPE_CHECKING:
    from playwright.async_api import FilePayload

pytestmark = pytest.mark.browser

_QUESTION = "متى اجتماع أستانا؟"
_PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest_asyncio.fixture
async def server(telegram_server: TelegramServer) -> AsyncIterator[TelegramServer]:
    async with scripted(telegram_server):
        yield telegram_server


@pytest.fixture
def layla(server: TelegramServer) -> Visitor:
    return server.visitor("ليلى")


async def test_the_page_opens_on_the_bot_with_what_it_is_and_questions_to_ask() -> None:
    questions = {"ar": ("متى؟", "أين؟"), "en": ("When?",)}
    async with Playground.opened(Options(questions=lambda lang: questions[lang or "en"])) as playground:
        populate(playground.world)
        bot = next(iter(playground.world.state.bots.values()))
        bot.texts = {"description/": "I answer.", "description/ar": "أجيب عن الأسئلة."}
        async with visit(playground.url, **PHONE) as visited:
            page = visited.page
            about = await page.inner_text(".welcome .about")
            asked = await page.locator(".welcome .key").all_inner_texts()
            handle = await page.evaluate("getComputedStyle(document.querySelector('.handle')).direction")
            await page.click(".welcome .key >> text=أين؟")
            await page.wait_for_selector(".message.own >> text=أين؟")
            await page.click(".round.back")
            await page.select_option(".who", label="Anna")
            english = await page.inner_text(".welcome")
        said = [one["text"] for one in playground.world.private(bot.id, _named(playground, "ليلى")).messages.values()]

    assert "أجيب عن الأسئلة." in about
    assert "على هذا الجهاز" in about
    assert (asked, handle, said) == (["متى؟", "أين؟"], "ltr", ["أين؟"])
    assert "I answer." in english
    assert "When?" in english


def _named(playground: Playground, name: str) -> int:
    return next(one.id for one in playground.world.state.accounts.values() if one.first_name == name)


async def test_somebody_starts_asks_and_looks_at_the_quote(server: TelegramServer, layla: Visitor) -> None:
    async with visit(server.url) as visited:
        page = visited.page
        await page.click(".list .entry >> nth=0")
        await page.click("footer >> text=ابدأ")
        await page.click(f".reply-keyboard >> text={_QUESTION}")
        await page.click("text=📄 الاقتباس")
        quote = await page.inner_text("dialog .words")
        await page.keyboard.press("Escape")
        await page.click("text=التالي ←")
        await page.wait_for_selector("text=الصفحة الثانية")
        edited = await page.inner_text(".message.other >> nth=-1 >> .meta")

    assert quote == "نص الاقتباس"
    assert "معدّلة" in edited
    assert [one["text"] for one in layla.messages()][::3] == ["/start", "الصفحة الثانية"]


async def test_every_paragraph_runs_in_its_own_direction(server: TelegramServer, layla: Visitor) -> None:
    layla.starts()
    layla.says(_QUESTION)
    async with visit(server.url, **PHONE) as visited:
        page = visited.page
        await page.wait_for_selector(".inline-keyboard")
        edges: dict[str, dict[str, float]] = await page.evaluate(_EDGES)

    box = edges["box"]
    arabic, english, quote = edges["أُعلن"], edges["The meeting"], edges["وزير"]
    assert abs(arabic["right"] - box["right"]) < 2 < arabic["left"] - box["left"]
    assert abs(english["left"] - box["left"]) < 2
    assert abs(quote["right"] - box["right"]) < 20 < quote["left"] - box["left"]
    assert edges["own"]["right"] > edges["other"]["right"]


async def test_the_page_speaks_the_language_of_the_person(server: TelegramServer, layla: Visitor) -> None:
    server.visitor("Anna", language_code="en")
    async with visit(server.url) as visited:
        page = visited.page
        arabic = await page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
        await page.select_option(".who", label="Anna")
        await page.wait_for_selector("footer >> text=Start")
        english = await page.evaluate("[document.documentElement.lang, document.documentElement.dir]")

    assert (arabic, english) == (["ar", "rtl"], ["en", "ltr"])


async def test_commands_are_completed_with_the_keyboard_alone(server: TelegramServer, layla: Visitor) -> None:
    layla.starts()
    await layla.reply()
    async with visit(server.url) as visited:
        page = visited.page
        await page.focus(".list .entry >> nth=0")
        await page.keyboard.press("Enter")
        await page.wait_for_selector("textarea:focus")
        await page.wait_for_selector(".has-commands")
        await page.keyboard.type("/")
        offered = await page.inner_text(".popup")
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("Enter")
        await page.wait_for_selector(".message.own >> text=/help")

    assert "ابدأ من هنا" in offered


async def test_inline_mode_offers_results_and_sends_one(api: Api, server: TelegramServer, layla: Visitor) -> None:
    desk = server.chat(layla, title="Desk")
    async with visit(server.url) as visited:
        page = visited.page
        await page.click("text=Desk")
        await page.fill("textarea", "@marsad_test_bot أستانا")
        await page.click(".popup >> text=نتيجة 1")
        await page.wait_for_selector(".message.own >> i >> text=أستانا")
        shown = await page.inner_text(".message.own .via")

    assert shown == "عبر @marsad_test_bot"
    assert [one["via_bot"]["username"] for one in desk.messages.values() if "via_bot" in one] == ["marsad_test_bot"]


async def test_a_blocked_bot_can_be_restarted(server: TelegramServer, layla: Visitor) -> None:
    layla.starts()
    await layla.reply()
    async with visit(server.url) as visited:
        page = visited.page
        await page.click(".list .entry >> nth=0")
        await page.click(".thread > .bar [aria-label=المزيد]")
        await page.click("text=حظر البوت")
        await page.click("text=إلغاء الحظر والبدء من جديد")
        await page.wait_for_selector("textarea")
        await page.wait_for_selector(".message.other >> nth=1")

    assert [one["text"] for one in layla.messages()] == ["/start", "مرحبًا", "/start", "مرحبًا"]


async def test_what_a_bot_sends_is_never_read_as_html(api: Api, layla: Visitor) -> None:
    layla.dialog.is_started = True
    nasty = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
    link = {"inline_keyboard": [[{"text": nasty, "callback_data": "x"}]]}
    await api.result("sendMessage", chat_id=layla.dialog.id, text=nasty, reply_markup=link)
    layla.person.first_name = nasty
    async with visit(api.server.url) as visited:
        page = visited.page
        await page.click(".list .entry >> nth=0")
        shown = await page.evaluate("document.querySelector('.words').firstChild.data")
        injected = await page.evaluate("document.querySelectorAll('img, script:not([src])').length")

    assert (shown, injected) == (nasty, 0)


async def test_deep_links_start_the_bot_with_their_payload(api: Api, server: TelegramServer, layla: Visitor) -> None:
    layla.dialog.is_started = True
    markup = {"inline_keyboard": [[{"text": "المزيد هنا", "url": "https://t.me/marsad_test_bot?start=astana-1"}]]}
    await api.result("sendMessage", chat_id=layla.dialog.id, text="x", reply_markup=markup)
    async with visit(server.url) as visited:
        await visited.page.click(".list .entry >> nth=0")
        await visited.page.click("text=المزيد هنا")
        await visited.page.wait_for_selector("text=مرحبًا astana-1")


async def test_the_operator_sees_calls_and_switches_faults(server: TelegramServer, layla: Visitor) -> None:
    layla.starts()
    await layla.reply()
    async with visit(server.url) as visited:
        page = visited.page
        await page.click("[aria-label=المشغّل]")
        await page.click(".call >> text=sendMessage")
        details = await page.inner_text(".call[open] pre >> nth=0")
        await page.click("text=الأعطال")
        await page.select_option("[name=effect]", "error")
        await page.fill("[name=methods]", "sendMessage")
        await page.click("form button >> text=تشغيل")
        await page.wait_for_selector(".fault")
        faults = list(server.playground.faults.all().values())
        await page.click(".fault button")
        await page.wait_for_selector(".fault", state="detached")

    assert '"text": "مرحبًا"' in details
    assert [(one.effect.value, one.methods) for one, _ in faults] == [("error", ("sendMessage",))]
    assert server.playground.faults.all() == {}


async def test_pictures_and_files_are_shown(api: Api, layla: Visitor) -> None:
    layla.dialog.is_started = True
    async with visit(api.server.url) as visited:
        page = visited.page
        await page.click(".list .entry >> nth=0")
        await page.set_input_files("input[type=file]", _file("تقرير.txt", "text/plain", b"hello"))
        await page.wait_for_selector(".file-name >> text=تقرير.txt")
        await page.set_input_files("input[type=file]", _file("a.png", "image/png", _PNG))
        width = await page.locator("img.photo").evaluate("image => image.decode().then(() => image.naturalWidth)")

    assert width == 1


async def test_a_channel_is_read_only_for_its_readers(server: TelegramServer, layla: Visitor) -> None:
    anna = server.visitor("Anna", language_code="en")
    server.chat(layla, anna, type_=DialogType.CHANNEL, title="Bulletin", bot=Status.ADMINISTRATOR)
    async with visit(server.url) as visited:
        await visited.page.select_option(".who", label="Anna")
        await visited.page.click("text=Bulletin")
        assert await visited.page.inner_text("footer") == "Only administrators write here"


async def test_the_page_finds_its_way_back_after_a_restart(tmp_path: Path) -> None:
    async with contextlib.AsyncExitStack() as servers:
        first = await servers.enter_async_context(Playground.opened(Options(data=tmp_path)))
        populate(first.world)
        async with visit(first.url) as visited:
            page = visited.page
            await page.click(".list .entry >> text=News desk")
            await page.wait_for_selector("textarea")
            began = time.monotonic()
            await servers.aclose()
            stopped = time.monotonic() - began
            port = urlsplit(first.url).port or 0
            second = await servers.enter_async_context(Playground.opened(Options(data=tmp_path, port=port)))
            perform(second.world, Action(do=ActionVerb.SAY, person="Anna", chat="News desk", text="Hello again"))
            await page.wait_for_selector(".message.other >> text=Hello again")
            visited.complaints.clear()

    assert stopped < 1


def _file(name: str, mime_type: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": mime_type, "buffer": content}


_EDGES = """() => {
  const box = [...document.querySelectorAll('.other .words')].at(-1);
  const edges = {};
  const note = (name, rect) => { edges[name] = { left: rect.left, right: rect.right }; };
  note('box', box.getBoundingClientRect());
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    for (const name of ['أُعلن', 'The meeting', 'وزير']) {
      const at = walker.currentNode.data.indexOf(name);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + name.length);
      note(name, range.getBoundingClientRect());
    }
  }
  note('own', [...document.querySelectorAll('.own .bubble')].at(-1).getBoundingClientRect());
  note('other', [...document.querySelectorAll('.other .bubble')].at(-1).getBoundingClientRect());
  return edges;
}"""
