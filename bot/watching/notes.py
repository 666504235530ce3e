"""How each running bot is, as it says every few seconds in a file below `<data>/running/`.

So `marsad health` and the image's health check know it without an open port. Ages are measured on the clock that no
correction moves, which all processes of a machine share.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import structlog

from bot.watching.signs_of_life import Signs
from knowledge.files import strict_json
from knowledge.files.bounded import read_small
from knowledge.files.private import private_folder

EVERY = 5.0
STALE = 30.0
"""Seconds; a note that is older says that its process is gone or hangs."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class HealthNote:
    """What a process said of itself."""

    what: str
    """Which bot, where."""
    alive: bool
    ready: bool
    reasons: tuple[str, ...]
    at: float
    """By the monotonic clock."""
    process: str = ""

    @classmethod
    def of(cls, signs: Signs, what: str) -> HealthNote:
        """One of this moment."""
        return cls(what, signs.alive, signs.ready, (*signs.dead, *signs.unready), time.monotonic())


@dataclass(frozen=True, slots=True)
class HealthNotes:
    """The notes of all processes that share a data folder."""

    data: Path
    clock: Callable[[], float] = time.monotonic

    @property
    def _folder(self) -> Path:
        return self.data / "running"

    @property
    def ours(self) -> Path:
        """Where this process says how it is."""
        return self._folder / f"{socket.gethostname()}-{os.getpid()}.json"

    def write(self, note: HealthNote) -> None:
        """Say how we are; OSError where that cannot be written."""
        private_folder(self._folder)
        aside = self.ours.with_suffix(".part")
        aside.write_text(json.dumps(asdict(note)), encoding="utf-8")
        aside.replace(self.ours)

    def remove(self) -> None:
        """We are no more."""
        with contextlib.suppress(OSError):
            self.ours.unlink(missing_ok=True)

    def sweep(self) -> None:
        """Remove what processes have left that were killed."""
        for note, file in self._all():
            if not self.is_fresh(note):
                with contextlib.suppress(OSError):
                    file.unlink(missing_ok=True)

    def fresh(self) -> list[HealthNote]:
        """What the bots that run have said just now."""
        return [note for note, _ in self._all() if self.is_fresh(note)]

    def is_fresh(self, note: HealthNote) -> bool:
        """Whether it was said just now, and since the machine was started."""
        return 0 <= self.clock() - note.at <= STALE

    def _all(self) -> Iterator[tuple[HealthNote, Path]]:
        for file in sorted(self._folder.glob("*.json")):
            with contextlib.suppress(OSError, ValueError, LookupError, TypeError):
                said = strict_json.loads(read_small(file))
                reasons = tuple(map(str, said["reasons"]))
                alive, ready = said["alive"] is True, said["ready"] is True
                yield HealthNote(str(said["what"]), alive, ready, reasons, float(said["at"]), file.stem), file


@dataclass(slots=True)
class NoteKeeper:
    """Keeps the note of this process; that it cannot be written is told once."""

    notes: HealthNotes
    _fine: bool = True
    _swept: bool = False

    def keep(self, note: HealthNote) -> None:
        """Say how we are now."""
        try:
            if not self._swept:
                self.notes.sweep()
            self._swept = True
            self.notes.write(note)
        except OSError as error:
            if self._fine:
                log.warning("how the bot is cannot be written down", reason=str(error))
            self._fine = False
        else:
            self._fine = True

    def remove(self) -> None:
        """We are no more."""
        self.notes.remove()
