"""Bibliographies as the tools of those who cite read them."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.citing.formats import CitationFormat, one_line, written
from knowledge.citing.reference import Bibliography, references
from knowledge.citing.tokens import is_token, token
from knowledge.dates import PartialDate
from knowledge.model import Citation
from tests.support.facts import COMPLETE, DATE, NAMELESS, PLACE

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from citeproc import Citation as Cited
    from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

DAY = date(2026, 11, 30)
SOURCES = {one.id: one for one in (NAMELESS, COMPLETE)}
BOTH = replace(PLACE, citations=(Citation("complete", "Text.", 0), Citation("nameless", "يومين", 5)))
LINK = f"https://t.me/marsad_bot?start={token(PLACE.id)}"
HOSTILE = (
    "}, title = {owned}}\n@misc{evil,\r\nER  - \nTY  - BOOK\x85T1  - x\u2028\\input{/etc/passwd} "
    '$5 & 50% #1 a_b x^2 ~y "]}, {"id": 1} \u202e\x00 \\'
)


def bibliography(lang: str = "en") -> Bibliography:
    keys = [one.key for one in references([BOTH], SOURCES)]
    return Bibliography(lang, DAY, "marsad_bot", dict.fromkeys(keys, "no date & no publisher"))


def bibtex(text: str) -> list[Mapping[str, Any]]:
    library = parse_string(text)
    assert not library.failed_blocks
    return [{"id": one.key} | {field.key: field.value for field in one.fields} for one in library.entries]


def ris(text: str) -> list[Mapping[str, Any]]:
    return list(rispy.loads(text))


def csl(text: str) -> list[Mapping[str, Any]]:
    return list(json.loads(text))


READERS: Mapping[CitationFormat, Callable[[str], list[Mapping[str, Any]]]] = {
    CitationFormat.BIBTEX: bibtex,
    CitationFormat.RIS: ris,
    CitationFormat.CSL: csl,
}


@pytest.mark.parametrize("format_", CitationFormat)
def test_a_statement_of_several_documents_has_a_reference_for_each(format_: CitationFormat) -> None:
    first, second = READERS[format_](written(references([BOTH], SOURCES), bibliography("ar"), format_))

    assert first["id"] == f"marsad-{token(PLACE.id)}"
    assert second["id"] == f"marsad-{token(PLACE.id)}-2"
    assert "Exercise ends" in first["title"]
    assert "[سيعقد الاجتماع في أستانا. ويستمر يومين.]" in second["title"]
    assert first["publisher"] == "The Gazette"
    assert "publisher" not in second
    assert LINK in str(first)


def test_what_is_known_of_a_date_is_written_and_nothing_more() -> None:
    dated = replace(COMPLETE, published=PartialDate.parse("2024-04"))
    found = {}
    for format_ in CitationFormat:
        sources = SOURCES | {"complete": dated}
        first, second = READERS[format_](written(references([BOTH], sources), bibliography(), format_))
        found[format_] = [one.get("date") or one.get("issued") for one in (first, second)]

    assert found == {
        CitationFormat.BIBTEX: ["2024-04", None],
        CitationFormat.RIS: ["2024/04", None],
        CitationFormat.CSL: [{"date-parts": [[2024, 4]]}, None],
    }


@pytest.mark.parametrize("format_", CitationFormat)
@pytest.mark.parametrize("hostile", [HOSTILE, "م" * 200 + " {\\} " + "W" * 200], ids=["hostile", "long"])
def test_whatever_stands_in_a_field_stays_in_it(format_: CitationFormat, hostile: str) -> None:
    source = replace(COMPLETE, title=hostile, publisher=hostile, url=f"https://a.b/{hostile}")
    statement = replace(PLACE, wording={"ar": hostile, "en": hostile}, citations=(Citation("complete", hostile, 0),))
    taken = Bibliography("en", DAY, "marsad_bot", {f"marsad-{token(PLACE.id)}": hostile})

    (found,) = READERS[format_](written(references([statement], {"complete": source}), taken, format_))

    assert found["id"] == f"marsad-{token(PLACE.id)}"
    assert " " not in str(found.get("url") or found.get("URL") or found.get("urls"))[2:-2]
    if format_ is not CitationFormat.BIBTEX:
        assert found["title"] == one_line(hostile)
        assert found["publisher"] == one_line(hostile)


@settings(max_examples=40)
@given(st.text(alphabet=st.sampled_from('{}\\%$&#_^~"@,=a \n')))
def test_no_text_opens_a_brace_that_bibtex_does_not_see_closed(text: str) -> None:
    source = replace(COMPLETE, title=f"t{text}", publisher=text or None)
    entry = written(references([replace(PLACE, citations=(Citation("complete", "Text.", 0),))], {"complete": source}),
                    bibliography(), CitationFormat.BIBTEX)  # fmt: skip

    assert len(bibtex(entry)) == 1
    assert entry.count("{") == entry.count("}")


def test_a_citation_processor_makes_a_bibliography_of_the_file() -> None:
    items = csl(written(references([BOTH, DATE], SOURCES), bibliography("ar"), CitationFormat.CSL))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        made = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        for one in items:
            made.register(Cited([CitationItem(one["id"])]))
        text = " ".join(str(one) for one in made.bibliography())

    assert "Exercise ends" in text
    assert "2024" in text


def test_no_address_leads_anywhere_but_to_the_web() -> None:
    source = replace(COMPLETE, url="javascript:alert(1)")
    statement = replace(PLACE, citations=(Citation("complete", "Text.", 0),))

    (found,) = csl(written(references([statement], {"complete": source}), bibliography(), CitationFormat.CSL))

    assert found["URL"] == LINK


@given(st.text(min_size=1))
def test_every_token_fits_into_a_link(id_: str) -> None:
    made = token(id_.encode("utf-8", "replace").decode())

    assert is_token(made)
    assert len(made) <= 64
