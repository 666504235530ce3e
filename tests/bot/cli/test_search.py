"""`search` as other programs use it, and the folders that `--knowledge` takes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import InProcess
from tests.support.folders import LOG, KnowledgeFolder, json_lines

FLOOD = {"id": "flood", "title": "Flood", "text": "Water rose in the delta. Boats left the delta.", "lang": "en"}
DROUGHT = {"id": "drought", "title": "جفاف", "text": "انحسر الماء عن الدلتا."}


def assert_is_a_search(one: dict[str, Any]) -> None:
    assert list(one) == ["id", "results", "ms"]
    assert one["ms"] >= 0
    scores = [hit["score"] for hit in one["results"]]
    assert scores == sorted(scores, reverse=True)
    for hit in one["results"]:
        assert list(hit) == ["kind", "id", "source", "text", "score"]
        assert 0 < hit["score"] <= 1
        assert hit["kind"] in {"statement", "passage"}
        assert (hit["kind"] == "passage") == hit["id"].startswith(f"{hit['source']}#")


def test_a_batch_of_searches_is_answered_line_by_line(marsad: InProcess, folder: KnowledgeFolder) -> None:
    folder.archive("news", FLOOD, DROUGHT)
    lines = [
        b'{"id": 1, "q": "boats left the delta", "top": 1}',
        b"",
        b"{",
        '{"id": 2, "q": "الدلتا الماء"}'.encode(),
        b'{"id": 3, "q": "storm council"}',
        b'{"id": 4, "q": "?!"}',
        b'{"id": 5, "q": ""}',
        b'{"q": "zzzzqqqq"}',
    ]
    outcome = marsad(
        *("search", "--batch", "-", "--json", "--knowledge", folder.root),
        stdin=b"\n".join(lines),
    )
    boats, error, water, storm, *nothing = outcome.lines

    assert outcome.code == 1
    assert list(error) == ["id", "line", "status", "error"]
    assert (error["id"], error["line"]) == (None, 3)
    for one in (boats, water, storm, *nothing):
        assert_is_a_search(one)
    assert (boats["id"], water["id"], storm["id"]) == (1, 2, 3)
    assert (boats["results"][0]["id"], boats["results"][0]["text"]) == ("flood#2", "Boats left the delta.")
    assert water["results"][0]["source"] == "drought"
    assert {hit["kind"] for hit in storm["results"]} == {"statement", "passage"}
    assert {hit["id"] for hit in storm["results"] if hit["kind"] == "statement"} <= {
        "storm-council.met",
        "storm-council.attendance",
    }
    assert [(one["id"], one["results"]) for one in nothing] == [(4, []), (5, []), (None, [])]


def test_a_source_gives_its_best_passage_and_all_on_demand(marsad: InProcess, folder: KnowledgeFolder) -> None:
    folder.archive("news", FLOOD, DROUGHT)
    search = ("search", "delta", "--knowledge", folder.root)
    best = marsad(*search, "--json")
    every = marsad(*search, "--all", "--json")
    one = marsad(*search, "--json", "--top", 1, "--all")
    text = marsad(*search)

    assert {outcome.code for outcome in (best, every, one, text)} == {0}
    assert_is_a_search(best.json)
    assert best.json["id"] is None
    assert [hit["source"] for hit in best.json["results"]].count("flood") == 1
    assert [hit["source"] for hit in every.json["results"]].count("flood") == 2
    assert len(one.json["results"]) == 1
    assert best.json["results"][0]["text"] in text.out


@pytest.mark.parametrize("seeds", ["inside", "beside"])
def test_seeds_are_found_inside_the_folder_or_beside_it_even_without_facts(
    marsad: InProcess, folder: KnowledgeFolder, seeds: str
) -> None:
    shutil.rmtree(folder.root / "facts")
    (folder.root / "facts").mkdir()
    if seeds == "beside":
        (folder.root / "seeds").rename(folder.root.parent / "seeds")
    found = marsad("search", "seven states", "--json", "--knowledge", folder.root)
    asked = marsad("ask", "How many states took part?", "--json", "--knowledge", folder.root)

    assert (found.code, asked.code) == (0, 0)
    assert [hit["id"] for hit in found.json["results"]] == ["log#2"]
    assert (asked.json["status"], asked.json["statements"]) == ("unknown", [])


def archive(folder: Path, *records: dict[str, Any] | bytes) -> Path:
    path = folder / "news.jsonl"
    path.write_bytes(json_lines(*records))
    return path


def test_an_imported_archive_is_searched_at_once_and_never_answers(marsad: InProcess, folder: KnowledgeFolder) -> None:
    for part in ("vocabulary", "learned"):
        shutil.copytree(folder.root / part, marsad.folder / "kb" / part)
    source = archive(marsad.folder, FLOOD | {"publisher": "The Gazette"}, b"", DROUGHT | {"likes": 3})
    first = marsad("kb", "import", source, "--into", "kb")
    again = marsad("kb", "import", source, "--into", "kb")
    stored = (marsad.folder / "kb/seeds/news.jsonl").read_bytes()
    found = marsad("search", "boats left the delta", "--json", "--knowledge", "kb")
    asked = marsad("ask", "Did the boats leave the delta?", "--json", "--knowledge", "kb")
    checked = marsad("kb", "check", "--knowledge", "kb")

    assert {outcome.code for outcome in (first, again, found, asked, checked)} == {0}
    assert sorted(path.name for path in (marsad.folder / "kb/seeds").iterdir()) == ["news.jsonl"]
    assert "2 documents added, 0 unchanged" in first.out
    assert "0 documents added, 2 unchanged" in again.out
    assert [json.loads(line)["id"] for line in stored.splitlines()] == ["flood", "drought"]
    assert found.json["results"][0] | {"score": 0} == {
        "kind": "passage",
        "id": "flood#2",
        "source": "flood",
        "text": "Boats left the delta.",
        "score": 0,
    }
    assert (asked.json["status"], asked.json["statements"], asked.json["citations"]) == ("unknown", [], [])


def test_bad_lines_and_changed_texts_of_an_archive_are_named_and_the_others_taken(marsad: InProcess) -> None:
    bad = marsad("kb", "import", archive(marsad.folder, FLOOD, b'{"id": "\xff"}', b"[]"), "--into", "kb")
    stored = (marsad.folder / "kb/seeds/news.jsonl").read_bytes()
    assert bad.code == 1
    assert bad.out.endswith("1 documents added, 0 unchanged, 2 lines not taken\n")
    assert [line.split(": ")[0] for line in bad.err.splitlines()] == ["news.jsonl:2", "news.jsonl:3"]

    changed = marsad("kb", "import", archive(marsad.folder, FLOOD | {"text": LOG}, DROUGHT), "--into", "kb")
    assert (changed.code, changed.out.split(": ")[1]) == (1, "1 documents added, 0 unchanged, 1 lines not taken\n")
    assert "news.jsonl:1: id: 'flood' is there already with another text" in changed.err
    assert (marsad.folder / "kb/seeds/news.jsonl").read_bytes().startswith(stored)


@pytest.mark.parametrize("as_json", [True, False])
def test_a_document_steers_no_terminal(marsad: InProcess, folder: KnowledgeFolder, *, as_json: bool) -> None:
    folder.archive("news", FLOOD | {"text": "Boats \x1b[2J\x9b31m\u202e left\x07 the delta."})
    done = marsad("search", "boats left the delta", *(["--json"] if as_json else []), "--knowledge", str(folder.root))

    assert "Boats" in done.out
    assert not {"\x1b", "\x9b", "\x07", "\u202e"} & set(done.out)
