"""The language model is asked from the desk: what it proposes waits in the draft, and what it gets wrong is told."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from bot.settings.values import Desk, Model
from knowledge.curation.chronicle import Chronicle
from tests.bot.desk.conftest import Editor, statement
from tests.support.ports import served

QUOTE = "Captain Zumurrud chaired the Council of Storms"
RIGHT = {
    "sentence": 1,
    "quote": QUOTE,
    "property": "participant",
    "subject": "the Council of Storms",
    "wording": statement()["wording"],
}
INVENTED = RIGHT | {"quote": "Captain Zumurrud chaired the Council of Calm"}


@dataclass
class Scripted:
    """A model that says what it is told to say."""

    url: str = ""
    says: Any = field(default_factory=lambda: [RIGHT, INVENTED])

    async def answer(self, _: web.Request) -> web.Response:
        if isinstance(self.says, int):
            return web.Response(status=self.says)
        content = json.dumps({"statements": self.says})
        return web.json_response({"choices": [{"message": {"content": content}}]})


@pytest.fixture
async def scripted() -> AsyncIterator[Scripted]:
    model, application = Scripted(), web.Application()
    application.add_routes([web.post("/chat/completions", model.answer)])
    async with served(application) as model.url:
        yield model


@pytest.fixture
def helped(scripted: Scripted) -> Desk:
    return Desk(model=Model(url=scripted.url, name="made-up-1"))


async def of_the_model(editor: Editor) -> list[dict[str, Any]]:
    return [one for one in (await editor.items()).values() if one["by"] == "model"]


async def test_what_the_model_proposes_waits_under_its_name_and_what_it_invents_is_told(editor: Editor) -> None:
    await editor.opened()
    before = editor.folder.read()
    found = await editor.post("advise", document="later", who="Layla")
    [proposed] = await of_the_model(editor)

    assert (await editor.get("state"))["model"] == "made-up-1"
    assert (proposed["state"], proposed["proposed_by"]) == ("open", "made-up-1")
    assert proposed["record"]["citations"] == [{"source": "later", "quote": QUOTE}]
    assert [(one["what"], one["why"]) for one in found["refused"]] == [
        ("Captain Zumurrud chaired the Council of Calm", "does not stand in sentence 1 byte for byte")
    ]
    assert editor.folder.read().statements == before.statements
    assert list(Chronicle(editor.folder.root).all()) == []


async def test_what_it_proposed_is_accepted_like_every_other_proposal(editor: Editor) -> None:
    await editor.opened()
    await editor.post("advise", document="later")
    [proposed] = await of_the_model(editor)
    await editor.decide("accept", proposed)

    assert editor.folder.read().statements["storm-council.participant"].wording == statement()["wording"]
    assert "proposed_by" not in (editor.folder.root / "facts/meetings/storm-council.yaml").read_text("utf-8")


async def test_a_second_reply_and_a_new_draft_lose_nothing_of_the_first(editor: Editor, scripted: Scripted) -> None:
    await editor.opened()
    await editor.post("advise", document="later")
    [first] = await of_the_model(editor)
    skipped = await editor.decide("skip", first)
    scripted.says = [RIGHT, RIGHT | {"sentence": 2, "quote": "Seven states were not there", "polarity": "negated"}]
    scripted.says[1] |= {"wording": {"ar": "لم تحضر سبع دول.", "en": "Seven states were not there."}}
    await editor.post("advise", document="later")
    scripted.says = []
    await editor.post("advise", document="later")
    await editor.post("redraft", document="later")
    second = (await editor.get("items", id="later", block=1))["items"]

    assert skipped["items"][0]["id"] == first["id"]
    assert [(one["id"], one["state"]) for one in await of_the_model(editor)] == [(first["id"], "skipped")]
    assert [one["state"] for one in second if one["by"] == "model"] == ["open"]


@pytest.mark.parametrize(("says", "why"), [(500, "answers 500"), (404, "desk.model.url")])
async def test_a_model_that_fails_is_one_line_and_changes_nothing(
    editor: Editor, scripted: Scripted, says: int, why: str
) -> None:
    await editor.opened()
    made, before = await editor.new(), await editor.get("pulse", id="later")
    scripted.says = says
    failed = await editor.post("advise", document="later")

    assert (failed["status"], "\n" in failed["error"]) == (502, False)
    assert why in failed["error"]
    assert await editor.get("pulse", id="later") == before
    assert (await editor.items())[made["id"]]["state"] == "open"


async def test_it_is_asked_once_at_a_time(editor: Editor) -> None:
    await editor.opened()
    first, second = await asyncio.gather(*(editor.post("advise", document="later") for _ in range(2)))
    refused = [one for one in (first, second) if one.get("status") == 400]

    assert ["wait for it" in one["error"] for one in refused] == [True]
