"""The board of questions that had no answer: what it shows of readers, and what an editor makes of a question."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest

from bot.desk.desk import DeskPage
from bot.readers.chat_key import ChatKey
from bot.state.misses import Miss
from knowledge.bank.questions import read_bank
from knowledge.curation.chronicle import Chronicle
from tests.bot.desk.conftest import NOW, Editor
from tests.bot.desk.test_page import at_the_desk

ZEBRAS, TULIPS = "Were zebras in the parade?", "Were tulips in the garden?"
READER = 74_123_456


def miss(id_: int, text: str, day: datetime = NOW, chat: ChatKey | None = None) -> Miss:
    return Miss(id_, text, "en", day, chat)


@pytest.fixture
def asked() -> list[Miss]:
    often = [miss(number, ZEBRAS) for number in range(3)]
    old = [miss(number, "Were lions there?", NOW - timedelta(days=91)) for number in range(10, 13)]
    return [*old, *often, miss(4, "Were secrets told?"), miss(5, TULIPS, chat=ChatKey(READER))]


def written(editor: Editor) -> str:
    return (editor.folder.root / "facts" / "meetings" / "storm-council.yaml").read_text("utf-8")


async def shown(editor: Editor) -> list[list[str]]:
    return [one["questions"] for one in (await editor.get("misses"))["groups"]]


async def test_the_board_shows_what_the_command_shows_and_no_reader(editor: Editor) -> None:
    found = await editor.get("misses")

    assert [(one["count"], one["waiting"], one["questions"]) for one in found["groups"]] == [
        (3, 0, [ZEBRAS]),
        (1, 1, [TULIPS]),
    ]
    assert (found["hidden"], found["fewest"]) == (1, 3)
    assert not [one for one in (str(READER), "secrets", "lions") if one in json.dumps(found)]


async def test_what_is_left_refused_with_a_reason_does_not_come_back(editor: Editor, asked: list[Miss]) -> None:
    before = await shown(editor)
    await editor.post("judge", q=ZEBRAS, lang="en", answerable=False, reason="No source tells it.", who="Layla")
    asked += [miss(number, "Were zebras in that parade?") for number in range(20, 24)]
    found = await editor.get("misses")
    [kept] = read_bank(editor.folder.root).questions
    [line] = Chronicle(editor.folder.root).all()

    assert before == [[ZEBRAS], [TULIPS]]
    assert [one["questions"] for one in found["groups"]] == [[TULIPS]]
    assert found["left"] == [{"q": ZEBRAS, "reason": "No source tells it."}]
    assert (kept.question.answerable, kept.question.is_judged) == (False, True)
    assert (line["who"], line["did"], line["reason"]) == ("Layla", "judged", "No source tells it.")


async def test_a_wording_stands_with_its_statement_and_then_the_draft_answers_it(editor: Editor) -> None:
    before = written(editor)
    added = await editor.post("wording", q=f" {ZEBRAS} ", statement="storm-council.attendance", who="Layla")
    found = await editor.get("misses")
    again = await editor.post("wording", q=ZEBRAS, statement="storm-council.met")
    corpus = editor.folder.read()
    await editor.post("decide", document=added["document"], verb="undo", who="Layla")

    assert added == {"document": "log"}
    assert corpus.questions == {"storm-council.attendance": (ZEBRAS,)}
    assert [one["questions"] for one in found["groups"]] == [[TULIPS], [ZEBRAS]]
    assert "storm-council.attendance" in found["groups"][1]["draft"]["statements"]
    assert (again["status"], "is what storm-council.attendance is asked by" in again["error"]) == (422, True)
    assert written(editor) == before


async def test_what_may_answer_is_found_among_statements_and_documents(editor: Editor) -> None:
    found = await editor.get("near", q="How many states took part in the Council of Storms?")
    nothing = await editor.get("near", q="x" * 4000)

    assert "storm-council.attendance" in [one["id"] for one in found["statements"]]
    assert {"log", "later"} >= {one["id"] for one in found["documents"]} != set()
    assert all(one["text"] for one in found["documents"])
    assert nothing == {"statements": [], "documents": []}


class TestAlone:
    """A desk beside which no bot has a state."""

    @pytest.fixture
    def asked(self) -> None:
        return None

    async def test_the_board_is_empty_and_says_so(self, editor: Editor) -> None:
        assert await editor.get("misses") == {"groups": [], "hidden": 0, "fewest": 3, "left": []}


@pytest.mark.browser
@pytest.mark.timeout(60)
async def test_a_question_leads_to_its_document_or_stays_refused_with_a_reason(editor: Editor, desk: DeskPage) -> None:
    async with at_the_desk(desk.page) as page:
        await page.click("[data-view=misses]")
        await page.click(".miss >> nth=0 >> text=Leave refused")
        await page.fill("[name=reason]", "No source tells it.")
        await page.click("dialog >> button.primary")
        await page.wait_for_selector("summary >> text=Left refused: 1")
        left = await page.locator(".miss h3").all_inner_texts()
        await page.click(".miss >> text=Curate")
        await page.click(".miss .entry >> nth=0")
        await page.wait_for_selector("#paper p[aria-current]")

    assert left == [TULIPS]
    assert [one.question.q for one in read_bank(editor.folder.root).questions] == [ZEBRAS]
