"""A document of 450 words from its file to a publication on the desk, and what that takes."""

from __future__ import annotations

import base64
import json
import re
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr

from bot.desk.desk import DeskPage
from bot.interface.words.wording import Wordings
from bot.publishing.library import Library
from bot.publishing.publisher import Publisher
from bot.settings.values import Delivery, Settings, Web
from knowledge.curation.folder import Folder
from knowledge.drafting.decisions import EditorDecision, Verb
from knowledge.drafting.sitting import counted
from tests.bot.desk import red_sea
from tests.bot.desk.conftest import Editor
from tests.bot.desk.red_sea import CHAIR, DELEGATION, ENTITIES, MEETING, QUESTIONS, STATEMENTS, TEXT, WAIVED, Told
from tests.support.command import Process
from tests.support.folders import KnowledgeFolder

NOW = datetime(2026, 9, 11, 12, tzinfo=UTC)
OFFICE = re.compile("the office «(.*?)»")
Item = dict[str, Any]


@asynccontextmanager
async def newsroom(place: Path) -> AsyncIterator[Editor]:
    """An editor on a desk over a folder without a fact, in the words that Marsad comes with."""
    root = place / "knowledge"
    (root / "facts").mkdir(parents=True)
    (root / "seeds").mkdir()
    (root / "seeds" / "sources.yaml").write_text("sources: {}\n", encoding="utf-8")
    library = Library(Folder.locate(root), place / "data")
    publisher = Publisher(library, Delivery(cooling_off=timedelta()), Wordings.load(), lambda: NOW)
    state = SecretStr(f"sqlite+aiosqlite:///{place / 'data' / 'state.sqlite'}")
    settings = Settings(data=place / "data", web=Web(port=0), database_url=state)
    async with (
        DeskPage.opened(settings, publisher, publisher.plan, port=0) as desk,
        aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session,
    ):
        await session.get(desk.page)
        yield Editor(session, desk.page.partition("/?")[0], KnowledgeFolder(root), key_address=desk.page)


class Sitting:
    """What somebody does who has read docs/curating.md: makes what the document is about, and words the proposals."""

    def __init__(self, editor: Editor) -> None:
        self.editor, self.told, self.open = editor, list[str](), list[Item]()

    async def walk(self) -> None:
        data = base64.b64encode(TEXT.encode()).decode()
        added = await self.editor.post("upload", name="red-sea.txt", data=data)
        assert added == {"id": "red-sea"}
        await self.editor.opened("red-sea")
        for made in ENTITIES:
            names, summary = {"ar": made.ar, "en": made.en}, {"ar": made.summary_ar, "en": made.summary_en}
            record = {"type": made.type, "names": names, "summary": summary, **made.more}
            [item] = (await self._decide("new", subject=made.id, folder=made.folder))["items"]
            await self._decide("accept", item, record=record)
        await self.editor.post("redraft", document="red-sea", who="Layla", about=MEETING)
        await self._people()
        self.open = await self._items()
        for told in (*STATEMENTS, CHAIR, DELEGATION):
            await self._accept(told)
        for words, reason in WAIVED:
            await self._decide("waive", words=words, reason=reason)

    async def _people(self) -> None:
        """Each office that is proposed with somebody's name, worded in both languages."""
        items = await self._items()
        people = {one["subject"]: one for one in items if one.get("folder") == "actors"}
        offices = [one for one in items if one["record"].get("property") == "office"]
        for office in (one for one in offices if one["subject"] in people):
            await self._person(people[office["subject"]], office)

    async def _person(self, person: Item, office: Item) -> None:
        english = red_sea.PEOPLE.get(person["record"]["names"]["ar"])
        if english is None:
            await self._decide("skip", person)
            return
        name, held = english
        names = {"ar": person["record"]["names"]["ar"], "en": name}
        (office_told,) = OFFICE.findall(person["why"])
        summary = {"ar": office_told, "en": f"{held}."}
        [edited] = (
            await self._decide("edit", person, record={**person["record"], "names": names, "summary": summary})
        )["items"]
        await self._decide("accept", edited)
        wording = {"ar": f"{names['ar']} {summary['ar']}.", "en": f"{name} is {held[0].lower()}{held[1:]}."}
        await self._decide("accept", office, subject=person["subject"], record={**office["record"], "wording": wording})

    async def _accept(self, told: Told) -> None:
        item = await self._proposal(told)
        record = {**item["record"], "wording": {"ar": told.ar, "en": told.en}, **told.more}
        if told is STATEMENTS[0]:
            record |= {"questions": list(QUESTIONS), "news": "true"}
        if told.subject != MEETING:
            record["about"] = [*record.get("about", ()), MEETING]
        await self._decide("accept", item, subject=told.subject, record=record)

    async def _proposal(self, told: Told) -> Item:
        """What is proposed of a sentence for a property, else a new statement of the whole sentence."""
        own = [one for one in self.open if one["sentence"] == told.sentence and "folder" not in one]
        alike = [one for one in own if one["record"].get("property") == told.property]
        found = max(alike, key=lambda one: len(one["record"]["citations"][0]["quote"]), default=None)
        if found:
            return found
        quote = {"citations": own[0]["record"]["citations"]}
        [made] = (await self._decide("new", record=quote))["items"]
        return {**made, "record": {**made["record"], "property": told.property}}

    async def _items(self) -> list[Item]:
        blocks = len((await self.editor.get("document", id="red-sea"))["blocks"])
        found = [(await self.editor.get("items", id="red-sea", block=number))["items"] for number in range(blocks)]
        return [one for block in found for one in block if one["state"] == "open"]

    async def _decide(self, verb: str, item: Item | None = None, **more: Any) -> Any:
        outcome = await self.editor.decide(verb, item, document="red-sea", **more)
        if "error" in outcome:
            sys.stderr.write(f"{verb} {more.get('record', {}).get('property')}: {outcome['error']}\n")
            self.told.append(f"{verb} {more.get('record', {}).get('property')}: {outcome['error']}")
        return outcome


