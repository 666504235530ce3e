"""What waits to be published, and what `run` serves of it."""

from __future__ import annotations

import os
import sys
from concurrent.futures import Executor, Future
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from bot.interface.words.wording import Wordings
from bot.publishing.library import Library, Pending, UnusablePending
from bot.publishing.publisher import Publisher
from bot.publishing.served import Served
from bot.publishing.serving_notes import serving
from bot.settings.values import Delivery
from knowledge.answering.engine import Engine
from knowledge.compiled.base import KnowledgeBase
from knowledge.curation.folder import Folder
from knowledge.errors import UnusableArtefact
from tests.support.clock import Clock
from tests.support.folders import STORM, KnowledgeFolder

NOON = datetime(2024, 4, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(minutes=10)


class AtOnce(Executor):
    """Does what it is given before it returns."""

    def submit(self, work: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        try:
            done.set_result(work(*args, **kwargs))
        except Exception as error:
            done.set_exception(error)
        return done


@pytest.fixture
def library(folder: KnowledgeFolder, tmp_path: Path) -> Library:
    return Library(Folder.locate(folder.root), tmp_path / "data")


@pytest.fixture
def clock() -> Clock:
    return Clock(NOON)


@pytest.fixture
def served(library: Library, clock: Clock) -> Served:
    """What `run` serves from noon on: the folder as it was at first."""
    return Served(library, now=clock, reader=AtOnce())


def built(library: Library, folder: KnowledgeFolder, number: int) -> str:
    """Another version of the folder."""
    folder.fact("meetings/storm-council", STORM.replace("An imaginary meeting.", f"Meeting {number}."))
    return library.build().stem


def version(served: Served) -> str:
    served.look()
    return served().knowledge.version


def test_what_is_proposed_waits_and_changes_nothing(library: Library, folder: KnowledgeFolder, served: Served) -> None:
    before, proposed = version(served), built(library, folder, 1)

    assert library.pending() is None
    assert library.propose(proposed, LATER) is None
    assert library.pending() == Pending(proposed, LATER)
    assert library.current_version() == version(served) == before
    assert not library.promote(LATER - timedelta(seconds=1))


def test_who_waits_for_the_interpreter_gets_it_sooner_while_a_version_is_read_and_as_ever_after(
    library: Library, folder: KnowledgeFolder, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    served, usual, during = Served(library, now=clock, reader=AtOnce()), sys.getswitchinterval(), []
    library.pointers.point_to(built(library, folder, 1))
    ready = Library.ready

    def watched(self: Library, version: str, before: KnowledgeBase) -> Engine:
        during.append(sys.getswitchinterval())
        return ready(self, version, before)

    monkeypatch.setattr(Library, "ready", watched)

    assert version(served) == library.current_version()
    assert [one < usual / 5 for one in during] == [True]
    assert sys.getswitchinterval() == usual


def test_it_is_served_when_its_time_has_come_without_a_restart(
    library: Library, folder: KnowledgeFolder, served: Served, clock: Clock
) -> None:
    before, proposed = served(), built(library, folder, 1)
    library.propose(proposed, LATER)
    clock.forward(minutes=10)

    assert version(served) == library.current_version() == proposed
    assert before.knowledge.version != proposed
    assert library.pending() is None


def test_it_is_served_at_the_next_start_if_its_time_came_meanwhile(
    library: Library, folder: KnowledgeFolder, served: Served
) -> None:
    proposed = built(library, folder, 1)
    library.propose(proposed, LATER)
    started = Served(library, now=Clock(LATER), reader=AtOnce())

    assert version(started) == library.current_version() == proposed


def test_what_was_taken_back_is_never_served(
    library: Library, folder: KnowledgeFolder, served: Served, clock: Clock
) -> None:
    library.propose(built(library, folder, 1), LATER)
    clock.forward(minutes=20)

    assert library.unpublish()
    assert not library.unpublish()
    assert not library.promote(clock())
    assert [version(served) for _ in range(2)] == [library.current_version()] * 2


def test_the_later_of_two_proposals_replaces_the_first(
    library: Library, folder: KnowledgeFolder, served: Served
) -> None:
    first, second = built(library, folder, 1), built(library, folder, 2)
    library.propose(first, LATER)

    assert library.propose(second, LATER + timedelta(minutes=1)) == Pending(first, LATER)
    assert not library.promote(LATER)
    assert library.promote(LATER + timedelta(minutes=1))
    assert library.current_version() == second


def test_what_was_replaced_while_it_was_read_is_not_published(library: Library, folder: KnowledgeFolder) -> None:
    first, second = built(library, folder, 1), built(library, folder, 2)
    library.propose(first, NOON)
    read = library.pending()
    library.propose(second, LATER)

    assert read
    assert not library.settle(read)
    assert library.pending() == Pending(second, LATER)
    assert library.current_version() is None


def test_a_version_that_is_not_there_cannot_be_proposed(library: Library, served: Served) -> None:
    with pytest.raises(UnusableArtefact, match=r"k9-nothing\.sqlite: there is no such file"):
        library.propose("k9-nothing", LATER)

    assert library.pending() is None


@pytest.mark.parametrize("lost", [True, False], ids=["missing", "damaged"])
def test_a_pending_version_that_was_lost_is_told_once_and_the_current_one_stays(
    library: Library, folder: KnowledgeFolder, served: Served, clock: Clock,
    caplog: pytest.LogCaptureFixture, *, lost: bool,
) -> None:  # fmt: skip
    before, path = version(served), library.data / "knowledge" / f"{built(library, folder, 1)}.sqlite"
    library.propose(path.stem, LATER)
    if lost:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:4000])
    clock.forward(minutes=10)

    assert [version(served) for _ in range(4)] == [before] * 4
    assert [f"{path}: " in record.getMessage() for record in caplog.records] == [True]
    with pytest.raises(UnusableArtefact):
        library.promote(clock())
    assert library.current_version() == before
    assert version(Served(library, now=clock, reader=AtOnce())) == before


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"version": "k"}', b'{"version": "k", "due": 1e999}', b"\xff", b'"k"', b"[" * 20_000],
)
def test_a_damaged_proposal_is_told_once_with_the_way_out_and_the_current_one_stays(
    library: Library, served: Served, caplog: pytest.LogCaptureFixture, content: bytes
) -> None:
    before = version(served)
    (library.data / "knowledge" / "pending").write_bytes(content)

    with pytest.raises(UnusablePending, match="marsad kb unpublish"):
        library.pending()
    assert [version(served) for _ in range(3)] == [before] * 3
    assert len(caplog.records) == 1
    assert library.unpublish()
    assert library.pending() is None


