"""What each running bot really serves, as it says in a file that is locked for as long as it lives.

`<data>/knowledge/serving/<process>`: whoever publishes reads them, for what is published need not be what is served.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import logging
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from knowledge.files import strict_json
from knowledge.files.bounded import open_regular, read_small
from knowledge.files.owning import PUBLIC, make_folder

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Serving:
    """What a bot says that it serves, what it was to serve instead, if anything, and why it cannot."""

    version: str
    refused: str = ""
    reason: str = ""


@contextlib.contextmanager
def noting(data: Path) -> Iterator[Callable[[Serving], None]]:
    """Writes the note of this process, and removes it in the end.

    One that cannot be written costs a line in the log: answers go on without it.
    """
    file = _folder(data) / str(os.getpid())
    try:
        handle = _opened(file)
    except OSError as error:
        log.warning("what is served cannot be noted: %s", error)
        yield lambda _: None
        return
    try:
        yield lambda told: _write(handle, told)
    finally:
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)
        os.close(handle)


def _opened(file: Path) -> int:
    make_folder(file.parent)
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, PUBLIC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise
    return handle


def _write(handle: int, told: Serving) -> None:
    """In one step, with blanks over the rest of a longer note: who looked in between would find no bot at all."""
    line = json.dumps(asdict(told)).encode()
    try:
        os.pwrite(handle, line.ljust(os.fstat(handle).st_size), 0)
    except OSError as error:
        log.warning("what is served cannot be noted: %s", error)


def serving(data: Path) -> Iterator[Serving]:
    """What the bots that run now serve; what one that is gone has left behind is removed."""
    for file in sorted(_folder(data).glob("*")):
        with contextlib.suppress(OSError, ValueError, LookupError, TypeError), open_regular(file) as note:
            if _is_free(note):
                file.unlink()
            else:
                record = strict_json.loads(read_small(file))
                yield Serving(str(record["version"]), str(record["refused"]), str(record["reason"]))


def _folder(data: Path) -> Path:
    return data / "knowledge" / "serving"


def _is_free(note: BinaryIO) -> bool:
    try:
        fcntl.flock(note, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
