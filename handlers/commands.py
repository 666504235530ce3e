"""Commands: each reads its arguments and sends one page."""

from __future__ import annotations

from collections.abc import Mapping

from bot.interface.commands import OPERATORS_ONLY, Command, Menu
from handlers import (
    citing,
    drawing,
    feeds,
    hours,
    inline,
    language,
    leads,
    looking_back,
    membership,
    mentioning,
    passages,
    personal,
    publishing,
    questions,
    reminding,
    reports,
    subscribing,
)
from handlers.addressing import is_noise, without_slash
from handlers.incoming import Action, Incoming
from knowledge.citing.tokens import is_token
from knowledge.dialogue import NoAnswer
from knowledge.reviewing import due


def action_of(command: Command) -> Action:
    """What a command does; an operators' command does not exist for others."""

    async def act(incoming: Incoming) -> None:
        if incoming.message is None or is_noise(incoming.message):
            return
        if command in OPERATORS_ONLY and not incoming.is_operator:
            await unknown(incoming)
            return
        await perform(command, incoming)
        if (await incoming.known()).struck_at:
            await membership.restore(incoming)

    return act


async def perform(command: Command, incoming: Incoming) -> None:
    """Do what a command does, for whoever asked for it in which way ever."""
    await (_ACTIONS.get(command) or _showing(command))(incoming)


async def said(incoming: Incoming) -> None:
    """Do what a command does that was asked for in words, in private; what is no word about a report is a question."""
    if await reports.answered(incoming) or await reports.worded(incoming):
        return
    if incoming.wish:
        await action_of(incoming.wish)(incoming)
    else:
        for worded in (drawing.worded, reminding.worded, subscribing.worded, looking_back.worded):
            if await worded(incoming):
                return
        await questions.answer(incoming)


async def unknown(incoming: Incoming) -> None:
    """Answer a command that does not exist, or what was asked behind its slash; a group is spared."""
    if not incoming.is_private:
        return
    response = incoming.answerer.answer(without_slash(incoming.text), lang=(await incoming.known()).language)
    if isinstance(response.reply, NoAnswer):
        await incoming.say("error.command")
    else:
        await questions.tell(incoming, response)


async def ignored(_incoming: Incoming) -> None:
    """A command in a group that is another bot's, or nobody's."""


def _showing(command: Command) -> Action:
    """Shows the page of a command that is the same for every chat."""

    async def show(incoming: Incoming) -> None:
        page = incoming.answerer.show(command, await incoming.language(), _menu(incoming))
        await (incoming.reply(page) if page else unknown(incoming))

    return show


async def _start(incoming: Incoming) -> None:
    """Introduce Marsad, or go on with what was typed inline, or tell what a deep link names."""
    if typed := inline.typed_before(incoming):
        await questions.respond(incoming, typed)
        return
    meant = incoming.arguments.partition(" ")[0]
    if is_token(meant):
        await citing.opened(incoming, meant)
    elif entity := incoming.answerer.served.catalogue.named(meant):
        await questions.tell(incoming, incoming.answerer.brief(entity, await incoming.language()))
    else:
        await _showing(Command.START)(incoming)


async def _ask(incoming: Incoming) -> None:
    if incoming.arguments:
        await questions.respond(incoming, incoming.arguments)
    else:
        await questions.explain(incoming, "ask.usage")


async def _briefing(incoming: Incoming) -> None:
    if not incoming.arguments:
        await _showing(Command.BRIEFING)(incoming)
    else:
        response = incoming.answerer.briefing(incoming.arguments, await incoming.language())
        await questions.tell(incoming, response)


async def _publish(incoming: Incoming) -> None:
    publisher = incoming.services.publisher
    await (publishing.plan(publisher, incoming) if publisher else unknown(incoming))


async def _about(incoming: Incoming) -> None:
    """Who Marsad is; operators also see what the bot can read in groups."""
    pages, health = await incoming.pages(), incoming.services.health
    notes = [await incoming.house(), *([pages.privacy_mode(health)] if incoming.is_operator else [])]
    await incoming.reply(pages.about(health.version, *notes))


async def _status(incoming: Incoming) -> None:
    services, counts = incoming.services, await incoming.state.outbox.counts()
    reports = len(await incoming.state.reports.waiting())
    waiting = {state.value: count for state, count in counts.items()}
    per_second = services.settings.delivery.messages_per_second
    knowledge = incoming.answerer.served.engine.knowledge
    reviews = len(due(knowledge.current.values(), knowledge.phrasings.properties, incoming.answerer.today))
    pages = await incoming.pages()
    await incoming.reply(pages.status(services.health, waiting, per_second, reports=reports, reviews=reviews))


def _menu(incoming: Incoming) -> Menu:
    if not incoming.is_private:
        return Menu.GROUP
    return Menu.OPERATOR if incoming.is_operator else Menu.PRIVATE


_ACTIONS: Mapping[Command, Action] = {
    Command.START: _start,
    Command.ASK: _ask,
    Command.SEARCH: passages.search,
    Command.BRIEFING: _briefing,
    Command.CITE: citing.cite_last,
    Command.SUBSCRIBE: subscribing.subscribe,
    Command.UNSUBSCRIBE: subscribing.unsubscribe,
    Command.SUBSCRIPTIONS: subscribing.show,
    Command.LESS: mentioning.less,
    Command.REMINDERS: reminding.show,
    Command.TIMEZONE: hours.timezone,
    Command.QUIET: hours.quiet,
    Command.SETTINGS: hours.settings,
    Command.LANGUAGE: language.show,
    Command.PRIVACY: personal.privacy,
    Command.MYDATA: personal.my_data,
    Command.FORGET: personal.forget,
    Command.ABOUT: _about,
    Command.PUBLISH: _publish,
    Command.STATUS: _status,
    Command.REPORTS: reports.show,
    Command.FEEDS: feeds.show,
    Command.LEADS: leads.show,
}
"""Commands that do more than show a page which is the same for every chat."""
