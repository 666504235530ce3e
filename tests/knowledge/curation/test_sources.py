from __future__ import annotations

import hashlib
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.curation.folder import Folder
from knowledge.curation.sources import read_seeds
from knowledge.dates import PartialDate
from knowledge.errors import InvalidFiles
from knowledge.model import Source
from knowledge.text.sentences import passages, sentences
from tests.support.folders import LOG, KnowledgeFolder


def source(text: str) -> Source:
    return Source("s", "ar", date(2022, 1, 2), "", text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four… Five", ["One.", "Two!", "Three?", "Four…", "Five"]),
        ("قال: «نعم.» ثم ذهب. لماذا؟ لأن.", ["قال: «نعم.»", "ثم ذهب.", "لماذا؟", "لأن."]),
        ('He said "Stop." Then left (really.) Yes.', ['He said "Stop."', "Then left (really.)", "Yes."]),
        ("A heading\nOne. Two.\r\n \nNext", ["A heading", "One.", "Two.", "Next"]),
        ("A. B. Smith of the U.S. came.", ["A. B. Smith of the U.S. came."]),
        ("3.5 percent. Version 2.0.1 too.", ["3.5 percent.", "Version 2.0.1 too."]),
        ("دوسری۔ تیسری", ["دوسری۔", "تیسری"]),
        ("...\n***\n  Z", ["Z"]),
        ("no end", ["no end"]),
        (" \n ", []),
        ("", []),
    ],
)
def test_a_source_is_read_sentence_by_sentence(text: str, expected: list[str]) -> None:
    assert [passage.text for passage in passages(source(text))] == expected


@pytest.mark.parametrize("gap", [" ", "\n", " \n", ". ", '."', "\u00a0"])
def test_white_space_is_looked_through_once(gap: str) -> None:
    text = f"One{gap * 40_000}two."

    assert "two." in [passage.text for passage in passages(source(text))][-1]


@given(st.text("aب .!؟…»\"')\n\t\u00a0", max_size=40))
def test_every_passage_stands_in_its_source_where_it_says(text: str) -> None:
    found = list(passages(source(text)))

    assert [" ".join(text[start:end].split()) for start, end in sentences(text)] == [
        " ".join(one.text.split()) for one in found
    ]
    assert all(text[one.start] == one.text[0] for one in found)
    assert [one.id for one in found] == [f"s#{number}" for number in range(1, len(found) + 1)]
    assert sum(one.text.count("a") + one.text.count("ب") for one in found) == text.count("a") + text.count("ب")


def test_a_document_is_read_with_all_that_is_known_of_it(folder: KnowledgeFolder) -> None:
    folder.source(
        "full", "Text.", title="A title", publisher="The Gazette", published="2021-05", note={"ar": "نص", "en": "Note"}
    )
    read = read_seeds(folder.root / "seeds").sources

    assert read["full"] == Source(
        id="full",
        language="ar",
        received=date(2022, 1, 2),
        sha256=hashlib.sha256(b"Text.").hexdigest(),
        text="Text.",
        title="A title",
        publisher="The Gazette",
        published=PartialDate.parse("2021-05"),
        note={"ar": "نص", "en": "Note"},
    )
    assert (read["log"].title, read["log"].publisher, read["log"].published) == (None, None, None)


def test_a_short_name_is_short_in_every_language(folder: KnowledgeFolder) -> None:
    folder.source("named", "Text.", short={"ar": "وثيقة", "en": "D" * 40})
    folder.source("long", "Text.", short={"ar": "وثيقة", "en": "D" * 41})
    reading = read_seeds(folder.root / "seeds")
    folder.source("long", "Text.", short={"ar": "وثيقة", "en": "D"})

    assert ["has more than 40 characters" in problem.message for problem in reading.problems] == [True]
    assert read_seeds(folder.root / "seeds").sources["named"].short == {"ar": "وثيقة", "en": "D" * 40}


def test_a_document_that_changed_by_a_byte_is_refused(folder: KnowledgeFolder) -> None:
    (folder.root / "seeds/log.txt").write_text(f"{LOG} ", encoding="utf-8")
    digest = hashlib.sha256(f"{LOG} ".encode()).hexdigest()
    message = f"log.txt has changed: its sha256 is {digest}; restore the document or review every quote"

    assert folder.problems() == [f"seeds/sources.yaml:5: sources.log.sha256: {message}"]


def test_line_ends_are_kept_as_they_were_received(folder: KnowledgeFolder) -> None:
    folder.source("mixed", "one\r\ntwo\rthree\n")

    assert read_seeds(folder.root / "seeds").sources["mixed"].text == "one\r\ntwo\rthree\n"


@pytest.mark.parametrize("file", ["../log.txt", "sub/log.txt", "/etc/hostname", ".hidden", ""])
def test_a_document_is_named_by_a_plain_file_name(folder: KnowledgeFolder, file: str) -> None:
    folder.listing["log"]["file"] = file
    folder.list_sources()

    assert [problem.split(": ")[:2] for problem in folder.problems()] == [["seeds/sources.yaml:4", "sources.log.file"]]


def test_a_link_out_of_the_folder_is_not_followed(folder: KnowledgeFolder) -> None:
    document = folder.root / "seeds/log.txt"
    outside = document.rename(folder.root / "outside.txt")
    document.symlink_to(outside)

    assert folder.problems() == [
        "seeds/sources.yaml:4: sources.log.file: log.txt cannot be read: lies outside the seeds folder"
    ]


