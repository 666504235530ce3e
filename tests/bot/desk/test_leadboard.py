"""The board of leads: what documents say otherwise than the folder of the desk does by now."""

from __future__ import annotations

import pytest

from bot.readers.mention import Mention
from tests.bot.desk.conftest import Editor
from tests.support.folders import LOG, STORM

SENTENCE = "The Storm Council met on 5 May 2021."


@pytest.fixture
def said() -> list[Mention]:
    return [Mention("coast/1", "The council", SENTENCE, {"storm-council": SENTENCE}, "Coast News")]


async def test_what_a_document_says_otherwise_stands_beside_what_is_held_and_opens_it(editor: Editor) -> None:
    found = {lang: await editor.get("leads", lang=lang) for lang in ("en", "ar", "xx")}

    assert found["en"]["contradictions"] == [
        {
            "held": "Storm Council: held is 3 May 2021",
            "sentence": SENTENCE,
            "from": "Coast News (coast/1)",
            "document": "coast/1",
        }
    ]
    assert found["ar"]["contradictions"][0]["held"] == "مجلس العاصفة: المحفوظ 3 مايو 2021"
    assert [one["document"] for one in found["en"]["documents"]] == ["coast/1"]
    assert found["xx"] == found["en"]


async def test_what_the_folder_says_by_now_too_is_no_lead_any_more(editor: Editor) -> None:
    editor.folder.fact("meetings/storm-council", STORM.replace("3", "5"))
    editor.folder.source("log", LOG.replace("3", "5"), language="en")
    editor.folder.list_plainly()

    assert (await editor.get("leads", lang="en"))["contradictions"] == []
