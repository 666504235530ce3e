"""Reads the parameters of a call from whatever HTTP brings: query string, JSON, form or multipart."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import aiohttp
from aiohttp import web
from telegram.constants import FileSizeLimit

from bot.playground.world import jsons
from bot.playground.world.errors import ApiError, bad_request
from bot.playground.world.files import Upload

MAX_BODY = int(FileSizeLimit.FILESIZE_UPLOAD) + 1_000_000
"""The largest file, and room for what comes with it."""
_MAX_FIELDS = 1000
_NOT_UTF8 = "strings must be encoded in UTF-8"


@dataclass(slots=True)
class Body:
    """What came with a call."""

    given: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)


async def read_body(request: web.BaseRequest) -> Body:
    """The parameters and files of a call; ApiError for what cannot be read."""
    if request.content_length is not None and request.content_length > MAX_BODY:
        raise too_large()
    body = Body(_form(request.rel_url.raw_query_string)) if request.rel_url.raw_query_string else Body()
    content_type = request.content_type
    try:
        if content_type == "application/json":
            body.given |= _json(await request.read())
        elif content_type == "multipart/form-data":
            await _read_multipart(request, body)
        elif content_type == "application/x-www-form-urlencoded":
            body.given |= _form((await request.read()).decode())
    except web.HTTPRequestEntityTooLarge:
        raise too_large() from None
    except UnicodeDecodeError:
        raise bad_request(_NOT_UTF8) from None
    return body


def too_large() -> ApiError:
    """The refusal of a body beyond the limit."""
    return ApiError(413, "Request Entity Too Large")


def _json(raw: bytes) -> dict[str, Any]:
    if not raw.strip():
        return {}
    try:
        value = jsons.loads(raw.decode())
    except UnicodeError:
        raise bad_request(_NOT_UTF8) from None
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(value, dict):
        raise bad_request("expected an Object")
    return value


def _form(text: str) -> dict[str, Any]:
    try:
        return dict(parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS))
    except UnicodeDecodeError:
        raise
    except ValueError:
        raise bad_request("too many parameters") from None


async def _read_multipart(request: web.BaseRequest, body: Body) -> None:
    left = MAX_BODY
    try:
        reader = await request.multipart()
        while (part := await reader.next()) is not None:
            if not isinstance(part, aiohttp.BodyPartReader) or not part.name:
                continue
            content = await _content(part, left)
            left -= len(content)
            if part.filename is None:
                body.given[part.name] = content.decode()
            else:
                body.files[part.name] = Upload(part.filename, part.headers.get("Content-Type", ""), content)
            if len(body.given) + len(body.files) > _MAX_FIELDS:
                raise bad_request("too many parameters")
    except UnicodeDecodeError:
        raise
    except (ValueError, RuntimeError, AssertionError, KeyError, LookupError):
        raise bad_request("can't parse multipart form") from None


async def _content(part: aiohttp.BodyPartReader, limit: int) -> bytes:
    chunks, size = [], 0
    while chunk := await part.read_chunk():
        size += len(chunk)
        if size > limit:
            raise too_large()
        chunks.append(chunk)
    return b"".join(chunks)
