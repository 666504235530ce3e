"""What operators are told without asking: reported mistakes, errors, and what delivery cannot settle alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NoReturn

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.context import Services
from bot.delivery.messenger import Destination
from bot.delivery.outcomes import Halted, Paused, RetryAt, Uncertain, classify
from bot.interface.words.markup import Block, Page
from bot.interface.words.wording import FALLBACK
from bot.memory.alerts import Alarm
from bot.readers.chat_key import ChatKey
from handlers.replying.courier import Courier

_LOOKS_EVERY = 5.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Operators:
    """Everybody whom the settings name as an operator."""

    bot: Bot
    services: Services

    async def tell(self, page: Callable[[str], Page]) -> None:
        """Send each a page in the language that they chose; one who cannot be reached costs a line."""
        for chat in self.services.settings.telegram.operators:
            try:
                await self._send(chat, page)
            except TelegramError as error:
                log.warning("an operator cannot be told", reason=type(error).__name__)

    async def alert(self, key: str, /, **values: object) -> None:
        """Tell them something that goes wrong; the same thing again adds up, and is told after a while.

        The values fill the text `key`; `minutes` is a number and becomes words.
        """
        self.note(key, **values)
        await self.give()

    def note(self, key: str, /, **values: object) -> None:
        """Have them told with the next `give`."""
        for chat in self.services.settings.telegram.operators:
            self.services.alerts.add(chat, key, values)

    async def give(self) -> None:
        """Tell them what is due; what Telegram does not take now stays due until it does."""
        for alarm in self.services.alerts.due():
            await self._give(alarm)

    async def run(self) -> NoReturn:
        """Tell them what comes due, until cancelled."""
        while True:
            try:
                await self.give()
            except Exception:
                log.exception("operators cannot be told")
            await asyncio.sleep(_LOOKS_EVERY)

    async def _give(self, alarm: Alarm) -> None:
        count, alerts = alarm.count, self.services.alerts
        try:
            await self._send(alarm.operator, lambda lang: self._page(lang, alarm, count))
        except TelegramError as error:
            log.warning("an operator cannot be told", reason=type(error).__name__, alert=alarm.key, times=count)
            if isinstance(classify(error), RetryAt | Paused | Uncertain | Halted):
                alerts.failed(alarm)
                return
        except BaseException:
            alerts.failed(alarm)
            raise
        alerts.given(alarm, count)

    async def _send(self, chat: int, page: Callable[[str], Page]) -> None:
        lang = await self.services.state.readers.language(ChatKey(chat)) or FALLBACK
        await Courier.of(self.bot, self.services).send(Destination(chat), page(lang))

    def _page(self, lang: str, alarm: Alarm, count: int) -> Page:
        pages, values = self.services.answerer.pages(lang), dict(alarm.values)
        if isinstance(minutes := values.get("minutes"), int):
            values["minutes"] = pages.wording.count("count.minutes", minutes)
        if "n" in values or count == 1:
            return pages.simple(alarm.key, **{**values, "n": count} if "n" in values else values)
        lines = (pages.wording.text(alarm.key, **values), pages.wording.text("alert.times", n=count))
        return Page((Block(pages.wording.lang, lines),))


@dataclass(slots=True)
class Notices:
    """Tells the operators beside what goes on."""

    operators: Operators
    _under_way: set[asyncio.Task[None]] = field(default_factory=set, init=False)

    def __call__(self, key: str, **values: object) -> None:
        """Begin to tell them; returns at once."""
        self.operators.note(key, **values)
        telling = asyncio.create_task(self.operators.give())
        self._under_way.add(telling)
        telling.add_done_callback(self._under_way.discard)
