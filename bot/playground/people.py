"""What people do in their clients: write, press, search, block, join. The other side of the methods.

`Refused` has the words for the person; nothing here is seen by a bot but through its updates.
"""

from __future__ import annotations

from dataclasses import dataclass

from telegram.constants import InlineQueryLimit, MessageLimit, UpdateType

from bot.playground.formatting import Formatted, formatted, utf16_length
from bot.playground.methods.answering import cache_key, is_deep_link
from bot.playground.world import files, moves, posting
from bot.playground.world.access import GENERAL_TOPIC
from bot.playground.world.files import Upload
from bot.playground.world.keyboards import callback_data
from bot.playground.world.model import PRESENT, Account, BotState, Dialog, DialogType, Json, OpenQuery
from bot.playground.world.passing_on import content_of, origin, reply_fields
from bot.playground.world.posting import NewMessage
from bot.playground.world.texts import shown
from bot.playground.world.world import World

QUERY_SECONDS = 10.0
"""How long a bot has for the answer to a pressed button or an inline query (5 to 10 are reported)."""
_ANSWERS_KEPT_SECONDS = 3600
_WEB_APP = "web_app_query"


class Refused(Exception):
    """Something that a client would not let its owner do."""


@dataclass(frozen=True, slots=True)
class Hand:
    """A person at work in one chat, and topic if it is a forum."""

    world: World
    person: Account
    dialog: Dialog
    topic: int | None = None

    def say(self, text: str, *, reply_to: int | None = None) -> Json:
        """Send a text; the message."""
        words = formatted(text)
        if not words.text:
            raise Refused("an empty message cannot be sent")
        if utf16_length(words.text) > MessageLimit.MAX_TEXT_LENGTH:
            raise Refused(f"a message has at most {int(MessageLimit.MAX_TEXT_LENGTH)} characters")
        return self._post(shown(self.world, words), reply_to=reply_to)

    def send(self, upload: Upload, *, caption: str = "", kind: str = "document", duration: int = 1) -> Json:
        """Send a file as one `kind` of message (of a sticker the caption is its emoji); the message."""
        file = files.store(self.world, upload, owner=0, folder=f"{kind}s")
        content = files.sent_as(file, kind, duration=duration, emoji=caption)
        words = formatted(caption) if caption and kind != "sticker" else Formatted("")
        return self._post(content | (shown(self.world, words, field="caption") if words.text else {}))

    def locate(self, latitude: float, longitude: float) -> Json:
        """Send a place; the message."""
        return self._post({"location": {"latitude": latitude, "longitude": longitude}})

    def edit(self, message_id: int, text: str) -> Json:
        """Change the text of an own message."""
        message = self._own(message_id)
        words = formatted(text)
        if not words.text or "text" not in message:
            raise Refused("only texts can be edited here")
        kept = {name: value for name, value in message.items() if name not in ("text", "entities")}
        edited = kept | shown(self.world, words)
        return posting.replace(self.world, self.dialog, edited, author=self.person.id)

    def delete(self, message_id: int) -> None:
        """Delete a message for everybody."""
        if message_id not in self.dialog.messages:
            raise Refused("there is no such message")
        posting.remove(self.world, self.dialog, [message_id])

    def forward(self, source: Dialog, message_id: int) -> Json:
        """Pass on a message of another chat of this person."""
        message = source.messages.get(message_id)
        if message is None or source.status(self.person.id) not in PRESENT:
            raise Refused("there is no such message")
        return self._post(content_of(message), extra={"forward_origin": origin(source, message)})

    def press(self, message_id: int, data: str) -> OpenQuery:
        """Press a callback button; the query that its bot should answer."""
        message = self.dialog.messages.get(message_id)
        if message is None or data not in callback_data(message):
            raise Refused("there is no such button")
        bot = self._owner(message)
        body: Json = {"from": self.person.json(), "chat_instance": f"{abs(hash_of(self.dialog.key))}", "data": data}
        inline_id = next((id_ for id_, at in bot.inline_messages.items() if at == (self.dialog.key, message_id)), None)
        body |= {"inline_message_id": inline_id} if inline_id else {"message": message}
        return self._ask(bot, self._query(UpdateType.CALLBACK_QUERY.value, message=message_id), body)

    def search(self, bot: BotState, text: str, *, offset: str = "") -> OpenQuery:
        """Ask a bot in inline mode; answered at once when it allowed to keep an earlier answer."""
        if not bot.supports_inline:
            raise Refused(f"@{bot.account.username} has no inline mode")
        query = self._query(
            UpdateType.INLINE_QUERY.value, text=text[: InlineQueryLimit.MAX_QUERY_LENGTH], offset=offset
        )
        for person in (self.person.id, 0):
            until, answer = bot.inline_cache.get(cache_key(query.text, offset, person), (0.0, {}))
            if until > self.world.clock():
                query.answer = answer
                bot.queries[query.id] = query
                return query
        own = self.dialog.is_private and self.dialog.bot == bot.id
        body: Json = {"from": self.person.json(), "query": query.text, "offset": offset}
        body["chat_type"] = "sender" if own else self.dialog.type.value
        return self._ask(bot, query, body)

    def choose(self, bot: BotState, query: OpenQuery, result_id: str) -> Json:
        """Send one of the results of an inline query; the message."""
        results = (query.answer or {}).get("results", ())
        result = next((one for one in results if one["id"] == result_id), None)
        if result is None:
            raise Refused("there is no such result")
        message = self._post(result["message"], markup=result.get("reply_markup"), via_bot=bot.id)
        body: Json = {"result_id": result_id, "from": self.person.json(), "query": query.text}
        if "reply_markup" in result:
            inline_id = f"inline{self.world.number()}"
            bot.inline_messages[inline_id] = self.dialog.key, message["message_id"]
            body["inline_message_id"] = inline_id
        self._tell(bot, UpdateType.CHOSEN_INLINE_RESULT, body)
        return message

    def open_app(self, bot: BotState) -> OpenQuery:
        """Open a web app of a bot; the query that it may answer with a message in this chat."""
        query = self._query(_WEB_APP)
        bot.queries[query.id] = query
        return query

    def react(self, message_id: int, emoji: str) -> None:
        """Put a reaction under a message; bots hear of it if they asked for it."""
        if message_id not in self.dialog.messages:
            raise Refused("there is no such message")
        reactions = [{"type": "emoji", "emoji": emoji}] if emoji else []
        place = {"chat": self.world.chat_json(self.dialog), "message_id": message_id, "date": self.world.now()}
        body: Json = place | {"user": self.person.json(), "old_reaction": [], "new_reaction": reactions}
        for bot in self.world.bots_in(self.dialog):
            if self.dialog.is_private or self.world.is_admin(self.dialog, bot.id):
                self._tell(bot, UpdateType.MESSAGE_REACTION, body)
        event: Json = {"message_id": message_id, "by": self.person.id, "reactions": reactions}
        self.world.tell("reaction", dialog=self.dialog.key, **event)

    def open_topic(self, name: str) -> int:
        """Open a topic in a forum; its number."""
        if not self.dialog.is_forum:
            raise Refused("this chat has no topics")
        opened = posting.post(
            self.world,
            self.dialog,
            NewMessage(self.person.id, {"forum_topic_created": {"name": name, "icon_color": 7322096}}),
        )
        self.world.add_topic(self.dialog, opened["message_id"], name)
        return int(opened["message_id"])

    def close_topic(self, *, closed: bool = True) -> None:
        """Close or reopen the topic that this hand is in; without one, the General topic."""
        topic = self.topic or GENERAL_TOPIC
        known = self.dialog.topics.get(topic) or self.world.add_topic(self.dialog, topic, "General")
        known.is_closed = closed
        self.world.tell("topics", dialog=self.dialog.key)

    def delete_topic(self) -> None:
        """Delete the topic that this hand is in, with all that stands there."""
        topic = self.dialog.topics.pop(self.topic or 0, None)
        if topic is None:
            raise Refused("there is no such topic")
        inside = [id_ for id_, one in self.dialog.messages.items() if one.get("message_thread_id") == topic.id]
        posting.remove(self.world, self.dialog, [topic.id, *inside])
        self.world.tell("topics", dialog=self.dialog.key)

    def _post(
        self,
        content: Json,
        *,
        reply_to: int | None = None,
        markup: Json | None = None,
        via_bot: int | None = None,
        extra: Json | None = None,
    ) -> Json:
        self._check()
        reply = reply_fields(self.dialog.messages[reply_to]) if reply_to in self.dialog.messages else None
        draft = NewMessage(self.person.id, content, self.topic, reply, markup, via_bot, extra or {})
        return posting.post(self.world, self.dialog, draft)

    def _check(self) -> None:
        dialog, status = self.dialog, self.dialog.status(self.person.id)
        if dialog.is_private:
            if dialog.is_blocked:
                raise Refused("unblock the bot first")
            dialog.is_started = True
        if status not in PRESENT:
            raise Refused("only members can write here")
        if dialog.migrated_to is not None:
            raise Refused("this group is a supergroup now")
        if dialog.type is DialogType.CHANNEL and not dialog.may_post(self.person.id):
            raise Refused("only administrators can write in a channel")

    def _own(self, message_id: int) -> Json:
        message = self.dialog.messages.get(message_id)
        if message is None or message.get("from", {}).get("id") != self.person.id:
            raise Refused("only own messages can be edited")
        return message

    def _owner(self, message: Json) -> BotState:
        """The bot that put the buttons under a message."""
        account = message.get("via_bot") or message.get("from") or {}
        if bot := self.world.state.bots.get(account.get("id", 0)):
            return bot
        bot = next((one for one in self.world.bots_in(self.dialog)), None)
        if bot is None:
            raise Refused("nobody would hear of it")
        return bot

    def _query(self, kind: str, *, message: int = 0, text: str = "", offset: str = "") -> OpenQuery:
        id_, expires = str(10**17 + self.world.number()), self.world.clock() + QUERY_SECONDS
        return OpenQuery(id_, kind, self.person.id, expires, self.dialog.key, message, text, offset)

    def _ask(self, bot: BotState, query: OpenQuery, body: Json) -> OpenQuery:
        kept_from = self.world.clock() - _ANSWERS_KEPT_SECONDS
        bot.queries = {id_: one for id_, one in bot.queries.items() if one.expires > kept_from}
        bot.queries[query.id] = query
        self._tell(bot, UpdateType(query.kind), {"id": query.id} | body)
        return query

    def _tell(self, bot: BotState, kind: UpdateType, body: Json) -> None:
        bot.queue.add(kind.value, body, self.world.clock(), lane=self.dialog.key)
        self.world.tell("update", bot=bot.id)


def start(world: World, person: Account, bot: BotState, *, payload: str = "") -> Json:
    """Press Start, or open https://t.me/<bot>?start=<payload>; unblocks the bot as clients do."""
    if payload and not is_deep_link(payload):
        raise Refused("a deep link carries 1 to 64 of A-Z, a-z, 0-9, _ and -")
    dialog = world.private(bot.id, person.id)
    moves.set_blocked(world, dialog, blocked=False)
    return Hand(world, person, dialog).say(f"/start {payload}".rstrip())


def hash_of(text: str) -> int:
    """A number for a text that is the same in every process."""
    number = 0
    for char in text:
        number = (number * 1_000_003 + ord(char)) % (1 << 61)
    return number
