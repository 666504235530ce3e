"""Places that cannot be used: one line that names them, whatever is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.publishing.library import Library
from tests.support.command import InProcess
from tests.support.folders import KnowledgeFolder

COMMANDS = (
    "run --no-open",
    "kb build",
    "kb plan",
    "kb publish --yes",
    "kb unpublish",
    "kb prune",
    "db upgrade",
    "misses",
)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_data_folder_that_is_none_is_one_line(
    marsad: InProcess, folder: KnowledgeFolder, place: Path, command: str
) -> None:
    (place / "file").touch()
    own = {"MARSAD_DATA": str(place / "file" / "data"), "MARSAD_KNOWLEDGE__PATH": str(folder.root)}
    outcome = marsad(*command.split(), **own)  # type: ignore[arg-type]

    assert (outcome.code, outcome.out) == (1, "")
    assert len(outcome.err.splitlines()) == 1
    assert str(place / "file") in outcome.err


def test_whoever_lacks_a_right_is_told_who_has_it(marsad: InProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: Library) -> bool:
        raise PermissionError(13, "Permission denied", "/var/lib/marsad/knowledge/.lock")

    monkeypatch.setattr(Library, "unpublish", refused)
    outcome = marsad("kb", "unpublish")

    assert outcome.code == 1
    assert outcome.err == (
        "/var/lib/marsad/knowledge/.lock: Permission denied; run it as the user to whom that belongs\n"
    )
