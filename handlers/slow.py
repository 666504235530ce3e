"""What takes so long that its chat shall not wait for it."""

from __future__ import annotations

from telegram import Update

from handlers import keeping, publishing


def takes_long(update: Update) -> bool:
    """Whether an update has something compiled, published, fetched or read."""
    return publishing.takes_long(update) or keeping.takes_long(update)
