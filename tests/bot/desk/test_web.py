"""Who may use the desk, what it refuses, and what it says of a statement that is being typed."""

from __future__ import annotations

import base64
import re
from typing import Any

import aiohttp
import pytest

from bot.desk.desk import DeskPage
from knowledge.files.shipped import shipped
from tests.bot.desk.conftest import Editor, statement
from tests.bot.desk.test_deciding import written

EVERY_GET = (
    "state",
    "document?id=later",
    "items?id=later",
    "entity?id=later&entity=harbour",
    "pulse",
    "chronicle",
    "made?id=later",
    "misses",
    "near?q=storm",
)
EVERY_POST = (
    "decide",
    "check",
    "redraft",
    "advise",
    "wording",
    "ask",
    "judge",
    "plan",
    "publish",
    "unpublish",
    "upload",
)


async def test_nothing_is_shown_or_done_without_the_key(desk: DeskPage) -> None:
    address = desk.page.partition("/?")[0]
    async with aiohttp.ClientSession() as session:
        shown = [await session.get(f"{address}/api/{one}") for one in EVERY_GET]
        done = [await session.post(f"{address}/api/{one}", json={}) for one in EVERY_POST]
        guessed = await session.get(f"{address}/?key=guessed")

    assert {one.status for one in [*shown, *done, guessed]} == {403}


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Host": "evil.example"},
        {"Content-Type": "text/plain"},
    ],
    ids=str,
)
async def test_a_page_elsewhere_can_do_nothing_with_the_editors_cookie(editor: Editor, headers: dict[str, str]) -> None:
    own = {"Content-Type": "application/json"} | headers
    async with editor.session.post(f"{editor.address}/api/decide", data=b"{}", headers=own) as response:
        assert response.status == 403


async def test_the_page_runs_nothing_that_did_not_come_from_here(editor: Editor) -> None:
    async with editor.session.get(editor.address) as response:
        policy = response.headers["Content-Security-Policy"]
        page = await response.text()

    assert "default-src 'none'; script-src 'self'" in policy
    assert "<script>" not in page


def test_no_text_is_read_as_markup() -> None:
    scripts = [*shipped("bot.desk", "page").glob("*.js"), *shipped("bot.web", "page").glob("*.js")]

    assert len(scripts) > 8
    assert [one.name for one in scripts if re.search(r"\wHTML", one.read_text("utf-8"))] == []


@pytest.mark.parametrize("subject", ["../../evil", "..", "a/b", "A", "<b>"])
async def test_no_name_leads_out_of_the_folder(editor: Editor, subject: str) -> None:
    await editor.opened()
    names = {"ar": "زمرد", "en": "Zumurrud"}
    record = {"type": "person", "names": names, "summary": names}
    [person] = (await editor.decide("new", subject=subject, folder="actors", record=record))["items"]
    before = sorted(editor.folder.root.parent.rglob("*.yaml"))
    refused = await editor.decide("accept", person)

    assert "is no id" in refused["error"]
    assert sorted(editor.folder.root.parent.rglob("*.yaml")) == before


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("decide", {"document": "nobody", "verb": "skip"}),
        ("decide", {"document": "later", "verb": "dance"}),
        ("decide", {"document": "later", "verb": "accept", "id": "none"}),
        ("decide", {"document": "later", "verb": "accept", "unknown": 1}),
        ("check", {"document": "../later"}),
        ("upload", {"name": "x.txt", "data": "no base64"}),
        ("upload", {"name": "../../x.pdf", "data": base64.b64encode(b"%PDF-1.4 broken").decode()}),
        ("advise", {"document": "later"}),
        ("publish", {"version": "k0"}),
        ("judge", {"q": "When?", "answerable": True}),
        ("judge", {"q": " ", "answerable": False}),
        ("wording", {"q": "Who came?", "statement": "nobody.at-all"}),
        ("wording", {"statement": "storm-council.met"}),
    ],
)
async def test_what_makes_no_sense_is_refused_in_words(editor: Editor, path: str, body: dict[str, Any]) -> None:
    refused = await editor.post(path, **body)

    assert refused["status"] == 400
    assert refused["error"]