@pytest.mark.parametrize("name", ["current", "pending", "serving/1"])
def test_a_pipe_in_the_place_of_what_is_published_keeps_nobody_waiting(
    library: Library, served: Served, name: str
) -> None:
    before, file = version(served), library.data / "knowledge" / name
    file.parent.mkdir(exist_ok=True)
    file.unlink(missing_ok=True)
    os.mkfifo(file)

    assert version(served) == before
    assert list(serving(library.data)) == []


def test_a_version_that_becomes_current_by_another_process_is_served(
    library: Library, folder: KnowledgeFolder, served: Served
) -> None:
    proposed = built(library, folder, 1)
    library.propose(proposed, NOON)
    assert library.promote(NOON)
    served()

    assert version(served) == proposed


def test_an_old_version_can_still_be_read(library: Library, folder: KnowledgeFolder, served: Served) -> None:
    before = version(served)
    library.propose(built(library, folder, 1), NOON)
    library.promote(NOON)

    assert library.published(before).version == before != library.current_version()


def test_of_many_who_publish_at_once_exactly_one_is_served(library: Library, folder: KnowledgeFolder) -> None:
    versions = [built(library, folder, number) for number in range(4)]
    publishing = [Thread(target=library.propose, args=(one, NOON)) for one in versions]
    promoted: list[bool] = []
    promoting = [Thread(target=lambda: promoted.append(library.promote(NOON))) for _ in range(4)]
    for thread in publishing:
        thread.start()
    for thread in publishing:
        thread.join()
    waiting = library.pending()
    for thread in promoting:
        thread.start()
    for thread in promoting:
        thread.join()

    assert waiting
    assert sorted(promoted) == [False, False, False, True]
    assert library.current_version() == waiting.version
    assert sorted(path.name for path in (library.data / "knowledge").iterdir()) == sorted(
        [".lock", "current", "history.sqlite", *(f"{one}.sqlite" for one in versions)]
    )


def test_what_everybody_may_see_is_made_ready_before_anybody_asks(
    library: Library, folder: KnowledgeFolder, clock: Clock
) -> None:
    folder.fact("meetings/storm-council", f"{STORM}    embargoed_until: 2024-04-03\n")
    served = Served(library, now=clock, reader=AtOnce())
    views = served()._views

    served.look()
    before = list(views)
    clock.forward(hours=48)
    served.look()
    assert (len(before), len(views)) == (1, 2)
    assert all("matcher" in vars(view) for view in views.values())


def test_what_a_running_bot_publishes_first_is_published_and_does_not_wait(
    library: Library, folder: KnowledgeFolder, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = built(library, folder, 1)
    propose = Library.propose

    def quicker(one: Library, proposed: str, due: datetime) -> Pending | None:
        before = propose(one, proposed, due)
        assert one.promote(due)
        return before

    monkeypatch.setattr(Library, "propose", quicker)
    publisher = Publisher(library, Delivery(), Wordings.load(), Clock(NOON))
    done = publisher.publish(version, instead=served().knowledge.version, after=timedelta())

    assert (done.due, library.current_version()) == (None, version)
