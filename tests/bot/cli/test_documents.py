"""`marsad doc`, through the command line."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.knowledge.documents import samples
from tests.knowledge.documents.samples import ARABIC, NEWS
from tests.support.command import InProcess
from tests.support.folders import KnowledgeFolder

pytestmark = pytest.mark.slow


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return tmp_path / "kb"


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def files(into: Path) -> dict[str, bytes]:
    """What lies in the seeds, without the lock."""
    seeds = into / "seeds"
    return {path.name: path.read_bytes() for path in sorted(seeds.glob("*")) if path.is_file() and path.name != ".lock"}


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_a_document_is_kept_as_it_came_with_its_text_and_both_digests(
    marsad: InProcess, tmp_path: Path, into: Path
) -> None:
    original = samples.docx()
    added = marsad("doc", "add", write(tmp_path, "Quiet Quays.docx", original), "--into", into, "--json")
    kept = files(into)
    listed = kept.pop("sources.yaml").decode()

    assert added.code == 0
    assert added.json | {"warnings": []} == {
        "id": "quiet-quays",
        "lang": "en",
        "sentences": 6,
        "words": 34,
        "entities": [],
        "warnings": [],
    }
    assert kept["quiet-quays.docx"] == original
    assert kept["quiet-quays.txt"].decode().startswith(NEWS)
    assert sha(original) in listed
    assert sha(kept["quiet-quays.txt"]) in listed
    assert "curation: none" in listed
    assert "title: Harbour patrols doubled" in listed
    assert marsad("doc", "text", "quiet-quays", "--into", into).out == kept["quiet-quays.txt"].decode()
    assert marsad("kb", "check", "--knowledge", into).code == 0


def test_a_text_in_utf8_is_one_file_and_another_encoding_two(marsad: InProcess, tmp_path: Path, into: Path) -> None:
    marsad("doc", "add", write(tmp_path, "a.txt", NEWS.encode()), "--into", into)
    marsad("doc", "add", write(tmp_path, "b.txt", ARABIC.encode("windows-1256")), "--into", into)
    kept = files(into)

    assert sorted(kept) == ["a.txt", "b.received.txt", "b.txt", "sources.yaml"]
    assert kept["a.txt"] == NEWS.encode()
    assert kept["b.txt"].decode() == ARABIC
    assert kept["b.received.txt"] == ARABIC.encode("windows-1256")


def test_the_same_bytes_again_are_no_change_and_one_letter_is_another_document(
    marsad: InProcess, tmp_path: Path, into: Path
) -> None:
    marsad("doc", "add", write(tmp_path, "a.txt", NEWS.encode()), "--into", into)
    before = files(into)
    again = marsad("doc", "add", write(tmp_path, "other.txt", NEWS.encode()), "--into", into, "--json")
    changed = NEWS.replace("March", "Marsh").encode()

    assert (again.code, again.json["id"]) == (0, "a")
    assert "already" in again.json["warnings"][0]
    assert files(into) == before
    another = marsad("doc", "add", write(tmp_path, "a.txt", changed), "--into", into, "--json").json
    assert another["id"].startswith("a-")
    assert "says nearly the same as a" in another["warnings"]


def test_what_an_editor_says_wins_over_what_the_document_says(marsad: InProcess, tmp_path: Path, into: Path) -> None:
    given = ("--id", "quays-1", "--title", "Quays", "--publisher", "Gazette", "--date", "5 Oct 2024", "--lang", "en-GB")
    assert marsad("doc", "add", write(tmp_path, "x.eml", samples.eml()), *given, "--into", into).code == 0
    listed = [json.loads(line) for line in marsad("doc", "list", "--json", "--into", into).out.splitlines()]

    assert [{key: one[key] for key in ("id", "lang", "title", "publisher", "date", "file")} for one in listed] == [
        {
            "id": "quays-1",
            "lang": "en",
            "title": "Quays",
            "publisher": "Gazette",
            "date": "2024-10-05",
            "file": "quays-1.eml",
        }
    ]


def test_what_only_the_document_says_is_shown_for_confirmation(marsad: InProcess, tmp_path: Path, into: Path) -> None:
    added = marsad("doc", "add", write(tmp_path, "x.eml", samples.eml()), "--title", "Quays", "--into", into)

    assert "publisher Port Press Office, date 2024-10-07" in added.err
    assert "title" not in added.err


def test_standard_input_is_a_document_too(marsad: InProcess, into: Path) -> None:
    added = marsad("doc", "add", "-", "--into", into, "--json", stdin=NEWS.encode())

    assert added.json["id"] == f"doc-{sha(NEWS.encode())[:8]}"
    assert files(into)[f"{added.json['id']}.txt"] == NEWS.encode()


@pytest.mark.parametrize(
    ("name", "data"), [("scan.pdf", samples.pdf()), ("x.docx", b"PK\x03\x04broken"), ("x.txt", b"\n")]
)
def test_nothing_of_what_cannot_be_read_stays(
    marsad: InProcess, tmp_path: Path, into: Path, name: str, data: bytes
) -> None:
    refused = marsad("doc", "add", write(tmp_path, name, data), "--into", into, "--json")

    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith(f"{name}: ")
    assert files(into) == {}


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (("missing.txt",), 2, "no such file"),
        (("a.txt", "--date", "5/10/2024"), 2, "two ways"),
        (("a.txt", "--lang", "arabic!"), 2, "no language code"),
        (("b.txt", "--id", "../x"), 1, "is no id"),
        (("b.txt", "--id", "a"), 1, "another document"),
    ],
)
def test_wrong_use_has_its_own_code_and_changes_nothing(
    marsad: InProcess, place: Path, into: Path, arguments: tuple[str, ...], code: int, word: str
) -> None:
    marsad("doc", "add", write(place, "a.txt", NEWS.encode()), "--into", into)
    write(place, "b.txt", ARABIC.encode())
    before = files(into)
    refused = marsad("doc", "add", *arguments, "--into", into)

    assert (refused.code, refused.out) == (code, "")
    assert word in refused.err
    assert files(into) == before


def test_a_folder_that_is_broken_is_left_alone(marsad: InProcess, tmp_path: Path, into: Path) -> None:
    marsad("doc", "add", write(tmp_path, "a.txt", NEWS.encode()), "--into", into)
    write(into / "seeds", "a.txt", b"other")
    before = files(into)
    refused = marsad("doc", "add", write(tmp_path, "b.txt", ARABIC.encode()), "--into", into)

    assert refused.code == 1
    assert "has changed" in refused.err
    assert files(into) == before


def test_removing_takes_all_of_a_document_and_nothing_else(marsad: InProcess, tmp_path: Path) -> None:
    folder = KnowledgeFolder.made(tmp_path / "kb")
    marsad("doc", "add", write(tmp_path, "c.txt", ARABIC.encode()), "--into", folder.root)
    before = files(folder.root)
    marsad("doc", "add", write(tmp_path, "b.docx", samples.docx()), "--into", folder.root)

    assert marsad("doc", "remove", "b", "--into", folder.root).code == 0
    assert files(folder.root) == before
    assert folder.problems() == []


@pytest.mark.parametrize(("id_", "word"), [("log", "storm-council.yaml cites it"), ("nothing", "no document")])
def test_what_a_statement_cites_and_what_is_not_there_is_not_removed(
    marsad: InProcess, tmp_path: Path, id_: str, word: str
) -> None:
    folder = KnowledgeFolder.made(tmp_path / "kb")
    refused = marsad("doc", "remove", id_, "--into", folder.root)

    assert refused.code == 1
    assert word in refused.err


def test_comments_of_a_list_stay_when_a_document_comes_and_goes(marsad: InProcess, tmp_path: Path, into: Path) -> None:
    marsad("doc", "add", write(tmp_path, "a.txt", NEWS.encode()), "--into", into)
    listing = into / "seeds" / "sources.yaml"
    commented = listing.read_text().replace("sources:", "# Ours.\nsources:", 1)
    listing.write_text(commented)
    marsad("doc", "add", write(tmp_path, "b.txt", ARABIC.encode()), "--into", into)

    assert listing.read_text().startswith(commented)
    marsad("doc", "remove", "b", "--into", into)
    assert listing.read_text() == commented


def test_names_that_the_facts_know_are_told(marsad: InProcess, tmp_path: Path) -> None:
    folder = KnowledgeFolder.made(tmp_path / "kb")
    text = b"Nothing else.\nThe Council of Storms met again, it is said."
    added: Any = marsad("doc", "add", write(tmp_path, "a.txt", text), "--into", folder.root, "--json").json

    assert added["entities"] == ["storm-council"]
    assert folder.problems() == []


def test_without_a_folder_a_document_goes_into_the_archive_and_is_searched_and_quoted_at_once(
    marsad: InProcess, tmp_path: Path
) -> None:
    folder = KnowledgeFolder.made(tmp_path / "kb")
    before = files(folder.root)
    added = marsad("doc", "add", write(tmp_path, "quays.docx", samples.docx()), "--json").json
    query = ("search", "who doubled the harbour patrols of Freedonia", "--json", "--knowledge", folder.root)
    hit = marsad(*query).json["results"][0]

    assert added["id"] == "quays"
    assert (hit["kind"], hit["id"]) == ("passage", "quays#2")
    assert marsad("doc", "text", "quays").out.startswith(NEWS)
    assert [json.loads(line)["id"] for line in marsad("doc", "list", "--json").out.splitlines()] == ["quays"]
    assert files(folder.root) == before

    assert marsad("doc", "remove", "quays").code == 0
    assert "quays#2" not in [one["id"] for one in marsad(*query).json["results"]]
    assert marsad("doc", "remove", "quays").code == 1


def test_a_document_of_the_archive_that_is_changed_by_a_letter_is_kept_and_named(
    marsad: InProcess, tmp_path: Path
) -> None:
    marsad("doc", "add", write(tmp_path, "first.txt", NEWS.encode()))
    changed = write(tmp_path, "second.txt", NEWS.replace("Monday", "Mondey").encode())

    assert "says nearly the same as first; both are kept" in marsad("doc", "add", changed, "--json").json["warnings"]


def test_lines_without_a_folder_go_into_the_archive(marsad: InProcess, tmp_path: Path) -> None:
    lines = write(tmp_path, "news.jsonl", json.dumps({"id": 1, "text": NEWS}).encode() + b"\n{\n")
    taken = marsad("kb", "import", lines)

    assert (taken.code, "1 documents added" in taken.out) == (1, True)
    assert taken.err.startswith("news.jsonl:2: ")
    assert [line.split()[0] for line in marsad("doc", "list").out.splitlines()] == ["1"]


def test_the_archive_keeps_what_its_settings_leave_room_for(marsad: InProcess, tmp_path: Path) -> None:
    old = {"id": "old", "text": NEWS, "received": "2020-01-01"}
    marsad("kb", "import", write(tmp_path, "news.jsonl", json.dumps(old).encode()))
    assert [line.split()[0] for line in marsad("doc", "list").out.splitlines()] == ["old"]

    added = marsad("doc", "add", write(tmp_path, "new.txt", ARABIC.encode()), MARSAD_ARCHIVE__KEEP_DAYS="30")
    assert added.code == 0
    assert [line.split()[0] for line in marsad("doc", "list").out.splitlines()] == ["new"]


def test_the_day_on_which_a_file_was_made_is_no_day_of_publication(
    marsad: InProcess, tmp_path: Path, into: Path
) -> None:
    added = marsad("doc", "add", write(tmp_path, "a.docx", samples.docx()), "--into", into, "--json").json

    assert any("the file was made on" in warning and "--date" in warning for warning in added["warnings"])
    assert "published" not in files(into)["sources.yaml"].decode()


def test_the_day_of_a_dateline_is_proposed_and_wins_over_that_of_the_file(
    marsad: InProcess, tmp_path: Path, into: Path
) -> None:
    text = "مسقط، 12 مارس 2026 (وكالة) – استضافت عُمان محادثات مع الهند."
    typed = marsad("doc", "add", write(tmp_path, "a.txt", text.encode()), "--into", into)
    written = marsad("doc", "add", write(tmp_path, "b.docx", samples.docx(text)), "--into", into, "--json").json

    assert "as the document says itself" in typed.err
    assert "date 2026-03-12" in typed.err
    assert "next: marsad doc draft a --into" in typed.err
    assert not any("the file was made on" in warning for warning in written["warnings"])
    assert files(into)["sources.yaml"].decode().count("published: 2026-03-12") == 2


def test_a_draft_proposes_facts_with_reasons_and_accepts_none(marsad: InProcess, folder: KnowledgeFolder) -> None:
    folder.source("later", "The Council of Storms met on 4 June 2022.", language="en", curation="none")
    before = {path: path.read_bytes() for path in folder.root.rglob("*") if path.is_file()}
    told = marsad("doc", "draft", "later", "--knowledge", folder.root, "--json")
    shown = marsad("doc", "draft", "later", "--knowledge", folder.root)
    missing = marsad("doc", "draft", "nowhere", "--knowledge", folder.root)
    (date,) = [one for one in told.json["statements"] if one["property"] == "date"]

    assert (told.code, shown.code, missing.code) == (0, 0, 1)
    assert told.json["known"] == ["storm-council"]
    assert (date["proposed"], date["value"], date["subject"]) == ("true", "2022-06-04", "storm-council")
    assert date["citations"] == [{"source": "later", "quote": "The Council of Storms met on 4 June 2022"}]
    assert date["why"]
    assert shown.out.startswith("# facts/meetings/storm-council.yaml\nstatements:\n")
    assert {path: path.read_bytes() for path in before} == before
    assert len(list((marsad.data / "drafts").rglob("*.json"))) == 1
