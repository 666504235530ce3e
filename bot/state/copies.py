"""Copies of what is kept, each with the moment at which it was made in its name."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

_STAMP = "%Y%m%dT%H%M%S.%fZ"
ASIDE = ".backup."
"""How the name of a folder begins in which a copy is put together."""
_LONGEST = timedelta(days=1)
"""A copy that has not come about by then was broken off."""


class CopyKind(StrEnum):
    """What a copy holds; its name begins with it."""

    STATE = "state"
    WHOLE = "marsad"
    """State, drafts and archive."""


def copy_name(kind: CopyKind, moment: datetime) -> str:
    """The name of a copy, without what follows for its format; names of a kind sort by age."""
    return f"{kind}-{moment.astimezone(UTC):{_STAMP}}"


def prune(folder: Path, keep: timedelta, now: datetime) -> list[Path]:
    """Delete the copies that are older than `keep`, which still hold what readers have had deleted since.

    What belongs to one goes with it: the log of a damaged state, and what a copy that was broken off has left. Folders
    in which copies were put together when the process was killed go after a day.
    """
    old = sorted(
        file for kind in CopyKind for file in folder.glob(f"{kind}-[0-9]*") if file.name < copy_name(kind, now - keep)
    )
    for file in old:
        file.unlink(missing_ok=True)
    broken_off = [place for place in folder.glob(f"{ASIDE}*") if _is_older(place, now - min(keep, _LONGEST))]
    for place in broken_off:
        shutil.rmtree(place, ignore_errors=True)
    return [*old, *broken_off]


def _is_older(place: Path, moment: datetime) -> bool:
    try:
        return place.stat().st_mtime < moment.timestamp()
    except FileNotFoundError:
        return False
