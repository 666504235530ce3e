"""One row of the outbox as a request to Telegram, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.delivery.messenger import Destination, Messenger
from bot.delivery.outcomes import Outcome, Paused, Sent, classify
from bot.memory.tally import Tally
from bot.state.messages import MessageKind, Outgoing


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends with a messenger that makes each request once; never raises but for a cancellation."""

    messenger: Messenger
    tally: Tally = field(default_factory=Tally)

    async def __call__(self, row: Outgoing) -> Outcome:
        """Make the request."""
        outcome = await self._outcome(row)
        self.tally.sent(type(outcome).__name__.lower())
        if isinstance(outcome, Paused):
            self.tally.flood_waits.note(outcome.seconds)
        return outcome

    async def _outcome(self, row: Outgoing) -> Outcome:
        try:
            return Sent(await self._sent(row))
        except Exception as error:
            return classify(error)

    async def _sent(self, row: Outgoing) -> int | None:
        """The message that holds it."""
        if row.kind is MessageKind.EDIT:
            await self.messenger.edit(row.chat.chat, row.target or 0, row.body)  # each edit has a target
            return row.target
        to = Destination(row.chat.chat, row.chat.thread, row.target)
        return await self.messenger.send(to, row.body, silent=row.silent)
