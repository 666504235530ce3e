"""What operators are told without asking: reported mistakes and errors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import structlog
from telegram.error import TelegramError

from bot.context import ReaderContext
from bot.markup import Page
from bot.state.keys import ChatKey
from bot.wording import FALLBACK
from handlers.replies import Place, courier

_QUIET = timedelta(hours=1)

log = structlog.get_logger(__name__)


async def tell(context: ReaderContext, page: Callable[[str], Page]) -> None:
    """Send a page to every operator, each in the language that they chose; one who cannot be reached costs a line."""
    for chat in context.settings.telegram.operators:
        lang = await context.readers.language(ChatKey(chat)) or FALLBACK
        try:
            await courier(context).send(Place(chat), page(lang))
        except TelegramError as error:
            log.warning("an operator cannot be told", reason=type(error).__name__)


async def alert(context: ReaderContext, what: str) -> None:
    """Tell the operators of an error; of the same one at most once an hour."""
    now = context.desk.now()
    last = context.services.alerts.get(what)
    if last is None or now - last >= _QUIET:
        context.services.alerts.keep(what, now)
        await tell(context, lambda lang: context.desk.pages(lang).simple("operator.error", what=what))
