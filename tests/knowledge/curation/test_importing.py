from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knowledge.curation.importing import Imported, import_archive
from knowledge.curation.sources import read_seeds
from knowledge.errors import InvalidFiles
from tests.support.folders import LOG, KnowledgeFolder, json_lines

TODAY = date(2024, 11, 21)
FLOOD = {"id": "flood", "title": "Flood", "text": "Water rose.\nBoats left.", "lang": "en", "publisher": "Gazette"}
DROUGHT = {"id": "drought", "title": "جفاف", "text": "انحسر الماء.", "date": "2024-05"}


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "kb"


def archive(folder: Path, *records: dict[str, Any] | bytes, name: str = "news.jsonl") -> Path:
    path = folder / name
    path.write_bytes(json_lines(*records))
    return path


def files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_an_archive_becomes_one_file_of_a_folder_with_all_that_is_known(tmp_path: Path, into: Path) -> None:
    done = import_archive(archive(tmp_path, FLOOD, b"  ", DROUGHT | {"clicks": 3}), into, today=TODAY)
    sources = read_seeds(into / "seeds").sources

    assert done == Imported(added=2, unchanged=0, archive=into / "seeds" / "news.jsonl")
    assert list(files(into)) == ["seeds/news.jsonl"]
    assert list(sources) == ["flood", "drought"]
    assert sources["flood"].text == FLOOD["text"]
    assert (sources["flood"].publisher, sources["flood"].received) == ("Gazette", TODAY)
    assert str(sources["drought"].published) == "2024-05"


def test_the_same_archive_twice_changes_nothing(tmp_path: Path, into: Path) -> None:
    source = archive(tmp_path, FLOOD, DROUGHT)
    import_archive(source, into, today=TODAY)
    before = files(into)

    assert import_archive(source, into, today=date(2024, 12, 1)) == Imported(0, 2, into / "seeds" / "news.jsonl")
    assert files(into) == before


def test_a_longer_archive_adds_only_what_is_new(tmp_path: Path, into: Path) -> None:
    import_archive(archive(tmp_path, FLOOD), into, today=TODAY)
    before = (into / "seeds/news.jsonl").read_bytes()
    done = import_archive(archive(tmp_path, FLOOD, DROUGHT, DROUGHT), into, today=date(2024, 12, 1))
    after = (into / "seeds/news.jsonl").read_bytes()

    assert (done.added, done.unchanged) == (1, 2)
    assert after.startswith(before)
    assert json.loads(after.splitlines()[1])["received"] == "2024-12-01"


def test_the_same_document_in_another_archive_is_no_second_one(tmp_path: Path, into: Path) -> None:
    import_archive(archive(tmp_path, FLOOD), into, today=TODAY)
    done = import_archive(archive(tmp_path, FLOOD, DROUGHT, name="more.jsonl"), into, today=TODAY)

    assert (done.added, done.unchanged) == (1, 1)
    assert list(read_seeds(into / "seeds").sources) == ["drought", "flood"]


@pytest.mark.parametrize("first", ["imported", "same file"])
def test_another_text_under_the_same_id_is_an_error_of_that_line(tmp_path: Path, into: Path, first: str) -> None:
    changed = FLOOD | {"text": "Water fell."}
    if first == "imported":
        import_archive(archive(tmp_path, FLOOD), into, today=TODAY)
        source = archive(tmp_path, DROUGHT, changed)
    else:
        source = archive(tmp_path, FLOOD, changed)
    done = import_archive(source, into, today=TODAY)

    assert [str(problem) for problem in done.problems] == [
        (
            "news.jsonl:2: id: 'flood' is there already with another text; "
            "a source never changes, give the new one its own id"
        )
    ]
    assert read_seeds(into / "seeds").sources["flood"].text == FLOOD["text"]


def test_a_bad_line_is_named_and_the_others_are_taken(tmp_path: Path, into: Path) -> None:
    bad = {"id": "x y", "title": "", "text": "x"}
    done = import_archive(archive(tmp_path, FLOOD, b"{", b"", bad, b'{"id": "\xff"}', DROUGHT), into, today=TODAY)

    assert [(problem.file, problem.line) for problem in done.problems] == [
        ("news.jsonl", 2),
        ("news.jsonl", 4),
        ("news.jsonl", 5),
    ]
    assert done.added == 2
    assert list(read_seeds(into / "seeds").sources) == ["flood", "drought"]


def test_nothing_is_made_where_no_line_is_good(tmp_path: Path, into: Path) -> None:
    assert len(import_archive(archive(tmp_path, b"{", b"[]"), into, today=TODAY).problems) == 2
    assert not into.exists()


