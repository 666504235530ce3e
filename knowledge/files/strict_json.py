"""The one reader of JSON that came from outside: nothing in it can cost more than its length.

What the standard library takes without a word is refused: two values for one key, nesting that only a recursion
limit would end, and NaN and infinity, which no other reader takes when they are written again.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable
from typing import Any, NoReturn

MOST_NESTED = 100
"""As deep as Telegram's own reader goes."""
_STRUCTURE = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)


def loads(raw: bytes | str) -> Any:
    """The value; ValueError for everything that is no JSON, names a key twice, or is nested too deeply."""
    content = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    if _is_too_deep(content):
        raise ValueError("nested too deeply")
    return json.loads(raw, object_pairs_hook=_object, parse_constant=_refuse, parse_float=_finite)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise ValueError(f"{digits[:60]} is too large")
    return number


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
