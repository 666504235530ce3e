"""Finds accounts, bots and chats by the names that people use for them."""

from __future__ import annotations

from bot.playground.world.model import Account, BotState, Dialog
from bot.playground.world.world import Unknown, World


def find_account(world: World, name: str) -> Account:
    """An account by id, username or first name."""
    accounts = world.state.accounts
    if name.lstrip("-").isdecimal() and int(name) in accounts:
        return accounts[int(name)]
    wanted = name.removeprefix("@").casefold()
    for account in accounts.values():
        if wanted and wanted in (account.username.casefold(), account.first_name.casefold()):
            return account
    raise Unknown(f"there is nobody called {name!r}")


def find_bot(world: World, name: str) -> BotState:
    """A bot by username or id; the first one for an empty name."""
    if name:
        return world.bot(find_account(world, name).id)
    if bot := next(iter(world.state.bots.values()), None):
        return bot
    raise Unknown("there is no bot")


def find_dialog(world: World, name: str) -> Dialog:
    """A chat by key, id, username or title."""
    if name in world.state.dialogs:
        return world.state.dialogs[name]
    wanted = name.removeprefix("@").casefold()
    for dialog in world.state.dialogs.values():
        if not dialog.is_private and wanted in (str(dialog.id), dialog.username.casefold(), dialog.title.casefold()):
            return dialog
    raise Unknown(f"there is no chat {name!r}")
