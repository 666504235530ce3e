"""What every handler is given: python-telegram-bot's context with the desk and the settings, typed."""

from __future__ import annotations

from typing import Any, TypeAlias

from telegram.ext import Application, CallbackContext, ExtBot

from bot.desk import Desk
from bot.settings import Settings

Data: TypeAlias = dict[Any, Any]


class ReaderContext(CallbackContext[ExtBot[None], Data, Data, Data]):
    """The context of one update; `bound_to` gives it what it serves from."""

    desk: Desk
    settings: Settings


Marsad: TypeAlias = Application[ExtBot[None], ReaderContext, Data, Data, Data, None]


def bound_to(given_desk: Desk, given_settings: Settings) -> type[ReaderContext]:
    """The context type of one application; python-telegram-bot makes one of it for each update."""

    class Bound(ReaderContext):
        desk = given_desk
        settings = given_settings

    return Bound
