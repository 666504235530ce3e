"""What an editor would otherwise type into YAML: fields that few statements need, names of an entity, both sides."""

from __future__ import annotations

from typing import Any

from knowledge.files.strict_yaml import parse
from tests.bot.desk.conftest import Editor, statement

EVERYTHING: dict[str, Any] = {
    "caveat": {"ar": "رواية واحدة.", "en": "One account."},
    "upcoming": {"ar": "يترأس القبطان زمرد مجلس العاصفة.", "en": "Captain Zumurrud is to chair the Storm Council."},
    "corrected": {"ar": "سوء فهم.", "en": "A misunderstanding."},
    "embargoed_until": "2022-04-01",
    "review_by": "2023-01-01",
    "reviewed": "2022-03-01",
    "mentions": ["hold"],
    "questions": ["who ran the council", "مين ترأس المجلس"],
}


def _facts(editor: Editor, place: str) -> Any:
    return parse(editor.folder.root / "facts" / f"{place}.yaml").data


def _council(editor: Editor) -> Any:
    return _facts(editor, "meetings/storm-council")["statements"]


async def test_every_field_of_a_statement_is_written_as_yaml_has_it(editor: Editor) -> None:
    await editor.opened()
    await editor.decide("accept", await editor.new(), subject="storm-council", record=statement(**EVERYTHING))

    assert {key: _council(editor)["participant"][key] for key in EVERYTHING} == EVERYTHING


async def test_a_withdrawn_statement_says_so_and_can_be_held_again(editor: Editor) -> None:
    await editor.opened()
    made = await editor.new()
    [accepted] = (await editor.decide("accept", made, subject="storm-council", record=statement()))["items"]
    withdrawal = {"since": "2022-03-04", "reason": {"ar": "صحّح المصدر خبره.", "en": "The source corrected it."}}
    [withdrawn] = (await editor.decide("edit", accepted, record=statement(withdrawn=withdrawal)))["items"]
    [again] = (await editor.decide("edit", withdrawn, record=statement()))["items"]

    assert withdrawn["withdrawn"] is True
    assert "missing" not in withdrawn
    assert "withdrawn" not in again
    assert "withdrawn" not in _council(editor)["participant"]


async def test_both_sides_of_a_disagreement_are_written_at_once_and_taken_back_at_once(editor: Editor) -> None:
    await editor.opened()
    made = await editor.new()
    other = "storm-council.attendance"
    typed = await editor.post("check", document="later", subject="storm-council", record=statement(contradicts=[other]))
    record = statement(contradicts=[other])
    [accepted] = (await editor.decide("accept", made, subject="storm-council", record=record))["items"]
    named = _council(editor)["attendance"]["contradicts"]
    [edited] = (await editor.decide("edit", accepted, record=statement()))["items"]
    no_longer = "contradicts" in _council(editor)["attendance"]
    await editor.decide("undo")
    again = _council(editor)["attendance"]["contradicts"]
    await editor.decide("undo")

    assert typed["problems"] == []
    assert "contradicts" not in edited["record"]
    assert named == again == ["storm-council.participant"]
    assert not no_longer
    assert "contradicts" not in _council(editor)["attendance"]


async def test_the_names_of_an_entity_of_the_folder_are_edited_beside_the_document(editor: Editor) -> None:
    await editor.opened()
    found = await editor.get("entity", id="later", entity="harbour")
    aliases = {"en": {"strong": ["Port of Storms"], "weak": ["the port"]}}
    changed = {**found["record"], "aliases": aliases}
    [edited] = (await editor.decide("edit", found, record=changed, seen=found["record"]))["items"]
    taken = {**changed, "aliases": {"en": {"strong": ["Council of Storms"]}}}
    clash = await editor.post("check", document="later", subject="harbour", is_entity=True, record=taken)
    there = _facts(editor, "topics/harbour")["aliases"]
    await editor.decide("undo")

    assert there == aliases
    assert edited["id"] == found["id"] == "fact harbour"
    assert [one["code"] for one in clash["problems"]] == ["shared-name"]
    assert "aliases" not in _facts(editor, "topics/harbour")
    assert (await editor.get("entity", id="later", entity="nobody"))["error"] == "nobody: no entity has this id"


async def test_what_was_written_by_hand_meanwhile_is_shown_beside_what_the_editor_saw(editor: Editor) -> None:
    await editor.opened()
    made = await editor.new()
    [accepted] = (await editor.decide("accept", made, subject="storm-council", record=statement()))["items"]
    path = editor.folder.root / "facts" / "meetings" / "storm-council.yaml"
    path.write_text(path.read_text("utf-8").replace("Zumurrud chaired the Storm", "Zumurrud led the Storm"), "utf-8")
    mine = statement(caveat=EVERYTHING["caveat"])
    refused = await editor.decide("edit", accepted, record=mine, seen=accepted["record"])
    theirs = refused["conflict"]
    await editor.decide("edit", theirs, record=mine, seen=theirs["record"])

    assert refused["status"] == 409
    assert theirs["record"]["wording"]["en"] == "Captain Zumurrud led the Storm Council."
    assert _council(editor)["participant"]["caveat"] == EVERYTHING["caveat"]


async def test_hostile_text_in_every_field_is_refused_or_stays_the_text_that_it_is(editor: Editor) -> None:
    await editor.opened()
    hostile = '"]}\n- {<script>alert(1)</script>: &a !!python/object'
    local = {"ar": hostile, "en": hostile}
    fields = {
        **dict.fromkeys(("caveat", "upcoming", "corrected"), local),
        **dict.fromkeys(("embargoed_until", "review_by", "reviewed", "marking", "value", "said_by"), hostile),
        **{key: [hostile] for key in ("mentions", "questions", "contradicts", "about")},
        "withdrawn": {"since": hostile, "reason": local},
    }
    before = sorted(one.read_bytes() for one in editor.folder.root.rglob("*.yaml"))
    for key, value in fields.items():
        made = await editor.new()
        refused = await editor.decide("accept", made, subject="storm-council", record=statement(**{key: value}))
        assert refused["status"] == 422, key

    assert sorted(one.read_bytes() for one in editor.folder.root.rglob("*.yaml")) == before


async def test_words_that_yaml_reads_otherwise_come_back_as_they_were_typed(editor: Editor) -> None:
    await editor.opened()
    caveat = {"ar": "لا: - {نعم} # ~", "en": "no: - [yes] # ~ & *x 'it' \"was\""}
    record = statement(caveat=caveat, questions=["no", "12:30?", "- who"])
    await editor.decide("accept", await editor.new(), subject="storm-council", record=record)

    assert _council(editor)["participant"]["caveat"] == caveat
    assert _council(editor)["participant"]["questions"] == ["no", "12:30?", "- who"]
