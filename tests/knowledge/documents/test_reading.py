from __future__ import annotations

import io
import re
import subprocess
import zipfile
from itertools import accumulate
from typing import Any

import pytest

from knowledge.documents import reading
from knowledge.documents.extract import Extract
from knowledge.documents.isolated import read_apart
from knowledge.documents.quality import tidied
from knowledge.documents.reading import MOST_BYTES, read
from knowledge.errors import UnreadableFile
from tests.knowledge.documents import samples
from tests.knowledge.documents.samples import ARABIC, NEWS

BODY = NEWS.split("\n\n")[1:]


def refusal(name: str, data: bytes) -> str:
    with pytest.raises(UnreadableFile) as refused:
        read(name, data)
    return str(refused.value)


FILES: dict[str, bytes] = {
    "news.txt": NEWS.encode(),
    "news.md": f"# {NEWS.replace('doubled its', '**doubled** [its](http://x.example)')}".encode(),
    "news.html": samples.html().encode(),
    "news": samples.html().encode(),
    "news.docx": samples.docx(),
    "news.odt": samples.odt(),
    "news.eml": samples.eml(),
}


@pytest.mark.parametrize("name", FILES)
def test_every_format_gives_the_same_paragraphs_and_title(name: str) -> None:
    found = read(name, FILES[name])
    paragraphs = found.text.split("\n\n")

    assert paragraphs[:1] == ["Harbour patrols doubled"]
    assert [one for one in paragraphs if one in BODY] == BODY
    assert found.proposed.title == "Harbour patrols doubled"
    assert found.proposed.language == "en"


def test_a_word_file_that_says_nothing_of_itself_is_not_given_a_title_by_the_library() -> None:
    silent = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(samples.docx())) as full, zipfile.ZipFile(silent, "w") as rest:
        for name in full.namelist():
            content = full.read(name)
            if name == "_rels/.rels":
                content = re.sub(rb"<Relationship [^>]*core-properties[^>]*/>", b"", content)
            if name != "docProps/core.xml":
                rest.writestr(name, content)
    found = read("x.docx", silent.getvalue()).proposed

    assert (found.title, found.date) == ("Harbour patrols doubled", None)


def test_a_plain_text_stays_as_it_is_to_the_last_byte() -> None:
    text = "\r\nOne  line,\ttwo\u200fوثلاثة.\r\n\r\n\r\nEnd\n"

    assert read("x.txt", text.encode()).text == text


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1256", "iso8859-6"]
)
def test_arabic_is_read_in_every_encoding_that_it_was_ever_saved_in(encoding: str) -> None:
    found = read("x.txt", ARABIC.encode(encoding))

    assert found.text == ARABIC
    assert found.proposed.language == "ar"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("windows-1252", "Le préfet a été reçu à l'Élysée par le chef de l'État, qui est rentré de l'étranger."),
        ("windows-1251", "Встреча министров прошла в Москве и не дала результата, как было сказано в заявлении."),
    ],
)
def test_other_old_encodings_are_told_by_their_words(encoding: str, text: str) -> None:
    assert read("x.txt", text.encode(encoding)).text == text


def test_a_declared_encoding_is_believed() -> None:
    page = samples.html(
        "Café\n\n" + "Ça déjà vu, où l'été à l'île fut brûlant, garçon. " * 5, head="<meta charset=iso-8859-15>"
    )

    assert "brûlant, garçon" in read("x.html", page.encode("iso-8859-15")).text


def test_forms_of_letters_become_letters() -> None:
    forms = "ﺍﻟﺪﻭﺭﻳﺎﺕ ﻓﻲ ﺍﻟﻤﻴﻨﺎﺀ ﻻ ﺗﺘﻮﻗﻒ"

    assert read("x.txt", forms.encode()).text == "الدوريات في الميناء لا تتوقف"


def test_a_page_is_its_article_and_what_it_says_of_itself() -> None:
    head = (
        "<meta property='og:site_name' content='The Gazette'>"
        "<meta property='article:published_time' content='2024-03-09T10:00:00Z'>"
        "<link rel='canonical' href='https://gazette.example/a/1'>"
    )
    found = read("x.html", samples.html(head=head).encode())
    proposed = found.proposed

    assert "tracked" not in found.text
    assert "Sport" not in found.text
    assert (proposed.publisher, str(proposed.date), proposed.url) == (
        "The Gazette",
        "2024-03-09",
        "https://gazette.example/a/1",
    )


def test_a_year_in_the_words_of_a_page_is_not_its_date() -> None:
    assert read("x.html", samples.html(NEWS.replace("March", "March 2019")).encode()).proposed.date is None


def test_lists_and_tables_of_a_word_file_keep_their_place() -> None:
    assert read("x.docx", samples.docx()).text.split("\n\n")[-2:] == ["• Ropes", "Boats | 14"]


def test_a_message_says_who_sent_it_and_when_and_what_was_left_out() -> None:
    found = read("x.eml", samples.eml(ARABIC, "windows-1256"))

    assert ARABIC.split("\n\n")[1] in found.text
    assert (found.proposed.publisher, str(found.proposed.date)) == ("Port Press Office", "2024-10-07")
    assert any("quay.png" in warning for warning in found.warnings)


def test_what_is_attached_is_named_briefly_and_a_message_of_hundreds_of_parts_is_refused() -> None:
    inner = b"--x\nContent-Type: image/png\n\nabc\n"
    head = b"From: a@b.c\nSubject: s\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
    words_ = b"--x\nContent-Type: text/plain\n\nThe council met on Monday.\n"

    assert read("x.eml", head + words_ + inner * 8).warnings[-1].endswith("image/png and 3 more")
    assert "more than 500 parts" in refusal("x.eml", head + inner * 501 + words_)


