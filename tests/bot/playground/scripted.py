"""A small bot for tests of the page: it knows every element that the page must show."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import aiohttp

from bot.playground.testing import TelegramServer

ANSWER = (
    "<b>أُعلن أن الاجتماع يُعقد في أستانا يومي 25 و26 أبريل 2024.</b>\n\n"
    "The meeting was announced for 25–26 April 2024.\n\n"
    "<blockquote>وزير الدفاع يتوجه إلى أستانا</blockquote>\n"
    'المصدر: <a href="https://example.com/x">بيان صحفي</a>'
)
KEYBOARD = {
    "inline_keyboard": [
        [{"text": "📄 الاقتباس", "callback_data": "quote"}, {"text": "التالي ←", "callback_data": "next"}]
    ]
}
CHOICES = {"keyboard": [["متى اجتماع أستانا؟", "من حضر؟"]], "resize_keyboard": True}
COMMANDS = {"ar": "ابدأ من هنا", "": "Begin here"}


@contextlib.asynccontextmanager
async def scripted(server: TelegramServer) -> AsyncIterator[None]:
    """The bot, polling until the block ends."""
    async with aiohttp.ClientSession() as session:
        bot = _Bot(f"{server.url}/bot{server.token}", session)
        for language, description in COMMANDS.items():
            commands = [{"command": "start", "description": description}, {"command": "help", "description": "?"}]
            await bot.call("setMyCommands", commands=commands, language_code=language)
        polling = asyncio.create_task(bot.poll())
        yield
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)


class _Bot:
    def __init__(self, root: str, session: aiohttp.ClientSession) -> None:
        self._root, self._session = root, session

    async def call(self, method: str, **given: Any) -> Any:
        async with self._session.post(f"{self._root}/{method}", json=given) as response:
            return (await response.json()).get("result")

    async def poll(self) -> None:
        offset = 0
        while True:
            for update in await self.call("getUpdates", offset=offset, timeout=20) or ():
                offset = update["update_id"] + 1
                match update:
                    case {"message": {"text": str() as text, "chat": chat}}:
                        await self._answer(text, chat["id"])
                    case {"callback_query": query}:
                        await self._press(query)
                    case {"inline_query": query}:
                        await self._search(query)

    async def _answer(self, text: str, chat: int) -> None:
        await self.call("sendChatAction", chat_id=chat, action="typing")
        if text.startswith("/start"):
            greeting = f"مرحبًا {text.removeprefix('/start').strip()}".strip()
            await self.call("sendMessage", chat_id=chat, text=greeting, reply_markup=CHOICES)
        else:
            await self.call("sendMessage", chat_id=chat, text=ANSWER, parse_mode="HTML", reply_markup=KEYBOARD)

    async def _press(self, query: dict[str, Any]) -> None:
        if query["data"] == "quote":
            await self.call("answerCallbackQuery", callback_query_id=query["id"], text="نص الاقتباس", show_alert=True)
            return
        place = {"chat_id": query["message"]["chat"]["id"], "message_id": query["message"]["message_id"]}
        await self.call("editMessageText", **place, text="الصفحة الثانية", reply_markup=KEYBOARD)
        await self.call("answerCallbackQuery", callback_query_id=query["id"])

    async def _search(self, query: dict[str, Any]) -> None:
        content = {"message_text": f"<i>{query['query']}</i>", "parse_mode": "HTML"}
        results = [
            {"type": "article", "id": str(place), "title": f"نتيجة {place}", "input_message_content": content}
            for place in range(3)
        ]
        await self.call("answerInlineQuery", inline_query_id=query["id"], results=results, cache_time=0)
