"""What the tests compare with of the machine-readable Bot API specification: methods, parameters and their types.

`python -m tests.bot.playground.specification api.json` makes `data/bot_api.json` anew, from `api.json` of
https://github.com/PaulSonOfLars/telegram-bot-api-spec (MIT, Copyright (c) 2020 Paul Larsen).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "data" / "bot_api.json"
_SOURCE = "github.com/PaulSonOfLars/telegram-bot-api-spec, MIT, Copyright (c) 2020 Paul Larsen"


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter of a method, which is named in lower case."""

    method: str
    name: str
    types: tuple[str, ...]
    required: bool


@dataclass(frozen=True, slots=True)
class Specification:
    """All methods, in lower case, and all parameters."""

    methods: frozenset[str]
    fields: tuple[Field, ...]


def read() -> Specification:
    """The committed file."""
    methods: Mapping[str, Any] = json.loads(FILE.read_text("utf-8"))["methods"]
    fields = (
        Field(method.lower(), name, tuple(types), needed == "required")
        for method, given in methods.items()
        for needed, parameters in given.items()
        for name, types in parameters.items()
    )
    return Specification(frozenset(map(str.lower, methods)), tuple(fields))


def compact(api: Mapping[str, Any]) -> str:
    """The specification without its words, a method a line."""
    head = {"version": f"{api['version']}, {api['release_date']}", "source": _SOURCE}
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(dict(_parameters(one)))}" for name, one in _methods(api))
    return f'{json.dumps(head)[:-1]}, "methods": {{\n{lines}\n}}}}\n'


def _methods(api: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return sorted(api["methods"].items())


def _parameters(method: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for needed in ("required", "optional"):
        fields = [one for one in method.get("fields", ()) if one["required"] == (needed == "required")]
        if fields:
            yield needed, {one["name"]: one["types"] for one in fields}


if __name__ == "__main__":
    FILE.write_text(compact(json.loads(Path(sys.argv[1]).read_text("utf-8"))), "utf-8")
