from __future__ import annotations

import errno
import os
import sqlite3
import stat
import threading
from datetime import date, timedelta
from pathlib import Path

import pytest

from knowledge.archive import mapped, segments
from knowledge.archive.bounds import Bounds
from knowledge.archive.documents import Archive
from knowledge.archive.door import ArchiveDoor
from knowledge.archive.schema import writing
from knowledge.archive.searching import ArchiveReader
from knowledge.curation.adding import Given, ReceivedFile
from knowledge.curation.records import ArchiveRecord
from knowledge.documents.reading import read
from knowledge.errors import NotFound, NotTaken, UnusableArtefact
from tests.knowledge.documents import samples
from tests.knowledge.documents.samples import ARABIC, NEWS
from tests.support.folders import json_lines

TODAY = date(2024, 11, 21)
PATROLS = "The coast guard of Freedonia doubled its harbour patrols in March."


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "data" / "archive.sqlite")


def received(text: str | bytes, name: str = "a.txt", *, id_: str | None = None) -> ReceivedFile:
    data = text if isinstance(text, bytes) else text.encode()
    return ReceivedFile(name, data, name.rpartition(".")[2], read(name, data), Given(id=id_))


def found(archive: Archive, query: str) -> list[str]:
    """The sentences that are found, best first."""
    return [passage.text for passage, _ in ArchiveDoor(archive.path).search(query, candidates=20)]


def test_a_document_is_kept_as_it_came_and_found_at_once_by_who_searches_already(archive: Archive) -> None:
    door = ArchiveDoor(archive.path)
    assert list(door.search("harbour patrols", candidates=20)) == []

    document = samples.docx()
    archive.add(received(document, "Quays.docx"), today=TODAY)
    archive.add(received(ARABIC, "b.txt"), today=TODAY)
    passage, score = door.search("who doubled the harbour patrols", candidates=20)[0]
    kept = archive.get("quays")

    assert (passage.id, passage.text) == ("quays#2", PATROLS)
    assert passage.document is not None
    assert passage.document.title == "Harbour patrols doubled"
    assert 0.4 < score <= 1
    assert kept.source.text[passage.start :].startswith(PATROLS)
    assert archive.original("quays") == document
    assert (kept.source.received, kept.original) == (TODAY, "quays.docx")
    assert found(archive, "دوريات خفر السواحل في الميناء")[0].startswith("ضاعف خفر السواحل")


def test_the_original_of_a_document_is_there_to_the_last_byte(archive: Archive) -> None:
    old, plain = ARABIC.encode("windows-1256"), NEWS.encode()
    archive.add(received(old, "old.txt"), today=TODAY)
    archive.add(received(plain, "plain.txt"), today=TODAY)

    assert (archive.original("old"), archive.original("plain")) == (old, plain)
    assert archive.get("old").source.text == ARABIC


def test_the_same_bytes_again_are_no_change_and_a_taken_id_is_none(archive: Archive) -> None:
    archive.add(received(NEWS), today=TODAY)
    again = archive.add(received(NEWS, "other.txt"), today=TODAY)

    assert (again.id, again.is_new) == ("a", False)
    assert archive.add(received(ARABIC), today=TODAY).id.startswith("a-")
    with pytest.raises(NotTaken, match="another document"):
        archive.add(received("One more.", id_="a"), today=TODAY)
    assert len(list(archive.all())) == 2


def test_what_is_removed_is_found_no_more(archive: Archive) -> None:
    archive.add(received(NEWS), today=TODAY)
    archive.remove("a")

    assert found(archive, "harbour patrols") == []
    for gone in (archive.get, archive.remove, archive.original):
        with pytest.raises(NotFound):
            gone("a")


def words_in_index(archive: Archive) -> set[str]:
    with sqlite3.connect(archive.path) as connection:
        rows = connection.execute("SELECT data FROM segment_array WHERE name = 'bares'").fetchall()
    return {word for (data,) in rows for word in data.decode().split("\n")}


