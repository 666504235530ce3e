"""Which chats the bot answers in and writes to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AllowedChats:
    """Some chats, or every one."""

    chats: frozenset[int] | None = None
    """None: every chat."""

    @classmethod
    def of(cls, allowed: Iterable[int], operators: Iterable[int]) -> AllowedChats:
        """Those that the settings name, and operators; where they name none, every one."""
        named = frozenset(allowed)
        return cls(named | frozenset(operators) if named else None)

    def __contains__(self, chat: object) -> bool:
        """Whether it may be written to."""
        return self.chats is None or chat in self.chats


EVERY_CHAT = AllowedChats()
