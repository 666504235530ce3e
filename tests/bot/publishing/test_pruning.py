"""Which compiled versions go, and what is left when they are gone."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.publishing.cache import tidy
from bot.publishing.library import Library, UnusablePending
from knowledge.curation.folder import Folder
from tests.support.clock import Clock
from tests.support.command import InProcess
from tests.support.folders import STORM, KnowledgeFolder

NOON = datetime(2024, 4, 1, 12, tzinfo=UTC)


@pytest.fixture
def clock() -> Clock:
    return Clock(NOON)


@pytest.fixture
def library(folder: KnowledgeFolder, tmp_path: Path, clock: Clock) -> Library:
    return Library(Folder.locate(folder.root), tmp_path / "data", now=clock)


@pytest.fixture
def build(library: Library, folder: KnowledgeFolder) -> Callable[[int], str]:
    def built(number: int) -> str:
        """Another version of the folder, made at noon."""
        folder.fact("meetings/storm-council", STORM.replace("An imaginary meeting.", f"Meeting {number}."))
        file = library.build()
        os.utime(file, (NOON.timestamp(), NOON.timestamp()))
        return file.stem

    return built


def publish(library: Library, version: str) -> None:
    library.propose(version, NOON)
    assert library.promote(NOON)


def files(library: Library) -> set[str]:
    return {file.stem for file in (library.data / "knowledge").glob("k*.sqlite")}


def test_what_nobody_needs_goes_and_what_it_told_can_be_read_and_served_again(
    library: Library, build: Callable[[int], str], clock: Clock
) -> None:
    versions = [build(number) for number in range(5)]
    for version in versions[:4]:
        publish(library, version)
    library.propose(versions[4], NOON + timedelta(days=9))
    told = library.edition(versions[0])
    clock.forward(days=2)
    pruned = library.prune({f"{versions[1]}+2024-03-01"})

    assert pruned.versions == (versions[0],)
    assert pruned.size > 1000
    assert files(library) == set(versions[1:])
    assert library.edition(versions[0]).statements == told.statements
    assert library.published(versions[0]).version == versions[0]


def test_a_version_on_its_way_is_left_and_one_that_was_only_built_for_a_month(
    library: Library, build: Callable[[int], str], clock: Clock
) -> None:
    published = build(1)
    publish(library, published)
    built = build(2)
    gone = []
    for days in (0.9, 29, 31):
        clock.time = NOON + timedelta(days=days)
        gone.append(library.prune(()).versions)

    assert gone == [(), (), (built,)]
    assert files(library) == {published}


def test_where_the_history_cannot_tell_nothing_goes(
    library: Library, build: Callable[[int], str], clock: Clock
) -> None:
    versions = [build(number) for number in range(4)]
    for version in versions:
        publish(library, version)
    clock.forward(days=99)
    (library.data / "knowledge" / "history.sqlite").write_bytes(b"no history at all")

    assert library.prune(()).versions == ()
    (library.data / "knowledge" / "pending").write_text("{", encoding="utf-8")
    with pytest.raises(UnusablePending):
        library.prune(())
    assert files(library) == set(versions)


def test_where_nothing_was_ever_published_what_was_only_built_goes_without_a_warning(
    library: Library, build: Callable[[int], str], clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    nothing = library.prune(())
    built = build(1)
    clock.forward(days=31)

    assert (nothing.versions, library.prune(()).versions) == ((), (built,))
    assert caplog.messages == []


def test_a_history_that_is_lost_is_told_and_nothing_goes(
    library: Library, build: Callable[[int], str], clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    versions = [build(number) for number in range(4)]
    for version in versions:
        publish(library, version)
    clock.forward(days=99)
    (library.data / "knowledge" / "history.sqlite").unlink()

    assert library.prune(()).versions == ()
    assert "nothing is pruned" in caplog.text
    assert files(library) == set(versions)


def test_the_command_says_what_it_deleted(
    marsad: InProcess, folder: KnowledgeFolder, library: Library, build: Callable[[int], str]
) -> None:
    versions = [build(number) for number in range(3)]
    for version in versions:
        publish(library, version)
    outcome = marsad("kb", "prune")

    assert (outcome.code, outcome.out) == (0, f"{versions[0]}\n")
    assert re.fullmatch(r"1 versions deleted, \d+\.\d MB\n", outcome.err)
    assert marsad("kb", "prune").out == ""


def test_what_another_command_tidies_away_meanwhile_stops_no_command(tmp_path: Path) -> None:
    files = [tmp_path / f"k{number}.sqlite" for number in range(5)]
    for age, file in enumerate(files):
        file.touch()
        os.utime(file, (age, age + 1))
    (tmp_path / "gone.sqlite").symlink_to(tmp_path / "nowhere")  # listed, and not there any more
    tidy(tmp_path)

    assert sorted(one.name for one in tmp_path.glob("k*")) == ["k2.sqlite", "k3.sqlite", "k4.sqlite"]
