"""The archive of the data folder, as the settings bound it."""

from __future__ import annotations

from datetime import timedelta

from bot.settings.places import ARCHIVE
from bot.settings.values import Settings
from knowledge.archive.bounds import Bounds
from knowledge.archive.documents import Archive
from knowledge.files.bounded import MEBIBYTE


def archive_of(settings: Settings) -> Archive:
    """The archive that `doc`, `kb import` and a running bot share."""
    own = settings.archive
    keep = timedelta(days=own.keep_days) if own.keep_days else None
    return Archive(settings.data / ARCHIVE, Bounds(keep, own.max_mb * MEBIBYTE or None))
