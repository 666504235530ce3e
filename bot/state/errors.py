"""What can be wrong with the state; its own module, so that the command line can catch it without SQLAlchemy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

_SHOWN = 3


class StateError(Exception):
    """The state cannot be used; the message says why, without passwords."""


class NewerState(StateError):
    """A later version of Marsad has written this state."""

    def __init__(self, found: str, known: str) -> None:
        super().__init__(
            f"the state is of revision {found}, this Marsad knows only {known}; "
            "run the version that wrote it, or put back a backup"
        )


class ForeignState(StateError):
    """The tables are not those that this Marsad works with."""

    def __init__(self, problems: Sequence[str]) -> None:
        more = f" and {len(problems) - _SHOWN} more" if len(problems) > _SHOWN else ""
        super().__init__(
            f"the state has not the tables of this Marsad ({'; '.join(problems[:_SHOWN])}{more}): "
            "another build has made it; put back a backup with `marsad db restore`, or begin with another state"
        )


class EmptyState(StateError):
    """The file of the state has nothing in it: it was cut off, copied without its log, or made by something else."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"{file}: is empty, which no state is; put back a backup with `marsad db restore`, "
            "or delete it to begin anew, without the readers that stood in it"
        )


class UnusableState(StateError):
    """The database cannot be reached, opened or changed."""


class StateInUse(StateError):
    """Another bot serves this state."""

    def __init__(self, file: Path, process: str) -> None:
        super().__init__(
            f"{file}: another `marsad run` (process {process}) has this state; "
            "stop it, or set MARSAD_DATA or DATABASE_URL"
        )
