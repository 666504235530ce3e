"""What a button carries: a typed value in at most 64 bytes, with the version of this format.

Telegram keeps buttons for ever, so a value of another version, or one that never was ours, decodes to None.
Ids of statements and entities are longer than a button, so buttons carry short digests of them.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, get_type_hints

from bot.drawing.scenes import CardShape, Look, PictureKind
from bot.interface.buttons import following, of_document, presses, remembering
from bot.interface.buttons.presses import Keys, Press
from bot.readers.event_time import Lead
from bot.readers.subscription import Aspect, Scope
from knowledge.citing.formats import CitationFormat
from knowledge.model import EntityType, Kind

VERSION = "1"
MAX_BYTES = 64
MAX_KEYS = 6
"""So many digests fit into one button."""
MAX_DRAWN = 4
"""So many beside the number of a page."""
_DIGEST_BYTES = 6
_SEAL_BYTES = 12
_NUMBER = re.compile(r"-?[0-9]{1,18}")
_SEPARATOR, _INNER_SEPARATOR = ":", ";"


def _number(text: str) -> int:
    """A number that a button of ours may carry and every database can hold; ValueError for others."""
    if not _NUMBER.fullmatch(text):
        raise ValueError("no number of a button")
    return int(text)


_PRESSES: Mapping[str, type[Press]] = {
    **presses.LETTERS,
    **following.LETTERS,
    **of_document.LETTERS,
    **remembering.LETTERS,
}
_LETTERS = {kind: letter for letter, kind in _PRESSES.items()}
_READERS: Mapping[Any, Callable[[str], Any]] = {
    str: str,
    int: _number,
    Kind: Kind,
    CitationFormat: CitationFormat,
    PictureKind: PictureKind,
    CardShape: CardShape,
    Look: Look,
    EntityType: EntityType,
    Scope: Scope,
    Aspect: Aspect,
    Lead: Lead,
    Keys: lambda text: tuple(text[start : start + 8] for start in range(0, len(text), 8)),
}


def digest(id_: str) -> str:
    """Eight characters that stand for an id; 100,000 ids share one with a chance of 2 in 100,000."""
    return urlsafe_b64encode(hashlib.blake2b(id_.encode(), digest_size=_DIGEST_BYTES).digest()).decode()


def sealed(secret: str, *values: object) -> str:
    """Characters that only who knows the secret can make for these values."""
    message = "\0".join(map(str, values))
    made = hmac.new(secret.encode(), message.encode(), hashlib.sha256).digest()
    return urlsafe_b64encode(made[:_SEAL_BYTES]).decode()


def encode(press: Press) -> str:
    """The value as a button carries it; ValueError when it does not fit."""
    values = [_written(getattr(press, one.name)) for one in fields(press)]
    data = _SEPARATOR.join((VERSION + _LETTERS[type(press)], *values))
    if len(data.encode()) > MAX_BYTES:
        raise ValueError(f"{press} does not fit into a button")
    return data


def carries(press: Press) -> bool:
    """Whether a button can carry a value whose words somebody typed, and give back the same."""
    try:
        return decode(encode(press)) == press
    except ValueError:
        return False


def decode(data: str) -> Press | None:
    """The value that a button carried; None for another version or anything else."""
    head, *values = data.split(_SEPARATOR)
    kind = _PRESSES.get(head[1:]) if head[:1] == VERSION else None
    if kind is None or len(values) != len(fields(kind)):
        return None
    types = get_type_hints(kind).values()
    try:
        return kind(*(_READERS[type_](value) for type_, value in zip(types, values, strict=True)))
    except ValueError:
        return None


def packed(press: Press) -> str:
    """A press as a value of another one."""
    return encode(press).replace(_SEPARATOR, _INNER_SEPARATOR)


def unpacked(text: str) -> Press | None:
    """The press that `packed` wrote; None for anything else."""
    return decode(text.replace(_INNER_SEPARATOR, _SEPARATOR))


def _written(value: object) -> str:
    return "".join(value) if isinstance(value, tuple) else str(value)
