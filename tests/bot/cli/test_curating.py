"""`kb`: check, build and show; and what a change of the folder does to the commands that read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command import InProcess, Process
from tests.support.folders import HARBOUR, LOG, STORM, KnowledgeFolder

NORTH = """\
statements:
  lies:
    property: participant
    wording:
      ar: يقع الميناء في الشمال.
      en: The harbour lies in the north.
    citations:
      - source: harbour-news
        quote: The harbour lies in the north.
"""


def test_a_valid_folder_is_summed_up_sentence_by_sentence(marsad: InProcess, folder: KnowledgeFolder) -> None:
    outcome = marsad("kb", "check", "--knowledge", folder.root)

    assert (outcome.code, outcome.err) == (0, "")
    assert "statements  2" in outcome.out
    assert "log: 15 of 15 words stand in quotes" in outcome.out
    assert [line.strip() for line in outcome.out.splitlines() if "log#" in line] == [
        "log#1  1 quotes  Council of Storms met in Harbour City on 3 May 2021.",
        "log#2  1 quotes  Seven states took part.",
    ]
    assert not marsad.data.exists()


def test_every_problem_is_told_on_stderr_with_exit_1(marsad: InProcess, folder: KnowledgeFolder) -> None:
    folder.fact(
        "meetings/storm-council",
        STORM.replace("Seven states took", "Seven stales took").replace("met on 3", "met on 4"),
    )
    folder.fact("topics/dock", "type: no\nname: 12:30\n")
    checked = marsad("kb", "check", "--knowledge", folder.root)
    asked = marsad("ask", "Storm Council?", "--json", "--knowledge", folder.root)

    assert (checked.code, checked.out, asked.code, asked.out) == (1, "", 1, "")
    assert checked.err == asked.err
    assert [": ".join(line.split(": ")[:2]) for line in checked.err.splitlines()] == [
        "facts/meetings/storm-council.yaml:24: statements.met.wording.en",
        "facts/meetings/storm-council.yaml:35: statements.attendance.citations.0.quote",
        "facts/topics/dock.yaml:1: type",
        "facts/topics/dock.yaml:2: name",
    ]


def test_build_prints_where_the_version_lies_and_changes_nothing_live(
    marsad: InProcess, folder: KnowledgeFolder
) -> None:
    pointer = marsad.data / "knowledge" / "current"
    first = marsad("kb", "build", "--knowledge", folder.root)
    assert not pointer.exists()

    pointer.write_text("k0-published\n", encoding="utf-8")
    folder.fact("meetings/storm-council", STORM.replace("An imaginary meeting.", "Another meeting."))
    second = marsad("kb", "build", "--knowledge", folder.root)
    again = marsad("kb", "build", "--knowledge", folder.root)
    paths = [Path(outcome.out.strip()) for outcome in (first, second, again)]

    assert {outcome.code for outcome in (first, second, again)} == {0}
    assert pointer.read_text("utf-8") == "k0-published\n"
    assert paths[1] == paths[2] != paths[0]
    assert sorted(pointer.parent.iterdir()) == sorted([pointer, *paths[:2]])


def test_an_entity_or_statement_is_shown_with_its_quotes(marsad: InProcess, folder: KnowledgeFolder) -> None:
    entity = marsad("kb", "show", "storm-council", "--knowledge", folder.root)
    statement = marsad("kb", "show", "storm-council.attendance", "--knowledge", folder.root)
    nobody = marsad("kb", "show", "nobody", "--knowledge", folder.root)

    assert (entity.code, statement.code) == (0, 0)
    assert statement.out in entity.out
    assert "«Seven states took part.»  log at 53" in statement.out
    assert (nobody.code, nobody.out) == (1, "")
    assert nobody.err == "nobody: no entity or statement has this id\n"


def test_an_edited_fact_is_told_at_once_and_old_versions_do_not_pile_up(
    marsad: InProcess, folder: KnowledgeFolder
) -> None:
    for number in range(3, 8):
        named = STORM.replace("- Council of Storms\n", f"- Council of Storms\n      - Storm {number}\n")
        folder.fact("meetings/storm-council", named)
        assert f"Storm {number}" in marsad("kb", "show", "storm-council", "--knowledge", folder.root).out

    assert len(list((marsad.data / "cache").glob("*.sqlite"))) <= 3
    assert not (marsad.data / "knowledge").exists()


def test_a_damaged_cache_is_made_anew(marsad: InProcess, folder: KnowledgeFolder) -> None:
    show = ("kb", "show", "storm-council", "--knowledge", folder.root)
    before = marsad(*show)
    [cached] = (marsad.data / "cache").glob("*.sqlite")
    cached.write_bytes(cached.read_bytes()[:5000])

    assert marsad(*show) == before
    assert before.code == 0


@pytest.mark.process
def test_a_data_folder_that_cannot_be_written_does_not_keep_it_from_answering(
    process: Process, folder: KnowledgeFolder
) -> None:
    (process.folder / "file").write_text("", encoding="utf-8")
    outcome = process("ask", "Storm Council?", "--json", "--knowledge", folder.root, MARSAD_DATA="file/data")

    assert outcome.code == 0
    assert outcome.json["status"] == "answer"
    assert "the cache cannot be written" in outcome.err


@pytest.mark.parametrize("format_", ["text", "bibtex", "ris", "csl"])
def test_a_statement_is_cited_in_every_format_with_a_link_to_it(
    marsad: InProcess, folder: KnowledgeFolder, format_: str
) -> None:
    asked = ("kb", "cite", "storm-council.attendance", "--format", format_, "--bot", "@storm_bot")
    cited = marsad(*asked, "--knowledge", folder.root)
    nothing = marsad("kb", "cite", "storm-council", "--knowledge", folder.root)

    assert cited.code == 0
    assert "https://t.me/storm_bot?start=s_" in cited.out
    assert "Seven states took part" in cited.out
    assert (nothing.code, nothing.out) == (1, "")


def test_what_was_withdrawn_is_cited_as_withdrawn(marsad: InProcess, folder: KnowledgeFolder) -> None:
    reason = "    withdrawn: {since: 2022-03-01, reason: {ar: خطأ., en: Wrong.}}\n"
    folder.fact("meetings/storm-council", STORM + reason)
    folder.source("log", LOG, language="en", curation="partial")

    for format_ in ("text", "bibtex", "csl"):
        cited = marsad("kb", "cite", "storm-council.attendance", "--format", format_, "--knowledge", folder.root)
        assert "withdrawn by Marsad on 1 March 2022" in cited.out


def test_words_without_a_quote_fail_the_check_and_stop_nothing_else(marsad: InProcess, folder: KnowledgeFolder) -> None:
    folder.source("log", f"{LOG} The weather was mild.", language="en")
    folder.fact("meetings/storm-council", f"{STORM}  later:\n    proposed: true\n    property: date\n")
    check, ask, plan = (
        marsad(*command, "--knowledge", folder.root)
        for command in (("kb", "check"), ("ask", "Storm Council?"), ("kb", "plan"))
    )

    assert (check.code, ask.code, plan.code) == (1, 0, 0)
    assert "no quote covers «The weather was mild» (line 1, at 77)" in check.err
    assert "The Storm Council met on 3 May 2021." in ask.out


@pytest.fixture
def two_documents(folder: KnowledgeFolder) -> KnowledgeFolder:
    """A folder with a second document and a statement out of it."""
    folder.source("harbour-news", "The harbour lies in the north. Ships come daily.", language="en", curation="partial")
    folder.fact("topics/harbour", f"{HARBOUR}{NORTH}")
    return folder


def test_one_document_alone_is_checked_whatever_is_wrong_with_the_others(
    marsad: InProcess, two_documents: KnowledgeFolder
) -> None:
    two_documents.fact("meetings/storm-council", STORM.replace("Seven states took", "Seven stales took"))
    two_documents.source("harbour-news", "The harbour lies in the north. Ships come daily.", language="en")
    only = ("kb", "check", "--knowledge", two_documents.root, "--only")
    log, news = marsad(*only, "log"), marsad(*only, "harbour-news")

    assert (log.code, log.out) == (1, "")
    assert [line.split(": ")[1] for line in log.err.splitlines()] == ["statements.attendance.citations.0.quote"]
    assert (news.code, news.out) == (1, "")
    assert news.err.startswith("seeds/sources.yaml:")
    assert "«Ships come daily»" in news.err


def test_what_is_right_about_one_document_is_summed_up_alone(marsad: InProcess, two_documents: KnowledgeFolder) -> None:
    two_documents.fact("topics/broken", "type: no\n")
    outcome = marsad("kb", "check", "--only", "log", "--knowledge", two_documents.root)

    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.splitlines() == [
        "source      log (curation: complete)",
        "statements  2",
        "",
        "log: 15 of 15 words stand in quotes",
        "  log#1  1 quotes  Council of Storms met in Harbour City on 3 May 2021.",
        "  log#2  1 quotes  Seven states took part.",
    ]


@pytest.mark.parametrize(
    "mistake",
    [
        pytest.param(("facts/topics/harbour.yaml", "property: part", "property: [part"), id="a file that is no YAML"),
        pytest.param(("facts/topics/harbour.yaml", "type: place", "type: plaice"), id="the entity of its statement"),
        pytest.param(("facts/topics/harbour.yaml", "property: part", "propertty: part"), id="a key of its statement"),
        pytest.param(("seeds/harbour-news.txt", "daily", "weekly"), id="its text"),
        pytest.param(("seeds/sources.yaml", '"language": "en"', '"language": no'), id="the list of documents"),
        pytest.param(("vocabulary/properties.yaml", "roles:", "rolls:"), id="the vocabulary, on which all rests"),
    ],
)
def test_every_mistake_that_belongs_to_a_document_is_found_with_it(
    marsad: InProcess, two_documents: KnowledgeFolder, mistake: tuple[str, str, str]
) -> None:
    name, right, wrong = mistake
    file = two_documents.root / name
    only = ("kb", "check", "--only", "harbour-news", "--knowledge", two_documents.root)
    before = marsad(*only)
    file.write_text(file.read_text("utf-8").replace(right, wrong), encoding="utf-8")
    outcome = marsad(*only)

    assert (before.code, before.err) == (0, "")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.startswith(name.replace("seeds/harbour-news.txt", "seeds/sources.yaml"))


def test_a_document_that_there_is_not_is_wrong_use_and_the_nearest_are_named(
    marsad: InProcess, two_documents: KnowledgeFolder
) -> None:
    outcome = marsad("kb", "check", "--only", "harbor-news", "--knowledge", two_documents.root)

    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == "--only harbor-news: no document has this id; the nearest: harbour-news, log\n"


def test_a_document_of_an_archive_has_nothing_to_cover(marsad: InProcess, folder: KnowledgeFolder) -> None:
    folder.archive("news", {"id": "n1", "title": "t", "text": "One. Two.", "lang": "en"})
    outcome = marsad("kb", "check", "--only", "n1", "--knowledge", folder.root)

    assert (outcome.code, outcome.out) == (0, "source      n1 (curation: none)\nstatements  0\n")


def test_the_facts_of_a_document_are_gathered_and_nothing_is_to_be_published_for_it(
    marsad: InProcess, folder: KnowledgeFolder
) -> None:
    before = marsad("kb", "show", "storm-council", "--knowledge", folder.root)
    gathered = marsad("kb", "gather", "log", "--knowledge", folder.root)
    again = marsad("kb", "gather", "log", "--knowledge", folder.root)
    after = marsad("kb", "show", "storm-council", "--knowledge", folder.root)

    assert (gathered.code, again.code, after.out) == (0, 1, before.out)
    assert "log.yaml: 2 files, 42 lines before, 13 now" in gathered.out
    assert "log: no file of facts is of this document alone" in again.err
