"""The methods by which a bot tells about itself: commands, names, descriptions, menu button."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from telegram.constants import BotCommandLimit, BotDescriptionLimit, BotNameLimit

from bot.playground.formatting.links import checked_link
from bot.playground.methods.call import Call, Function
from bot.playground.world.access import readable
from bot.playground.world.errors import bad_request
from bot.playground.world.model import BotState, Json
from bot.playground.world.world import World

_LANGUAGE = re.compile(r"[a-z]{2}")
_COMMAND = re.compile(r"[a-z0-9_]+")
_TEXTS = {
    "name": ("name", int(BotNameLimit.MAX_NAME_LENGTH)),
    "description": ("description", int(BotDescriptionLimit.MAX_DESCRIPTION_LENGTH)),
    "shortdescription": ("short_description", int(BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH)),
}
_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
_CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")


def get_me(call: Call) -> Json:
    """The bot itself."""
    return call.bot.json()


def set_commands(call: Call) -> bool:
    """The commands of a scope in a language; an empty list removes them."""
    key = _key(call)
    commands = call.given["commands"]
    if len(commands) > BotCommandLimit.MAX_COMMAND_NUMBER:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    call.bot.commands[key] = [_command(one) for one in commands]
    if not commands:
        del call.bot.commands[key]
    call.world.tell("commands", bot=call.bot.id)
    return True


def get_commands(call: Call) -> list[Json]:
    """What set_commands was told for exactly this scope and language."""
    return call.bot.commands.get(_key(call), [])


def delete_commands(call: Call) -> bool:
    """Remove the commands of a scope in a language."""
    call.bot.commands.pop(_key(call), None)
    call.world.tell("commands", bot=call.bot.id)
    return True


def set_text(call: Call) -> bool:
    """A name or description in a language."""
    what = call.method.removeprefix("setmy")
    parameter, limit = _TEXTS[what]
    text = str(call.given.get(parameter, ""))
    if len(text) > limit:
        raise bad_request(f"bot {what} is too long")
    key = f"{what}/{_language(call)}"
    call.bot.texts[key] = text
    if not text:
        del call.bot.texts[key]
    call.world.tell("bot", bot=call.bot.json())
    return True


def get_text(call: Call) -> Json:
    """The name or description in a language, else the default one."""
    what = call.method.removeprefix("getmy")
    parameter, _ = _TEXTS[what]
    fallback = call.bot.account.first_name if what == "name" else ""
    return {parameter: text_for(call.bot, what, _language(call)) or fallback}


def text_for(bot: BotState, what: str, language: str) -> str:
    """What a bot told about itself (`description`, `shortdescription`, `name`) in a language, else by default."""
    return bot.texts.get(f"{what}/{language[:2]}") or bot.texts.get(f"{what}/") or ""


def set_menu_button(call: Call) -> bool:
    """The button beside the input field, for one private chat or for all."""
    button = call.given.get("menu_button") or {"type": "default"}
    match button.get("type"):
        case "default" | "commands":
            pass
        case "web_app":
            url = button.get("web_app", {}).get("url", "") if isinstance(button.get("web_app"), Mapping) else ""
            if not button.get("text") or not checked_link(url).startswith("https://"):
                raise bad_request('Can\'t parse menu button: Field "web_app" must hold an HTTPS URL')
        case _:
            raise bad_request("Can't parse menu button: MenuButton has unsupported type")
    call.bot.menu_buttons[int(call.given.get("chat_id", 0))] = button
    return True


def get_menu_button(call: Call) -> Json:
    """The button of a chat, else the default one."""
    return menu_button_for(call.bot, int(call.given.get("chat_id", 0)))


def menu_button_for(bot: BotState, chat: int) -> Json:
    """The button beside the input field of a chat."""
    return bot.menu_buttons.get(chat) or bot.menu_buttons.get(0) or {"type": "default"}


def commands_for(world: World, bot_id: int, *, person: int, chat: int | None = None, admin: bool = False) -> list[Json]:
    """The commands that a person is offered, from the narrowest scope and the person's language outwards."""
    bot, language = world.bot(bot_id), world.account(person).language_code[:2]
    scopes = []
    if chat is not None:
        scopes += [f"chat_member/{chat}/{person}", *([f"chat_administrators/{chat}"] if admin else []), f"chat/{chat}"]
    is_group = chat is not None and chat != person
    scopes += ["all_chat_administrators"] if admin and is_group else []
    scopes += ["all_group_chats" if is_group else "all_private_chats", "default"]
    keys = (f"{scope}|{code}" for scope in scopes for code in (language, ""))
    return next((bot.commands[key] for key in keys if bot.commands.get(key)), [])


def _key(call: Call) -> str:
    """Scope and language of a call, as one text."""
    scope = call.given.get("scope") or {"type": "default"}
    type_ = scope.get("type") if isinstance(scope, Mapping) else None
    if type_ in _CHAT_SCOPES:
        if not scope.get("chat_id"):
            raise bad_request("Can't parse BotCommandScope: Empty chat_id specified")
        dialog = readable(call.world, call.bot, _chat_id(scope["chat_id"]))
        type_ = f"{type_}/{dialog.id}"
        if scope["type"] == "chat_member":
            type_ += f"/{_user(scope)}"
    elif type_ not in _SCOPES:
        raise bad_request("Can't parse BotCommandScope: Unsupported type specified")
    return f"{type_}|{_language(call)}"


def _chat_id(given: Any) -> int | str:
    text = str(given)
    return int(text) if re.fullmatch(r"-?\d{1,19}", text, re.ASCII) else text


def _user(scope: Mapping[str, Any]) -> int:
    user = scope.get("user_id")
    if not isinstance(user, int) or user <= 0:
        raise bad_request("Can't parse BotCommandScope: Invalid user_id specified")
    return user


def _language(call: Call) -> str:
    language = str(call.given.get("language_code", ""))
    if language and not _LANGUAGE.fullmatch(language):
        raise bad_request("Invalid language code specified")
    return language


def _command(given: Any) -> Json:
    if not isinstance(given, Mapping):
        raise bad_request("Can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if not isinstance(given.get(name), str):
            raise bad_request(f"Can't parse BotCommand: Can't find field \"{name}\"")
    command, description = given["command"].strip().removeprefix("/"), given["description"].strip()
    for words, text, limit in (
        ("Command", command, BotCommandLimit.MAX_COMMAND),
        ("Command description", description, BotCommandLimit.MAX_DESCRIPTION),
    ):
        if not text:
            raise bad_request(f"{words} must be non-empty")
        if len(text) > limit:
            raise bad_request(f"{words} length must not exceed {int(limit)}")
    if not _COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    return {"command": command, "description": description}


FUNCTIONS: Mapping[str, Function] = {
    "getme": get_me,
    "setmycommands": set_commands,
    "getmycommands": get_commands,
    "deletemycommands": delete_commands,
    **{f"setmy{what}": set_text for what in _TEXTS},
    **{f"getmy{what}": get_text for what in _TEXTS},
    "setchatmenubutton": set_menu_button,
    "getchatmenubutton": get_menu_button,
}
