"""The board of leads: what documents say otherwise than the folder of the desk does by now."""

from __future__ import annotations

import pytest

from bot.desk.desk import DeskPage
from bot.readers.mention import Mention
from tests.bot.desk.conftest import Editor
from tests.bot.desk.test_page import at_the_desk
from tests.support.folders import LOG, STORM

SENTENCE = "The Storm Council met on 5 May 2021."


@pytest.fixture
def said() -> list[Mention]:
    sayings = (("coast/1", SENTENCE), ("later", "Captain Zumurrud chaired the Council of Storms on 6 May 2021."))
    return [Mention(id_, "The council", text, {"storm-council": text}, "Coast News") for id_, text in sayings]


async def test_what_a_document_says_otherwise_stands_beside_what_is_held_and_opens_it(editor: Editor) -> None:
    found = {lang: await editor.get("leads", lang=lang) for lang in ("en", "ar", "xx")}

    assert len(found["en"]["contradictions"]) == 2
    assert found["en"]["contradictions"][:1] == [
        {
            "held": "Storm Council: the facts say 3 May 2021",
            "sentence": SENTENCE,
            "from": "Coast News (coast/1)",
            "document": "coast/1",
        }
    ]
    assert found["ar"]["contradictions"][0]["held"] == "مجلس العاصفة: تقول الوقائع 3 مايو 2021"
    assert [one["document"] for one in found["en"]["documents"]] == ["coast/1"]
    assert found["xx"] == found["en"]


async def test_what_the_folder_says_by_now_too_is_no_lead_any_more(editor: Editor) -> None:
    editor.folder.fact("meetings/storm-council", STORM.replace("3", "5"))
    editor.folder.source("log", LOG.replace("3", "5"), language="en")
    editor.folder.list_plainly()

    left = (await editor.get("leads", lang="en"))["contradictions"]
    assert [one["document"] for one in left] == ["later"]


@pytest.mark.browser
@pytest.mark.timeout(60)
async def test_a_lead_opens_its_document(editor: Editor, desk: DeskPage) -> None:
    async with at_the_desk(desk.page) as page:
        await page.click("[data-view=leads]")
        held = await page.locator(".lead >> nth=0").inner_text()
        await page.click(".lead .entry[data-id=later] >> nth=0")
        await page.wait_for_selector("#paper p")

    assert "Storm Council: the facts say 3 May 2021" in held
