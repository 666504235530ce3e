"""What is wrong with the values of a record, in words: pydantic's details as this package tells them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from knowledge.files.suggestions import described, did_you_mean, keys_at, nearest

Path_ = tuple[str | int, ...]
_OPTION = re.compile(r"'([^']*)'")


def told_of(detail: Mapping[str, Any], model: type[BaseModel]) -> tuple[Path_, str, str]:
    """The place of a mistake, what is said of it, and the key that was meant where one is unknown."""
    path = tuple(part for part in detail["loc"] if not str(part).endswith("]"))
    inside = list(detail["loc"][:-1])
    match detail["type"]:
        case "extra_forbidden":
            keys = keys_at(model, inside)
            near = did_you_mean(str(path[-1]), keys, otherwise=f"; the keys here are {', '.join(keys)}")
            return path, f"{describe(detail)}{near}", nearest(str(path[-1]), keys)
        case "missing":
            wanted = described(str(path[-1]), model, inside)
            return path, f"{describe(detail)}{f'; {wanted}' if wanted else ''}", ""
        case _:
            return path, describe(detail), ""


def describe(detail: Mapping[str, Any]) -> str:
    """One of pydantic's error details in the words of this package."""
    match detail["type"]:
        case "extra_forbidden":
            return "unknown key; remove it or correct its spelling"
        case "missing":
            return "is missing"
        case "tuple_type" | "list_type":
            return f"input should be a list, such as [a, b], not {short(detail['input'])}"
        case "string_type" | "dict_type" | "mapping_type" | "model_type":
            return f"{detail['msg'][0].lower()}{detail['msg'][1:]}, not {short(detail['input'])}"
        case "value_error":
            return str(detail["ctx"]["error"])
        case _:
            found = f"{detail['msg'][0].lower()}{detail['msg'][1:]} (found {short(detail['input'])})"
            return f"{found}{_option_meant(detail)}"


def _option_meant(detail: Mapping[str, Any]) -> str:
    """Of a value that is none of a list: the nearest one of the list."""
    if detail["type"] not in ("enum", "literal_error"):
        return ""
    return did_you_mean(str(detail["input"]), _OPTION.findall(detail["ctx"]["expected"]))


def short(value: object) -> str:
    """A value as messages show it, its end cut off."""
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"
