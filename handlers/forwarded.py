"""What a message says of the document that it is or bears: where a text was forwarded from, and lines of a caption."""

from __future__ import annotations

import re
from dataclasses import replace

from telegram import Chat, Message, MessageOriginChannel, MessageOriginChat

from knowledge.curation.adding import Given, ReceivedFile
from knowledge.curation.received import received
from knowledge.dates import PartialDate
from knowledge.documents.dates import read_date

_LINE = re.compile(r"^\s*(\w+)\s*:\s*(\S.*?)\s*$", re.MULTILINE)
_FIELDS = {
    word: field
    for field, words in {
        "id": "id",
        "title": "title عنوان العنوان",
        "publisher": "publisher ناشر الناشر",
        "date": "date تاريخ التاريخ",
        "language": "lang language لغة اللغة",
    }.items()
    for word in words.split()
}
_CODE = re.compile(r"[a-z]{2,3}")


def given_in(caption: str) -> Given:
    """What an operator says of a file below it, a line each («التاريخ: 2024-04-25»); ValueError for what is none."""
    said = {_FIELDS[name.lower()]: value for name, value in _LINE.findall(caption) if name.lower() in _FIELDS}
    language = said.get("language", "").lower()
    if language and not _CODE.fullmatch(language):
        raise ValueError(f"{language!r} is no language code; write ar, en, fa, …")
    date = read_date(said.get("date", ""))
    return Given(said.get("id"), said.get("title"), said.get("publisher"), date, language or None)


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
