"""Keeps conversations over a restart: one JSON file, replaced as a whole, and the files beside it."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from bot.playground.model import State
from knowledge.errors import KnowledgeError

_STATE, _FILES = "playground.json", "files"


class UnreadableState(KnowledgeError):
    """A saved state that this version cannot read."""


def load(folder: Path) -> State | None:
    """The saved state with its files; None when nothing was saved there."""
    path = folder / _STATE
    if not path.exists():
        return None
    try:
        state = TypeAdapter(State).validate_json(path.read_bytes())
    except (ValidationError, ValueError) as error:
        raise UnreadableState(f"{path} cannot be read; move it away to begin anew ({type(error).__name__})") from None
    for file in state.files.values():
        with contextlib.suppress(OSError):
            file.content = (folder / _FILES / file.unique_id).read_bytes()
    return state


def save(folder: Path, state: State) -> None:
    """Write the state; readers of the folder see the old one or the new one, never half of it."""
    (folder / _FILES).mkdir(parents=True, exist_ok=True)
    for file in state.files.values():
        path = folder / _FILES / file.unique_id
        if file.content and not path.exists():
            path.write_bytes(file.content)
    exclude = {"files": {"__all__": {"content"}}}
    raw = TypeAdapter(State).dump_json(state, exclude=exclude)
    temporary = folder / f"{_STATE}.new"
    with temporary.open("wb") as out:
        out.write(raw)
        out.flush()
        os.fsync(out.fileno())
    temporary.replace(folder / _STATE)
