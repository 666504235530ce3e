"""The desk in a real browser: from a file to a subscriber's message, and what an editor meets on the way."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.desk.desk import DeskPage
from tests.bot.desk.conftest import Editor
from tests.bot.desk.steps import ENTITY, add_entity, add_statement, select
from tests.bot.playground.browser import DESKTOP, PHONE, visit
from tests.support.command import Process

if TYPE_CHECKING:
    from playwright.async_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

NEWS = """\
Gulf defence ministers met in Riyadh on 12 March 2025.
The meeting discussed shipping in the Red Sea.
"""


@dataclass(frozen=True)
class Running:
    """A bot without a token, with its playground and its desk."""

    chat: str
    desk: str


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    process = Process(tmp_path, tmp_path / "data")
    made = process("init", tmp_path / "own")
    assert made.code == 0
    with process.started("run", "--port", "0", "--no-open", MARSAD_CONFIG=str(tmp_path / "own" / "config.yaml")) as bot:
        assert bot.stderr
        addresses: dict[str, str] = {}
        while len(addresses) < 2:
            line = bot.stderr.readline().decode()
            assert line, "it ended before it was ready"
            if found := re.match(r"marsad: (desk|ready).* on (http\S+)", line):
                addresses[found[1]] = found[2]
        yield Running(addresses["ready"], addresses["desk"])


@asynccontextmanager
async def at_the_desk(address: str, **settings: object) -> AsyncIterator[Page]:
    """The page with its key; its address is what no request may leave."""
    async with visit(address, **(settings or {**DESKTOP, "locale": "en-GB"})) as visited:
        visited.page.set_default_timeout(30_000)
        yield visited.page
        visited.complaints[:] = [one for one in visited.complaints if "Failed to load resource" not in one]


async def test_from_a_file_to_a_subscribers_message(running: Running, tmp_path: Path) -> None:
    file = tmp_path / "gulf.txt"
    file.write_text(NEWS, encoding="utf-8")
    async with visit(running.chat, **PHONE) as reader, at_the_desk(running.desk) as page:
        await _say(reader.page, "/subscribe الكل")
        await page.fill(".who", "Layla")
        await page.set_input_files("[name=file]", file)
        await page.click("form button")
        await page.wait_for_selector(".card")

        await add_entity(page)
        await page.wait_for_selector("article.accepted")
        await select(page, "Gulf defence ministers met in Riyadh on 12 March 2025")
        await add_statement(page)
        await page.wait_for_selector("#paper .q")

        await page.click("nav >> text=Publish")
        await page.click("text=Look")
        await page.click("text=Publish at once")
        await page.click("dialog >> text=Publish")
        await reader.page.wait_for_selector(".message.other >> text=/12 مارس 2025/", timeout=30_000)
        told = await reader.page.inner_text(".message.other:last-child")

        await page.click("nav >> text=Who did what")
        deeds = await page.inner_text("ul")

    assert "اجتمع وزراء دفاع دول الخليج" in told
    assert deeds.count("Layla") == 3


async def _say(page: Page, text: str) -> None:
    if await page.locator("footer .wide").count():
        await page.click("footer .wide")
        await page.wait_for_selector(".message.other")
    await page.fill("textarea", text)
    await page.keyboard.press("Enter")
    await page.wait_for_selector(f".message.own >> text={text}")
    await page.wait_for_timeout(1500)


async def test_keys_alone_lead_through_a_document(editor: Editor, desk: DeskPage) -> None:
    await editor.opened()
    made = [await editor.new(), await editor.new("Seven states were not there")]
    async with at_the_desk(desk.page) as page:
        await page.click(".entry >> text=later")
        await page.wait_for_selector(f"#card-{made[0]['id']}[aria-current]")
        await page.keyboard.press("x")
        await page.wait_for_selector(f"#card-{made[1]['id']}[aria-current]")
        focused = await page.evaluate("document.activeElement.dataset.id")
        await page.keyboard.press("u")
        for key, item in (("", made[0]), ("j", made[1]), ("k", made[0])):
            if key:
                await page.keyboard.press(key)
            await page.wait_for_selector(f"#card-{item['id']}[aria-current]")
        await page.keyboard.press("?")
        keys = await page.inner_text("dialog dl")
        await page.keyboard.press("Escape")
        await page.keyboard.press("n")
        await page.wait_for_selector("#paper .chosen")
        await page.keyboard.press("w")
        await page.fill("dialog input", "beside the point")
        await page.keyboard.press("Enter")
        await page.wait_for_selector("#paper .w")

    assert focused == made[1]["id"]
    assert "waive" in keys


async def test_what_is_typed_outlives_a_lost_connection_and_a_reload(editor: Editor, desk: DeskPage) -> None:
    await editor.opened()
    await editor.new()
    async with at_the_desk(desk.page) as page:
        await page.click(".entry >> text=later")
        await page.wait_for_selector(".card")
        await page.keyboard.press("e")
        await page.context.set_offline(True)
        await page.fill('[name="wording.en"]', "Typed while nobody listened")
        await page.wait_for_selector("#notice:not([hidden])")
        lost = await page.inner_text("#notice")
        await page.context.set_offline(False)
        await page.wait_for_selector("#notice[hidden]", state="attached")
        await page.reload()
        await page.click(".entry >> text=later")
        await page.wait_for_selector(".card")
        await page.keyboard.press("e")
        kept = await page.input_value('[name="wording.en"]')

    assert "connection is lost" in lost
    assert kept == "Typed while nobody listened"


async def test_two_editors_see_each_other_side_by_side(editor: Editor, desk: DeskPage) -> None:
    await editor.opened()
    made = await editor.new()
    async with at_the_desk(desk.page) as page:
        await page.click(".entry >> text=later")
        await page.wait_for_selector(".card")
        await page.keyboard.press("e")
        await page.fill('[name="wording.en"]', "What I say")
        theirs = {"wording": {"en": "What Omar says"}, "citations": made["record"]["citations"]}
        await editor.decide("edit", made, record=theirs, who="Omar")
        await page.click("text=Save as draft")
        both = await page.inner_text("dialog")
        await page.click("dialog >> text=Save mine instead")
        await page.wait_for_selector("article .says >> text=What I say")

    assert "What I say" in both
    assert "What Omar says" in both


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("colours", ["light", "dark"])
async def test_the_page_fits_and_reads_from_right_to_left(
    editor: Editor, desk: DeskPage, device: dict[str, object], colours: str
) -> None:
    await editor.opened()
    await editor.new()
    async with at_the_desk(desk.page, **device, locale="ar", color_scheme=colours) as page:
        await page.click(".entry >> text=later")
        await page.wait_for_selector("#paper p")
        sizes = await page.evaluate("[document.documentElement.scrollWidth, innerWidth, document.documentElement.dir]")
        named = await page.evaluate(_NAMELESS)
        contrast = await page.evaluate(_CONTRAST)
        await page.click("text=◐")
        await page.reload()
        await page.wait_for_selector("[data-ready]")
        chosen = await page.evaluate("getComputedStyle(document.body).colorScheme")

    assert sizes[0] <= sizes[1]
    assert sizes[2] == "rtl"
    assert named == []
    assert contrast > 4.5
    assert chosen == {"light": "dark", "dark": "light"}[colours]


@pytest.mark.parametrize("locale", ["ar", "en-GB"])
async def test_nothing_runs_over_on_a_phone(editor: Editor, desk: DeskPage, locale: str) -> None:
    await editor.opened()
    await editor.new()
    outside: list[str] = []
    async with at_the_desk(desk.page, **PHONE, locale=locale) as page:
        await page.click(".entry >> text=later")
        await page.click(".switch .tab >> nth=1")
        await page.click(".card .actions button >> nth=1")
        await page.wait_for_selector(".advice > *")
        squeezed = await page.evaluate("document.querySelector('[name=news]').offsetWidth > 40")
        for view in await page.locator("nav [data-view]").all():
            await view.click()
            outside += await page.evaluate(_OUTSIDE)

    assert outside == []
    assert not squeezed


_OUTSIDE = """[...document.querySelectorAll('body *')]
  .filter((one) => one.checkVisibility() && (one.getBoundingClientRect().right > innerWidth + 1
    || one.getBoundingClientRect().left < -1))
  .map((one) => one.outerHTML.slice(0, 80))"""


async def test_an_arabic_editor_is_told_everything_in_arabic(editor: Editor, desk: DeskPage) -> None:
    await editor.opened()
    await editor.new()
    async with at_the_desk(desk.page, **DESKTOP, locale="ar") as page:
        await page.fill(".who", "ليلى")
        await page.click(".entry >> text=later")
        await page.wait_for_selector(".card")
        await page.keyboard.press("u")
        refused = await page.inner_text(".toasts div")
        await page.keyboard.press("t")
        await page.fill("[name=identity]", "sea-talks")
        await page.keyboard.press("Enter")
        await page.wait_for_selector('[name="names.ar"]')
        focused = await page.evaluate("document.activeElement.name")
        labels = " ".join(await page.locator(".form label").all_inner_texts())
        types = await page.locator("[name=type] option").count()
        for name, words in {**ENTITY, "names.ar": "محادثات البحر"}.items():
            await page.fill(f'[name="{name}"]', words)
        await page.keyboard.press("Control+Enter")
        accepted = await page.inner_text(".toasts div >> text=قُبلت")

    assert refused == "لا قرار لك تتراجع عنه"
    assert focused == "names.ar"
    assert types == 6
    assert not re.search("[a-z]{2}", labels)
    assert accepted == "قُبلت: محادثات البحر"


_NAMELESS = """[...document.querySelectorAll('button, input, select, textarea')]
  .filter((one) => !(one.innerText.trim() || one.ariaLabel || one.labels?.length))
  .map((one) => one.outerHTML)"""
_CONTRAST = """(() => {
  const light = (colour) => {
    const parts = colour.match(/[\\d.]+/g).slice(0, 3).map((one) => one / 255);
    const [r, g, b] = parts.map((one) => (one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const text = light(getComputedStyle(document.querySelector('.quiet')).color);
  const back = light(getComputedStyle(document.body).backgroundColor);
  return (Math.max(text, back) + 0.05) / (Math.min(text, back) + 0.05);
})()"""


async def test_a_long_document_opens_at_once(editor: Editor, desk: DeskPage) -> None:
    sentence = "Seven states of the council sent their captains to the harbour on that day, and nobody counted them. "
    text = "\n".join(sentence * 4 for _ in range(700))
    editor.folder.source("long", text, language="en", curation="none")
    editor.folder.list_plainly()
    async with at_the_desk(desk.page) as page:
        await page.reload()
        await page.wait_for_selector("[data-ready]")
        await page.click(".entry >> text=long")
        await page.wait_for_selector("#block-699", state="attached")
        drawn = await page.evaluate(_DRAWN)

    assert len(text.split()) > 50_000
    assert drawn < 100


_DRAWN = """[...document.querySelectorAll('#paper p')]
  .filter((one) => one.firstElementChild.checkVisibility({contentVisibilityAuto: true})).length"""


@pytest.mark.parametrize("locale", ["en-GB", "ar"])
async def test_further_fields_are_folded_away_until_they_hold_something(
    editor: Editor, desk: DeskPage, locale: str
) -> None:
    await editor.opened()
    await editor.new()
    async with at_the_desk(desk.page, **DESKTOP, locale=locale) as page:
        await page.click(".entry >> text=later")
        await page.wait_for_selector(".card")
        await page.keyboard.press("e")
        await page.wait_for_selector('[name="wording.en"]')
        folded = await page.evaluate("!document.querySelector('details.more').open")
        await page.click("details.more summary")
        labels = await page.locator(".form label").all_inner_texts()
        await page.fill('[name="questions"]', "who ran it\nwho was in charge")
        await page.fill('[name="caveat.en"]', "One account.")
        await page.fill('[name="review_by"]', "2023-01-01")
        await page.fill('[name="withdrawn.reason.ar"]', "خطأ")
        await page.click('.actions.wide button[class="button"] >> nth=0')
        await page.wait_for_selector("article:not(:has(form))")
        [record] = [one["record"] for one in (await editor.items()).values() if one["record"].get("caveat")]
        await page.keyboard.press("e")
        kept = await page.evaluate("document.querySelector('details.more').open")

    assert folded
    assert kept
    assert {key: record[key] for key in ("questions", "caveat", "review_by", "withdrawn")} == {
        "questions": ["who ran it", "who was in charge"],
        "caveat": {"en": "One account."},
        "review_by": "2023-01-01",
        "withdrawn": {"reason": {"ar": "خطأ"}},
    }
    assert locale != "ar" or not re.search("[a-z]{2}", " ".join(labels))


async def test_the_names_of_whom_a_statement_is_about_are_edited_from_its_card(editor: Editor, desk: DeskPage) -> None:
    await editor.opened()
    made = await editor.new()
    await editor.decide("edit", made, subject="storm-council", record=made["record"])
    async with at_the_desk(desk.page) as page:
        await page.click(".entry >> text=later")
        await page.click(".card .link")
        await page.fill('[name="aliases.ar.weak"]', "المجلس")
        await page.wait_for_selector(".advice .good")
        await page.click("form >> text=Save as draft")
        await page.wait_for_selector("article:not(:has(form))")
        refused = await page.locator(".toasts div").all_inner_texts()
    facts = (editor.folder.root / "facts" / "meetings" / "storm-council.yaml").read_text("utf-8")

    assert "المجلس" in facts, refused


@pytest.mark.parametrize("name", ["scan.png", "broken.pdf", "letters.rtf", "old.doc"])
async def test_why_a_file_cannot_be_read_is_said_in_arabic(
    editor: Editor, desk: DeskPage, tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    file.write_bytes({"png": b"\x89PNG\r\n", "pdf": b"%PDF-1.4 x", "rtf": b"{\\rtf1 x}", "doc": _OLD}[name[-3:]])
    async with at_the_desk(desk.page, **DESKTOP, locale="ar") as page:
        await page.set_input_files("[name=file]", file)
        await page.click("form button")
        await page.wait_for_selector(".toasts div >> nth=1")
        said = await page.inner_text(".toasts div >> nth=1")

    assert re.search("[ء-ي]{3}", said)
    assert not re.search("[A-Za-z]{2}", re.sub("\u2068.*?\u2069|OCR|PDF|RTF|Office|\\.\\w+", "", said)), said


_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


async def test_mistakes_of_the_folder_are_told_in_arabic(editor: Editor, desk: DeskPage) -> None:
    path = editor.folder.root / "facts" / "meetings" / "storm-council.yaml"
    async with at_the_desk(desk.page, **DESKTOP, locale="ar") as page:
        await page.wait_for_selector(".entry")
        path.write_text(path.read_text("utf-8").replace("en: The Storm Council met", "en: Note: it met"), "utf-8")
        await page.wait_for_selector("#notice:not([hidden])")
        said = await page.inner_text("#notice")

    assert "اكتب السطر" in said
    assert "mapping values" not in said


async def test_the_two_sides_of_a_conflict_have_arabic_names(editor: Editor, desk: DeskPage) -> None:
    await editor.opened()
    made = await editor.new()
    async with at_the_desk(desk.page, **DESKTOP, locale="ar") as page:
        await page.click(".entry >> text=later")
        await page.wait_for_selector(".card")
        await page.keyboard.press("e")
        await page.fill('[name="wording.ar"]', "ما أقوله")
        theirs = {**made["record"], "modality": "announced", "wording": {"ar": "ما يقوله"}, "value": "harbour"}
        await editor.decide("edit", made, record=theirs, who="عمر")
        await page.click("text=احفظ مسودة")
        both = await page.inner_text("dialog")

    keys = [line.partition(":")[0] for line in both.splitlines() if ":" in line]
    assert len(keys) > 6
    assert [one for one in keys if re.search("[a-z]{2}", one)] == []
