"""One call of a bot, as the methods see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from bot.playground.world.access import writable
from bot.playground.world.files import Upload
from bot.playground.world.model import BotState, Dialog
from bot.playground.world.rates import Governor
from bot.playground.world.world import World


@dataclass(frozen=True, slots=True)
class Call:
    """Who calls, with which checked parameters, and on what it works."""

    world: World
    bot: BotState
    method: str
    given: Mapping[str, Any]
    governor: Governor
    files: Mapping[str, Upload] = field(default_factory=dict)

    def target(self, count: int = 1) -> Dialog:
        """The chat that the call sends to; counts the messages against the limits."""
        dialog = writable(self.world, self.bot, self.given["chat_id"], self.given.get("message_thread_id"))
        self.count(dialog, count)
        return dialog

    def count(self, dialog: Dialog, count: int = 1) -> None:
        """Count messages to a chat, or refuse the call for now."""
        self.governor.spend(self.bot.id, dialog.key, is_group=dialog.is_group, count=count)


Function: TypeAlias = Callable[[Call], Any]
"""Does what a method does and gives its `result`, a JSON value."""
