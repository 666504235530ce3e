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

_STATE, _FILES = "playground.json", "files"
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
    """What writes the state as it is now, in any thread; readers of the folder never see half of it."""
    raw = _adapter().dump_json(state, exclude={"files": {"__all__": {"content"}}})
    return partial(_write, folder, raw, tuple(state.files.values()))


def _write(folder: Path, raw: bytes, files: tuple[StoredFile, ...]) -> None:
    (folder / _FILES).mkdir(parents=True, exist_ok=True)
    for file in files:
        path = folder / _FILES / file.unique_id
        if file.content and not path.exists():
            path.write_bytes(file.content)
    temporary = folder / f"{_STATE}.new"
    with temporary.open("wb") as out:
        out.write(raw)
        out.flush()
        os.fsync(out.fileno())
    temporary.replace(folder / _STATE)


@cache
def _adapter() -> TypeAdapter[State]:
    return TypeAdapter(State)  # 37 ms to make
