"""What every published version told stays known, also when a file is lost; and no trouble with it stops anything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.publishing.library import Library
from bot.publishing.pointers import Pointers
from knowledge.compiled import history
from knowledge.compiled.edition import read_edition
from knowledge.curation.folder import Folder
from knowledge.errors import UnusableArtefact
from knowledge.model import Edition
from tests.support.clock import Clock
from tests.support.folders import STORM, KnowledgeFolder

pytestmark = pytest.mark.slow

WORDINGS = ("Seven states attended.", "Seven states came.", "Seven states were there.")
NOON = datetime(2024, 4, 1, 12, tzinfo=UTC)


@pytest.fixture
def clock() -> Clock:
    return Clock(NOON)


@pytest.fixture
def library(folder: KnowledgeFolder, tmp_path: Path, clock: Clock) -> Library:
    return Library(Folder.locate(folder.root), tmp_path / "data", now=clock)


@pytest.fixture
def path(library: Library) -> Path:
    return library.data / "knowledge" / "history.sqlite"


def compiled(library: Library, version: str) -> Path:
    return library.data / "knowledge" / f"{version}.sqlite"


def first(library: Library) -> str:
    """The version of the first start."""
    return library.served().knowledge.version


def published(library: Library, folder: KnowledgeFolder, number: int) -> str:
    """Another version, published now."""
    folder.fact("meetings/storm-council", STORM.replace("Seven states attended.", WORDINGS[number]))
    version = library.build().stem
    library.propose(version, library.now())
    assert library.promote(library.now())
    return version


def wording(edition: Edition) -> str:
    return edition.statements["storm-council.attendance"].wording["en"]


def test_the_first_start_and_each_publication_are_in_it_once_with_their_moment(
    library: Library, folder: KnowledgeFolder, path: Path, clock: Clock
) -> None:
    versions = [first(library)]
    for number in (1, 2):
        clock.forward(minutes=1)
        versions.append(published(library, folder, number))
    library.served()

    assert history.versions(path) == tuple(versions)
    moments = [NOON + timedelta(minutes=number) for number in range(3)]
    assert history.publications(path) == tuple(zip(versions, moments, strict=True))


def test_what_is_only_built_or_proposed_is_not_in_it(library: Library, folder: KnowledgeFolder, path: Path) -> None:
    version = first(library)
    folder.fact("meetings/storm-council", STORM.replace("An imaginary meeting.", "Other."))
    library.propose(library.build().stem, NOON + timedelta(minutes=1))
    library.promote(NOON)

    assert history.versions(path) == (version,)


def test_it_is_written_before_the_version_is_served(
    library: Library, folder: KnowledgeFolder, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = first(library)
    monkeypatch.setattr(Pointers, "point_to", lambda *_: (_ for _ in ()).throw(OSError("no space")))
    with pytest.raises(OSError, match="no space"):
        published(library, folder, 1)

    assert library.current_version() == version
    assert len(history.versions(path)) == 2


def test_what_a_version_told_is_known_when_its_file_is_lost(library: Library, folder: KnowledgeFolder) -> None:
    version = first(library)
    told = read_edition(compiled(library, version))
    published(library, folder, 1)
    compiled(library, version).unlink()

    assert library.edition(version) == told


def test_the_current_version_is_built_anew_when_its_file_is_lost(library: Library, folder: KnowledgeFolder) -> None:
    first(library)
    version = published(library, folder, 1)
    compiled(library, version).unlink()
    folder.fact("meetings/storm-council", "not even YAML: [")

    served = library.served().knowledge
    assert served.version == library.current_version() == version
    assert wording(served) == WORDINGS[1]


def test_without_a_history_what_a_version_told_is_read_from_its_file(library: Library, path: Path) -> None:
    version = first(library)
    path.unlink()

    assert library.edition(version) == read_edition(compiled(library, version))


@pytest.mark.parametrize("content", [None, b"", b"no database " * 999], ids=["missing", "empty", "damaged"])
def test_it_is_made_anew_from_the_compiled_files_at_a_start(
    library: Library, folder: KnowledgeFolder, path: Path, content: bytes | None, caplog: pytest.LogCaptureFixture
) -> None:
    before = [first(library), published(library, folder, 1), published(library, folder, 2)]
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    (path.parent / "k0-broken.sqlite").write_bytes(b"broken")
    library.served()

    assert set(history.versions(path)) == set(before)
    assert wording(history.read_edition(path, before[1])) == WORDINGS[1]
    assert ["k0-broken.sqlite: is damaged" in one.getMessage() for one in caplog.records][-1:] == [True]
    assert path.with_suffix(".damaged").exists() is bool(content)


def test_a_damaged_history_is_made_anew_by_a_publication_too(
    library: Library, folder: KnowledgeFolder, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = first(library)
    path.write_bytes(b"no database " * 999)
    version = published(library, folder, 1)

    assert library.current_version() == version
    assert set(history.versions(path)) == {before, version}
    assert [one for _, one in history.publications(path)] == [NOON]
    assert "made anew from the compiled files" in caplog.text


def test_a_history_that_cannot_be_written_stops_no_publication_and_no_start(
    library: Library, folder: KnowledgeFolder, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path.mkdir(parents=True)
    (path / "in the way").touch()
    before = first(library)
    version = published(library, folder, 1)

    assert library.served().knowledge.version == version != before
    assert "is not in the history" in caplog.text
    assert library.edition(before).version == before


def test_what_nothing_tells_of_any_more_is_named(library: Library) -> None:
    first(library)

    with pytest.raises(UnusableArtefact, match=r"k1-lost\.sqlite: there is no such file"):
        library.edition("k1-lost")
