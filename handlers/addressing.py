"""What in a message is meant for Marsad: in private everything, in a group only what is said to it."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator

from telegram import Message, MessageEntity
from telegram.constants import ChatType

_COMMAND = re.compile(r"/(?P<name>[A-Za-z0-9_]{1,32})(?:@(?P<to>\w+))?(?!\S)(?P<rest>.*)", re.DOTALL)


def question_in(message: Message, username: str) -> str | None:
    """The question of a message without the bot's name; None where nothing is asked of it.

    Empty where the bot is called and nothing is said. A slash before what is no command is a slip of the thumb.
    """
    if is_noise(message):
        return None
    if command := _COMMAND.match(message.text or ""):
        return command["rest"].strip() or None if command_in(message, username) == "ask" else None
    text = message.text or message.caption
    if text is None or message.chat.type == ChatType.PRIVATE:
        return without_slash(text) if text else text
    return _said_to(message, username)


def command_in(message: Message, username: str) -> str | None:
    """The command of a message, in small letters without its slash; None where there is none for this bot."""
    command = _COMMAND.match(message.text or "")
    ours = command and (command["to"] or username).casefold() == username.casefold()
    return command["name"].casefold() if command and ours else None


def without_slash(text: str) -> str:
    """A text without the slash that it begins with, unless nothing else stands there."""
    return text.lstrip("/").strip() or text


def is_noise(message: Message) -> bool:
    """What other bots say, what arrives from a channel by itself, and what readers send through our inline mode."""
    sender = message.from_user
    from_bot = bool(sender and sender.is_bot and message.sender_chat is None)
    return from_bot or bool(message.is_automatic_forward) or message.via_bot is not None


def is_reply_to(message: Message, username: str) -> bool:
    """Whether it replies to the bot; every message in a topic replies to the one that opened it, which is none."""
    answered = message.reply_to_message
    if answered is None or answered.forum_topic_created or answered.from_user is None:
        return False
    return (answered.from_user.username or "").casefold() == username.casefold()


def _said_to(message: Message, username: str) -> str | None:
    mentions = list(_mentions(message, username))
    if not mentions and not is_reply_to(message, username):
        return None
    text = message.text or message.caption or ""
    for mention in mentions:
        text = text.replace(mention, " ")
    return without_slash(" ".join(text.split()))


def _mentions(message: Message, username: str) -> Iterator[str]:
    kinds: list[str | None] = [MessageEntity.MENTION]
    found = {}
    with contextlib.suppress(UnicodeError):  # half a character, which has no place in UTF-16
        found = message.parse_entities(kinds) if message.text else message.parse_caption_entities(kinds)
    return (text for text in found.values() if text.casefold() == f"@{username}".casefold())