def test_a_document_in_another_encoding_is_refused(folder: KnowledgeFolder) -> None:
    raw = "مجلس".encode("cp1256")
    (folder.root / "seeds/log.txt").write_bytes(raw)
    folder.listing["log"]["sha256"] = hashlib.sha256(raw).hexdigest()
    folder.list_sources()

    assert [problem.split(" cannot")[0] for problem in folder.problems()] == [
        "seeds/sources.yaml:4: sources.log.file: log.txt"
    ]


NEWS = {"id": "n:1.a_b-c", "title": " Flood ", "text": "Water rose. Boats left.", "lang": "en"}


def test_an_archive_adds_sources_that_nobody_has_curated(folder: KnowledgeFolder) -> None:
    record = NEWS | {"publisher": "The Gazette", "date": "2021-05-03", "received": "2022-03-04"}
    folder.archive("news", record, b"", {"id": "n2", "title": "", "text": "نص.", "publisher": None, "views": 3})
    read = read_seeds(folder.root / "seeds")

    assert read.problems == []
    assert read.sources["n:1.a_b-c"] == Source(
        id="n:1.a_b-c",
        language="en",
        received=date(2022, 3, 4),
        sha256=hashlib.sha256(NEWS["text"].encode()).hexdigest(),
        text="Water rose. Boats left.",
        title="Flood",
        publisher="The Gazette",
        published=PartialDate.parse("2021-05-03"),
        curated=False,
    )
    assert (read.sources["n2"].language, read.sources["n2"].title, read.sources["n2"].curated) == ("ar", None, False)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b"{", "is no JSON object in UTF-8: "),
        (b"[1]", "is no JSON object in UTF-8: the line holds no object"),
        (b'{"id": "\xff"}', "is no JSON object in UTF-8: "),
        (b"[" * 100_000, "is no JSON object in UTF-8: "),
        (b'{"title": "t", "text": "x"}', "id: is missing"),
        (b'{"id": "a b", "title": "t", "text": "x"}', "id: string should match pattern "),
        (b'{"id": "n", "title": "t", "text": ""}', "text: string should have at least 1 character"),
        (b'{"id": "n", "title": "t", "text": " \\n"}', "text is empty"),
        (b'{"id": "n", "title": "t"}', "text: is missing"),
        (b'{"id": "n", "title": "t", "text": "x", "lang": "Arabic"}', "lang: string should match pattern "),
        (b'{"id": "n", "title": "t", "text": "x", "date": "May"}', "date: 'May' is no date"),
    ],
)
def test_a_bad_line_of_an_archive_is_told_with_its_number(folder: KnowledgeFolder, line: bytes, expected: str) -> None:
    folder.archive("news", NEWS, b"", line)
    [problem] = folder.problems()

    assert problem.startswith(f"seeds/news.jsonl:3: {expected}")


def test_an_id_stands_once_over_documents_and_archives(folder: KnowledgeFolder) -> None:
    folder.archive("news", NEWS, NEWS | {"id": "log"})
    folder.archive("other", NEWS)
    message = "exists already; ids are unique over the whole folder"

    assert folder.problems() == [
        f"seeds/news.jsonl:2: id: source 'log' {message}",
        f"seeds/other.jsonl:1: id: source 'n:1.a_b-c' {message}",
    ]


def test_a_passage_of_an_archive_can_be_quoted_by_a_statement(folder: KnowledgeFolder) -> None:
    folder.archive("news", {"id": "n1", "title": "t", "text": "Seven states left.", "lang": "en"})
    path = folder.root / "facts/meetings/storm-council.yaml"
    quoted = path.read_text("utf-8") + "      - source: n1\n        quote: Seven states left.\n"
    folder.fact("meetings/storm-council", quoted)

    assert [one.source for one in folder.read().statements["storm-council.attendance"].citations] == ["log", "n1"]


def test_no_link_that_leads_out_of_a_folder_is_read(folder: KnowledgeFolder, tmp_path: Path) -> None:
    outside = tmp_path / "outside.jsonl"
    outside.write_text('{"id": "secret", "title": "x", "text": "A secret."}\n', encoding="utf-8")
    (folder.root / "seeds/linked.jsonl").symlink_to(outside)
    fact = next(folder.root.glob("facts/*/*.yaml"))
    fact.rename(tmp_path / "moved.yaml")
    fact.symlink_to(tmp_path / "moved.yaml")

    problems = folder.problems()
    assert "seeds/linked.jsonl: is a link that leads out of the seeds folder" in problems
    assert f"{fact.relative_to(folder.root)}: is a link that leads out of the folder" in problems


def test_an_archive_that_is_no_file_is_a_problem_and_not_waited_for(folder: KnowledgeFolder) -> None:
    os.mkfifo(folder.root / "seeds/pipe.jsonl")

    assert "seeds/pipe.jsonl: cannot be read: is no regular file" in folder.problems()
    with pytest.raises(InvalidFiles, match=r"pipe\.jsonl: cannot be read"):
        Folder.locate(folder.root).version()


def test_a_key_that_no_document_has_is_told_with_those_that_it_has(folder: KnowledgeFolder) -> None:
    folder.source("log", LOG, date="2021-05-04")
    (problem,) = [one for one in folder.problems() if "sources.log" in one]

    told = "file, sha256, language, received, title, publisher, published, note, short, waived, url, curation, "
    assert f": sources.log.date: unknown key; remove it or correct its spelling; the keys here are {told}" in problem
