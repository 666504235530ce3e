"""Who checks edited facts reads the vocabulary from what was compiled, and finds what a whole reading finds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from bot.publishing.known_words import known_words
from bot.publishing.library import Library
from knowledge.curation import corpus, naming_rules
from knowledge.curation.corpus import read_folder
from knowledge.curation.folder import Folder
from knowledge.curation.rules import Draft
from knowledge.drafting.kept_folder import KeptFolder
from knowledge.errors import InvalidFiles, Problem
from tests.support.folders import STORM, KnowledgeFolder


@pytest.fixture
def library(folder: KnowledgeFolder, tmp_path: Path) -> Library:
    found = Library(Folder.locate(folder.root), tmp_path / "data")
    found.build()
    return found


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> list[Folder]:
    """The folders whose vocabulary is read."""
    read: list[Folder] = []
    words = corpus._words

    def reading(folder: Folder, problems: list[Problem]) -> Any:
        read.append(folder)
        return words(folder, problems)

    monkeypatch.setattr(corpus, "_words", reading)
    return read


def test_of_an_edited_wording_the_vocabulary_is_not_read_again(
    library: Library, folder: KnowledgeFolder, unread: list[Folder]
) -> None:
    folder.fact("meetings/storm-council", STORM.replace("Seven states attended.", "Seven states came."))
    found = read_folder(library.folder, known_words(library.folder, library.data))

    assert unread == []
    whole = read_folder(library.folder)
    assert (found.entities, found.statements, found.coverage) == (whole.entities, whole.statements, whole.coverage)
    assert tuple(found.lexicon.forms) == whole.lexicon.forms


def test_of_an_edited_name_it_is(library: Library, folder: KnowledgeFolder, unread: list[Folder]) -> None:
    folder.fact("meetings/storm-council", STORM.replace("- council\n", "- assembly\n"))
    found = read_folder(library.folder, known_words(library.folder, library.data))

    assert unread == [library.folder]
    assert ("assembly",) in {form.words for form in found.lexicon.forms}


def test_mistakes_are_the_same(library: Library, folder: KnowledgeFolder, unread: list[Folder]) -> None:
    folder.fact("meetings/storm-council", STORM.replace("Seven states attended.", "1234 states attended."))
    with pytest.raises(InvalidFiles) as found:
        read_folder(library.folder, known_words(library.folder, library.data))

    assert unread == []
    with pytest.raises(InvalidFiles) as whole:
        read_folder(library.folder)
    assert found.value.problems == whole.value.problems


def test_wordings_of_files_that_have_passed_are_not_looked_at_again(
    library: Library, folder: KnowledgeFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = list[str]()

    def problems(draft: Draft, *_: object) -> Iterator[Problem]:
        looked_at.extend(draft.records)
        yield from ()

    monkeypatch.setattr(naming_rules, "problems", problems)
    folder.fact("meetings/storm-council", STORM.replace("Seven states attended.", "Seven states came."))
    read_folder(library.folder, known_words(library.folder, library.data))

    assert looked_at == ["storm-council"]


def test_what_is_compiled_beside_a_version_is_the_same_to_the_byte(
    library: Library, folder: KnowledgeFolder, unread: list[Folder], tmp_path: Path
) -> None:
    folder.fact("meetings/storm-council", STORM.replace("Seven states attended.", "Seven states came."))
    beside, alone = library.build(), Library(library.folder, tmp_path / "alone").build()

    assert unread == [library.folder]
    assert beside.read_bytes() == alone.read_bytes()


def test_what_is_curated_on_the_desk_begins_with_them(
    library: Library, folder: KnowledgeFolder, unread: list[Folder]
) -> None:
    kept = KeptFolder(library.folder, lambda: known_words(library.folder, library.data))
    folder.fact("meetings/storm-council", STORM.replace("Seven states attended.", "1234 states attended."))

    assert unread == []
    with pytest.raises(InvalidFiles):
        kept.refresh()
    folder.fact("meetings/storm-council", STORM)
    kept.refresh()
    assert (unread, kept.problems) == ([], ())
    folder.fact("meetings/storm-council", STORM.replace("- council\n", "- assembly\n"))
    kept.refresh()
    assert (unread, "assembly" in kept.corpus.lexicon.vocabulary) == ([library.folder], True)


def test_other_code_takes_nothing_from_what_was_compiled(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    assert known_words(library.folder, library.data)
    monkeypatch.setattr("knowledge.curation.folder._code", lambda: "of a later release")

    assert known_words(library.folder, library.data) is None


def test_another_vocabulary_and_a_damaged_file_are_no_help(library: Library, folder: KnowledgeFolder) -> None:
    assert known_words(library.folder, library.data)
    for file in library.versions.folder.glob("k*.sqlite"):
        file.write_bytes(file.read_bytes()[:4096])
    assert known_words(library.folder, library.data) is None

    library.build()
    assert known_words(library.folder, library.data)
    folder.phrasing("xx", "language: xx\\n")
    assert known_words(library.folder, library.data) is None


def test_who_may_not_look_into_the_data_folder_reads_everything(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert known_words(library.folder, library.data)
    monkeypatch.setattr(Path, "glob", Mock(side_effect=PermissionError))

    assert library.data.is_dir()
    assert known_words(Mock(words=lambda: "any"), library.data) is None