async def test_hostile_text_comes_back_as_the_text_that_it_is(editor: Editor) -> None:
    await editor.opened()
    hostile = '<img src=x onerror="alert(1)">\u202e'
    made = await editor.new(hostile)
    refused = await editor.decide("accept", made, subject="storm-council", record=statement(value=hostile))

    assert made["record"]["citations"][0]["quote"] == hostile
    assert refused["status"] == 422


async def test_a_file_that_is_sent_is_a_document_of_the_folder(editor: Editor) -> None:
    data = base64.b64encode(b"Council of Storms met again in Harbour City.").decode()
    added = await editor.post("upload", name="..\\..\\again.txt", data=data, title="Again")
    again = await editor.post("upload", name="other.txt", data=data)
    found = await editor.get("document", id=added["id"])

    assert added == again == {"id": "again"}
    assert (found["own"], found["title"]) == (True, "Again")
    assert (editor.folder.root / "seeds" / "again.txt").is_file()


ADVICE: list[tuple[dict[str, Any], str, str, list[str]]] = [
    ({}, "", "", []),
    ({"wording": {"ar": "ترأس زمرد.", "en": "Zumurrud chaired on 7 May."}}, "wording.en", "figure", []),
    (
        {"citations": [{"source": "later", "quote": "Captain Zumurrud chairs the Council of Storms"}]},
        "citations.0.quote",
        "quote-nearest",
        ["use"],
    ),
    ({"citations": [{"source": "later", "quote": "Nothing like it at all"}]}, "citations.0.quote", "quote-missing", []),
    ({"property": "participants"}, "property", "not-property", ["use"]),
    ({"value": "harbor"}, "value", "not-value", ["use"]),
    ({"about": ["nobody-at-all"]}, "about.0", "not-entity", []),
    ({"wording": {"ar": "ترأس.", "en": ""}}, "wording.en", "missing", []),
    ({"citations": []}, "citations", "missing", []),
    ({"wording": {"ar": "ترأس.", "en": "He sat in Harbour City."}}, "wording.en", "name", []),
    ({"modality": "guessed"}, "modality", "choose", []),
]


@pytest.mark.parametrize(("changes", "field", "code", "mends"), ADVICE)
async def test_a_mistake_is_told_at_its_field_with_the_mend_that_is_certain(
    editor: Editor, changes: dict[str, Any], field: str, code: str, mends: list[str]
) -> None:
    found = await editor.post("check", document="later", subject="storm-council", record=statement(**changes))
    told = [(one["field"], one["code"], [mend["code"] for mend in one["mends"]]) for one in found["problems"]]

    assert told[:1] == ([(field, code, mends)] if code else [])


async def test_a_mend_puts_the_mistake_right(editor: Editor) -> None:
    record = statement(citations=[{"source": "later", "quote": "Captain Zumurrud chairs the Council of Storms"}])
    [problem] = (await editor.post("check", document="later", subject="storm-council", record=record))["problems"]
    [mend] = problem["mends"]
    record["citations"][0]["quote"] = mend["value"]
    mended = await editor.post("check", document="later", subject="storm-council", record=record)

    assert mend["path"] == ["citations", 0, "quote"]
    assert mended["problems"] == []


async def test_checking_writes_nothing(editor: Editor) -> None:
    await editor.opened()
    before = written(editor)
    await editor.post("check", document="later", subject="storm-council", record=statement())

    assert written(editor) == before


def test_what_a_script_of_the_page_takes_from_another_is_there() -> None:
    scripts = [*shipped("bot.desk", "page").glob("*.js"), *shipped("bot.web", "page").glob("*.js")]
    texts = {one.name: one.read_text("utf-8") for one in scripts}
    given = {
        name: set(re.findall(r"^export (?:async )?(?:function|const|let|class) (\w+)", text, re.M))
        for name, text in texts.items()
    }
    taken = [
        (name, source, word.strip())
        for name, text in texts.items()
        for words, source in re.findall(r"^import \{([^}]*)\} from \"\./([\w.]+)\";", text, re.M)
        for word in words.split(",")
    ]

    assert len(taken) > 40
    assert [one for one in taken if one[2] not in given[one[1]]] == []
