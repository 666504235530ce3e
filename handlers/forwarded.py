"""What a message says of the document that it is or bears: where a text was forwarded from, and lines of a caption."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from pydantic import RootModel
from telegram import Chat, Message, MessageOriginChannel, MessageOriginChat

from bot.readers.asked import read_asked
from knowledge.curation.adding import Given, ReceivedFile
from knowledge.curation.received import received
from knowledge.dates import PartialDate
from knowledge.documents.file_dates import read_date
from knowledge.text.listed import Listed, by_form

_LINE = re.compile(r"^\s*(\w+)\s*:\s*(\S.*?)\s*$", re.MULTILINE)
_CODE = re.compile(r"[a-z]{2,3}")


def given_in(caption: str) -> Given:
    """What an operator says of a file below it, a line each («التاريخ: 2024-04-25»); ValueError for what is none."""
    fields = _fields()
    said = {fields[name.lower()]: value for name, value in _LINE.findall(caption) if name.lower() in fields}
    language = said.get("language", "").lower()
    if language and not _CODE.fullmatch(language):
        raise ValueError(f"{language!r} is no language code; write ar, en, fa, …")
    date = read_date(said.get("date", ""))
    return Given(said.get("id"), said.get("title"), said.get("publisher"), date, language or None)


class _CaptionsRecord(RootModel[dict[str, Listed]]):
    """The whole of `captions.yaml`."""


@cache
def _fields() -> Mapping[str, str]:
    """What is meant, by the words for it."""
    return by_form(read_asked("captions", _CaptionsRecord).root.items(), str)


def of_text(message: Message) -> ReceivedFile:
    """A message that is a document itself; who published it and when is known of one that was forwarded."""
    origin = message.forward_origin
    name, publisher, url = "message.txt", None, None
    if isinstance(origin, MessageOriginChannel):
        name, publisher, url = _channel(origin.chat, origin.message_id)
    elif isinstance(origin, MessageOriginChat):
        publisher = origin.sender_chat.title
    one = received(name, (message.text or "").encode("utf-8", "ignore"), Given())
    date = PartialDate.parse(origin.date.date().isoformat()) if origin else None
    proposed = replace(one.extract.proposed, publisher=publisher, url=url, date=date)
    return replace(one, extract=replace(one.extract, proposed=proposed))


def _channel(chat: Chat, number: int) -> tuple[str, str | None, str | None]:
    """A name for the text, who published it, and where it stands."""
    if not chat.username:
        return "message.txt", chat.title, None
    return f"{chat.username}-{number}.txt", chat.title, f"https://t.me/{chat.username}/{number}"
