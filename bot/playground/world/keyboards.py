"""Keyboards under messages: their shape, their buttons and the documented limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from telegram.constants import InlineKeyboardButtonLimit, InlineKeyboardMarkupLimit, ReplyLimit

from bot.playground.formatting.links import checked_link, mentioned_account
from bot.playground.world.errors import ApiError, bad_request
from bot.playground.world.model import Json

_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
_OTHER_KEYBOARDS = ("keyboard", "remove_keyboard", "force_reply")


def read_markup(given: Any, *, inline_only: bool = False) -> Json | None:
    """A reply markup, checked; None when there is none, or no button is left in it."""
    if given is None:
        return None
    if not isinstance(given, Mapping):
        raise bad_request("Object expected as reply markup")
    if "inline_keyboard" in given:
        rows = _rows(given["inline_keyboard"], 'Field "inline_keyboard" of the InlineKeyboardMarkup')
        keyboard = [[_inline_button(button) for button in row if _has_text(button)] for row in rows]
        _check_size(keyboard)
        keyboard = [row for row in keyboard if row]
        return {"inline_keyboard": keyboard} if keyboard else None
    if inline_only and any(name in given for name in _OTHER_KEYBOARDS):
        raise bad_request("Inline keyboard expected")
    return _reply_markup(given)


def callback_data(message: Mapping[str, Any]) -> Iterator[str]:
    """The data of the callback buttons under a message."""
    for row in message.get("reply_markup", {}).get("inline_keyboard", ()):
        for button in row:
            if "callback_data" in button:
                yield button["callback_data"]


def _reply_markup(given: Mapping[str, Any]) -> Json | None:
    placeholder = given.get("input_field_placeholder", "")
    if not isinstance(placeholder, str) or len(placeholder) > ReplyLimit.MAX_INPUT_FIELD_PLACEHOLDER:
        raise bad_request("input field placeholder is too long")
    if "keyboard" in given:
        rows = _rows(given["keyboard"], 'Field "keyboard"')
        keyboard = [[_button(button) for button in row] for row in rows]
        kept = [[button for button in row if button["text"]] for row in keyboard]
        return dict(given) | {"keyboard": [row for row in kept if row]} if any(kept) else None
    return dict(given) if given.get("remove_keyboard") or given.get("force_reply") else None


def _rows(given: Any, name: str) -> list[list[Any]]:
    if not isinstance(given, list) or not all(isinstance(row, list) for row in given):
        raise bad_request(f"{name} must be an Array of Arrays")
    return given


def _has_text(button: Any) -> bool:
    """Telegram leaves out buttons with an empty text, without a word."""
    return not isinstance(button, Mapping) or button.get("text") != ""


def _button(button: Any) -> Json:
    if isinstance(button, str):
        return {"text": button}
    if not isinstance(button, Mapping):
        raise bad_request("Can't parse keyboard button: KeyboardButton must be a String or an Object")
    return dict(button) | {"text": _string(button, "text", "keyboard button", required=True)}


def _inline_button(button: Any) -> Json:
    if not isinstance(button, Mapping):
        raise _unreadable("InlineKeyboardButton must be an Object")
    text = _string(button, "text", "inline keyboard button", required=True)
    action = next((name for name in _ACTIONS if _is_given(button, name)), None)
    if action is None:
        raise _unreadable("Text buttons are unallowed in the inline keyboard")
    shown: Json = {"text": text} | {name: button[name] for name in ("style", "icon_custom_emoji_id") if name in button}
    return shown | {action: _action(button, action)}


def _is_given(button: Mapping[str, Any], name: str) -> bool:
    if name.startswith(("switch_inline", "callback_game")):
        return name in button  # these may be empty
    return button.get(name) not in (None, "", False)


def _action(button: Mapping[str, Any], name: str) -> Any:
    match name:
        case "url":
            url = _string(button, "url", "inline keyboard button")
            if mentioned_account(url) is None and not (url := checked_link(url)):
                raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
            return url
        case "callback_data":
            data = _string(button, "callback_data", "inline keyboard button")
            if len(data.encode()) > InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
                raise bad_request("BUTTON_DATA_INVALID")
            return data
        case "copy_text":
            copied = button["copy_text"].get("text", "") if isinstance(button["copy_text"], Mapping) else ""
            if not 0 < len(copied) <= InlineKeyboardButtonLimit.MAX_COPY_TEXT:
                raise bad_request("BUTTON_COPY_TEXT_INVALID")
            return {"text": copied}
        case "web_app" | "login_url":
            url = button[name].get("url", "") if isinstance(button[name], Mapping) else ""
            if not checked_link(url).startswith("https://"):
                words = f"inline keyboard button Web App URL '{url}' is invalid"
                raise bad_request(f"{words}: Only HTTPS links are allowed")
            return button[name]
        case _:
            return button[name]


def _check_size(keyboard: list[list[Json]]) -> None:
    total = sum(map(len, keyboard))
    if total > InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER or any(
        len(row) > InlineKeyboardMarkupLimit.BUTTONS_PER_ROW for row in keyboard
    ):
        raise bad_request("reply markup is too long")


def _string(button: Mapping[str, Any], name: str, what: str, *, required: bool = False) -> str:
    value = button.get(name)
    if value is None and required:
        raise bad_request(f"Can't parse {what}: Can't find field \"{name}\"")
    if not isinstance(value, str):
        raise bad_request(f'Can\'t parse {what}: Field "{name}" must be of type String')
    return value


def _unreadable(words: str) -> ApiError:
    return bad_request(f"Can't parse inline keyboard button: {words}")
