"""Items of a draft as the files of facts have them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from knowledge.drafting.decisions import Item

_STATEMENTS = "statements"
EDITOR = "editor"
"""Who made an item, or changed it (`by`)."""


def file_record(item: Item) -> dict[str, Any]:
    """What the file of facts gets: an entity, or a statement, with the entity that is accepted with it."""
    return {**item.get("entity", {}), **statement_record(item)}


def statement_id(item: Item) -> str:
    """The id under which it stands in the facts."""
    return str(item["subject"]) if "folder" in item else f"{item['subject']}.{item['key']}"


def statement_record(item: Item) -> dict[str, Any]:
    """The same without that entity."""
    return {_STATEMENTS: {item["key"]: item["record"]}} if "folder" not in item else dict(item["record"])


def cleaned(value: Any) -> Any:
    """The same as texts, without anything empty."""
    match value:
        case dict():
            return {key: one for key, item in value.items() if (one := cleaned(item)) not in (None, "", [], {})}
        case list():
            return [one for item in value if (one := cleaned(item)) not in (None, "", [], {})]
        case None:
            return None
        case bool():
            return "true" if value else None
        case _:
            return str(value).strip()


def requoted(record: Mapping[str, Any], quote: str) -> dict[str, Any]:
    """The same with another first quote, whose words still want their own wording."""
    first, *others = record.get("citations") or [{}]
    kept = {key: value for key, value in first.items() if key not in ("occurrence", "translation")}
    return {**record, "citations": [{**kept, "quote": quote}, *others]}
