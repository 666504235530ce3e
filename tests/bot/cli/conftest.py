from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from tests.support.command import InProcess, Process


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The working directory of a command."""
    folder = tmp_path / "cwd"
    folder.mkdir()
    return folder


@pytest.fixture
def marsad(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> InProcess:
    """The command, called here; its data folder does not exist yet."""
    return InProcess(place, tmp_path / "data", monkeypatch, capsys)


@pytest.fixture
def shipped(
    place: Path, shipped_data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> InProcess:
    """As `marsad`, with the real knowledge compiled already; only for those who read it."""
    return InProcess(place, shipped_data, monkeypatch, capsys)


@pytest.fixture
def process(place: Path, tmp_path: Path) -> Process:
    """The command, started as a process; its data folder does not exist yet."""
    return Process(place, tmp_path / "data")


@pytest.fixture
def quiet() -> Iterator[None]:
    """Nothing of the log beside what commands say themselves."""
    with capture_logs():
        yield