def test_macros_are_named_and_the_words_around_them_read() -> None:
    found = read("x.docx", samples.docx(extra={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}))

    assert found.warnings == ("holds macros, which are never run",)
    assert BODY[0] in found.text


def test_blanks_at_every_second_place_make_no_wide_encoding() -> None:
    assert read("x.txt", b"> " * 60 + b"quoted of the council").text.endswith("quoted of the council")


def test_front_matter_says_what_a_markdown_file_is() -> None:
    front = "---\ntitle: 'Quiet quays'\nauthor: Gazette\ndate: 5 Oct 2024\n---\nOne word.\n\n- first\n- second\n"
    found = read("x.md", front.encode())

    assert found.text == "One word.\n\n• first\n\n• second"
    assert (found.proposed.title, found.proposed.publisher) == ("Quiet quays", "Gazette")
    assert str(found.proposed.date) == "2024-10-05"


BACKWARDS = "\n".join(line[::-1] for line in ARABIC.splitlines())

REFUSED: dict[str, tuple[str, bytes, str]] = {
    "empty": ("x.txt", b" \n", "is empty"),
    "no words": ("x.txt", b"--- ***\n", "no words"),
    "backwards": ("x.txt", BACKWARDS.encode(), "from left to right"),
    "binary": ("x.txt", bytes(range(256)) * 40, "is no text"),
    "picture": ("x.png", b"\x89PNG\r\n\x1a\n", "is a picture"),
    "old office": ("x.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password"),
    "rtf": ("x.rtf", b"{\\rtf1 hello}", "is RTF"),
    "wrong name": ("x.docx", b"hello", "is no DOCX"),
    "spreadsheet": ("x.xlsx", samples.zipped({"xl/workbook.xml": b"<x/>"}), "zipped file other than"),
    "damaged zip": ("x.docx", samples.docx()[:-900], "damaged"),
    "no document": ("x.docx", samples.zipped({"word/document.xml": b"<x/>"}), "is no Word document"),
    "entities": (
        "x.docx",
        samples.docx(extra={"word/styles.xml": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'}),
        "declares entities",
    ),
    "scanned": ("x.pdf", samples.pdf(), "OCR"),
    "damaged pdf": ("x.pdf", b"%PDF-1.7\n" + b"x" * 400, "damaged"),
    "attached only": (
        "x.eml",
        b"From: a@b.c\nSubject: s\nMIME-Version: 1.0\nContent-Type: application/pdf\n\nabc\n",
        "only what is attached",
    ),
}


@pytest.mark.parametrize(("name", "data", "word"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_with_a_word(name: str, data: bytes, word: str) -> None:
    assert word in refusal(name, data)


@pytest.mark.slow
def test_what_unpacks_to_more_than_it_should_is_not_unpacked() -> None:
    bomb = samples.docx(extra={"word/media/image1.png": bytes(300 * 1024 * 1024)})

    assert "unpacks to more" in refusal("x.docx", bomb)


def test_signs_that_nobody_sees_are_taken_out_with_a_word() -> None:
    found = read("x.txt", b"One\x00 word\x07 more, and enough text for it to be a text and no binary file.")

    assert found.text.startswith("One word more")
    assert found.warnings == ("left out signs that are not seen",)


def test_what_stands_on_every_page_is_kept_where_there_is_nothing_else() -> None:
    assert read("x.pdf", samples.pdf(words="Council met")).text == "Council met"
    assert "Council met" in read("x.pdf", samples.pdf(words="Council met", pages=3)).text


def test_a_file_that_is_too_large_is_not_looked_at() -> None:
    assert "larger than" in refusal("x.txt", b"a" * (MOST_BYTES + 1))


@pytest.mark.slow
def test_other_processes_tell_what_this_one_would() -> None:
    assert read_apart("x.docx", samples.docx()) == read("x.docx", samples.docx())
    with pytest.raises(UnreadableFile, match="OCR"):
        read_apart("x.pdf", samples.pdf())


@pytest.mark.parametrize(
    ("failing", "word"),
    [
        (subprocess.TimeoutExpired("worker", 1), "takes more than 1 seconds"),
        (subprocess.CompletedProcess("worker", -9, b"", b"killed"), "too much memory or time"),
    ],
)
def test_a_library_that_hangs_or_dies_costs_a_word(monkeypatch: pytest.MonkeyPatch, failing: Any, word: str) -> None:
    def run(*_: object, **__: object) -> subprocess.CompletedProcess[bytes]:
        if isinstance(failing, Exception):
            raise failing
        done: subprocess.CompletedProcess[bytes] = failing
        return done

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(UnreadableFile, match=word):
        read_apart("x.docx", samples.docx(), seconds=1)


def test_what_another_process_tells_is_what_it_found() -> None:
    found = read("x.eml", samples.eml())

    assert Extract.from_json(found.to_json()) == found


def test_pages_begin_at_their_own_words_where_a_text_was_tidied() -> None:
    pages = ("Cafe\u0301 one.  Two\n\n\n", "three goes on ", "over a page.\n \n", "Cafe\u0301 four.")
    before = "".join(pages)
    starts = tuple(accumulate(map(len, pages[:-1]), initial=0))
    after = tidied(before)

    assert [after[start:].split()[0] for start in reading._moved(starts, before, after)] == [
        "Café",
        "three",
        "over",
        "Café",
    ]


@pytest.mark.slow
def test_a_document_of_thousands_of_files_is_none() -> None:
    crowd = samples.docx(extra={f"word/media/{number}.png": b"" for number in range(10_001)})

    assert "files, which no word processor writes" in refusal("x.docx", crowd)