def test_seeds_that_are_broken_are_left_alone(tmp_path: Path, into: Path) -> None:
    import_archive(archive(tmp_path, FLOOD), into, today=TODAY)
    (into / "seeds" / "broken.jsonl").write_bytes(b"{\n")
    before = files(into)

    with pytest.raises(InvalidFiles):
        import_archive(archive(tmp_path, DROUGHT), into, today=TODAY)
    assert files(into) == before


@pytest.mark.parametrize(
    ("given", "field", "taken"),
    [
        ({"id": 1042}, "id", "1042"),
        ({"id": "https://gazette.example/2024/a-1"}, "id", "https://gazette.example/2024/a-1"),
        ({"date": "5 Oct 2024"}, "date", "2024-10-05"),
        ({"date": "2024-10-05T09:30:00Z"}, "date", "2024-10-05"),
        ({"date": ""}, "date", None),
        ({"date": 2024}, "date", "2024"),
        ({"lang": "en-US"}, "lang", "en"),
        ({"text": "انحسر الماء في النهر."}, "lang", "ar"),
        ({"text": "The water of the river fell and the boats left."}, "lang", "en"),
        ({"url": "https://gazette.example/a?b=1"}, "url", "https://gazette.example/a?b=1"),
        (
            {"text": "<p>Water <b>rose</b>.</p><script>x()</script><p>Boats&nbsp;left.</p>"},
            "text",
            "Water rose.\n\nBoats\xa0left.",
        ),
        ({"text": "Fish &amp; boats, 3 < 4"}, "text", "Fish & boats, 3 < 4"),
    ],
)
def test_what_is_usual_in_archives_is_taken_as_it_is(
    tmp_path: Path, into: Path, given: dict[str, Any], field: str, taken: str | None
) -> None:
    done = import_archive(archive(tmp_path, {"id": "a", "text": "Water rose."} | given), into, today=TODAY)
    [line] = done.archive.read_text(encoding="utf-8").splitlines()

    assert done.problems == ()
    assert json.loads(line).get(field) == taken


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"date": "5/10/2024"}, "two ways"),
        ({"date": "soon"}, "no date"),
        ({"lang": "arabic"}, "lang"),
        ({"id": "x?y"}, "id"),
        ({"text": "<p> </p>"}, "text"),
        ({"text": " ".join(["ةنيدملا", "يف", "ةرازولا", "تلاق"] * 5)}, "from left to right"),
    ],
)
def test_what_cannot_be_told_is_named_with_its_line(
    tmp_path: Path, into: Path, given: dict[str, Any], word: str
) -> None:
    done = import_archive(archive(tmp_path, {"id": "a", "text": "Water rose."} | given), into, today=TODAY)

    assert [problem.line for problem in done.problems] == [1]
    assert word in str(done.problems[0])


def test_an_id_of_a_curated_document_is_taken(tmp_path: Path, folder: KnowledgeFolder) -> None:
    same = {"id": "log", "title": "", "text": LOG}
    assert import_archive(archive(tmp_path, same), folder.root, today=TODAY).unchanged == 1

    done = import_archive(archive(tmp_path, same | {"text": "other"}), folder.root, today=TODAY)
    assert "is there already with another text" in str(done.problems[0])


def test_an_archive_in_the_folder_whose_last_line_lost_its_end_is_not_glued_to(tmp_path: Path, into: Path) -> None:
    import_archive(archive(tmp_path, FLOOD), into, today=TODAY)
    target = into / "seeds/news.jsonl"
    target.write_bytes(target.read_bytes().rstrip(b"\n"))
    import_archive(archive(tmp_path, FLOOD, DROUGHT), into, today=TODAY)

    assert list(read_seeds(into / "seeds").sources) == ["flood", "drought"]


def test_an_archive_is_imported_into_the_folder_that_it_lies_in(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    source = archive(seeds, FLOOD)

    assert import_archive(source, tmp_path, today=TODAY).unchanged == 1


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("The ministers met in Astana.", "en"),
        ("اجتمع الوزراء في أستانا (SCO).", "ar"),
        ("Министры встретились в Астане.", "ru"),
        ("2024", "ar"),
    ],
)
def test_a_text_without_a_language_has_that_of_its_letters(tmp_path: Path, text: str, lang: str) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", "title": "", "text": text}), encoding="utf-8")
    import_archive(tmp_path / "a.jsonl", tmp_path / "k", today=date(2024, 4, 1))
    (source,) = read_seeds(tmp_path / "k" / "seeds").sources.values()

    assert source.language == lang


def test_a_line_that_names_a_key_twice_is_refused(tmp_path: Path, into: Path) -> None:
    twice = b'{"id": "a", "title": "x", "text": "One.", "text": "Two."}'

    done = import_archive(archive(tmp_path, twice), into, today=TODAY)
    assert "the key 'text' stands there twice" in str(done.problems[0])
    assert not into.exists()
