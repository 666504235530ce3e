"""What an editor decides is in the folder and on the page, can be undone, and is not lost."""

from __future__ import annotations

import asyncio
import json
from datetime import date
from typing import Any

import pytest

from knowledge.archive.documents import Archive
from knowledge.curation.adding import ReceivedFile
from knowledge.curation.chronicle import Chronicle
from knowledge.documents.extract import Extract, SelfDescription
from knowledge.drafting.store import Drafts
from tests.bot.desk.conftest import DOCUMENT, Editor, statement


def written(editor: Editor) -> str:
    return (editor.folder.root / "facts" / "meetings" / "storm-council.yaml").read_text("utf-8")


async def test_what_is_accepted_stands_in_the_folder_and_its_words_are_quoted(editor: Editor) -> None:
    await editor.opened()
    made = await editor.new()
    outcome = await editor.decide("accept", made, subject="storm-council", record=statement())
    corpus = editor.folder.read()
    marks = [piece[1] for piece in outcome["blocks"]["0"]]

    assert corpus.statements["storm-council.participant"].wording["en"] == "Captain Zumurrud chaired the Storm Council."
    assert outcome["items"][0]["state"] == "accepted"
    assert any("q" in one for one in marks)
    assert outcome["covered"] == 7
    assert [(one["who"], one["did"], one["what"]) for one in Chronicle(editor.folder.root).all()] == [
        ("Layla", "accepted", "storm-council.participant")
    ]


async def test_a_mark_of_news_is_written_as_yaml_has_it_and_one_that_is_not_set_is_left_out(editor: Editor) -> None:
    await editor.opened()
    made = await editor.new()
    [accepted] = (await editor.decide("accept", made, subject="storm-council", record=statement(news=True)))["items"]
    assert "    news: true\n" in written(editor)

    await editor.decide("edit", accepted, record=statement(news=False))
    assert "news" not in written(editor)


async def test_an_accepted_statement_keeps_whom_it_is_about(editor: Editor) -> None:
    await editor.opened()
    made = await editor.new()
    [accepted] = (await editor.decide("accept", made, subject="storm-council", record=statement()))["items"]
    refused = await editor.decide("edit", accepted, subject="harbour", record=statement())

    assert (refused["status"], "keeps its subject" in refused["error"]) == (400, True)
    assert (await editor.items())[made["id"]] == accepted


FOLLOWED = "The Council of Storms met. Captain Zumurrud took part in it. Harbour City was calm. Nine ships sailed."


def quoted(item: dict[str, Any]) -> list[str]:
    return [one["quote"] for one in item["record"]["citations"]]


async def test_the_second_quote_of_a_proposal_follows_whom_it_is_about_and_what_an_editor_quoted_stays(
    editor: Editor,
) -> None:
    editor.folder.source("later", FOLLOWED, language="en", curation="none")
    editor.folder.list_plainly()
    await editor.opened()
    proposal = (await editor.items())["storm-council.participant"]
    about_harbour = await editor.decide("edit", proposal, subject="harbour", record=proposal["record"])
    [item] = about_harbour["items"]
    own = {**proposal["record"], "citations": [*proposal["record"]["citations"], {"quote": "Nine ships sailed"}]}
    kept = await editor.decide("edit", item, subject="storm-council", record=own)

    assert quoted(proposal) == ["Captain Zumurrud took part in it", "The Council of Storms met"]
    assert quoted(item) == ["Captain Zumurrud took part in it", "Harbour City was calm"]
    assert quoted(kept["items"][0]) == [*quoted(proposal), "Nine ships sailed"]


async def test_what_breaks_a_rule_is_refused_with_its_place_and_changes_nothing(editor: Editor) -> None:
    await editor.opened()
    made, before = await editor.new(), written(editor)
    record = statement(wording={"ar": "حضر 9.", "en": "Nine came."})
    refused = await editor.decide("accept", made, subject="storm-council", record=record)

    assert refused["status"] == 422
    assert [one["field"] for one in refused["problems"]] == [
        f"statements.participant.wording.{one}" for one in ("ar", "en")
    ]
    assert written(editor) == before
    assert list(Chronicle(editor.folder.root).all()) == []


