"""The short form of a file of facts: one document at its head, quotes as plain texts, and by name where they repeat.

A file that has `source` at its head is in short form. It says the same as one that is written out, and is read as that.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SOURCE, QUOTES, STATEMENTS = "source", "quotes", "statements"
_PROPERTY, _CITATIONS, _QUOTE = "property", "citations", "quote"


def written_out(data: Any) -> Any:
    """What a file holds with the property, source and quote of each statement; itself where it is not short."""
    statements = data.get(STATEMENTS) if isinstance(data, Mapping) else None
    if not isinstance(statements, Mapping) or SOURCE not in data:
        return data
    return {**data, STATEMENTS: {key: _written_out(key, one, data) for key, one in statements.items()}}


def _written_out(key: str, statement: Any, head: Mapping[str, Any]) -> Any:
    if not isinstance(statement, Mapping):
        return statement
    citations = statement.get(_CITATIONS)
    cited = {_CITATIONS: [_cited(one, head) for one in citations]} if isinstance(citations, list | tuple) else {}
    return {_PROPERTY: key, **statement, **cited}


def _cited(citation: Any, head: Mapping[str, Any]) -> Any:
    quotes = head.get(QUOTES)
    match citation:
        case str():
            named = quotes.get(citation) if isinstance(quotes, Mapping) else None
            return {SOURCE: head[SOURCE], _QUOTE: citation if named is None else named}
        case Mapping():
            return {SOURCE: head[SOURCE], **citation}
        case _:
            return citation


def shortened(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same in short form, where it has a source at its head; what goes without saying is left out."""
    if SOURCE not in data or STATEMENTS not in data:
        return data
    return {**data, STATEMENTS: {key: _shortened(key, one, data) for key, one in data[STATEMENTS].items()}}


def _shortened(key: str, statement: Mapping[str, Any], head: Mapping[str, Any]) -> Mapping[str, Any]:
    kept = {name: value for name, value in statement.items() if (name, value) != (_PROPERTY, key)}
    return {**kept, _CITATIONS: [_plain(one, head) for one in statement[_CITATIONS]]}


def _plain(citation: Mapping[str, Any], head: Mapping[str, Any]) -> Mapping[str, Any] | str:
    kept = {name: value for name, value in citation.items() if (name, value) != (SOURCE, head[SOURCE])}
    quotes = head.get(QUOTES, {})
    names = {words: str(name) for name, words in quotes.items()}
    if kept.keys() != {_QUOTE} or kept[_QUOTE] in quotes:
        return kept
    return names.get(kept[_QUOTE], str(kept[_QUOTE]))
