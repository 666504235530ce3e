"""The two small files that say what is published: `current` names the version that is served, `pending` the next one.

Both are written by whoever publishes and read by the bot, which may be another user: see `knowledge.files.owning`.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from knowledge.errors import KnowledgeError
from knowledge.files import strict_json
from knowledge.files.bounded import read_small
from knowledge.files.owning import PUBLIC, hand_over, make_folder

_VERSION = re.compile(r"[\w-]{1,200}")
"""A name of a file in this folder and nowhere else."""


class UnusablePending(KnowledgeError):
    """What waits to be published cannot be read."""

    def __init__(self, path: Path, reason: object) -> None:
        super().__init__(f"{path}: is damaged ({reason}); remove it with `marsad kb unpublish` and publish again")


class UnusablePointer(KnowledgeError):
    """What is published cannot be read."""

    def __init__(self, path: Path, reason: object) -> None:
        super().__init__(f"{path}: does not say what is published ({reason}); publish with `marsad kb publish`")


@dataclass(frozen=True, slots=True)
class Pending:
    """A version that waits to be served, and from when, in UTC."""

    version: str
    due: datetime


@dataclass(frozen=True, slots=True)
class Pointers:
    """Those of one folder of compiled versions."""

    folder: Path

    @property
    def current_file(self) -> Path:
        """Names the version that is served."""
        return self.folder / "current"

    @property
    def pending_file(self) -> Path:
        """Names the version that will be, and from when."""
        return self.folder / "pending"

    def current(self) -> str | None:
        """The version that is served; None before the first publication, UnusablePointer when that cannot be told."""
        try:
            return _named(read_small(self.current_file).strip())
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise UnusablePointer(self.current_file, error) from error

    def pending(self) -> Pending | None:
        """What waits to be published; UnusablePending when that cannot be told."""
        try:
            record = strict_json.loads(read_small(self.pending_file))
            return Pending(_named(str(record["version"])), datetime.fromtimestamp(int(record["due"]), UTC))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, LookupError, TypeError, OverflowError) as error:
            raise UnusablePending(self.pending_file, error) from error

    def repair(self, version: str) -> bool:
        """Name the version that is served where the file that does so is lost or damaged; whether it was."""
        with self.changing():
            try:
                if self.current():
                    return False
            except UnusablePointer:
                pass
            self.point_to(version)
        return True

    def point_to(self, version: str) -> None:
        """Have a version served."""
        self._write(self.current_file, version)

    def wait(self, pending: Pending) -> None:
        """Have a version served later, instead of what waited before."""
        self._write(self.pending_file, json.dumps({"version": pending.version, "due": int(pending.due.timestamp())}))

    def cancel(self) -> bool:
        """Let nothing wait any more; whether anything did."""
        waited = self.pending_file.exists()
        self.pending_file.unlink(missing_ok=True)
        return waited

    @contextlib.contextmanager
    def changing(self) -> Iterator[None]:
        """Keep other processes from changing what is published, for the moment that it takes."""
        make_folder(self.folder)
        lock = self.folder / ".lock"
        handle = os.open(lock, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, PUBLIC)  # reading it is enough to lock it
        try:
            hand_over(lock)
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    @staticmethod
    def _write(path: Path, line: str) -> None:
        """Write a line so that a reader, or a power cut, meets the old one or the new one."""
        aside = path.with_suffix(".part")
        with aside.open("w", encoding="utf-8") as file:
            file.write(f"{line}\n")
            file.flush()
            os.fsync(file.fileno())
        hand_over(aside)
        aside.replace(path)


def _named(version: str) -> str:
    """The name of a version; ValueError when it is none, or leads out of the folder."""
    if not _VERSION.fullmatch(version):
        raise ValueError(f"{version[:40]!r} is no version")
    return version
