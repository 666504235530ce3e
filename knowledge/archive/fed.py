"""Documents of the archive that a feed brought: their ids tell so, and readers cannot read on in them."""

from __future__ import annotations

import re

from knowledge.model import Source

_ID = re.compile(r"[a-z0-9-]{1,40}/[0-9a-f]{20}")


def fed_id(feed: str, key: str) -> str:
    """The id of what a feed brought; `key` are twenty hexadecimal digits of its item."""
    return f"{feed}/{key}"


def is_fed(document: Source) -> bool:
    """Whether a feed brought a document and nobody has curated it."""
    return not document.curated and _ID.fullmatch(document.id) is not None
