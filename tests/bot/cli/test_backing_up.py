"""`backup`: state, drafts, archive and what is known of feeds in one file."""

from __future__ import annotations

import json
import os
import sqlite3
import tarfile
import time
from pathlib import Path

from bot.feeds.health import FeedHealth
from bot.feeds.ledger import Ledger
from bot.settings.places import LEDGER
from knowledge.drafting.store import FOLDER, Drafts
from tests.support.clock import Clock
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


def test_one_file_holds_all_that_can_be_made_from_nothing_else(marsad: InProcess, place: Path, tmp_path: Path) -> None:
    archived = {"id": "n1", "text": "Boats left the delta."}
    (place / "news.jsonl").write_text(json.dumps(archived), encoding="utf-8")
    for command in (("kb", "import", "news.jsonl"), ("db", "upgrade")):
        assert marsad(*command).code == 0
    Drafts(marsad.data / FOLDER).keep("n1", {"statements": []})
    Ledger(marsad.data / LEDGER).keep(FeedHealth("coast", "https://coast.example/feed", brought=3), Clock()())
    outcome = marsad("backup")
    copy = Path(outcome.out.strip())
    with tarfile.open(copy) as tar:
        names = tar.getnames()
        tar.extractall(tmp_path / "out", filter="data")

    assert (outcome.code, copy.parent, copy.stat().st_mode & 0o777) == (0, marsad.data / "backups", 0o600)
    assert {"state.sqlite", "archive.sqlite", "feeds.sqlite", "drafts"} < set(names)
    assert Ledger(tmp_path / "out" / LEDGER).health("coast", "https://coast.example/feed").brought == 3
    with sqlite3.connect(tmp_path / "out" / "archive.sqlite") as connection:
        assert connection.execute("SELECT id FROM document").fetchall() == [("n1",)]
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]