async def test_undo_takes_back_decision_after_decision_of_the_same_editor(editor: Editor) -> None:
    await editor.opened()
    before = written(editor)
    made = await editor.new()
    [accepted] = (await editor.decide("accept", made, subject="storm-council", record=statement()))["items"]
    wording = {"ar": "ترأس زمرد مجلس العاصفة.", "en": "Zumurrud chaired the Storm Council."}
    await editor.decide("edit", accepted, record=statement(wording=wording))
    changed = written(editor)
    states = [(await editor.decide("undo"))["items"] for _ in range(2)]
    nobody = await editor.decide("undo", who="Omar")
    gone = await editor.decide("undo")

    assert "Zumurrud chaired" in changed
    assert [one["state"] for [one] in states] == ["accepted", "open"]
    assert written(editor) == before
    assert "nothing to undo" in nobody["error"]
    assert gone["items"][0]["state"] == "gone"


async def test_two_editors_of_one_item_are_shown_each_other(editor: Editor) -> None:
    await editor.opened()
    made = await editor.new()
    await editor.decide("edit", made, record=statement(value="harbour"), who="Omar")
    late = await editor.decide("edit", made, record=statement())
    again = await editor.decide("edit", {**made, "version": late["conflict"]["version"]}, record=statement())

    assert late["status"] == 409
    assert (late["conflict"]["record"]["value"], late["conflict"]["version"] > made["version"]) == ("harbour", True)
    assert "value" not in again["items"][0]["record"]


async def test_a_quote_is_split_and_quotes_are_merged(editor: Editor) -> None:
    await editor.opened()
    made = await editor.new("Captain Zumurrud chaired the Council of Storms")
    first, second = (await editor.decide("split", made, at=16))["items"]
    [merged, left] = sorted(
        (await editor.decide("merge", first, other=second["id"]))["items"], key=lambda one: one["id"]
    )

    quotes = [one["record"]["citations"][0]["quote"] for one in (first, second)]
    assert sorted(quotes) == ["Captain Zumurrud", "chaired the Council of Storms"]
    kept = merged if merged["state"] == "open" else left
    assert len(kept["record"]["citations"]) == 2
    assert {merged["state"], left["state"]} == {"open", "skipped"}


async def test_waived_words_stand_in_the_list_with_their_reason_until_that_is_undone(editor: Editor) -> None:
    await editor.opened()
    listing = editor.folder.root / "seeds" / "sources.yaml"
    nothing = await editor.decide("waive", words="No such words", reason="r")
    await editor.decide("waive", words="Nine others sailed away later", reason="beside the point")
    waived = listing.read_text("utf-8")
    await editor.decide("undo")

    assert nothing["status"] == 422
    assert "beside the point" in waived
    assert "waived" not in listing.read_text("utf-8")


async def test_a_new_person_comes_with_the_first_statement_about_them(editor: Editor) -> None:
    await editor.opened()
    names = {"ar": "زمرد", "en": "Zumurrud"}
    record = {"type": "person", "names": names, "summary": {"ar": "قبطان.", "en": "A captain."}}
    [person] = (await editor.decide("new", subject="zumurrud", folder="actors", record=record))["items"]
    made = await editor.new()
    wording = {"ar": "ترأس زمرد مجلس العاصفة.", "en": "Zumurrud chaired the Storm Council."}
    outcome = await editor.decide("accept", made, subject="zumurrud", record=statement(wording=wording))
    known = set(editor.folder.read().entities)
    await editor.decide("undo")

    assert {one["id"]: one["state"] for one in outcome["items"]} == {made["id"]: "accepted", person["id"]: "accepted"}
    assert "zumurrud" in known
    assert "zumurrud" not in editor.folder.read().entities


async def test_a_crash_in_the_middle_of_a_line_loses_that_line_alone(editor: Editor, tmp_path: object) -> None:
    await editor.opened()
    made = await editor.new()
    [file] = (editor.folder.root.parent / "data" / "drafts").rglob("decisions.jsonl")
    with file.open("a", encoding="utf-8") as stream:
        stream.write('{"verb": "skip", "who": "Layla", "after": [{"id"')
    still = await editor.items()
    await editor.decide("skip", still[made["id"]])

    assert still[made["id"]]["state"] == "open"
    assert (await editor.items())[made["id"]]["state"] == "skipped"
    assert json.loads(file.read_text("utf-8").splitlines()[-1])["verb"] == "skip"


async def test_a_file_that_was_edited_by_hand_is_noticed_and_never_overwritten(editor: Editor) -> None:
    await editor.opened()
    made = await editor.new()
    await editor.decide("accept", made, subject="storm-council", record=statement())
    path = editor.folder.root / "facts" / "meetings" / "storm-council.yaml"
    path.write_text(
        path.read_text("utf-8").replace(
            "Captain Zumurrud chaired the Storm Council.", "Captain Zumurrud led the Storm Council."
        )
    )
    undone = await editor.decide("undo")
    by_hand = written(editor)
    path.write_text(by_hand.replace("property: date", "property: dte"))
    pulse = await editor.get("pulse", id="later")

    assert "has been changed since" in undone["error"]
    assert "led the Storm Council" in by_hand
    assert any("unknown property 'dte'" in one for one in pulse["problems"])


