"""All facts of a document in one file say what they say in a file an entity each."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.curation.canonical import rewrite
from knowledge.curation.compiler import compile_corpus
from knowledge.curation.corpus import Corpus, read_finished
from knowledge.curation.folder import Folder
from knowledge.curation.gathered import written
from knowledge.curation.keeping import Seeds
from knowledge.curation.moving import gather
from knowledge.errors import NotFound, NotTaken
from knowledge.files.strict_yaml import parse
from knowledge.learning.newcomers import newcomers_of
from tests.golden.questions import FOLDER
from tests.support.folders import LOG, STORM, KnowledgeFolder

ONE_FILE = """\
source: log
quotes:
  met: Council of Storms met in Harbour City on 3 May 2021
entities:
  storm-council: {type: talks, ar: مجلس العاصفة, en: Storm Council, strong: [Council of Storms], weak: [council], \
summary: {ar: اجتماع خيالي., en: An imaginary meeting.}, dates: 2021-05-03, place: harbour}
  harbour: {type: place, ar: مدينة الميناء, en: Harbour City, summary: {ar: مدينة خيالية., en: An imaginary city.}}
statements:
  - storm-council.met: {property: date, value: 2021-05-03, about: harbour, quote: met}
    ar: اجتمع مجلس العاصفة في 3 مايو 2021.
    en: The Storm Council met on 3 May 2021.
  - storm-council.attendance: {property: participant}
    ar: حضرت المجلس سبع دول.
    en: Seven states attended.
    quote: Seven states took part.
