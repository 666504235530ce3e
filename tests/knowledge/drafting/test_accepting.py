"""What an editor accepts becomes canonical YAML that passes all rules, or changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from knowledge.curation.canonical import canonical
from knowledge.curation.folder import Folder
from knowledge.curation.moving import gather
from knowledge.curation.placing import Placing
from knowledge.curation.short_form import written_out
from knowledge.drafting.accepting import Place, accept, change, take_back
from knowledge.drafting.store import Drafts
from knowledge.errors import InvalidFiles, NotTaken
from knowledge.files.strict_yaml import parse
from knowledge.model import Kind
from tests.support.folders import STORM, KnowledgeFolder

TEXT = "Captain Zumurrud chaired the Council of Storms."
QUOTE = TEXT.rstrip(".")
WORDING = {"ar": "حضر القبطان زمرد مجلس العاصفة.", "en": "Captain Zumurrud attended the Storm Council."}


def statement(**changes: Any) -> dict[str, Any]:
    record = {
        "proposed": "true",
        "why": "a word",
        "property": "participant",
        "wording": WORDING,
        "citations": [{"source": "later", "quote": QUOTE}],
    }
    return {"statements": {"captain": record | changes}}


@pytest.fixture
def desk(folder: KnowledgeFolder) -> KnowledgeFolder:
    """A folder with a document that nobody has curated."""
    folder.source("later", TEXT, language="en", curation="none")
    folder.list_plainly()
    return folder


def test_an_accepted_statement_passes_the_check_and_begins_its_document(desk: KnowledgeFolder) -> None:
    path = accept(desk.root, Kind.MEETING, "storm-council", statement())
    corpus = desk.read()

    assert corpus.statements["storm-council.captain"].wording == WORDING
    assert (corpus.proposed, corpus.sources["later"].curated) == ((), True)
    assert path.read_text("utf-8") == canonical(path)
    assert "curation: partial" in (desk.root / "seeds" / "sources.yaml").read_text("utf-8")


ENTITY = {
    "proposed": "true",
    "type": "person",
    "names": {"ar": "زمرد", "en": "Zumurrud"},
    "summary": {"ar": "قبطان.", "en": "A captain."},
}


def test_a_new_entity_comes_with_its_statements(desk: KnowledgeFolder) -> None:
    accept(desk.root, Kind.ACTOR, "zumurrud", ENTITY | statement())

    assert {"zumurrud"} < desk.read().entities.keys()


def test_an_entity_that_something_needs_is_not_taken_back(desk: KnowledgeFolder) -> None:
    path = accept(desk.root, Kind.ACTOR, "zumurrud", ENTITY)
    accept(desk.root, Kind.MEETING, "storm-council", statement(about=["zumurrud"]))
    before = path.read_text("utf-8")

    with pytest.raises(InvalidFiles, match="unknown entity 'zumurrud'"):
        take_back(desk.root, Kind.ACTOR, "zumurrud", ENTITY)

    assert path.read_text("utf-8") == before


@pytest.mark.parametrize(
    "record",
    [
        statement(wording={"en": "He came."}),
        statement(wording={"ar": "حضر 9.", "en": "Nine came."}),
        statement(citations=[{"source": "later", "quote": "Not there"}]),
        {"statements": {"met": statement()["statements"]["captain"]}},
    ],
)
def test_what_breaks_a_rule_changes_nothing(desk: KnowledgeFolder, record: dict[str, Any]) -> None:
    before = {path: path.read_bytes() for path in desk.root.rglob("*.yaml")}

    with pytest.raises((InvalidFiles, NotTaken)):
        accept(desk.root, Kind.MEETING, "storm-council", record)
    assert {path: path.read_bytes() for path in desk.root.rglob("*.yaml")} == before


def test_drafts_are_versioned_and_the_same_once_more_is_no_new_version(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts")
    first = drafts.keep("a/b", {"id": "a/b"})
    again = drafts.keep("a/b", {"id": "a/b"})
    second = drafts.keep("a/b", {"id": "a/b", "known": ["x"]})

    assert (first, drafts.versions("a/b")) == (again, (first, second))
    assert drafts.latest("a/b") == {"id": "a/b", "known": ["x"]}
    assert drafts.latest("a-b") is None
    assert first.is_relative_to(tmp_path / "drafts")


def test_a_file_in_short_form_is_changed_and_taken_back_as_any_other(desk: KnowledgeFolder) -> None:
    path = desk.fact("meetings/storm-council", STORM.replace("place: harbour\n", "place: harbour\nsource: log\n"))
    path.write_text(canonical(path), encoding="utf-8")
    before = path.read_text("utf-8")
    record = written_out(parse(path).data)["statements"]["attendance"]
    old, place = {"statements": {"attendance": record}}, Place(desk.root, Kind.MEETING, "storm-council")
    new = {"statements": {"attendance": record | {"wording": record["wording"] | {"en": "Seven states came."}}}}

    change(place, old, new)
    assert desk.read().statements["storm-council.attendance"].wording["en"] == "Seven states came."
    assert "citations: [Seven states took part.]" in path.read_text("utf-8")

    change(place, new, old)
    accept(desk.root, Kind.MEETING, "storm-council", statement())
    take_back(desk.root, Kind.MEETING, "storm-council", statement())
    assert path.read_text("utf-8") == before


def test_in_the_one_file_of_a_document_it_is_changed_and_taken_back_as_anywhere(desk: KnowledgeFolder) -> None:
    own = desk.root / "facts" / "meetings" / "storm-council.yaml"
    path = gather(Folder.locate(desk.root), "log").path
    before = path.read_text("utf-8")
    place = Place(desk.root, Kind.MEETING, "storm-council")
    record = Placing.of(path.parent, Kind.MEETING, "storm-council").present()["statements"]["attendance"]
    old = {"statements": {"attendance": record}}
    new = {"statements": {"attendance": record | {"wording": record["wording"] | {"en": "Seven states came."}}}}

    change(place, old, new)
    assert path.read_text("utf-8") == before.replace("Seven states attended.", "Seven states came.")

    change(place, new, old)
    accept(desk.root, Kind.MEETING, "storm-council", statement())
    accept(desk.root, Kind.ACTOR, "zumurrud", ENTITY | statement(), document="log")
    both = path.read_text("utf-8")
    assert desk.read().statements.keys() > {"storm-council.captain", "zumurrud.captain"}
    assert "  zumurrud: {type: person, ar: زمرد, en: Zumurrud," in both

    take_back(desk.root, Kind.ACTOR, "zumurrud", ENTITY | statement())
    take_back(desk.root, Kind.MEETING, "storm-council", statement())
    assert path.read_text("utf-8") == before
    assert not own.exists()


def test_who_has_a_file_of_their_own_and_statements_in_another_is_written_where_each_stands(
    desk: KnowledgeFolder,
) -> None:
    own = desk.root / "facts" / "meetings" / "storm-council.yaml"
    told = "  - storm-council.captain: {property: participant, quote: Captain Zumurrud chaired the Council of Storms}\n"
    wording = "".join(f"    {lang}: {text}\n" for lang, text in WORDING.items())
    gathered = desk.fact("later", f"source: later\nstatements:\n{told}{wording}")
    desk.source("later", TEXT, language="en", curation="partial")
    before = own.read_text("utf-8")
    place = Place(desk.root, Kind.MEETING, "storm-council")
    captain = statement()["statements"]["captain"]
    new = statement(wording=WORDING | {"en": "Captain Zumurrud was at the Storm Council."})

    change(place, {"statements": {"captain": captain}}, new)
    accept(desk.root, Kind.MEETING, "storm-council", {"statements": {"second": captain}})

    assert "Captain Zumurrud was at the Storm Council." in gathered.read_text("utf-8")
    assert "second:" in own.read_text("utf-8")
    take_back(desk.root, Kind.MEETING, "storm-council", {"statements": {"second": captain}})
    assert own.read_text("utf-8") == before


def test_the_other_side_of_a_disagreement_is_written_in_the_file_of_its_document(desk: KnowledgeFolder) -> None:
    path = gather(Folder.locate(desk.root), "log").path
    accept(desk.root, Kind.MEETING, "storm-council", statement(contradicts=["storm-council.attendance"]))

    assert "contradicts: storm-council.captain" in path.read_text("utf-8")
