"""Keeps curating out of folders in which it would be lost or fail half-way."""

from __future__ import annotations

import contextlib
import getpass
from pathlib import Path

from bot.cli.session import WrongUse
from bot.clocks import here
from bot.settings.places import against_writing, belongs_to_installation
from knowledge.curation.chronicle import Chronicle, Deed


def require_own(folder: Path) -> None:
    """WrongUse, with the command that helps, unless a knowledge folder is the newsroom's and can be written."""
    if belongs_to_installation(folder):
        raise WrongUse(f"{folder}: belongs to the installation; make a folder of your own with `marsad init DIR`")
    if against_writing(folder):
        raise WrongUse(f"{folder}: cannot be written; make a folder of your own with `marsad init DIR`")


def write_down(chronicle: Chronicle, deed: Deed, what: str) -> None:
    """Who did something, in the chronicle of a folder that is the newsroom's own."""
    if not (belongs_to_installation(chronicle.root) or against_writing(chronicle.root)):
        chronicle.add(deed, what, who=user(), at=here())


def user() -> str:
    """Who is logged in; nobody where the system has no name for the user, as in some containers."""
    with contextlib.suppress(KeyError, OSError):
        return getpass.getuser()
    return ""
