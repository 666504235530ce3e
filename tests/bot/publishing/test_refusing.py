"""Published knowledge cannot take the bot down: what is served stays, or the version before stands in."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree

import pytest

from bot.publishing.library import Library
from bot.publishing.served import Served
from bot.publishing.serving_notes import Serving, noting, serving
from knowledge.curation import compiler
from knowledge.curation.folder import Folder
from knowledge.errors import UnusableArtefact
from tests.bot.publishing.test_library import AtOnce, built
from tests.support.clock import Clock
from tests.support.folders import KnowledgeFolder

pytestmark = pytest.mark.slow

NOON = datetime(2024, 4, 1, 12, tzinfo=UTC)
NOBODY = 65_534


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Sequence[str]]:
    """A data folder with three compiled versions, none of them published: to be copied."""
    place = tmp_path_factory.mktemp("printed")
    folder = KnowledgeFolder.made(place / "kb")
    library = Library(Folder.locate(folder.root), place)
    return place, (library.build().stem, built(library, folder, 1), built(library, folder, 2))


@pytest.fixture
def versions(printed: tuple[Path, Sequence[str]]) -> Sequence[str]:
    """Their names; the folder holds the last."""
    return printed[1]


@pytest.fixture
def library(printed: tuple[Path, Sequence[str]], tmp_path: Path) -> Library:
    """The first of them is published."""
    copytree(printed[0], tmp_path, dirs_exist_ok=True)
    library = Library(Folder.locate(tmp_path / "kb"), tmp_path)
    publish(library, printed[1][0])
    return library


@pytest.fixture
def notes() -> list[Serving]:
    return []


@pytest.fixture
def start(library: Library, notes: list[Serving]) -> Callable[[], Served]:
    return lambda: Served(library, now=Clock(NOON), reader=AtOnce(), note=notes.append)


@contextlib.contextmanager
def full_disk() -> Iterator[None]:
    """Nothing can be compiled anew."""

    def refuse(*_: object, **__: object) -> Path:
        raise OSError(28, "No space left on device")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiler, "compile_corpus", refuse)
        yield


def publish(library: Library, version: str) -> Path:
    """As the command line does it in another process; its file."""
    library.propose(version, NOON)
    assert library.promote(NOON)
    return library.data / "knowledge" / f"{version}.sqlite"


def unread(path: Path) -> None:
    """The file of another user, with the rights of a file that only its owner may read; root may read everything."""
    path.unlink()
    path.symlink_to(path)


def changed(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE statement SET record = replace(record, 'Seven', 'Nine')")
    connection.close()


def another(path: Path) -> None:
    other = next(file for file in path.parent.glob("k*.sqlite") if file != path)
    path.write_bytes(other.read_bytes())


DAMAGES: dict[str, Callable[[Path], object]] = {
    "missing": Path.unlink,
    "unreadable": unread,
    "empty": lambda path: path.write_bytes(b""),
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:40_000]),
    "no database": lambda path: path.write_bytes(b"x" * 9_000),
    "another version": another,
    "a fact was changed": changed,
}


@pytest.mark.parametrize("damage", [unread, pytest.param(changed, marks=pytest.mark.slow)])
def test_at_a_start_what_the_newest_version_told_is_built_anew(
    library: Library, versions: Sequence[str], start: Callable[[], Served], damage: Callable[[Path], object]
) -> None:
    told = library.edition(versions[1])
    damage(publish(library, versions[1]))

    assert start()().knowledge.statements == told.statements


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_where_it_cannot_be_the_version_before_stands_in_is_said_and_the_next_publication_is_taken(
    library: Library, versions: Sequence[str], start: Callable[[], Served], notes: list[Serving],
    caplog: pytest.LogCaptureFixture, damage: Callable[[Path], object],
) -> None:  # fmt: skip
    before, broken, next_ = versions
    file = publish(library, broken)
    damage(file)
    with full_disk():
        served = start()
        for _ in range(3):
            served.look()

    assert (served.version, served.stands_in, library.current_version()) == (before, True, broken)
    assert [str(file) in record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == [True]
    assert str(file) in served.unheard()
    assert not served.unheard()
    assert (notes[-1].version, notes[-1].refused) == (before, broken)
    publish(library, next_)
    served.look()
    assert (served.version, served.stands_in, notes[-1]) == (next_, False, Serving(next_))


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_while_it_runs_the_served_version_stays_and_a_mended_file_is_taken(
    library: Library, versions: Sequence[str], start: Callable[[], Served],
    caplog: pytest.LogCaptureFixture, damage: Callable[[Path], object],
) -> None:  # fmt: skip
    served = start()
    file = publish(library, versions[1])
    whole = file.read_bytes()
    damage(file)
    with full_disk():
        for _ in range(3):
            served.look()
        assert (served.version, len([one for one in caplog.records if one.levelname == "ERROR"])) == (versions[0], 1)
        file.unlink(missing_ok=True)
        file.write_bytes(whole)
        served.look()

    assert (served.version, served.stands_in) == (versions[1], False)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"../../etc/passwd", b"k1 k2", None])
def test_a_damaged_pointer_serves_what_was_published_last(
    library: Library, versions: Sequence[str], start: Callable[[], Served], content: bytes | None
) -> None:
    publish(library, versions[1])
    pointer = library.data / "knowledge" / "current"
    if content is None:
        pointer.unlink()
    else:
        pointer.write_bytes(content)

    assert start().version == versions[1]


def test_a_pipe_in_the_place_of_the_history_keeps_nobody_waiting(library: Library, start: Callable[[], Served]) -> None:
    before, history = library.current_version(), library.data / "knowledge" / "history.sqlite"
    history.unlink()
    os.mkfifo(history)

    assert start().version == before


def test_a_version_that_was_never_published_does_not_stand_in(
    library: Library, versions: Sequence[str], start: Callable[[], Served]
) -> None:
    (library.data / "knowledge" / f"{versions[0]}.sqlite").unlink()

    with full_disk(), pytest.raises(UnusableArtefact, match=r"no such file.*marsad kb publish"):
        start()


def test_an_error_that_nobody_foresaw_does_not_end_publishing(
    library: Library, versions: Sequence[str], start: Callable[[], Served], monkeypatch: pytest.MonkeyPatch
) -> None:
    served = start()
    publish(library, versions[1])
    with monkeypatch.context() as patch:
        patch.setattr(Library, "served", lambda _: 1 / 0)
        served.look()
    publish(library, versions[2])
    served.look()

    assert served.version == versions[2]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root publishes for another user")
@pytest.mark.parametrize("umask", [0o022, 0o077])
def test_what_root_publishes_belongs_to_the_bot(tmp_path: Path, umask: int, folder: KnowledgeFolder) -> None:
    data = tmp_path / "data"
    data.mkdir()
    os.chown(data, NOBODY, NOBODY)
    before = os.umask(umask)
    try:
        library = Library(Folder.locate(folder.root), data)
        file = publish(library, library.build().stem)
    finally:
        os.umask(before)
    published = [one for one in file.parent.iterdir() if one.name != ".lock"]

    assert {one.name for one in published} >= {"current", "history.sqlite", file.name}
    assert {(one.stat().st_uid, one.stat().st_mode & 0o444) for one in published} == {(NOBODY, 0o444)}
    assert file.parent.stat().st_uid == NOBODY


def test_a_bot_says_what_it_serves_for_as_long_as_it_lives(tmp_path: Path) -> None:
    left_behind = tmp_path / "knowledge" / "serving" / "1"
    left_behind.parent.mkdir(parents=True)
    left_behind.write_text('{"version": "k1", "refused": "", "reason": ""}')
    with noting(tmp_path) as note:
        note(Serving("k2-longer-than-the-next", "k3", "no such file"))
        note(Serving("k2"))
        assert list(serving(tmp_path)) == [Serving("k2")]

    assert not left_behind.exists()
    assert list(serving(tmp_path)) == []


def test_whoever_looks_while_a_note_is_written_finds_what_was_or_what_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[Serving] = []

    def looking(change: Callable[..., object]) -> Callable[..., None]:
        def changed(*given: object) -> None:
            change(*given)
            found.extend(list(serving(tmp_path)) or [Serving("nobody")])

        return changed

    long, short = Serving("k1", "k2", "it cannot be read"), Serving("k2")
    with noting(tmp_path) as note:
        note(long)
        for name in ("ftruncate", "pwrite", "write"):
            monkeypatch.setattr(os, name, looking(getattr(os, name)))
        note(short)
        note(long)

    assert found
    assert set(found) <= {long, short}
