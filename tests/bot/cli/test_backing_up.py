"""`backup`: state, drafts and archive in one file."""

from __future__ import annotations

import json
import os
import sqlite3
import tarfile
import time
from pathlib import Path

from knowledge.drafting.store import FOLDER, Drafts
from tests.support.command import InProcess


def test_what_a_killed_backup_left_goes_after_a_day(marsad: InProcess) -> None:
    backups = marsad.data / "backups"
    old, new = backups / ".backup.killed", backups / ".backup.running"
    for left in (old, new):
        left.mkdir(parents=True)
        (left / "state.sqlite").write_text("readers", encoding="utf-8")
    yesterday = time.time() - 90_000
    os.utime(old, (yesterday, yesterday))
    assert marsad("db", "upgrade").code == 0
    assert marsad("db", "backup").code == 0

    assert (old.exists(), new.exists()) == (False, True)


def test_one_file_holds_state_drafts_and_archive(marsad: InProcess, place: Path, tmp_path: Path) -> None:
    archived = {"id": "n1", "text": "Boats left the delta."}
    (place / "news.jsonl").write_text(json.dumps(archived), encoding="utf-8")
    for command in (("kb", "import", "news.jsonl"), ("db", "upgrade")):
        assert marsad(*command).code == 0
    Drafts(marsad.data / FOLDER).keep("n1", {"statements": []})
    outcome = marsad("backup")
    copy = Path(outcome.out.strip())
    with tarfile.open(copy) as tar:
        names = tar.getnames()
        tar.extractall(tmp_path / "out", filter="data")

    assert (outcome.code, copy.parent, copy.stat().st_mode & 0o777) == (0, marsad.data / "backups", 0o600)
    assert {"state.sqlite", "archive.sqlite", "drafts"} < set(names)
    with sqlite3.connect(tmp_path / "out" / "archive.sqlite") as connection:
        assert connection.execute("SELECT id FROM document").fetchall() == [("n1",)]
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]
