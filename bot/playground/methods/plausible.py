"""Answers for the methods that this server does not act on: the smallest value of the type that the method returns."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from typing import Any, ForwardRef, get_args, get_origin

from bot.playground.methods.call import Call
from bot.playground.world.validation import Method

_MAX_DEPTH = 6
_STRINGS = {"file_id": "file", "file_unique_id": "file", "status": "member", "type": "regular", "currency": "XTR"}
_REQUIRED_BY_NOW: dict[str, dict[str, Any]] = {"Poll": {"allows_revoting": True, "members_only": False}}
"""Fields that the Bot API always sends, and that python-telegram-bot's signatures call optional for a while."""


def plausible(call: Call, method: Method) -> Any:
    """A result that a bot library can read; parameters of the call stand in fields of the same name."""
    if method.name.startswith(("edit", "stop")) and "inline_message_id" in call.given:
        return True
    return _value(method.returns, call.given, 0)


def _value(annotation: object, given: Mapping[str, Any], depth: int) -> Any:
    """The smallest value of an annotation that is partly evaluated and partly text."""
    if depth > _MAX_DEPTH:
        return None
    match annotation:
        case ForwardRef():
            return _value(annotation.__forward_arg__, given, depth)
        case str():
            return _named(annotation, given, depth)
        case type():
            return _of_type(annotation, given, depth)
    if get_origin(annotation) in (tuple, list) or "Sequence" in repr(get_origin(annotation)):
        return []
    options = [one for one in get_args(annotation) if one is not type(None)]
    chosen = next((one for one in options if one is bool), None) or (options[0] if options else bool)
    return _value(chosen, given, depth)


def _named(name: str, given: Mapping[str, Any], depth: int) -> Any:
    options = [part.strip(" '\"") for part in re.split(r"\|(?![^\[]*\])", name)]
    if "None" in options and depth:
        return None
    chosen = next((part for part in options if part == "bool"), options[0])
    if chosen.startswith(("Sequence", "tuple", "list", "collections.abc.Sequence")):
        return []
    simple = {"bool": bool, "int": int, "str": str, "float": float}.get(chosen)
    return _of_type(simple or _telegram_type(chosen), given, depth)


def _telegram_type(name: str) -> type:
    import telegram

    found = getattr(telegram, name.rpartition(".")[2], None)
    return found if isinstance(found, type) else bool


def _of_type(type_: type, given: Mapping[str, Any], depth: int) -> Any:
    if type_ is bool:
        return True
    if type_ in (int, float):
        return 0
    if type_ is str:
        return "https://t.me/playground"
    if type_.__name__ in ("datetime", "timedelta"):
        return 0
    if issubclass(type_, dict) or not hasattr(type_, "de_json"):
        return {}
    return _object(type_, given, depth)


def _object(type_: type, given: Mapping[str, Any], depth: int) -> dict[str, Any]:
    """The obligatory fields of one of python-telegram-bot's classes."""
    body: dict[str, Any] = dict(_REQUIRED_BY_NOW.get(type_.__name__, {}))
    for parameter in inspect.signature(type_).parameters.values():
        if parameter.default is not parameter.empty or parameter.kind is parameter.VAR_KEYWORD:
            continue
        name = "from" if parameter.name == "from_user" else parameter.name
        if name in given and depth == 0:
            body[name] = given[name]
        elif name in _STRINGS and "str" in str(parameter.annotation):
            body[name] = _STRINGS[name]
        else:
            body[name] = _value(parameter.annotation, given, depth + 1)
    return body
