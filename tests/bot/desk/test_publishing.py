"""What was accepted is tried against the draft, judged into the house's bank, and published with who did it."""

from __future__ import annotations

import json

import pytest

from knowledge.bank.questions import read_bank
from knowledge.curation.chronicle import Chronicle
from tests.bot.desk.conftest import Editor, statement

pytestmark = pytest.mark.slow


async def accepted(editor: Editor) -> None:
    await editor.opened()
    made = await editor.new()
    await editor.decide("accept", made, subject="storm-council", record=statement())


async def test_the_draft_is_asked_beside_what_is_served(editor: Editor) -> None:
    first = await editor.post("plan")
    await editor.post("publish", version=first["new"], who="Layla")
    await accepted(editor)
    found = await editor.post("ask", q="Storm Council", lang="en")

    assert set(found["draft"]) == set(found["served"]) == {"status", "verdict", "text", "statements"}
    assert "storm-council.participant" in found["draft"]["statements"] or found["draft"]["status"] != "answer"


async def test_a_question_is_judged_once_into_the_bank(editor: Editor) -> None:
    await accepted(editor)
    body = {"q": "Who chaired?", "lang": "en", "answerable": True, "statements": ["storm-council.participant"]}
    await editor.post("judge", **body, who="Layla")
    again = await editor.post("judge", **body, who="Layla")
    await editor.post("judge", q="Who sank?", lang="en", answerable=False, who="Layla")
    [first, second] = read_bank(editor.folder.root).questions

    assert "already" in again["error"]
    assert (first.question.statements, second.question.answerable) == (("storm-council.participant",), False)


async def test_publishing_says_what_would_change_and_writes_down_who_did_it(editor: Editor) -> None:
    first = await editor.post("plan")
    await editor.post("publish", version=first["new"], who="Layla")
    await accepted(editor)
    plan = await editor.post("plan")
    stale = await editor.post("publish", version=first["new"], who="Omar")
    done = await editor.post("publish", version=plan["new"], instead=plan["old"], who="Omar")
    after = await editor.post("plan")
    lines = [json.loads(json.dumps(one)) for one in Chronicle(editor.folder.root).all()]

    assert (plan["counts"], plan["nothing"], after["nothing"]) == ({"add": 1, "mod": 0, "del": 0}, False, True)
    assert "Captain Zumurrud chaired" in plan["text"]["en"]
    assert "look at what would change now" in stale["error"]
    assert done == {"version": plan["new"], "due": None}
    assert [(one["who"], one["did"]) for one in lines] == [
        ("Layla", "published"),
        ("Layla", "accepted"),
        ("Omar", "published"),
    ]
