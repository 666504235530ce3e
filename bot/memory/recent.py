"""A bounded memory of what was done lately, for what may be lost at a restart."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass(slots=True)
class Recent(Generic[K, V]):
    """The newest `size` entries; an older one gives way."""

    size: int
    _kept: dict[K, V] = field(default_factory=dict)

    def get(self, key: K) -> V | None:
        """What was kept last under a key."""
        return self._kept.get(key)

    def values(self) -> Iterable[V]:
        """Everything that is kept, the oldest first."""
        return self._kept.values()

    def keep(self, key: K, value: V) -> None:
        """Keep a value; it is the newest now."""
        self._kept.pop(key, None)
        self._kept[key] = value
        if len(self._kept) > self.size:
            del self._kept[next(iter(self._kept))]

    def drop(self, chat: int) -> None:
        """Forget everything whose key begins with a chat's id."""
        for key in [key for key in self._kept if isinstance(key, tuple) and key[0] == chat]:
            del self._kept[key]

    def first_time(self, key: K, value: V) -> bool:
        """Whether a key is new; it is kept from then on."""
        if key in self._kept:
            return False
        self.keep(key, value)
        return True
