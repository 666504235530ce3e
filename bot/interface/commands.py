"""The one table of commands: it feeds routing, /help and the menus that Telegram shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from bot.interface.words.wording import Worded, Wording
from knowledge.model import Kind


class Command(StrEnum):
    """What can be sent with a slash; the value is the word after it."""

    START = "start"
    ASK = "ask"
    SEARCH = "search"
    BRIEFING = "briefing"
    MEETINGS = "meetings"
    ACTORS = "actors"
    INITIATIVES = "initiatives"
    TOPICS = "topics"
    SOURCE = "source"
    CITE = "cite"
    SUBSCRIBE = "subscribe"
    SUBSCRIPTIONS = "subscriptions"
    UNSUBSCRIBE = "unsubscribe"
    LESS = "less"
    REMINDERS = "reminders"
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
    FEEDS = "feeds"
    LEADS = "leads"


class Menu(StrEnum):
    """Where a list of commands is shown."""

    PRIVATE = "private"
    GROUP = "group"
    OPERATOR = "operator"
    TERMINAL = "terminal"


class HelpTitle(StrEnum):
    """Under which title /help lists a command."""

    ASK = "ask"
    BROWSE = "browse"
    FOLLOW = "follow"
    YOURS = "yours"
    OPERATE = "operate"


_READERS = frozenset({Menu.PRIVATE, Menu.GROUP, Menu.OPERATOR})
_ALL = frozenset(Menu)

MENUS: Mapping[Command, frozenset[Menu]] = {
    Command.START: frozenset(),  # Telegram has a button of its own for it
    Command.ASK: frozenset({Menu.GROUP}),  # in private every text is a question
    Command.SEARCH: frozenset({Menu.TERMINAL}),  # elsewhere it is typed: a question says more
    Command.BRIEFING: _ALL,
    Command.MEETINGS: _ALL,
    Command.ACTORS: _ALL,
    Command.INITIATIVES: frozenset({Menu.TERMINAL}),  # what no menu lists is reached by buttons, in words, and in /help
    Command.TOPICS: _ALL - {Menu.OPERATOR},  # whose menu is full
    Command.SOURCE: frozenset({Menu.PRIVATE, Menu.TERMINAL}),
    Command.CITE: frozenset(),
    Command.SUBSCRIBE: _READERS,
    Command.SUBSCRIPTIONS: _READERS,
    Command.UNSUBSCRIBE: frozenset(),
    Command.LESS: frozenset(),
    Command.REMINDERS: frozenset(),
    Command.TIMEZONE: frozenset(),
    Command.QUIET: frozenset(),
    Command.LANGUAGE: frozenset(),
    Command.SETTINGS: _READERS,
    Command.HELP: _ALL,
    Command.ABOUT: frozenset(),
    Command.PRIVACY: frozenset({Menu.PRIVATE, Menu.GROUP}),
    Command.MYDATA: frozenset(),
    Command.FORGET: frozenset(),
    Command.PUBLISH: frozenset({Menu.OPERATOR}),
    Command.STATUS: frozenset({Menu.OPERATOR}),
    Command.REPORTS: frozenset({Menu.OPERATOR}),
    Command.FEEDS: frozenset(),
    Command.LEADS: frozenset(),
}
"""Every command, in the order in which it is listed, and the menus that list it."""

GROUPS: Mapping[HelpTitle, tuple[Command, ...]] = {
    HelpTitle.ASK: (Command.ASK, Command.SEARCH, Command.BRIEFING, Command.SOURCE, Command.CITE),
    HelpTitle.BROWSE: (Command.MEETINGS, Command.ACTORS, Command.INITIATIVES, Command.TOPICS),
    HelpTitle.FOLLOW: (
        *(Command.SUBSCRIBE, Command.SUBSCRIPTIONS, Command.UNSUBSCRIBE, Command.LESS),
        *(Command.REMINDERS, Command.TIMEZONE, Command.QUIET),
    ),
    HelpTitle.YOURS: (
        *(Command.SETTINGS, Command.LANGUAGE, Command.PRIVACY),
        *(Command.MYDATA, Command.FORGET, Command.ABOUT),
    ),
    HelpTitle.OPERATE: (Command.PUBLISH, Command.STATUS, Command.REPORTS, Command.FEEDS, Command.LEADS),
}
"""What /help lists, by title."""

LISTS: Mapping[Command, Kind] = {
    Command.MEETINGS: Kind.MEETING,
    Command.ACTORS: Kind.ACTOR,
    Command.INITIATIVES: Kind.INITIATIVE,
    Command.TOPICS: Kind.TOPIC,
}
"""Commands that list the entities of a kind."""

OPERATORS_ONLY = frozenset({Command.PUBLISH, Command.STATUS, Command.REPORTS, Command.FEEDS, Command.LEADS})
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


def helped(menu: Menu) -> Iterator[tuple[HelpTitle, tuple[Command, ...]]]:
    """What /help lists where a menu is shown: all that works there, by title."""
    for title, commands in GROUPS.items():
        if works := tuple(command for command in commands if _works(command, menu)):
            yield title, works


def _works(command: Command, menu: Menu) -> bool:
    match menu:
        case Menu.TERMINAL:
            return menu in MENUS[command]
        case Menu.OPERATOR:
            return command is not Command.ASK
        case Menu.GROUP:
            return command not in OPERATORS_ONLY
        case Menu.PRIVATE:
            return command not in (*OPERATORS_ONLY, Command.ASK)
