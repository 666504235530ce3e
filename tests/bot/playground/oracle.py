"""Telegram's own client library, asked offline how it reads a text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

import pytest

from bot.playground.formatting import MarkupKind, MarkupSpan

_NAMES = {
    "TextUrl": MarkupKind.TEXT_LINK,
    "MentionName": MarkupKind.TEXT_MENTION,
    "PreCode": MarkupKind.PRE,
    "EmailAddress": MarkupKind.EMAIL,
    "BlockQuote": MarkupKind.BLOCKQUOTE,
    "ExpandableBlockQuote": MarkupKind.EXPANDABLE_BLOCKQUOTE,
}
_NOT_LOOKED_FOR = ("MediaTimestamp", "BankCardNumber")


class TelegramLibrary:
    """Its synchronous requests need no account and no network."""

    def __init__(self) -> None:
        self._library = pytest.importorskip("tdjson", reason="PyPI's tdjson is not installed")
        self._ask({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})

    def parse(self, text: str, mode: str) -> tuple[str, list[MarkupSpan]] | str:
        """Text and spans, or the words of the refusal."""
        mode_object = {
            "HTML": {"@type": "textParseModeHTML"},
            "Markdown": {"@type": "textParseModeMarkdown", "version": 1},
            "MarkdownV2": {"@type": "textParseModeMarkdown", "version": 2},
        }[mode]
        return self._formatted(self._ask({"@type": "parseTextEntities", "text": text, "parse_mode": mode_object}))

    def find(self, text: str) -> list[MarkupSpan]:
        """What is clickable in plain words."""
        return _spans(self._ask({"@type": "getTextEntities", "text": text})["entities"])

    def settle(self, text: str, spans: Iterable[MarkupSpan]) -> tuple[str, list[MarkupSpan]] | str:
        """The text cleaned and the spans in order, not trimmed; the text must hold no Markdown."""
        entities = [
            {"@type": "textEntity", "offset": span.offset, "length": span.length, "type": _type(span)} for span in spans
        ]
        formatted = {"@type": "formattedText", "text": text, "entities": entities}
        return self._formatted(self._ask({"@type": "parseMarkdown", "text": formatted}))

    def _formatted(self, answer: dict[str, Any]) -> tuple[str, list[MarkupSpan]] | str:
        if answer["@type"] == "error":
            return str(answer["message"]).removeprefix("Can't parse entities: ")
        return answer["text"], _spans(answer["entities"])

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self._library.td_execute(json.dumps(request).encode()))
        return answer


def _spans(entities: Iterable[dict[str, Any]]) -> list[MarkupSpan]:
    return [
        MarkupSpan(_kind(one["type"]), one["offset"], one["length"], _argument(one["type"]))
        for one in entities
        if one["type"]["@type"].removeprefix("textEntityType") not in _NOT_LOOKED_FOR
    ]


def _kind(type_: dict[str, Any]) -> MarkupKind:
    name = type_["@type"].removeprefix("textEntityType")
    return _NAMES.get(name) or MarkupKind(re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower())


def _argument(type_: dict[str, Any]) -> str:
    if "unix_time" in type_:
        return str(type_["unix_time"])
    values = (type_.get(key) for key in ("url", "user_id", "language", "custom_emoji_id"))
    return str(next((value for value in values if value is not None), ""))


def _type(span: MarkupSpan) -> dict[str, Any]:
    names = {kind: name for name, kind in _NAMES.items() if name != "PreCode"}
    name = names.get(span.kind) or "".join(word.title() for word in span.kind.split("_"))
    argument = {MarkupKind.TEXT_LINK: "url", MarkupKind.CUSTOM_EMOJI: "custom_emoji_id"}.get(span.kind)
    return {"@type": f"textEntityType{name}", **({argument: span.argument} if argument else {})}