def test_the_words_of_what_is_removed_leave_the_index_and_those_beside_them_stay(
    archive: Archive, tmp_path: Path
) -> None:
    lines = tmp_path / "news.jsonl"
    lines.write_bytes(json_lines({"id": "a", "text": NEWS}, {"id": "b", "text": "A lighthouse was painted white."}))
    archive.take(lines, today=TODAY)
    assert {"patrols", "lighthouse"} <= words_in_index(archive)

    archive.remove("a")
    assert "patrols" not in words_in_index(archive)
    assert found(archive, "lighthouse painted white") == ["A lighthouse was painted white."]
    archive.remove("b")
    assert words_in_index(archive) == set()


def test_what_was_received_too_long_ago_leaves_the_archive(archive: Archive) -> None:
    bounded = Archive(archive.path, Bounds(keep=timedelta(days=30)))
    assert bounded.expire(today=TODAY) == 0
    archive.add(received(NEWS), today=TODAY - timedelta(days=31))
    archive.add(received(ARABIC, "b.txt"), today=TODAY - timedelta(days=30))

    assert archive.expire(today=TODAY) == 0
    assert (bounded.expire(today=TODAY), bounded.expire(today=TODAY)) == (1, 0)
    assert ([kept.source.id for kept in archive.all()], "patrols" in words_in_index(archive)) == (["b"], False)

    bounded.add(received("A lighthouse was painted white.", "c.txt"), today=TODAY + timedelta(days=1))
    assert [kept.source.id for kept in archive.all()] == ["c"]


@pytest.mark.slow
def test_the_oldest_documents_make_room_and_the_newest_stays_whatever_its_size(archive: Archive) -> None:
    most = 400_000
    bounded = Archive(archive.path, Bounds(most_bytes=most))
    for number in range(16):
        report = "".join(f"Boat {number}x{line} carried cargo {number * line}.\n" for line in range(100))
        bounded.add(received(report, f"d{number}.txt"), today=TODAY)
    left = [kept.source.id for kept in archive.all()]

    assert archive.path.stat().st_size <= most
    assert left == [f"d{number}" for number in range(16 - len(left), 16)]
    assert 5 < len(left) < 12
    assert found(archive, "Boat 15x5 cargo 75")[0] == "Boat 15x5 carried cargo 75."
    assert words_in_index(archive).isdisjoint({"0x5", "1x5"})

    bounded.add(received("A gull flew over the quay.\n" * 20_000, "large.txt"), today=TODAY)
    assert [kept.source.id for kept in archive.all()] == ["large"]


def test_an_archive_of_many_segments_makes_room_by_whole_ones(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segments, "_LARGEST", 0)
    bounded = Archive(archive.path, Bounds(most_bytes=400_000))
    for batch in range(40):
        report = "".join(f"Boat {batch}x{line} carried cargo {batch * line}.\n" for line in range(20))
        fields = {"title": "Boats", "text": report, "lang": "en", "received": TODAY}
        kept = [ArchiveRecord.model_validate({**fields, "id": f"{batch}-{number}"}) for number in range(7)]
        bounded.receive(kept, today=TODAY)
    with sqlite3.connect(archive.path) as connection:
        sizes = [len(documents) for documents in segments.documents_of_segments(connection)]

    assert archive.path.stat().st_size <= 400_000
    assert 5 < len(sizes) < 40
    assert set(sizes) == {7}


def test_many_documents_come_as_lines_and_bad_lines_are_told(archive: Archive, tmp_path: Path) -> None:
    lines = tmp_path / "news.jsonl"
    lines.write_bytes(json_lines({"id": 7, "title": "Quays", "text": NEWS, "date": "5 Oct 2024"}, b"{", {"id": "b"}))
    done = archive.take(lines, today=TODAY)
    again = archive.take(lines, today=TODAY)

    assert (done.added, done.unchanged, [problem.line for problem in done.problems]) == (1, 0, [2, 3])
    assert (again.added, again.unchanged) == (0, 1)
    assert (str(archive.get("7").source.published), archive.get("7").source.title) == ("2024-10-05", "Quays")
    assert found(archive, "who doubled the harbour patrols")[0] == PATROLS