@pytest.mark.slow
@pytest.mark.timeout(600)
async def test_a_document_of_450_words_comes_from_its_file_to_a_publication_within_what_an_editor_can_do(
    tmp_path: Path,
) -> None:
    async with newsroom(tmp_path) as editor:
        first = await editor.post("plan")
        await editor.post("publish", version=first["new"], who="Layla")
        sitting = Sitting(editor)
        await sitting.walk()
        document = await editor.get("document", id="red-sea")
        plan = await editor.post("plan")
        done = await editor.post("publish", version=plan["new"], instead=plan["old"], who="Layla")
        asked = await editor.post("ask", q=QUESTIONS[0], lang="ar")
    process = Process(tmp_path, tmp_path / "data")
    told = process("doc", "sitting", "red-sea", "--knowledge", tmp_path / "knowledge", "--json")
    found = told.json
    sys.stdout.write(f"{json.dumps(found)}\n" + "\n".join(sitting.told))

    assert done["version"] == plan["new"]
    assert asked["draft"]["status"] == "answer"
    assert f"{MEETING}.date" in asked["draft"]["statements"]
    assert document["covered"] >= 0.95 * document["words"]
    assert found["accepted"] >= 35
    assert found["fields"] <= 200
    assert found["characters"] <= 8_000
    assert found["decisions"] <= 400
    assert found["refused"] <= 3
    assert found["proposed"] >= 0.7 * found["accepted"]


def _item(number: int, **record: Any) -> Item:
    quote = {"citations": [{"source": "later", "quote": "Seven states"}]}
    return {
        "id": f"i{number}",
        "state": "accepted",
        "by": "rules",
        "version": 0,
        "subject": "x",
        "key": "k",
        "record": {**quote, **record},
    }


def _draft(*items: Item) -> dict[str, Any]:
    return {"statements": [{"id": one["id"], "sentence": 1, "subject": "x", **one["record"]} for one in items]}


def _decisions() -> Iterator[EditorDecision]:
    proposed = [_item(1, property="date"), _item(2, property="date")]
    worded = _item(1, property="date", wording={"en": "Seven came."})
    other = _item(2, property="place", wording={"en": "Seven came."})
    yield EditorDecision(1, Verb.DRAFT, "", "", of=1)
    yield EditorDecision(2, Verb.ACCEPT, "Layla", "", (worded,), (proposed[0],))
    yield EditorDecision(
        3, Verb.EDIT, "Layla", "", (_item(1, property="date", wording={"en": "Seven came by."}),), (worded,)
    )
    yield EditorDecision(4, Verb.ACCEPT, "Omar", "", (other,), (proposed[1],))
    yield EditorDecision(5, Verb.WAIVE, "Omar", "", words="and so on")


def test_only_what_is_typed_is_counted_and_a_proposal_held_if_its_property_and_quote_did() -> None:
    draft = _draft(_item(1, property="date"), _item(2, property="date"))
    found = counted(list(_decisions()), lambda _: draft, "Seven states came, and so on.", reasons=["no fact"])

    assert (found.decisions, found.accepted, found.proposed) == (4, 2, 1)
    assert found.characters == len("Seven came.") + len(" by") + len("Seven came.") + len("no fact")
    assert found.fields == 4


async def test_a_decision_that_breaks_a_rule_is_counted(editor: Editor, tmp_path: Path) -> None:
    await editor.opened()
    made = await editor.new()
    await editor.decide("accept", made, subject="storm-council", record={"property": "no-such"})
    [noted] = (tmp_path / "data" / "drafts").glob("later*/refused.jsonl")

    assert [json.loads(line)["who"] for line in noted.read_text("utf-8").splitlines()] == ["Layla"]
