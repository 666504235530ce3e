"""An upgrade alone tells nobody anything: what an earlier release published is served, and compared, as it was."""

from __future__ import annotations

import shutil
from concurrent.futures import Executor, Future
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.publishing.library import Library
from bot.publishing.served import Served
from bot.state.messages import MessageKind
from knowledge.compiled import base, history
from knowledge.compiled.edition import read_edition, read_sources
from knowledge.curation.folder import Folder
from knowledge.errors import UnusableArtefact
from knowledge.model import Edition
from tests.support.folders import EVERYTHING, OF_SCHEMA_6, STORM, KnowledgeFolder
from tests.support.newsroom import Newsroom

pytestmark = pytest.mark.slow

OLD = OF_SCHEMA_6.stem
TALKED = EVERYTHING.replace("en: The Storm Council met on", "en: The Storm Council talked on")


@pytest.fixture
def library(folder: KnowledgeFolder, tmp_path: Path) -> Library:
    """The data folder as the earlier release left it, with the folder of that day."""
    folder.complete()
    library = Library(Folder.locate(folder.root), tmp_path / "data")
    published = library.data / "knowledge"
    published.mkdir(parents=True)
    shutil.copy(OF_SCHEMA_6, published)
    (published / "current").write_text(f"{OLD}\n", encoding="utf-8")
    return library


def same(told: Edition, other: Edition) -> bool:
    return (told.entities, told.statements) == (other.entities, other.statements)


@pytest.fixture
async def room(room: Newsroom, library: Library) -> Newsroom:
    """Readers of the earlier release: one who follows, one who was told both facts in an answer."""
    room.planner.published = library.edition
    await room.publications.begin(OLD, room.clock())
    await room.follow(1)
    await room.tell(2, 10, *read_edition(OF_SCHEMA_6).statements.values())
    room.clock.forward(hours=1)
    return room


async def told(room: Newsroom, library: Library) -> list[tuple[int, str]]:
    """Whom a start of this release has told what."""
    room.served = Served(library)().knowledge
    await room.plan()
    room.clock.forward(minutes=2)
    await room.plan()
    await room.deliver()
    return [(row.chat.chat, row.body.plain) for row in room.sent]


async def test_after_an_upgrade_nobody_is_told_anything(room: Newsroom, library: Library) -> None:
    assert await told(room, library) == []


async def test_nor_when_the_folder_has_changed_and_nobody_has_published_it(
    room: Newsroom, library: Library, folder: KnowledgeFolder
) -> None:
    folder.fact("meetings/storm-council", TALKED)

    assert await told(room, library) == []


async def test_nor_when_the_same_statements_are_published_anew(room: Newsroom, library: Library) -> None:
    Served(library)
    version = library.build().stem
    library.propose(version, room.clock())
    library.promote(room.clock())

    assert await told(room, library) == []
    assert library.current_version() == version != OLD


async def test_what_is_published_after_an_upgrade_is_told_once_as_a_change_of_what_was_told_before_it(
    room: Newsroom, library: Library, folder: KnowledgeFolder
) -> None:
    await told(room, library)
    folder.fact("meetings/storm-council", TALKED)
    library.propose(library.build().stem, room.clock())
    library.promote(room.clock())
    await told(room, library)
    [news], [edited] = room.texts(1), room.texts(2, [MessageKind.EDIT])

    assert "The Storm Council met on" in news
    assert all("The Storm Council talked on" in text for text in (news, edited))


def test_the_published_facts_are_served_under_their_name_whatever_the_folder_says(
    library: Library, folder: KnowledgeFolder, caplog: pytest.LogCaptureFixture
) -> None:
    folder.fact("meetings/storm-council", "not even YAML: [")
    knowledge = Served(library)().knowledge

    assert knowledge.version == library.current_version() == OLD
    assert same(knowledge, read_edition(OF_SCHEMA_6))
    assert knowledge.sources == read_sources(OF_SCHEMA_6)
    assert [profile.statement.id for profile in knowledge.profiles] == ["storm-council.met"]
    assert "has schema 6" in caplog.text


def test_what_it_told_is_in_the_history_before_its_file_is_built_anew(library: Library) -> None:
    Served(library)

    found = history.read_edition(library.data / "knowledge" / "history.sqlite", OLD)
    assert same(found, read_edition(OF_SCHEMA_6))
    assert base.load(library.data / "knowledge" / f"{OLD}.sqlite").version == OLD


def test_the_second_start_builds_nothing(library: Library) -> None:
    Served(library)
    before = (library.data / "knowledge" / f"{OLD}.sqlite").stat()
    Served(library)

    assert (library.data / "knowledge" / f"{OLD}.sqlite").stat() == before


class AtOnce(Executor):
    """Does what it is given before it returns."""

    def submit(self, work: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(work(*args, **kwargs))
        return done


def test_a_version_that_waited_to_be_published_is_published_after_the_upgrade(
    library: Library, folder: KnowledgeFolder, room: Newsroom
) -> None:
    (library.data / "knowledge" / "current").unlink()
    folder.fact("meetings/storm-council", STORM)
    served = Served(library, now=room.clock, reader=AtOnce())
    library.propose(OLD, room.clock() + timedelta(minutes=1))
    room.clock.forward(minutes=1)
    served.look()

    assert served().knowledge.version == library.current_version() == OLD
    assert same(served().knowledge, read_edition(OF_SCHEMA_6))


@pytest.mark.parametrize("content", [OF_SCHEMA_6.read_bytes()[:4000], b"", b"no database " * 99])
def test_a_file_that_tells_nothing_any_more_is_refused_with_the_command_that_helps(
    library: Library, content: bytes
) -> None:
    (library.data / "knowledge" / f"{OLD}.sqlite").write_bytes(content)

    with pytest.raises(UnusableArtefact, match="marsad kb publish --yes --now"):
        Served(library)


@pytest.mark.parametrize("gone", ["property", "file"])
def test_words_that_do_not_fit_what_was_published_are_named_with_the_command_that_helps(
    library: Library, folder: KnowledgeFolder, gone: str
) -> None:
    place = folder.root / "vocabulary" / "properties.yaml"
    place.write_text("properties: {}\n" if gone == "property" else "[", encoding="utf-8")

    with pytest.raises(UnusableArtefact, match=r"(?s)properties\.yaml.*marsad kb publish --yes --now"):
        Served(library)
    assert read_edition(library.data / "knowledge" / f"{OLD}.sqlite").version == OLD
