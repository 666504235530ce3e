"""What Telegram shows of Marsad outside the chat: name, descriptions, and the menus of commands.

Each is read first and written only where it differs, because Telegram allows few changes a day.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence

import structlog
from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import TelegramError

from bot.context import Marsad, Services
from bot.interface.commands import Menu, described
from bot.interface.words.bidi import without_marks
from bot.interface.words.wording import FALLBACK, LANGUAGES, Wording, Wordings

_MOST_SECONDS = 3
"""It begins where it stopped at the next start."""

log = structlog.get_logger(__name__)


def publisher(given: Services) -> Callable[[Marsad], Awaitable[None]]:
    """What brings the profile of an application up to date, or gives up soon: readers wait."""

    async def publish(application: Marsad) -> None:
        try:
            async with asyncio.timeout(_MOST_SECONDS):
                await update(application.bot, given.answerer.wordings, given.settings.telegram.operators)
        except TimeoutError:
            log.warning("the profile is not wholly up to date", reason="Telegram took too long")

    return publish


async def update(bot: Bot, wordings: Wordings, operators: Sequence[int]) -> None:
    """Set what differs, all at once; whatever fails is one line in the log, for the bot answers without it."""
    tasks = [*_texts(bot, wordings), *_menus(bot, wordings, operators)]
    results = await asyncio.gather(*tasks, return_exceptions=True)
    failed = [result for result in results if isinstance(result, BaseException)]
    for error in failed[:1]:
        reason = str(error) if isinstance(error, TelegramError) else type(error).__name__
        log.warning("the profile is not wholly up to date", failed=len(failed), reason=reason)
    if changed := sum(result is True for result in results):
        log.info("the profile was brought up to date", changed=changed)


def _texts(bot: Bot, wordings: Wordings) -> Iterator[Awaitable[bool]]:
    for code, wording in _languages(wordings):
        yield _name(bot, code, wording)
        yield _description(bot, code, wording)
        yield _short_description(bot, code, wording)


async def _name(bot: Bot, code: str, wording: Wording) -> bool:
    wanted = wording.text("profile.name")
    return (await bot.get_my_name(code)).name != wanted and await bot.set_my_name(wanted, code)


async def _description(bot: Bot, code: str, wording: Wording) -> bool:
    wanted = wording.text("profile.description")
    found = await bot.get_my_description(code)
    return found.description != wanted and await bot.set_my_description(wanted, code)


async def _short_description(bot: Bot, code: str, wording: Wording) -> bool:
    wanted = wording.text("profile.short")
    found = await bot.get_my_short_description(code)
    return found.short_description != wanted and await bot.set_my_short_description(wanted, code)


def _menus(bot: Bot, wordings: Wordings, operators: Sequence[int]) -> Iterator[Awaitable[bool]]:
    scopes: list[tuple[BotCommandScope, Menu]] = [
        (BotCommandScopeDefault(), Menu.PRIVATE),
        (BotCommandScopeAllPrivateChats(), Menu.PRIVATE),
        (BotCommandScopeAllGroupChats(), Menu.GROUP),
        *((BotCommandScopeChat(chat), Menu.OPERATOR) for chat in operators),
    ]
    for scope, menu in scopes:
        for code, wording in _languages(wordings):
            wanted = [BotCommand(name, without_marks(what)) for name, what in described(menu, wording)]
            yield _menu(bot, wanted, scope, code)


async def _menu(bot: Bot, wanted: list[BotCommand], scope: BotCommandScope, code: str) -> bool:
    found = await bot.get_my_commands(scope, code)
    return list(found) != wanted and await bot.set_my_commands(wanted, scope, code)


def _languages(wordings: Wordings) -> Iterator[tuple[str, Wording]]:
    """Telegram's code of each language; the empty one stands for all that are not named."""
    for lang in LANGUAGES:
        yield ("" if lang == FALLBACK else lang), wordings.speak(lang)
