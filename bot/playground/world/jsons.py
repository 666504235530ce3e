"""JSON as it may come over the wire: no NaN, no infinity, no half characters."""

from __future__ import annotations

import json
from typing import Any

from knowledge.files import strict_json


def loads(text: str | bytes) -> Any:
    """The value; ValueError for everything that is no JSON or could not be sent on."""
    value = strict_json.loads(text)
    if b"\\u" in (text if isinstance(text, bytes) else text.encode(errors="surrogatepass")):
        json.dumps(value, ensure_ascii=False).encode()  # a lone surrogate is a UnicodeEncodeError, a ValueError
    return value


def dumps(value: object) -> bytes:
    """One line of ASCII."""
    return json.dumps(value, separators=(",", ":"), allow_nan=False).encode()
