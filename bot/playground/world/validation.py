"""Which methods exist and what they take, read from the signatures of `telegram.Bot`."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, ForwardRef, get_args, get_origin

from telegram import Bot

from bot.playground.world import jsons
from bot.playground.world.errors import ApiError, bad_request

_METHOD = re.compile(r"[a-z]+(?:[A-Z][A-Za-z]*)+|close")
_TRANSPORT = frozenset({"self", "read_timeout", "write_timeout", "connect_timeout", "pool_timeout", "api_kwargs"})
_LEGACY = frozenset({"reply_to_message_id", "allow_sending_without_reply", "disable_web_page_preview"})
"""Former parameters, which Telegram still takes and python-telegram-bot offers as conveniences."""
_REPLACED_BY_CONVENIENCE = frozenset({"latitude", "longitude", "title", "address", "phone_number", "first_name"})
"""Optional in python-telegram-bot, where an object may stand for them, obligatory in the Bot API."""
_HAVE_CONVENIENCES = frozenset({"sendLocation", "editMessageLiveLocation", "sendVenue", "sendContact"})
_MAY_BE_EMPTY = frozenset({"url"})
"""An empty address removes a webhook."""
_TRUE, _FALSE = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})
_TELEGRAM_WORDS = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "user_id": "invalid user_id specified",
    "message_id": "Message identifier is not specified",
    "message_ids": "Message identifiers are not specified",
    "file_id": "file_id not specified",
    "action": "Wrong parameter action in request",
    "photo": "There is no photo in the request",
    "document": "There is no document in the request",
    "audio": "There is no audio in the request",
    "video": "There is no video in the request",
    "animation": "There is no animation in the request",
    "voice": "There is no voice in the request",
    "video_note": "There is no video note in the request",
    "sticker": "There is no sticker in the request",
}


class Shape(StrEnum):
    """What a parameter may be."""

    INTEGER = "Integer"
    FLOAT = "Float"
    BOOLEAN = "Boolean"
    STRING = "String"
    LIST = "Array"
    OBJECT = "Object"
    FILE = "InputFile"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a method."""

    name: str
    shapes: frozenset[Shape]
    required: bool


@dataclass(frozen=True, slots=True)
class Method:
    """One method of the Bot API; `returns` is python-telegram-bot's annotation."""

    name: str
    parameters: Mapping[str, Parameter]
    returns: object


def methods() -> Mapping[str, Method]:
    """All methods by their names in lower case."""
    return {name: _method(spelt) for name, spelt in _spelt().items()}


def method_of(name: str) -> Method | None:
    """A method by its name in any case, as at Telegram; it is read when it is first called."""
    spelt = _spelt().get(name.lower())
    return _method(spelt) if spelt else None


@cache
def _spelt() -> Mapping[str, str]:
    names = (name for name in vars(Bot) if _METHOD.fullmatch(name) and callable(getattr(Bot, name)))
    return {name.lower(): name for name in names}


def read(method: Method, given: Mapping[str, Any], files: Mapping[str, Any], *, strict: bool = True) -> dict[str, Any]:
    """The parameters in their shapes; ApiError for missing and malformed ones, and when strict for unknown ones."""
    values: dict[str, Any] = {}
    for name, value in given.items():
        parameter = method.parameters.get(name)
        if parameter is not None:
            if value not in ("", None):
                values[name] = _shaped(value, parameter)
        elif strict and name not in _LEGACY:
            raise bad_request(f'parameter "{name}" is unknown to {method.name}')
        elif name in _LEGACY:
            values[name] = value
    for parameter in method.parameters.values():
        is_empty = parameter.name in given and parameter.name in _MAY_BE_EMPTY
        if parameter.required and parameter.name not in values and parameter.name not in files and not is_empty:
            raise missing(parameter.name)
    return values


def missing(name: str) -> ApiError:
    """The refusal of a call without an obligatory parameter."""
    return bad_request(_TELEGRAM_WORDS.get(name, f'Parameter "{name}" is required'))


