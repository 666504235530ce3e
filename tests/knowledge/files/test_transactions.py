from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

from knowledge.files.transactions import transaction


def test_who_finds_a_file_in_the_making_waits_as_for_any_other_writer(tmp_path: Path) -> None:
    path = tmp_path / "new.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as maker:
        maker.execute("BEGIN IMMEDIATE")
        maker.execute("CREATE TABLE first (n INTEGER)")
        done = threading.Timer(0.05, lambda: maker.execute("COMMIT"))
        done.start()
        with transaction(path, seconds=10) as connection:
            connection.execute("INSERT INTO first VALUES (1)")
        done.join()

        assert maker.execute("SELECT n FROM first").fetchall() == [(1,)]
        assert maker.execute("PRAGMA journal_mode").fetchone() == ("wal",)