def test_small_segments_become_larger_ones_and_nothing_is_lost(archive: Archive) -> None:
    for number in range(20):
        archive.add(
            received(f"Boat {number} carried cargo {number * 37}. Its captain slept.", f"d{number}.txt"), today=TODAY
        )
    with sqlite3.connect(archive.path) as connection:
        [(count,)] = connection.execute("SELECT count(*) FROM segment").fetchall()

    assert count < segments._TOGETHER
    assert all(found(archive, f"Boat {n} cargo {n * 37}")[0].startswith(f"Boat {n} ") for n in range(20))


def test_large_segments_lie_in_files_without_names_and_are_found_in_alike(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        archive.add(received(f"Boat {number} carried cargo. Its captain slept.", f"d{number}.txt"), today=TODAY)
    in_memory = ArchiveReader(archive.path).search("Boat 7 cargo captains", candidates=20)

    monkeypatch.setattr(mapped, "SMALLEST", 0)
    reader = ArchiveReader(archive.path)
    assert reader.search("Boat 7 cargo captains", candidates=20) == in_memory
    assert all(shelf.segment.file for shelf in reader._read[1])
    assert all(one.name.startswith(archive.path.name) for one in archive.path.parent.iterdir())

    archive.add(received("Boat 99 carried nothing.", "d99.txt"), today=TODAY)
    assert reader.search("Boat 99", candidates=20)[0][0].text == "Boat 99 carried nothing."


def test_where_a_large_segment_finds_no_room_it_is_held_in_memory(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    archive.add(received(ARABIC, "b.txt"), today=TODAY)
    monkeypatch.setattr(mapped, "SMALLEST", 0)
    monkeypatch.setattr(mapped, "TemporaryFile", full)

    assert found(archive, "دوريات خفر السواحل في الميناء")[0].startswith("ضاعف خفر السواحل")


def test_what_fails_leaves_nothing(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.add(received(ARABIC, "b.txt"), today=TODAY)

    def broken(*_: object) -> int:
        raise MemoryError

    monkeypatch.setattr(segments, "_store", broken)
    with pytest.raises(MemoryError):
        archive.add(received(NEWS), today=TODAY)

    assert [kept.source.id for kept in archive.all()] == ["b"]
    assert PATROLS not in found(archive, "harbour patrols")


def test_writers_wait_for_each_other(archive: Archive) -> None:
    archive.add(received(ARABIC, "b.txt"), today=TODAY)
    second = threading.Thread(target=archive.add, args=(received(NEWS),), kwargs={"today": TODAY})
    with writing(archive.path) as connection:
        second.start()
        second.join(0.2)
        assert second.is_alive()
        assert connection.execute("SELECT count(*) FROM document").fetchone() == (1,)
    second.join(20)

    assert [kept.source.id for kept in archive.all()] == ["b", "a"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root adds documents for another user")
def test_what_root_adds_belongs_to_the_bot(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    os.chown(data, 65_534, 65_534)
    archive = Archive(data / "archive.sqlite")
    archive.add(received(NEWS), today=TODAY)

    assert archive.path.stat().st_uid == 65_534


def test_only_its_owner_enters_the_folder_that_an_archive_makes(archive: Archive) -> None:
    archive.add(received(NEWS), today=TODAY)

    assert stat.S_IMODE(archive.path.parent.stat().st_mode) == 0o700


def test_the_file_of_another_release_is_refused_with_a_word(archive: Archive) -> None:
    archive.add(received(NEWS), today=TODAY)
    with sqlite3.connect(archive.path) as connection:
        connection.execute("PRAGMA user_version=99")

    with pytest.raises(UnusableArtefact, match="another release"):
        archive.get("a")
    with pytest.raises(UnusableArtefact, match="another release"):
        archive.add(received(ARABIC, "b.txt"), today=TODAY)


@pytest.mark.parametrize("query", ["", "؟", "🚢", "a", "x" * 5000])
def test_any_query_is_answered(archive: Archive, query: str) -> None:
    archive.add(received(NEWS), today=TODAY)

    assert all(0 <= score <= 1 for _, score in ArchiveDoor(archive.path).search(query, candidates=20))
