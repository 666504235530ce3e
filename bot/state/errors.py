"""What can be wrong with the state; its own module, so that the command line can catch it without SQLAlchemy."""

from __future__ import annotations

from pathlib import Path


class StateError(Exception):
    """The state cannot be used; the message says why, without passwords."""


class NewerState(StateError):
    """A later version of Marsad has written this state."""

    def __init__(self, found: str, known: str) -> None:
        super().__init__(
            f"the state is of revision {found}, this Marsad knows only {known}; "
            "run the version that wrote it, or put back a backup"
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
