"""Keeps conversations over a restart: one JSON file, replaced as a whole, and the files beside it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from bot.playground.world.model import State, StoredFile
from knowledge.errors import KnowledgeError
from knowledge.files.bounded import MEBIBYTE, read_regular
from knowledge.files.private import FILE, private_folder, private_opener

_STATE, _FILES = "playground.json", "files"
_OWN_MENTIONS = 2
"""Of the id of a file, in the list of files: a message that holds it is a third."""
_MOST_BYTES = 512 * MEBIBYTE


class UnreadableState(KnowledgeError):
    """A saved state that this version cannot read."""


def load(folder: Path) -> State | None:
    """The saved state with its files; None when nothing was saved there."""
    path = folder / _STATE
    if not path.exists():
        return None
    try:
        state = _adapter().validate_json(read_regular(path, most=_MOST_BYTES))
    except (ValidationError, ValueError) as error:
        raise UnreadableState(f"{path} cannot be read; move it away to begin anew ({type(error).__name__})") from None
    for file in state.files.values():
        with contextlib.suppress(OSError):
            file.content = (folder / _FILES / file.unique_id).read_bytes()
    return state


def writer(folder: Path, state: State) -> Callable[[], None]:
    """What writes the state as it is now, in any thread; readers of the folder never see half of it.

    Files that no message holds any more are forgotten, here and on the disk.
    """
    raw = _raw(state)
    if gone := [id_ for id_ in state.files if raw.count(id_.encode()) <= _OWN_MENTIONS]:
        for id_ in gone:
            del state.files[id_]
        raw = _raw(state)
    return partial(_write, folder, raw, tuple(state.files.values()))


def _raw(state: State) -> bytes:
    return _adapter().dump_json(state, exclude={"files": {"__all__": {"content"}}})


def _write(folder: Path, raw: bytes, files: tuple[StoredFile, ...]) -> None:
    uploads = private_folder(folder / _FILES)
    for file in files:
        path = uploads / file.unique_id
        if file.content and not path.exists():
            _write_private(path, file.content)
    temporary = folder / f"{_STATE}.new"
    _write_private(temporary, raw)
    temporary.replace(folder / _STATE)
    kept = {file.unique_id for file in files}
    for path in uploads.iterdir():
        if path.name not in kept:
            path.unlink(missing_ok=True)


def _write_private(path: Path, content: bytes) -> None:
    """Tokens and conversations: for nobody else, also where an earlier version made the file for everybody."""
    with open(path, "wb", opener=private_opener) as out:
        os.fchmod(out.fileno(), FILE)
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


@cache
def _adapter() -> TypeAdapter[State]:
    return TypeAdapter(State)  # 37 ms to make