@cache
def _method(name: str) -> Method:
    signature = inspect.signature(getattr(Bot, name))
    parameters = {
        given.name: Parameter(
            given.name,
            frozenset(_shapes(given.annotation)),
            required=given.default is given.empty
            or (name in _HAVE_CONVENIENCES and given.name in _REPLACED_BY_CONVENIENCE),
        )
        for given in signature.parameters.values()
        if given.name not in _TRANSPORT and given.kind is not given.KEYWORD_ONLY
    }
    return Method(name, parameters, signature.return_annotation)


def _shapes(annotation: object) -> Iterator[Shape]:
    """The shapes of an annotation that is partly evaluated and partly text."""
    match annotation:
        case ForwardRef():
            yield from _shapes(annotation.__forward_arg__)
        case str() if "|" in annotation and not annotation.startswith("Sequence"):
            for part in annotation.split("|"):
                yield from _shapes(part.strip())
        case str():
            yield from _named(annotation)
        case type():
            yield from _named(annotation.__name__)
        case _ if "Sequence" in repr(get_origin(annotation)):
            yield Shape.LIST
        case _ if get_origin(annotation) is Callable or "DefaultValue" in repr(get_origin(annotation)):
            return
        case _:
            for argument in get_args(annotation) or ():
                yield from _shapes(argument)


def _named(name: str) -> Iterator[Shape]:
    match name:
        case "None" | "NoneType":
            return
        case "bool":
            yield Shape.BOOLEAN
        case "int" | "timedelta" | "datetime":
            yield Shape.INTEGER
        case "float":
            yield Shape.FLOAT
        case "str":
            yield Shape.STRING
        case "FileInput" | "InputFile" | "bytes" | "Path":
            yield Shape.FILE
            yield Shape.STRING
        case _:
            yield Shape.LIST if name.startswith(("Sequence", "tuple", "list")) else Shape.OBJECT


def _shaped(value: Any, parameter: Parameter) -> Any:
    """The value in the first shape that fits; HTTP forms bring everything as text."""
    shapes = parameter.shapes
    if isinstance(value, str):
        return _from_text(value, parameter)
    if isinstance(value, bool):
        fits = Shape.BOOLEAN in shapes
    elif isinstance(value, int):
        fits = not shapes.isdisjoint({Shape.INTEGER, Shape.FLOAT})
        value = value if fits or Shape.STRING not in shapes else str(value)
        fits = fits or Shape.STRING in shapes
    elif isinstance(value, float):
        fits = Shape.FLOAT in shapes or (value.is_integer() and Shape.INTEGER in shapes)
        value = int(value) if Shape.FLOAT not in shapes and fits else value
    else:
        fits = (Shape.LIST if isinstance(value, list) else Shape.OBJECT) in shapes
    if not fits:
        raise _malformed(parameter)
    return value


def _from_text(text: str, parameter: Parameter) -> Any:
    shapes = parameter.shapes
    if Shape.INTEGER in shapes and re.fullmatch(r"-?[0-9]{1,19}", text.strip()):
        return int(text)
    if Shape.BOOLEAN in shapes and (lowered := text.strip().lower()) in _TRUE | _FALSE:
        return lowered in _TRUE
    if Shape.FLOAT in shapes and re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]*)?", text.strip()):
        return float(text)
    if shapes & {Shape.LIST, Shape.OBJECT} and (Shape.STRING not in shapes or text.lstrip()[:1] in ("{", "[")):
        return _from_json(text, parameter)
    if Shape.STRING not in shapes:
        raise _malformed(parameter)
    return text


def _from_json(text: str, parameter: Parameter) -> Any:
    try:
        value = jsons.loads(text)
    except ValueError:
        raise bad_request(f"can't parse {parameter.name} JSON object") from None
    if isinstance(value, list) if Shape.LIST in parameter.shapes else isinstance(value, dict):
        return value
    if isinstance(value, dict) and Shape.OBJECT in parameter.shapes:
        return value
    raise _malformed(parameter)


def _malformed(parameter: Parameter) -> ApiError:
    words = " or ".join(sorted(shape.value for shape in parameter.shapes))
    return bad_request(f'parameter "{parameter.name}" must be of type {words}')