async def test_a_document_drafted_anew_keeps_what_was_decided(editor: Editor) -> None:
    before = await editor.opened()
    made = await editor.new()
    kept = await editor.decide("skip", made)
    editor.folder.source("other", "Something else.", language="en", curation="none")
    editor.folder.list_plainly()
    await editor.post("redraft", document="later", who="Layla")

    assert kept["items"][0]["state"] == "skipped"
    assert (await editor.items())[made["id"]]["state"] == "skipped"
    assert len(before["blocks"]) == len(DOCUMENT.splitlines())


@pytest.mark.slow
async def test_two_who_decide_at_the_same_moment_are_both_written_down(editor: Editor) -> None:
    await editor.opened()
    made = [await editor.new(), await editor.new("Seven states were not there")]
    await asyncio.gather(*(editor.decide("skip", one, who=f"e{n}") for n, one in enumerate(made)))
    found = await editor.items() | {one["id"]: one for one in (await editor.get("items", id="later", block=1))["items"]}

    assert {found[one["id"]]["state"] for one in made} == {"skipped"}


async def test_a_document_of_the_archive_comes_into_the_folder_with_its_first_statement(editor: Editor) -> None:
    archive = Archive(editor.folder.root.parent / "data" / "archive.sqlite")
    text = "Captain Zumurrud chaired the Council of Storms in the rain."
    extract = Extract(text, SelfDescription(title="Rain", language="en"))
    archive.add(ReceivedFile("rain.md", b"# original", "md", extract), today=date(2022, 1, 1))
    found = await editor.opened("rain")
    quote = {"source": "rain", "quote": text.rstrip(".")}
    more = {"document": "rain", "subject": "storm-council"}
    [made] = (await editor.decide("new", document="rain", record={"citations": [quote]}))["items"]
    wrong = await editor.decide("accept", made, record=statement(citations=[quote], value="nowhere"), **more)
    before = "rain" in editor.folder.read().sources
    outcome = await editor.decide("accept", made, record=statement(citations=[quote]), **more)

    assert (found["own"], wrong["status"], before, outcome["own"]) == (False, 422, False, True)
    assert (editor.folder.root / "seeds" / "rain.md").read_bytes() == b"# original"
    assert editor.folder.read().sources["rain"].title == "Rain"


async def test_what_doc_draft_stored_is_what_the_desk_begins_with(editor: Editor) -> None:
    proposal = {**statement(), "id": "storm-council.chair", "sentence": 1, "subject": "storm-council"}
    drafts = Drafts(editor.folder.root.parent / "data" / "drafts")
    drafts.keep("later", {"id": "later", "entities": [], "statements": [{**proposal, "proposed_by": "a model"}]})
    await editor.opened()
    [item] = [one for one in (await editor.items()).values() if one["by"] == "model"]

    [accepted] = (await editor.decide("accept", item))["items"]

    assert (item["proposed_by"], item["state"], item["key"]) == ("a model", "open", "chair")
    assert accepted["key"] == "participant"
    assert "proposed_by" not in item["record"]


async def test_an_entity_that_was_changed_by_hand_is_not_written_over(editor: Editor) -> None:
    await editor.opened()
    names = {"ar": "زمرد", "en": "Zumurrud"}
    record = {"type": "person", "names": names, "summary": {"ar": "قبطان.", "en": "A captain."}}
    [person] = (await editor.decide("new", subject="zumurrud", folder="actors", record=record))["items"]
    [accepted] = (await editor.decide("accept", person))["items"]
    changed = record | {"summary": {"ar": "قبطان.", "en": "A captain of the storm."}}
    [edited] = (await editor.decide("edit", accepted, record=changed))["items"]
    path = editor.folder.root / "facts" / "actors" / "zumurrud.yaml"
    path.write_text(path.read_text("utf-8").replace("of the storm", "of the sea"), encoding="utf-8")
    refused = await editor.decide("edit", edited, record=record)

    assert "has been changed since" in refused["error"]
    assert "of the sea" in path.read_text("utf-8")
    assert "statements" not in path.read_text("utf-8")


async def test_an_item_that_is_begun_without_a_word_is_an_empty_one(editor: Editor) -> None:
    await editor.opened()
    [made] = (await editor.decide("new", subject="nobody", folder="actors"))["items"]
    again = await editor.get("document", id="later")

    assert made["record"] == {}
    assert again["prepared"]
