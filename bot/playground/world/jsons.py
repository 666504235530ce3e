"""JSON as it may come over the wire: no NaN, no infinity, no half characters."""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn

from knowledge.files import strict_json


def loads(text: str | bytes) -> Any:
    """The value; ValueError for everything that is no JSON or could not be sent on."""
    value = strict_json.loads(text, parse_constant=_refuse, parse_float=_finite)
    if b"\\u" in (text if isinstance(text, bytes) else text.encode(errors="surrogatepass")):
        json.dumps(value, ensure_ascii=False).encode()  # a lone surrogate is a UnicodeEncodeError, a ValueError
    return value


def dumps(value: object) -> bytes:
    """One line of ASCII."""
    return json.dumps(value, separators=(",", ":"), allow_nan=False).encode()


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise ValueError(f"{digits} is too large")
    return number
