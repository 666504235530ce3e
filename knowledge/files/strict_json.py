"""The one reader of JSON that came from outside: nothing in it can cost more than its length.

What the standard library takes without a word is refused: two values for one key, and nesting that only a recursion
limit would end.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

MOST_NESTED = 100
"""As deep as Telegram's own reader goes."""
_STRUCTURE = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)


Parse: TypeAlias = Callable[[str], Any]


def loads(raw: bytes | str, *, parse_constant: Parse | None = None, parse_float: Parse | None = None) -> Any:
    """The value; ValueError for everything that is no JSON, names a key twice, or is nested too deeply."""
    content = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    if _is_too_deep(content):
        raise ValueError("nested too deeply")
    return json.loads(raw, object_pairs_hook=_object, parse_constant=parse_constant, parse_float=parse_float)


def _is_too_deep(content: bytes) -> bool:
    """Only what has many brackets is looked at closely, and no further than to where it is too deep."""
    if content.count(b"[") + content.count(b"{") <= MOST_NESTED:
        return False
    depth = 0
    for match in _STRUCTURE.finditer(content):
        sign = match.group()[:1]
        depth += (sign in b"[{") - (sign in b"]}")
        if depth > MOST_NESTED:
            return True
    return False


def _object(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key[:60]!r} stands there twice")
        found[key] = value
    return found
