"""What operators are told without asking: reported mistakes, errors, and what delivery cannot settle alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.context import Services
from bot.delivery.messenger import Destination
from bot.interface.words.markup import Page
from bot.interface.words.wording import FALLBACK
from bot.readers.chat_key import ChatKey
from handlers.replying.courier import Courier

_QUIET = timedelta(hours=1)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Operators:
    """Everybody whom the settings name as an operator."""

    bot: Bot
    services: Services

    async def tell(self, page: Callable[[str], Page]) -> None:
        """Send each a page in the language that they chose; one who cannot be reached costs a line."""
        courier = Courier.of(self.bot, self.services)
        for chat in self.services.settings.telegram.operators:
            lang = await self.services.state.readers.language(ChatKey(chat)) or FALLBACK
            try:
                await courier.send(Destination(chat), page(lang))
            except TelegramError as error:
                log.warning("an operator cannot be told", reason=type(error).__name__)

    async def alert(self, key: str, about: str = "", /, **values: object) -> None:
        """Tell them something that goes wrong; of the same thing (`about`) at most once an hour.

        The values fill the text `key`; `minutes` is a number and becomes words.
        """
        alerts, now = self.services.alerts, self.services.answerer.now()
        last = alerts.get(key + about)
        if last is None or now - last >= _QUIET:
            alerts.keep(key + about, now)
            await self.tell(lambda lang: self._page(lang, key, values))

    def _page(self, lang: str, key: str, values: Mapping[str, object]) -> Page:
        pages = self.services.answerer.pages(lang)
        minutes = values.get("minutes")
        counted = {"minutes": pages.wording.count("count.minutes", minutes)} if isinstance(minutes, int) else {}
        return pages.simple(key, **{**values, **counted})


@dataclass(slots=True)
class Notices:
    """Tells the operators beside what goes on."""

    operators: Operators
    _under_way: set[asyncio.Task[None]] = field(default_factory=set, init=False)

    def __call__(self, key: str, **values: object) -> None:
        """Begin to tell them; returns at once."""
        telling = asyncio.create_task(self.operators.alert(key, **values))
        self._under_way.add(telling)
        telling.add_done_callback(self._under_way.discard)
