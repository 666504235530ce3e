from __future__ import annotations

import pytest

from bot.interface.commands import MENUS, Command, Menu
from bot.interface.spoken import command_said, said
from knowledge.text.folding import words


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("احذف بياناتي", Command.FORGET),
        ("Delete my data!", Command.FORGET),
        ("ساعات الهدوء", Command.QUIET),
        ("الاعدادات", Command.SETTINGS),
        ("stop", Command.UNSUBSCRIBE),
        ("time zone", Command.TIMEZONE),
        ("stop the war", None),
        ("quiet hours of the council", None),
        ("", None),
    ],
)
def test_a_command_is_said_in_words_that_say_nothing_else(text: str, command: Command | None) -> None:
    assert command_said(text) is command


def test_what_no_menu_lists_can_be_said_and_no_words_mean_two_commands() -> None:
    listed = {
        Command.START,
        *(one for one, menus in MENUS.items() if menus & {Menu.PRIVATE, Menu.OPERATOR, Menu.GROUP}),
    }
    phrases = {command: [words(text) for text in listed.entries] for command, listed in said().items()}
    texts = [text for each in phrases.values() for text in each]

    assert set(Command) - listed <= phrases.keys()
    assert len({*texts}) >= len(texts) - 2, "spellings that fold to the same"
    assert all(len({command for command, each in phrases.items() if text in each}) == 1 for text in texts)