"""
"""What the folder of the tests holds."""


def in_one_file(folder: KnowledgeFolder, text: str = ONE_FILE) -> Path:
    """The folder with all of its facts in one file."""
    shutil.rmtree(folder.root / "facts")
    return folder.fact("log", text)


def told(corpus: Corpus, target: Path) -> bytes:
    """What is compiled of it, but for the digests of its files."""
    return compile_corpus(replace(corpus, version="k", passed={}), target).read_bytes()


def test_one_file_says_what_a_file_an_entity_says(folder: KnowledgeFolder, tmp_path: Path) -> None:
    long = told(folder.read(), tmp_path / "long")
    in_one_file(folder)

    assert told(folder.read(), tmp_path / "short") == long


def test_it_is_written_one_way(folder: KnowledgeFolder) -> None:
    loose = ONE_FILE.replace("{property: participant}", "[Seven states took part.]").replace(
        "\n    quote: Seven states took part.", "\n    property: participant"
    )
    path = in_one_file(folder, loose)

    assert rewrite(folder.root / "facts") == [path]
    assert path.read_text("utf-8") == ONE_FILE
    assert rewrite(folder.root / "facts") == []


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_facts_of_a_document_are_gathered_without_a_change_of_what_is_compiled(tmp_path: Path) -> None:
    here = next(one for one in newcomers_of(FOLDER.path) if one.name == "ministers")
    shutil.copytree(here, tmp_path / here.name)
    folder = Folder.locate(tmp_path / here.name)
    before = read_finished(folder)
    moved = gather(folder, next(iter(before.sources)))

    assert not list(folder.facts.glob("*/*.yaml"))
    assert moved.after < moved.before * 0.6
    assert written(parse(moved.path).data) == moved.path.read_text("utf-8")
    assert told(read_finished(folder), tmp_path / "after") == told(before, tmp_path / "before")


def test_a_quote_that_says_more_than_its_words_stays_where_it_is(folder: KnowledgeFolder) -> None:
    quote = "      - source: log\n        quote: Council of Storms met in Harbour City on 3 May 2021\n"
    translated = f"{quote}        translation: {{ar: اجتمع مجلس العواصف}}\n"
    folder.fact("meetings/storm-council", f"{STORM.replace(quote, translated)}{translated}")
    before = folder.read()
    moved = gather(Folder.locate(folder.root), "log")

    assert "quotes:" not in moved.path.read_text("utf-8")
    assert folder.read().statements == before.statements


def test_the_facts_of_other_documents_stay_where_they_are(folder: KnowledgeFolder) -> None:
    folder.source("later", "Captain Zumurrud took part in the Council of Storms.", language="en", curation="partial")
    folder.list_plainly()
    cited = "    citations: [{source: later, quote: Captain Zumurrud took part in the Council of Storms}]\n"
    told = "    wording: {ar: حضر زمرد مجلس العاصفة., en: Zumurrud came.}\n"
    more = f"  captain:\n    property: participant\n{told}{cited}"
    path = folder.fact("meetings/storm-council", STORM + more)
    before = folder.read()

    with pytest.raises(NotTaken, match="no file of facts is of this document alone"):
        gather(Folder.locate(folder.root), "later")
    with pytest.raises(NotFound):
        gather(Folder.locate(folder.root), "nowhere")
    assert gather(Folder.locate(folder.root), "log").files == 1
    assert path.exists()
    assert folder.read().statements == before.statements


def test_a_statement_may_be_about_an_entity_that_has_a_file_of_its_own(folder: KnowledgeFolder) -> None:
    before = folder.read()
    at = STORM.index("  attendance:\n")
    folder.fact("meetings/storm-council", STORM[:at])
    folder.fact("log", "source: log\nstatements:" + ONE_FILE[ONE_FILE.rindex("\n  - storm-council.attendance") :])

    assert folder.read().statements == before.statements


def test_the_property_is_what_the_key_begins_with_and_the_summary_may_be_left_out(folder: KnowledgeFolder) -> None:
    short = ONE_FILE.replace(".met: {property: date, ", ".date-of-the-council: {")
    in_one_file(folder, short.replace(", summary: {ar: مدينة خيالية., en: An imaginary city.}", ""))
    corpus = folder.read()

    assert corpus.statements["storm-council.date-of-the-council"].property == "date"
    assert corpus.entities["harbour"].summary == {"ar": "مدينة الميناء", "en": "Harbour City"}


def test_a_wording_that_is_left_out_is_the_quote_in_the_language_of_the_document(folder: KnowledgeFolder) -> None:
    path = in_one_file(folder, ONE_FILE.replace("    en: The Storm Council met on 3 May 2021.\n", ""))
    wording = folder.read().statements["storm-council.met"].wording

    assert wording["en"] == "Council of Storms met in Harbour City on 3 May 2021."
    assert written(parse(path).data) == path.read_text("utf-8")


MISTAKES = {
    "a quote that does not stand": (
        "quote: Seven states took",
        "quote: Seven stales took",
        "facts/log.yaml:14: storm-council.attendance.quote.0: does not stand in log byte for byte",
    ),
    "the name of a quote": (
        "quote: met}",
        "quote: mets}",
        "facts/log.yaml:8: storm-council.met.quote: no quote is called 'mets'; did you mean 'met'?",
    ),
    "a wording": (
        "met on 3 May 2021.\n  -",
        "met on 4 May 2021.\n  -",
        "facts/log.yaml:10: storm-council.met.en: the number 4 stands in no quote",
    ),
    "a type": ("type: place", "type: plaice", "facts/log.yaml:6: harbour.type: "),
    "a key": ("value: 2021-05-03,", "valu: 2021-05-03,", "facts/log.yaml:8: storm-council.met.valu: unknown key"),
    "an entity that is not there": (
        "- storm-council.met",
        "- storm-councils.met",
        "facts/log.yaml:8: storm-councils.met: unknown entity 'storm-councils'; did you mean 'storm-council'?",
    ),
    "a statement without an id": ("- storm-council.met:", "- met:", "has no id; a statement begins with whom"),
    "an id that is taken": (
        "- storm-council.attendance:",
        "- storm-council.met:",
        "facts/log.yaml:11: storm-council.met: the id storm-council.met is taken on facts/log.yaml:8",
    ),
    "a key that stands twice": ("    quote: Seven", "    property: date\n    quote: Seven", "stands on the first line"),
    "a quote that nothing cites": (
        "quotes:\n",
        "quotes:\n  none: Seven states took part\n",
        "facts/log.yaml:3: quotes.none: no statement cites it",
    ),
    "no source": ("source: log\n", "", "facts/log.yaml:1: source: is missing"),
    "statements below an entity": ("{type: place,", "{type: place, source: log,", "stands at the head of the file"),
    "no YAML": ("en: Seven", "en: Se: ven", "facts/log.yaml:13: is no YAML"),
}


@pytest.mark.parametrize(("old", "new", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_where_it_was_written(folder: KnowledgeFolder, old: str, new: str, said: str) -> None:
    assert old in ONE_FILE
    in_one_file(folder, ONE_FILE.replace(old, new))
    problems = folder.problems()

    assert any(said in one for one in problems), problems
    assert len(problems) <= 2, problems


def test_what_a_file_defines_that_cannot_be_read_is_not_missed_elsewhere(folder: KnowledgeFolder) -> None:
    (folder.root / "facts" / "topics" / "harbour.yaml").unlink()
    folder.fact("later", "source: log\nentities:\n  harbour: {type: place\n")

    assert [one for one in folder.problems() if "unknown entity" in one] == []


def test_an_entity_has_one_line_or_one_file(folder: KnowledgeFolder) -> None:
    folder.fact("later", "source: log\nentities:\n  harbour: {type: place, ar: ميناء, en: Port}\n")

    assert any("later.yaml:3: entities.harbour: harbour has a file of its own" in one for one in folder.problems())


def test_what_is_only_proposed_in_it_stops_nothing(folder: KnowledgeFolder) -> None:
    more = "  - harbour.host: {quote: [], proposed: true}\n  - storm-council.place: {proposed: true}\n"
    in_one_file(folder, ONE_FILE + more)

    assert folder.read().proposed == ("harbour.host", "storm-council.place")


def test_its_words_are_covered_by_its_quotes(folder: KnowledgeFolder) -> None:
    in_one_file(folder)

    assert folder.read().coverage["log"].covered == len(LOG.split())


def test_a_document_that_it_quotes_is_not_removed(folder: KnowledgeFolder) -> None:
    in_one_file(folder)

    with pytest.raises(NotTaken, match=r"log: facts/log\.yaml cites it"):
        Seeds(folder.root, folder.root / "seeds").remove("log")
