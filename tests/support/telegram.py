"""A Telegram that lives in the process: it answers Bot API calls below python-telegram-bot and writes them down."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict, deque
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from telegram import Bot, Update
from telegram.request import BaseRequest, RequestData

from bot.interface.words.bidi import without_marks

BOT = {"id": 42, "is_bot": True, "first_name": "Marsad", "username": "marsad_test_bot"}
RESULTS: dict[str, Any] = {
    "getMe": BOT,
    "getUpdates": [],
    "getChatMember": {"status": "member", "user": {"id": 7, "is_bot": False, "first_name": "Reader"}},
    "getMyCommands": [],
    "getMyName": {"name": ""},
    "getMyDescription": {"description": ""},
    "getMyShortDescription": {"short_description": ""},
}
"""What calls are answered with, unless it is yes."""


@dataclass(frozen=True)
class Call:
    """One request of the bot."""

    method: str
    parameters: dict[str, Any]
    files: dict[str, Any] = field(default_factory=dict)
    """What was uploaded with it."""


@dataclass
class FakeTelegram(BaseRequest):
    """Says yes to everything unless a test queued another answer or an exception for a method."""

    calls: list[Call] = field(default_factory=list)
    queued: defaultdict[str, deque[tuple[int, dict[str, Any]] | Exception]] = field(
        default_factory=lambda: defaultdict(deque)
    )
    files: dict[str, bytes] = field(default_factory=dict)
    """What can be fetched, by its id."""
    _ids: count[int] = field(default_factory=lambda: count(1000))

    def answer_next(self, method: str, *answers: tuple[int, dict[str, Any]] | Exception) -> None:
        """Queue what the next calls of a method get: a status with a JSON body, or an exception of the transport."""
        self.queued[method].extend(answers)

    def sent(self) -> list[dict[str, Any]]:
        """The parameters of every message sent."""
        return self.made("sendMessage")

    def made(self, method: str) -> list[dict[str, Any]]:
        """The parameters of every call of a method."""
        return [call.parameters for call in self.calls if call.method == method]

    @property
    def methods(self) -> list[str]:
        """What was called, in order."""
        return [call.method for call in self.calls]

    @property
    def read_timeout(self) -> float | None:
        """None: nothing here takes time."""
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = None,
        write_timeout: Any = None,
        connect_timeout: Any = None,
        pool_timeout: Any = None,
    ) -> tuple[int, bytes]:
        """Note the call and answer it."""
        given = dict(request_data.parameters) if request_data else {}
        uploaded = (request_data.multipart_data or {}) if request_data else {}
        call = Call(url.rpartition("/")[2], given, {name: file[1] for name, file in uploaded.items()})
        self.calls.append(call)
        await asyncio.sleep(0)  # like a network, it lets others have their turn
        if self.queued[call.method]:
            outcome = self.queued[call.method].popleft()
            if isinstance(outcome, Exception):
                raise outcome
            status, body = outcome
            return status, json.dumps(body).encode()
        if "/file/bot" in url:
            return 200, self.files[call.method]
        return 200, json.dumps({"ok": True, "result": self._result(call)}).encode()

    def _result(self, call: Call) -> object:
        match call.method:
            case "sendMessage" | "sendDocument" | "sendPhoto":
                return self._message(call, next(self._ids))
            case "editMessageText":
                return self._message(call, call.parameters["message_id"])
            case "getFile":
                id_ = call.parameters["file_id"]
                return {"file_id": id_, "file_unique_id": id_, "file_path": f"documents/{id_}"}
            case _:
                return RESULTS.get(call.method, True)

    def _message(self, call: Call, id_: int) -> dict[str, Any]:
        """The message that was sent or edited, as Telegram gives it back."""
        message = {"message_id": id_, "date": 0, "chat": {"id": call.parameters["chat_id"], "type": "private"}}
        message |= {"from": BOT, "text": call.parameters.get("text")}
        markup = call.parameters.get("reply_markup")
        return message | ({"reply_markup": markup} if markup and "inline_keyboard" in markup else {})


def refused(description: str, code: int = 400) -> tuple[int, dict[str, Any]]:
    """An error as Telegram words it."""
    return code, {"ok": False, "error_code": code, "description": description}


@dataclass
class Reader:
    """Somebody who writes to the bot."""

    bot: Bot
    chat_id: int = 7
    language: str | None = None
    chat_type: str = "private"
    person: int = 0
    """Who writes; 0: in private the chat, elsewhere 7."""
    _ids: count[int] = field(default_factory=lambda: count(1))

    def writes(self, text: str | None, **more: Any) -> Update:
        """A new message of this reader as an update; a text that begins with a slash is a command."""
        return self.update({"message": self.message(text, **more)})

    def message(self, text: str | None, **more: Any) -> dict[str, Any]:
        """The message as Telegram sends it."""
        words: dict[str, Any] = {} if text is None else {"text": text}
        if text and text.startswith("/"):
            words["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
        chat = {"id": self.chat_id, "type": self.chat_type}
        return {"message_id": next(self._ids), "date": 0, "chat": chat, "from": self.user, **words, **more}

    def edits(self, message_id: int, text: str, **more: Any) -> Update:
        """A message of this reader, changed."""
        return self.update({"edited_message": self.message(text, message_id=message_id, edit_date=1, **more)})

    def presses(self, data: str, below: dict[str, Any] | None = None, **more: Any) -> Update:
        """A press of a button below a message of the bot; `below` are parameters with which that was sent."""
        sent = below or {"text": "Astana"}
        keyboard = {"reply_markup": sent["reply_markup"]} if sent.get("reply_markup") else {}
        message = self.message(sent["text"], message_id=500, date=1, **keyboard) | {"from": BOT} | more
        return self.update(
            {"callback_query": {"id": "1", "from": self.user, "chat_instance": "1", "data": data, "message": message}}
        )

    def types(self, query: str) -> Update:
        """An inline query."""
        return self.update({"inline_query": {"id": "1", "from": self.user, "query": query, "offset": ""}})

    @property
    def user(self) -> dict[str, Any]:
        """Who they are, as Telegram sees them."""
        id_ = self.person or (self.chat_id if self.chat_type == "private" else 7)
        return {"id": id_, "is_bot": False, "first_name": "<b>Reader</b>", "language_code": self.language}

    def update(self, content: dict[str, Any]) -> Update:
        """Any update."""
        return Update.de_json({"update_id": next(self._ids), **content}, self.bot)


def text(message: dict[str, Any]) -> str:
    """What a message says, without direction marks."""
    return without_marks(message["text"])


def buttons(sent: dict[str, Any]) -> list[list[tuple[str, str]]]:
    """The rows of buttons below a message that was sent: label and data."""
    rows = (sent.get("reply_markup") or {"inline_keyboard": []})["inline_keyboard"]
    return [[(button["text"], button.get("callback_data", "")) for button in row] for row in rows]


def labelled(sent: dict[str, Any], label: str) -> str:
    """The data of the button with a label."""
    found = {without_marks(text): data for row in buttons(sent) for text, data in row}
    return found[label]
