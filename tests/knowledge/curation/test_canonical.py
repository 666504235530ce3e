from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.curation.canonical import canonical, rewrite
from knowledge.curation.folder import DEFAULT
from knowledge.curation.records import EntityRecord
from knowledge.files.strict_yaml import load_or_raise
from tests.support.folders import LOG, STORM, KnowledgeFolder

FACTS = sorted((DEFAULT / "facts").glob("*/*.yaml"))


def test_the_facts_are_written_the_one_way() -> None:
    assert len(FACTS) > 80
    assert [path.name for path in FACTS if path.read_text("utf-8") != canonical(path)] == [], "run `make format`"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("type: talks\n", "type:   talks\n"),
        ("  ar: مجلس العاصفة\n  en: Storm Council\n", "  en: Storm Council\n  ar: مجلس العاصفة\n"),
        ("dates: 2021-05-03", "dates: '2021-05-03'"),
        ("      - council\n", "    - council\n"),
        ("    weak:\n      - council\n", "    weak: [council]\n"),
        ("type: talks\n", "# a comment\ntype: talks\n"),
    ],
)
def test_another_way_to_write_the_same_is_put_right(folder: KnowledgeFolder, old: str, new: str) -> None:
    path = folder.fact("meetings/storm-council", STORM.replace(old, new, 1))
    before = load_or_raise(path, EntityRecord)
    rewritten = rewrite(folder.root / "facts")

    assert rewritten == [path]
    assert path.read_text("utf-8") == STORM
    assert load_or_raise(path, EntityRecord) == before


SHORT = """\
type: talks
names: {ar: مجلس العاصفة, en: Storm Council}
aliases: {en: {strong: [Council of Storms], weak: [council]}}
summary: {ar: اجتماع خيالي., en: An imaginary meeting.}
dates: 2021-05-03
place: harbour
source: log
quotes:
  came: Seven states took part.
statements:
  met:
    property: date
    value: 2021-05-03
    about: [harbour]
    wording: {ar: اجتمع مجلس العاصفة في 3 مايو 2021., en: The Storm Council met on 3 May 2021.}
    citations: [Council of Storms met in Harbour City on 3 May 2021]
  participant:
    wording: {ar: حضرت المجلس سبع دول., en: Seven states attended.}
    citations: [came]
"""
"""The facts of `STORM` in short form, the id of its attendance apart."""
LONG = STORM.replace("  attendance:\n", "  participant:\n")


def test_a_file_in_short_form_says_what_it_says_written_out(folder: KnowledgeFolder) -> None:
    folder.fact("meetings/storm-council", LONG)
    long = folder.read()
    folder.fact("meetings/storm-council", SHORT)
    short = folder.read()

    assert (short.entities, short.statements) == (long.entities, long.statements)


def test_the_short_form_is_written_one_way(folder: KnowledgeFolder) -> None:
    path = folder.fact("meetings/storm-council", SHORT)
    assert canonical(path) == SHORT

    path.write_text(LONG.replace("place: harbour\n", "place: harbour\nsource: log\n", 1), encoding="utf-8")
    assert canonical(path) == SHORT.replace("quotes:\n  came: Seven states took part.\n", "").replace(
        "[came]", "[Seven states took part.]"
    )


def test_a_citation_in_short_form_may_say_more(folder: KnowledgeFolder) -> None:
    folder.source("log", f"{LOG} Seven states took part.", curation="partial")
    more = SHORT.replace("citations: [came]", "citations:\n      - {quote: Seven states took part., occurrence: 2}")
    path = folder.fact("meetings/storm-council", more.replace("quotes:\n  came: Seven states took part.\n", ""))

    assert folder.read().statements["storm-council.participant"].citations[0].start == len(LOG) + 1
    assert canonical(path) == path.read_text("utf-8")


AMISS = {
    "a document that there is none of": (
        "source: log",
        "source: logs",
        "statements.met.citations.0.source: unknown source 'logs'",
    ),
    "a name for words that no statement has": ("citations: [came]", "citations: [Seven]", "no statement cites it"),
    "words that are no name and stand nowhere": (
        "citations: [came]",
        "citations: [cames]",
        "does not stand in log (as the name of a quote); did you mean 'came'?",
    ),
    "a key that is no property": ("  participant:\n", "  attendance:\n", "unknown property 'attendance'"),
    "names for words of no document": ("source: log\n", "", "is words alone; name their document"),
}


@pytest.mark.parametrize(("old", "new", "told"), AMISS.values(), ids=AMISS)
def test_a_mistake_in_short_form_is_told_with_its_line(folder: KnowledgeFolder, old: str, new: str, told: str) -> None:
    folder.fact("meetings/storm-council", SHORT.replace(old, new))

    assert any(told in one for one in folder.problems())


def test_canonical_files_are_left_alone(folder: KnowledgeFolder) -> None:
    assert rewrite(folder.root / "facts") == []


def test_values_that_need_quotes_keep_them(tmp_path: Path) -> None:
    path = tmp_path / "odd.yaml"
    path.write_text(STORM.replace("en: An imaginary meeting.", 'en: "No: it is \\"imagined\\"."'), encoding="utf-8")

    assert canonical(path) == path.read_text("utf-8")
