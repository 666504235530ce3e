"""The one table of commands: it feeds routing, /help and the menus that Telegram shows."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from bot.interface.words.wording import Worded, Wording
from knowledge.model import Kind


class Command(StrEnum):
    """What can be sent with a slash; the value is the word after it."""

    START = "start"
    ASK = "ask"
    BRIEFING = "briefing"
    MEETINGS = "meetings"
    ACTORS = "actors"
    INITIATIVES = "initiatives"
    TOPICS = "topics"
    SOURCE = "source"
    SUBSCRIBE = "subscribe"
    SUBSCRIPTIONS = "subscriptions"
    UNSUBSCRIBE = "unsubscribe"
    TIMEZONE = "timezone"
    QUIET = "quiet"
    SETTINGS = "settings"
    LANGUAGE = "language"
    ABOUT = "about"
    HELP = "help"
    PRIVACY = "privacy"
    MYDATA = "mydata"
    FORGET = "forget"
    PUBLISH = "publish"
    STATUS = "status"
    REPORTS = "reports"


class Menu(StrEnum):
    """Where a list of commands is shown."""

    PRIVATE = "private"
    GROUP = "group"
    OPERATOR = "operator"
    TERMINAL = "terminal"


_EVERYWHERE = frozenset(Menu)
_ON_TELEGRAM = _EVERYWHERE - {Menu.TERMINAL}
_ALONE = frozenset({Menu.PRIVATE, Menu.OPERATOR})

MENUS: Mapping[Command, frozenset[Menu]] = {
    Command.START: frozenset(),  # Telegram has a button of its own for it
    Command.ASK: frozenset({Menu.GROUP}),  # in private every text is a question
    Command.BRIEFING: _EVERYWHERE,
    Command.MEETINGS: _EVERYWHERE,
    Command.ACTORS: _EVERYWHERE,
    Command.INITIATIVES: _EVERYWHERE,
    Command.TOPICS: _EVERYWHERE,
    Command.SOURCE: _EVERYWHERE,
    Command.SUBSCRIBE: _ON_TELEGRAM,
    Command.SUBSCRIPTIONS: _ON_TELEGRAM,
    Command.UNSUBSCRIBE: frozenset(),  # the pages of these three name them where they are wanted
    Command.TIMEZONE: frozenset(),
    Command.QUIET: frozenset(),
    Command.LANGUAGE: _ON_TELEGRAM,
    Command.SETTINGS: _ON_TELEGRAM,
    Command.HELP: _EVERYWHERE,
    Command.ABOUT: _ALONE,
    Command.PRIVACY: _ON_TELEGRAM,
    Command.MYDATA: _ALONE,
    Command.FORGET: _ALONE,
    Command.PUBLISH: frozenset({Menu.OPERATOR}),
    Command.STATUS: frozenset({Menu.OPERATOR}),
    Command.REPORTS: frozenset({Menu.OPERATOR}),
}
"""Every command, in the order in which it is listed, and the menus that list it."""

LISTS: Mapping[Command, Kind] = {
    Command.MEETINGS: Kind.MEETING,
    Command.ACTORS: Kind.ACTOR,
    Command.INITIATIVES: Kind.INITIATIVE,
    Command.TOPICS: Kind.TOPIC,
}
"""Commands that list the entities of a kind."""

OPERATORS_ONLY = frozenset({Command.PUBLISH, Command.STATUS, Command.REPORTS})
"""Commands that do not exist for anybody else."""

IN_CHANNELS = (
    Command.SUBSCRIBE,
    Command.SUBSCRIPTIONS,
    Command.UNSUBSCRIBE,
    Command.TIMEZONE,
    Command.QUIET,
    Command.LANGUAGE,
)
"""What those who post in a channel can do there; everything else in a channel is left alone."""


def listed(menu: Menu) -> tuple[Command, ...]:
    """The commands of a menu, in order."""
    return tuple(command for command, menus in MENUS.items() if menu in menus)


def described(menu: Menu, wording: Wording) -> tuple[tuple[str, Worded], ...]:
    """The commands of a menu with what each does, in a language."""
    return tuple((command.value, wording.text(f"command.{command.value}")) for command in listed(menu))
