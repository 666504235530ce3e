"""What a button carries: a typed value in at most 64 bytes, with the version of this format.

Telegram keeps buttons for ever, so a value of another version, or one that never was ours, decodes to None.
Ids of statements and entities are longer than a button, so buttons carry short digests of them.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeAlias, get_type_hints

from bot.interface.buttons.presses import (
    Adjust,
    DropQuestion,
    Follow,
    FollowWords,
    HoursPress,
    ListSubscriptions,
    MissPress,
    OfferSubjects,
    OpenQuiet,
    OpenSettings,
    OpenSubscription,
    OpenZones,
    SetQuiet,
    SetZone,
    ShowSubscriptions,
    SubscriptionPress,
    TellLater,
    Unfollow,
    UnfollowAll,
)
from bot.readers.subscription import Aspect, Scope
from knowledge.model import Kind

VERSION = "1"
MAX_BYTES = 64
MAX_KEYS = 6
"""So many digests fit into one button."""
_DIGEST_BYTES = 6
_SEPARATOR, _INNER_SEPARATOR = ":", ";"

Keys: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Show the exact words behind statements."""

    statements: Keys


@dataclass(frozen=True, slots=True)
class Report:
    """Tell the operators that statements are mistaken."""

    statements: Keys


@dataclass(frozen=True, slots=True)
class Related:
    """Show what else is connected with statements."""

    statements: Keys


@dataclass(frozen=True, slots=True)
class Brief:
    """Tell what is known about an entity."""

    entity: str


@dataclass(frozen=True, slots=True)
class Choose:
    """Read the question above as one about this entity."""

    entity: str


@dataclass(frozen=True, slots=True)
class NoneOfThese:
    """None of the offered readings is meant."""


@dataclass(frozen=True, slots=True)
class AskThis:
    """Ask the question that stands on the button."""

    number: int


@dataclass(frozen=True, slots=True)
class OpenList:
    """Show the first page of a list in a new message."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class TurnList:
    """Show another page of a list in the same message."""

    kind: Kind
    page: int


@dataclass(frozen=True, slots=True)
class TurnSources:
    """Show another page of the documents in the same message."""

    page: int


@dataclass(frozen=True, slots=True)
class Speak:
    """Speak a language from now on; `auto` is that of each question."""

    lang: str


@dataclass(frozen=True, slots=True)
class Forget:
    """Delete all that is kept about this chat."""


@dataclass(frozen=True, slots=True)
class Publish:
    """Publish a version after the cooling-off, unless another than the one it was compared with is served by now."""

    version: str
    instead: str


@dataclass(frozen=True, slots=True)
class PublishNow:
    """The same at once."""

    version: str
    instead: str


@dataclass(frozen=True, slots=True)
class Unpublish:
    """Take back what waits to be published."""


@dataclass(frozen=True, slots=True)
class LeaveIt:
    """Publish nothing."""


@dataclass(frozen=True, slots=True)
class Still:
    """A button that only says where the reader is."""


Press: TypeAlias = (
    Quote
    | Report
    | Related
    | Brief
    | Choose
    | NoneOfThese
    | AskThis
    | OpenList
    | TurnList
    | TurnSources
    | Speak
    | Forget
    | Publish
    | PublishNow
    | Unpublish
    | LeaveIt
    | Still
    | SubscriptionPress
    | HoursPress
    | MissPress
)

_LETTERS: Mapping[str, type[Any]] = {
    "q": Quote,
    "m": Report,
    "r": Related,
    "b": Brief,
    "c": Choose,
    "n": NoneOfThese,
    "a": AskThis,
    "o": OpenList,
    "l": TurnList,
    "s": TurnSources,
    "g": Speak,
    "f": Forget,
    "u": Publish,
    "i": PublishNow,
    "x": Unpublish,
    "e": LeaveIt,
    "p": Still,
    "h": Follow,
    "w": FollowWords,
    "d": OfferSubjects,
    "L": ListSubscriptions,
    "M": ShowSubscriptions,
    "I": OpenSubscription,
    "j": Adjust,
    "X": Unfollow,
    "E": UnfollowAll,
    "S": OpenSettings,
    "z": OpenZones,
    "Z": SetZone,
    "y": OpenQuiet,
    "Y": SetQuiet,
    "t": TellLater,
    "T": DropQuestion,
}
"""A letter never changes its meaning; a new meaning takes a new letter."""
_LETTER_OF = {kind: letter for letter, kind in _LETTERS.items()}
_READERS: Mapping[Any, Callable[[str], Any]] = {
    str: str,
    int: int,
    Kind: Kind,
    Scope: Scope,
    Aspect: Aspect,
    Keys: lambda text: tuple(text[start : start + 8] for start in range(0, len(text), 8)),
}


def digest(id_: str) -> str:
    """Eight characters that stand for an id; 100,000 ids share one with a chance of 2 in 100,000."""
    return urlsafe_b64encode(hashlib.blake2b(id_.encode(), digest_size=_DIGEST_BYTES).digest()).decode()


def encode(press: Press) -> str:
    """The value as a button carries it; ValueError when it does not fit."""
    values = [_written(getattr(press, one.name)) for one in fields(press)]
    data = _SEPARATOR.join((VERSION + _LETTER_OF[type(press)], *values))
    if len(data.encode()) > MAX_BYTES:
        raise ValueError(f"{press} does not fit into a button")
    return data


def decode(data: str) -> Press | None:
    """The value that a button carried; None for another version or anything else."""
    head, *values = data.split(_SEPARATOR)
    kind = _LETTERS.get(head[1:]) if head[:1] == VERSION else None
    if kind is None or len(values) != len(fields(kind)):
        return None
    types = get_type_hints(kind).values()
    try:
        press: Press = kind(*(_READERS[type_](value) for type_, value in zip(types, values, strict=True)))
    except ValueError:
        return None
    return press


def packed(press: Press) -> str:
    """A press as a value of another one."""
    return encode(press).replace(_SEPARATOR, _INNER_SEPARATOR)


def unpacked(text: str) -> Press | None:
    """The press that `packed` wrote; None for anything else."""
    return decode(text.replace(_INNER_SEPARATOR, _SEPARATOR))


def _written(value: object) -> str:
    return "".join(value) if isinstance(value, tuple) else str(value)
