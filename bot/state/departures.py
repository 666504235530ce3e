"""What readers have had deleted, written down so that a backup that is put back does not bring it back.

A line names what went only by a keyed hash; the key lies apart, beside the state and in no backup of it: who has a
backup and this list learns nothing from it. The lines are numbered, and every state knows the number of the last
one that it has seen: a restore applies those after it.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clocks import utc
from bot.state import counters
from bot.state.counters import Counter
from bot.state.database import Database
from bot.state.errors import UnusableState
from bot.state.timestamps import seconds
from knowledge.files.private import private_folder

_MARGIN = timedelta(days=1)
"""Backups go once an hour: what was deleted since the oldest of them is known for longer."""
_MODE = 0o600
_TAIL = 1_000
"""Bytes at the end of the list in which its last line stands."""
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(7262)")
"""Processes of one machine share its list; SQLite has one writer anyway."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Departed:
    """One deletion: its number, the second in which it was made, and the hash of its name."""

    number: int
    at: int
    hash: str


def all_of(chat: int) -> str:
    """The name of everything about a chat."""
    return f"chat:{chat}"


def subscription(chat: int, thread: int, subject: str) -> str:
    """The name of a subscription."""
    return f"subscription:{chat}:{thread}:{subject}"


def reminder(chat: int, thread: int, entity: str, lead: str) -> str:
    """The name of a reminder."""
    return f"reminder:{chat}:{thread}:{entity}:{lead}"


def question(chat: int, id_: int) -> str:
    """The name of a question that waited for an answer."""
    return f"question:{chat}:{id_}"


@dataclass(frozen=True, slots=True)
class Departures:
    """The list beside a state: of a file, or of what this machine deleted in a server that others may use as well."""

    state: Path | None
    """With what name its files begin; None: there is no list."""
    shared: bool = False

    @classmethod
    def of(cls, database: Database) -> Departures:
        """The list that belongs to a state."""
        return cls(database.beside, shared=not database.is_sqlite)

    @property
    def _list(self) -> Path | None:
        return self.state and self.state.with_name(f"{self.state.name}.departed")

    @property
    def key(self) -> Path | None:
        """The file of the key."""
        return self.state and self.state.with_name(f"{self.state.name}.key")

    @property
    def counter(self) -> str:
        """What counts the lines that the state has seen; each machine's have numbers of their own."""
        return f"{Counter.DEPARTURES}:{_mark(self._made_key())}" if self.shared else Counter.DEPARTURES

    async def note(self, connection: AsyncConnection, names: Sequence[str], now: datetime | None = None) -> None:
        """Write down what is deleted in this transaction, before that is committed: it is never missing afterwards."""
        if self._list is None or not names:
            return
        counter = self.counter
        if self.shared:
            await connection.execute(_ONE_AT_A_TIME)
        before = max(await counters.read(connection, counter), self.last())
        moment, key = seconds(now or utc()), self._made_key()
        lines = [f"{number} {moment} {_hash(key, name)}" for number, name in enumerate(names, start=before + 1)]
        # A line that a full disk cut off ends here, and takes none of these with it.
        _append(self._list, "".join(f"\n{line}" for line in lines))
        await counters.write(connection, counter, before + len(names))

    def last(self) -> int:
        """The number of the last line; 0 where there is none."""
        if self._list is None or not self._list.exists():
            return 0
        with self._list.open("rb") as file:
            file.seek(max(0, self._list.stat().st_size - _TAIL))
            lines = file.read().decode("ascii", "replace").splitlines()
        return max((one.number for line in lines if (one := _departed(line))), default=0)

    def read(self) -> Sequence[Departed]:
        """Every line that is whole."""
        if self._list is None or not self._list.exists():
            return ()
        lines = self._list.read_text(encoding="ascii", errors="replace").splitlines()
        return [one for line in lines if (one := _departed(line))]

    def since(self, number: int) -> set[str]:
        """The hashes of what was deleted after a line; UnusableState where that is not known any more."""
        found = [one for one in self.read() if one.number > number]
        if found and found[0].number > number + 1:
            raise UnusableState(
                "this copy is older than what is known of deletions: readers would be told again who have left; "
                "take a later one"
            )
        if found and not self._fits(found):
            raise UnusableState(f"{self.key} is not there: what readers have had deleted since cannot be applied")
        return {one.hash for one in found}

    def _fits(self, found: Iterable[Departed]) -> bool:
        """Whether lines were written with the key that there is."""
        if self.key is None or not self.key.exists():
            return False
        mark = _mark(self.key.read_bytes())
        return all(one.hash.startswith(mark) for one in found)

    def hashed(self, names: Iterable[str]) -> dict[str, str]:
        """Names by their hashes."""
        key = self._made_key()
        return {_hash(key, name): name for name in names}

    def expire(self, before: datetime) -> None:
        """Forget what no backup is older than; the last line stays, so that the numbers go on."""
        found = self.read()
        kept = [one for one in found if one.at >= seconds(before)] or list(found[-1:])
        if self._list is None or len(kept) == len(found):
            return
        aside = self._list.with_name(f"{self._list.name}.part")
        aside.unlink(missing_ok=True)
        _append(aside, "".join(f"\n{one.number} {one.at} {one.hash}" for one in kept))
        aside.replace(self._list)

    def expiring(self, keep: timedelta) -> Callable[[datetime], Awaitable[None]]:
        """What forgets, at a moment, lines older than any copy that is kept for so long; every process runs it."""

        async def expire(now: datetime) -> None:
            try:
                self.expire(now - keep - _MARGIN)
            except OSError as error:
                log.warning("the list of what was deleted stays as it is", reason=str(error))

        return expire

    def _made_key(self) -> bytes:
        if self.key is None:
            return b""
        if not self.key.exists():
            _append(self.key, secrets.token_hex(32))
        return self.key.read_bytes()


def _append(file: Path, text: str) -> None:
    """Add to a file that only we can read, so that it outlives a power cut."""
    private_folder(file.parent)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, _MODE)
    with os.fdopen(handle, "w", encoding="ascii") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())


def _hash(key: bytes, name: str) -> str:
    return _mark(key) + hmac.new(key, name.encode(), hashlib.sha256).hexdigest()


def _mark(key: bytes) -> str:
    """Tells with which key a hash was made."""
    return hashlib.sha256(b"mark" + key).hexdigest()[:8]


def _departed(line: str) -> Departed | None:
    """A line as a value; None for half a line, or none."""
    match line.split():
        case [number, at, hash_] if number.isdecimal() and at.isdecimal() and len(hash_) == 72:
            return Departed(int(number), int(at), hash_)
        case _:
            return None
