"""Commands: each reads its arguments and sends one page."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from telegram import Update

from bot.context import ReaderContext
from bot.interface.commands import OPERATORS_ONLY, Command, Menu
from bot.interface.pages.general import Pages
from bot.interface.words.markup import Page
from handlers import hours, publishing, questions, returning, subscribing
from handlers.addressing import is_noise
from handlers.permissions import decides
from handlers.replying.messenger import chat_key, is_operator, is_private, reply, spoken

Action = Callable[[Update, ReaderContext], Coroutine[Any, Any, None]]

_ELSEWHERE: Mapping[Command, Action] = {
    Command.SUBSCRIBE: subscribing.subscribe,
    Command.UNSUBSCRIBE: subscribing.unsubscribe,
    Command.SUBSCRIPTIONS: subscribing.show,
    Command.TIMEZONE: hours.timezone,
    Command.QUIET: hours.quiet,
    Command.SETTINGS: hours.settings,
}
"""Commands that have a module of their own."""


def action_of(command: Command) -> Action:
    """What a command does; an operators' command does not exist for others."""

    async def act(update: Update, context: ReaderContext) -> None:
        if update.effective_message is None or is_noise(update.effective_message):
            return
        if command in OPERATORS_ONLY and not is_operator(update, context):
            await unknown(update, context)
            return
        await _act(command, update, context)
        if (await context.readers.known(chat_key(update), context.desk.now())).struck_at:
            await returning.restore(chat_key(update).chat, context)

    return act


async def unknown(update: Update, context: ReaderContext) -> None:
    """Answer a command that does not exist; a group is spared."""
    if is_private(update):
        await reply(update, context, await _simple(update, context, "error.command"))


async def ignored(_update: Update, _context: ReaderContext) -> None:
    """A command in a group that is another bot's, or nobody's."""


async def _act(command: Command, update: Update, context: ReaderContext) -> None:
    match command:
        case Command.START:
            await _start(update, context)
        case Command.ASK:
            await _ask(update, context)
        case Command.BRIEFING:
            await _briefing(update, context)
        case Command.FORGET:
            await forget(update, context)
        case Command.PUBLISH if publisher := context.services.publisher:
            await publishing.plan(publisher, update, context)
        case Command.PUBLISH:
            await unknown(update, context)
        case _ if action := _ELSEWHERE.get(command):
            await action(update, context)
        case _:
            await reply(update, context, await _page(command, update, context))


async def _page(command: Command, update: Update, context: ReaderContext) -> Page:
    """The page of a command that only shows something."""
    lang = await spoken(update, context)
    pages = context.desk.pages(lang)
    match command:
        case Command.LANGUAGE:
            return pages.settings(await context.readers.language(chat_key(update)))
        case Command.MYDATA:
            kept = await context.state.personal.data(chat_key(update))
            return context.desk.private(lang).my_data(kept)
        case Command.PRIVACY:
            settings = context.settings
            return context.desk.private(lang).privacy(
                settings.answers.follow_up_minutes, settings.privacy.retention_days
            )
        case Command.ABOUT:
            health = context.services.health
            notes = [pages.privacy_mode(health)] if is_operator(update, context) else []
            return pages.about(health.version, *notes)
        case _:
            shown = context.desk.show(command, lang, _menu(update, context))
            return shown or await _status(context, pages)


async def _status(context: ReaderContext, pages: Pages) -> Page:
    counts = await context.state.outbox.counts()
    waiting = {state.value: count for state, count in counts.items()}
    return pages.status(context.services.health, waiting, context.settings.delivery.messages_per_second)


async def _start(update: Update, context: ReaderContext) -> None:
    """Introduce Marsad, or tell about the entity that a deep link names."""
    lang = await spoken(update, context)
    entity = context.desk.edition.catalogue.named(context.args[0]) if context.args else None
    if entity:
        await questions.tell(update, context, context.desk.brief(entity, lang))
        return
    await reply(update, context, await _page(Command.START, update, context))


async def _ask(update: Update, context: ReaderContext) -> None:
    if context.args:
        await questions.respond(update, context, " ".join(context.args))
    else:
        await reply(update, context, await _simple(update, context, "ask.usage"))


async def _briefing(update: Update, context: ReaderContext) -> None:
    if not context.args:
        await reply(update, context, await _page(Command.BRIEFING, update, context))
    elif await questions.admitted(update, context):
        lang = await spoken(update, context)
        await questions.tell(update, context, context.desk.briefing(" ".join(context.args), lang))


async def forget(update: Update, context: ReaderContext) -> None:
    """Delete all that is kept about the chat, and say so; in a group only for who may decide there."""
    if not await decides(update, context):
        return
    lang = await spoken(update, context)
    await context.state.personal.forget(chat_key(update))
    context.services.forget(chat_key(update).chat)
    await reply(update, context, context.desk.pages(lang).simple("data.forgotten"))


async def _simple(update: Update, context: ReaderContext, key: str) -> Page:
    return context.desk.pages(await spoken(update, context)).simple(key)


def _menu(update: Update, context: ReaderContext) -> Menu:
    if not is_private(update):
        return Menu.GROUP
    return Menu.OPERATOR if is_operator(update, context) else Menu.PRIVATE
