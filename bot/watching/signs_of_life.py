"""Whether the bot lives and serves, and what is wrong where it does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.memory.health import SILENCE, Health
from bot.state.database import Database
from bot.state.errors import StateError
from bot.state.figures import probe

_LATE = SILENCE / 2


@dataclass(frozen=True, slots=True)
class Signs:
    """What keeps the process from being alive, and from serving; nothing: it is, and does."""

    dead: tuple[str, ...] = ()
    unready: tuple[str, ...] = ()

    @property
    def alive(self) -> bool:
        """Whether it is worth keeping."""
        return not self.dead

    @property
    def ready(self) -> bool:
        """Whether it serves readers."""
        return not (self.dead or self.unready)


@dataclass(frozen=True, slots=True)
class SignsOfLife:
    """Looks at one process."""

    health: Health
    database: Database

    async def read(self) -> Signs:
        """Look now; a state that does not answer within seconds is unusable."""
        silence = self.health.silence()
        dead = (f"Telegram has not been heard for {silence:.0f} s",) if silence > SILENCE else ()
        # Before and after it serves, the state may not be there yet or any more.
        state = await self._state() if self.health.serving else ()
        return Signs(dead, (*self._unready(silence), *state))

    def _unready(self, silence: float) -> Iterator[str]:
        if not self.health.serving:
            yield "not connected to Telegram yet" if self.health.username is None else "stopping"
        elif silence > _LATE:
            yield f"Telegram has not been heard for {silence:.0f} s"

    async def _state(self) -> tuple[str, ...]:
        try:
            await probe(self.database)
        except StateError as error:
            return (str(error),)
        return ()
