"""Fixtures that several test packages share.

The real knowledge is read, compiled and indexed once a worker (five seconds; one worker gets all tests that want it)
and never changes: `corpus`, `knowledge`, `engine`. A test of a rule builds the smallest folder that shows it with
`folder`, and breaks it.
"""

from __future__ import annotations

import contextlib
import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Generator, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from _pytest.unraisableexception import gc_collect_iterations_key
from hypothesis import settings
from xdist.remote import Producer

from knowledge.answering.engine import Engine
from knowledge.compiled import base
from knowledge.compiled.base import KnowledgeBase
from knowledge.curation import compiler
from knowledge.curation.corpus import Corpus, FolderReading, read
from knowledge.curation.folder import DEFAULT, Folder
from knowledge.drafting.kept_folder import KeptFolder
from tests.support.folders import KnowledgeFolder
from tests.support.left_out import folder_in_memory, is_left_out, without_keywords
from tests.support.postgres import PostgresServer, postgres_server
from tests.support.scheduling import by_knowledge

# The same examples every time and however busy the machine is: a red run says something about the change.
settings.register_profile("marsad", derandomize=True, deadline=None, database=None)
settings.register_profile("quick", settings.get_profile("marsad"), max_examples=40)
settings.load_profile("marsad")

# What is imported and collected stays to the end; looking through it meanwhile is a tenth of collecting.
gc.disable()

# What is kept in files is written through to the disk a thousand times; where there is room, memory is the disk.
if in_memory := folder_in_memory():
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(in_memory))

# Nothing here talks to a server on the internet: its authorities, 20 ms for each client of HTTP, are not read.
os.environ["SSL_CERT_DIR"] = os.devnull


def pytest_configure(config: pytest.Config) -> None:
    """Who leaves out what is slow has laws tried by forty examples instead of a hundred.

    What tests leave behind is looked for once at the end, not five times: what has to be closed is closed by then.
    """
    config.stash[gc_collect_iterations_key] = 1
    if config.option.markexpr.startswith("not (") and "slow" in config.option.markexpr:
        settings.load_profile("quick")


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> object:
    """What is read once is shared by as many tests as can be."""
    return by_knowledge(config, log)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """What a run leaves out as a whole is not even imported."""
    return is_left_out(collection_path, config.option.markexpr) or None


@pytest.hookimpl(wrapper=True)
def pytest_report_to_serializable() -> Generator[None, dict[str, Any] | None, dict[str, Any] | None]:
    """Of seven thousand tests only what is counted goes from one process to the other."""
    sent = yield
    return without_keywords(sent) if sent else sent


def pytest_collection_finish() -> None:
    """Modules and tests stay to the end, so the garbage collector need not look at them again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def statements() -> Iterator[None]:
    """What SQL is asked for is put together once for all tests, where any of them has a state."""
    if "bot.state.database" not in sys.modules:
        yield
        return
    from tests.support.state import statements_put_together_once

    with statements_put_together_once():
        yield


@pytest.fixture(scope="session", autouse=True)
def same_files() -> Iterator[None]:
    """What the same files give is made once for all tests, where any of them reads a folder through the bot."""
    if "bot.publishing.library" not in sys.modules:
        yield
        return
    from tests.support.remembering import made_once

    with made_once():
        yield


@pytest.fixture(scope="session", autouse=True)
def one_client_of_http() -> Iterator[None]:
    """Nothing here speaks TLS: what every client of HTTP makes ready for it (20 ms) is made once."""
    transport = sys.modules.get("httpx._transports.default")
    if transport is None:
        yield
        return
    with patch.object(transport, "create_ssl_context", cache(transport.create_ssl_context)):
        yield


@pytest.fixture(scope="session")
def reading() -> FolderReading:
    return read(Folder.locate(DEFAULT))


@pytest.fixture(scope="session")
def corpus(reading: FolderReading) -> Corpus:
    assert not reading.uncovered
    return reading.corpus


@pytest.fixture(scope="session")
def kept(reading: FolderReading) -> KeptFolder:
    return KeptFolder(Folder.locate(DEFAULT), _reading=reading)


@pytest.fixture(scope="session")
def shipped_data(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which the real knowledge is compiled and published already; only for those who read it."""
    data = tmp_path_factory.mktemp("data")
    published = compiler.compile_corpus(corpus, data / "knowledge" / f"{corpus.version}.sqlite")
    (data / "knowledge" / "current").write_text(f"{corpus.version}\n", encoding="utf-8")
    (data / "cache").mkdir()
    shutil.copy(published, data / "cache")
    return data


@pytest.fixture(scope="session")
def knowledge(corpus: Corpus, shipped_data: Path) -> KnowledgeBase:
    return base.load(shipped_data / "knowledge" / f"{corpus.version}.sqlite")


@pytest.fixture(scope="session")
def engine(knowledge: KnowledgeBase) -> Engine:
    return Engine(knowledge).warm()


@pytest.fixture
def folder(tmp_path: Path) -> KnowledgeFolder:
    return KnowledgeFolder.made(tmp_path / "kb")


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """One real server for each test process, started when the first test wants it."""
    with contextlib.ExitStack() as stack:
        try:
            server = stack.enter_context(postgres_server())
        except (OSError, TimeoutError, subprocess.CalledProcessError) as error:
            pytest.skip(f"PostgreSQL cannot start: {error}")
        yield server
