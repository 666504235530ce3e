"""The tables of `docs/playground.md`, made from the code: `python -m bot.playground.coverage docs/playground.md`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from telegram import constants

from bot.playground.faults import Effect
from bot.playground.methods import implemented
from bot.playground.people import QUERY_SECONDS
from bot.playground.world.queue import KEPT_SECONDS
from bot.playground.world.rates import Limits
from bot.playground.world.validation import methods

_OWN = ("getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo")
"""These belong to the server itself."""


def tables() -> dict[str, str]:
    """Each table by the name of its place in the page."""
    return {
        "methods": "\n".join(_methods()),
        "limits": "\n".join(_limits()),
        "rates": "\n".join(_rates()),
        "faults": "\n".join(_faults()),
    }


def filled(page: str) -> str:
    """The page with its tables made anew."""
    for name, table in tables().items():
        place = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        page = place.sub(partial(_between, table), page)
    return page


def _between(table: str, marks: re.Match[str]) -> str:
    return f"{marks[1]}\n{table}\n\n{marks[2]}"


def _methods() -> Iterator[str]:
    acting = sorted({methods()[name].name for name in implemented()} | set(_OWN), key=str.lower)
    others = sorted({one.name for one in methods().values()} - set(acting), key=str.lower)
    yield f"**{len(acting)} methods do what they say:** {_code(acting)}"
    yield ""
    yield f"**{len(others)} are checked, written down and answered plausibly:** {_code(others)}"


def _limits() -> Iterator[str]:
    yield "| limit | value | refusal |"
    yield "|---|---|---|"
    for what, value, words in _LIMITS:
        shown = value if isinstance(value, str) else f"{int(value):,}"
        yield f"| {what} | {shown} | {words} |"


def _rates() -> Iterator[str]:
    limits = Limits()
    yield "| limit | value |"
    yield "|---|---|"
    yield f"| all chats of a bot | {int(limits.per_second)} messages a second |"
    yield f"| one chat | {int(limits.chat_per_second)} a second, after a burst of {limits.chat_burst} |"
    yield f"| one group | {limits.group_per_minute} in any minute |"
    yield f"| answer to a button or an inline query | within {QUERY_SECONDS:g} s |"
    yield f"| an update that nobody fetches | kept for {KEPT_SECONDS // 3600} h |"


def _faults() -> Iterator[str]:
    yield "| effect | what happens |"
    yield "|---|---|"
    for effect in Effect:
        yield f"| `{effect.value}` | {_EFFECTS[effect]} |"


def _code(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


_EFFECTS = {
    Effect.RESET: "the connection is torn down (TCP reset) without an answer",
    Effect.DELAY: "the answer takes `seconds` longer",
    Effect.FREEZE: "the socket stays open and nothing comes until the fault is switched off",
    Effect.ERROR: "Telegram's JSON with `code`, `description` and, for 429, `retry_after`",
    Effect.GATEWAY: "a page with status `code`, without Telegram's JSON",
}

_LIMITS: tuple[tuple[str, int | str, str], ...] = (
    ("text, in UTF-16 units after its markup is read", constants.MessageLimit.MAX_TEXT_LENGTH, "message is too long"),
    ("caption", constants.MessageLimit.CAPTION_LENGTH, "message caption is too long"),
    ("text with its markup, in bytes", 1 << 15, "text is too long"),
    ("entities that a bot asks for", constants.MessageLimit.MESSAGE_ENTITIES, "none: the rest is forgotten"),
    ("callback data, in bytes", constants.InlineKeyboardButtonLimit.MAX_CALLBACK_DATA, "BUTTON_DATA_INVALID"),
    ("text to copy of a button", constants.InlineKeyboardButtonLimit.MAX_COPY_TEXT, "BUTTON_COPY_TEXT_INVALID"),
    (
        "buttons of an inline keyboard",
        constants.InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER,
        "reply markup is too long",
    ),
    ("buttons in a row of it", constants.InlineKeyboardMarkupLimit.BUTTONS_PER_ROW, "reply markup is too long"),
    (
        "placeholder of the input field",
        constants.ReplyLimit.MAX_INPUT_FIELD_PLACEHOLDER,
        "input field placeholder is too long",
    ),
    ("answer to a button", constants.CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH, "MESSAGE_TOO_LONG"),
    ("inline results", constants.InlineQueryLimit.RESULTS, "too many inline query results specified"),
    ("id of a result, in bytes", constants.InlineQueryResultLimit.MAX_ID_LENGTH, "RESULT_ID_INVALID"),
    ("next_offset, in bytes", constants.InlineQueryLimit.MAX_OFFSET_LENGTH, "NEXT_OFFSET_INVALID"),
    (
        "start parameter of a button over the results",
        constants.InlineQueryResultsButtonLimit.MAX_START_PARAMETER_LENGTH,
        "START_PARAM_INVALID",
    ),
    ("deep-link payload, of A–Z a–z 0–9 _ -", constants.MessageLimit.DEEP_LINK_LENGTH, "the person's client refuses"),
    ("commands of a scope", constants.BotCommandLimit.MAX_COMMAND_NUMBER, "BOT_COMMANDS_TOO_MUCH"),
    ("name of a command, of a–z 0–9 _", constants.BotCommandLimit.MAX_COMMAND, "BOT_COMMAND_INVALID"),
    (
        "description of a command",
        constants.BotCommandLimit.MAX_DESCRIPTION,
        "command description length must not exceed 256",
    ),
    ("name of a bot", constants.BotNameLimit.MAX_NAME_LENGTH, "bot name is too long ¹"),
    ("its description", constants.BotDescriptionLimit.MAX_DESCRIPTION_LENGTH, "bot description is too long ¹"),
    (
        "its short description",
        constants.BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH,
        "bot shortdescription is too long ¹",
    ),
    (
        "album",
        f"{int(constants.MediaGroupLimit.MIN_MEDIA_LENGTH)}–{int(constants.MediaGroupLimit.MAX_MEDIA_LENGTH)}",
        "too few or too many media in the album ¹",
    ),
    ("messages in a call", constants.BulkRequestLimit.MAX_LIMIT, "too many message identifiers specified"),
    ("own messages can be deleted for", "48 h", "message can't be deleted for everyone"),
    ("file that is sent, in bytes", constants.FileSizeLimit.FILESIZE_UPLOAD, "413 Request Entity Too Large"),
    ("file that is fetched, in bytes", constants.FileSizeLimit.FILESIZE_DOWNLOAD, "file is too big"),
    ("photo, in bytes", constants.FileSizeLimit.PHOTOSIZE_UPLOAD, "file is too big"),
    ("secret of a webhook", constants.WebhookLimit.MAX_SECRET_TOKEN_LENGTH, "secret token is too long"),
    ("updates of one getUpdates", constants.PollingLimit.MAX_LIMIT, "none: no more are given"),
)


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")
