"""A knowledge folder as a whole: which files count, what they become, and how problems are told together."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from knowledge.curation.corpus import Corpus
from knowledge.curation.folder import Folder
from knowledge.errors import NoFolder
from knowledge.model import Citation, Kind, Strength
from tests.support.folders import ENGLISH, HARBOUR, LOG, STORM, KnowledgeFolder

STORM_FILE = "facts/meetings/storm-council.yaml"


@pytest.mark.parametrize("place", ["places/dock", "topics/deeper/dock", "deeper/topics/dock"])
def test_a_file_outside_the_four_folders_is_no_fact(folder: KnowledgeFolder, place: str) -> None:
    folder.fact(place, HARBOUR)

    assert folder.problems() == [
        f"facts/{place}.yaml: lies in no known folder; use one of actors, meetings, initiatives, topics"
    ]


def test_a_file_is_named_by_its_id(folder: KnowledgeFolder) -> None:
    folder.fact("topics/The Dock", HARBOUR)
    (folder.root / "facts/topics/dock.yml").write_text(HARBOUR, encoding="utf-8")
    message = "a file is named by its id: small letters, digits and single hyphens, then .yaml"

    assert folder.problems() == [f"facts/topics/The Dock.yaml: {message}", f"facts/topics/dock.yml: {message}"]


def test_an_id_is_taken_once_over_all_kinds(folder: KnowledgeFolder) -> None:
    folder.fact("actors/harbour", HARBOUR.replace("type: place", "type: state"))

    assert folder.problems() == ["facts/topics/harbour.yaml: the id harbour is taken by facts/actors/harbour.yaml"]


def test_a_broken_file_makes_no_problems_of_those_that_refer_to_it(folder: KnowledgeFolder) -> None:
    folder.fact("topics/harbour", b"type: \xff")
    (folder.root / "seeds/log.txt").unlink()

    assert [problem.split(": ")[0] for problem in folder.problems()] == [
        "facts/topics/harbour.yaml:1",
        "seeds/sources.yaml:4",
    ]


def test_all_problems_of_all_files_are_told_at_once_file_by_file(folder: KnowledgeFolder) -> None:
    statement = (
        STORM[STORM.index("  attendance:") :].replace("participant", "crowd").replace("source: log", "source: none")
    )
    many = (statement.replace("attendance", f"guests-{number}") for number in range(250))
    folder.fact("meetings/storm-council", STORM + "".join(many))
    folder.fact("topics/harbour", HARBOUR.replace("type: place", "type: plaice"))
    folder.fact("topics/dock", "a: [")
    folder.source("log", f"{LOG} Mild weather.", sha256="0" * 64)
    files = [problem.split(":")[0] for problem in folder.problems()]

    assert files == [
        *([STORM_FILE] * 500),
        "facts/topics/dock.yaml",
        "facts/topics/harbour.yaml",
        "seeds/sources.yaml",
    ]


def test_problems_of_the_phrasings_are_told_with_those_of_the_files_beside_them(folder: KnowledgeFolder) -> None:
    folder.fact("topics/harbour", HARBOUR.replace("type: place", "type: plaice"))
    folder.source("log", LOG, sha256="0" * 64)
    folder.phrasing("en", ENGLISH.replace("when", '"…"'))

    assert [problem.split(":")[0] for problem in folder.problems()] == [
        "facts/topics/harbour.yaml",
        "seeds/sources.yaml",
        "vocabulary/en.yaml",
    ]


def drop_facts(folder: KnowledgeFolder) -> None:
    shutil.rmtree(folder.root / "facts")
    (folder.root / "facts").mkdir()


def drop_seeds(folder: KnowledgeFolder) -> None:
    drop_facts(folder)
    shutil.rmtree(folder.root / "seeds")


@pytest.mark.parametrize(("drop", "sources"), [(drop_facts, ["log"]), (drop_seeds, [])])
def test_a_folder_without_facts_is_valid_and_can_be_searched(
    folder: KnowledgeFolder, drop: Callable[[KnowledgeFolder], None], sources: list[str]
) -> None:
    drop(folder)
    corpus = folder.read()

    assert (list(corpus.sources), corpus.entities, corpus.statements) == (sources, {}, {})


def test_seeds_inside_the_folder_win_over_those_beside_it(folder: KnowledgeFolder) -> None:
    inner = folder.root / "seeds"
    beside = folder.root.parent / "seeds"
    shutil.copytree(inner, beside)
    assert Folder.locate(folder.root).seeds == inner

    shutil.rmtree(inner)
    assert Folder.locate(folder.root).seeds == beside
    assert folder.problems() == []


@pytest.mark.parametrize(
    ("made", "reason"), [((), "no such folder"), (("kb2/notes",), "holds neither facts/ nor seeds/")]
)
def test_a_folder_that_is_none_is_refused(folder: KnowledgeFolder, made: tuple[str, ...], reason: str) -> None:
    root = folder.root.parent / "kb2"
    for part in made:
        (root.parent / part).mkdir(parents=True)

    with pytest.raises(NoFolder, match=reason):
        Folder.locate(root)


def test_the_version_changes_with_every_file_that_counts_and_with_no_other(folder: KnowledgeFolder) -> None:
    changes: list[Callable[[], object]] = [
        lambda: None,
        lambda: folder.fact("topics/harbour", HARBOUR.replace("imaginary city", "imaginary town")),
        lambda: folder.source("log", LOG.replace("Seven", "Eight")),
        lambda: folder.archive("news", {"id": "n1", "title": "t", "text": "x"}),
        lambda: folder.phrasing("en", ENGLISH.replace("when", "whan")),
    ]
    versions = []
    for change in changes:
        change()
        versions.append(Folder.locate(folder.root).version())
    (folder.root / "facts" / "notes.txt").write_text("x", encoding="utf-8")

    assert len(set(versions)) == 5
    assert Folder.locate(folder.root).version() == versions[-1]


def test_the_version_does_not_depend_on_where_the_folder_lies(folder: KnowledgeFolder) -> None:
    moved = shutil.copytree(folder.root, folder.root.parent / "elsewhere")

    assert Folder.locate(moved).version() == Folder.locate(folder.root).version()


def test_what_was_written_is_what_is_read(folder: KnowledgeFolder) -> None:
    corpus = folder.read()
    storm, met = corpus.entities["storm-council"], corpus.statements["storm-council.met"]

    assert (storm.kind, storm.name("en"), storm.name("ru"), str(storm.dates)) == (
        Kind.MEETING,
        "Storm Council",
        "Storm Council",
        "2021-05-03",
    )
    assert [(alias.text, alias.strength) for alias in storm.aliases] == [
        ("Council of Storms", Strength.STRONG),
        ("council", Strength.WEAK),
    ]
    assert met.citations == (Citation("log", "Council of Storms met in Harbour City on 3 May 2021", 0),)
    assert (met.subject, met.property, met.value, met.about) == ("storm-council", "date", "2021-05-03", ("harbour",))
    assert str(met.first_seen) == str(met.last_seen) == "2022-01-02"
    assert list(corpus.statements) == ["storm-council.met", "storm-council.attendance"]


def test_the_shipped_knowledge_keeps_every_rule_and_covers_every_word(corpus: Corpus) -> None:
    assert {source: one.covered for source, one in corpus.coverage.items()} == {
        source: one.words for source, one in corpus.coverage.items()
    }
    assert min(len(corpus.sources), len(corpus.statements), len(corpus.entities)) >= 2
