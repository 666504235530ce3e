"""One question to a language model behind any address that speaks OpenAI's chat completions, and its reply as a text.

The key goes into a header and nowhere else; redirects are not followed, for they would carry it elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import aiohttp
from pydantic import SecretStr

from bot.settings.values import Settings
from knowledge.files import strict_json
from knowledge.files.bounded import MEBIBYTE

_PATIENCE = aiohttp.ClientTimeout(total=180, sock_connect=15)
_MOST_OF_A_REPLY = MEBIBYTE
_REFUSED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
_SHOWN = 200


class ModelFailed(Exception):
    """A model has no usable reply; the message says why, without the key and without what was sent."""


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """Where a model is, what it is called there, and what opens it."""

    url: str
    """The root: `/chat/completions` is appended."""
    name: str
    key: SecretStr | None = None
    patience: aiohttp.ClientTimeout = _PATIENCE

    @classmethod
    def of(cls, settings: Settings) -> LanguageModel | None:
        """That of the settings; None where none is set."""
        one = settings.desk.model
        return cls(one.url, one.name, settings.model_key) if one.url else None

    async def reply(self, messages: Sequence[Mapping[str, str]]) -> str:
        """What it says to some messages, as it stands; ModelFailed where it says nothing whole."""
        body = {
            "model": self.name,
            "messages": list(messages),
            "temperature": 0,
            "response_format": {"type": "json_object"},
        }
        try:
            return _content(await self._posted(body))
        except TimeoutError:
            raise ModelFailed("does not answer in time; ask for less, or another model") from None
        except aiohttp.ClientError as error:
            raise ModelFailed(f"cannot be reached ({type(error).__name__}); look at desk.model.url") from None

    async def _posted(self, body: Mapping[str, Any]) -> bytes:
        headers = {"Authorization": f"Bearer {self.key.get_secret_value()}"} if self.key else {}
        url = f"{self.url.rstrip('/')}/chat/completions"
        async with (
            aiohttp.ClientSession(timeout=self.patience, trust_env=True) as session,
            session.post(url, json=body, headers=headers, allow_redirects=False) as response,
        ):
            if response.status != HTTPStatus.OK:
                raise ModelFailed(_refusal(response.status))
            return await _bounded(response.content)


async def _bounded(stream: aiohttp.StreamReader) -> bytes:
    found = bytearray()
    async for piece in stream.iter_chunked(64 * 1024):
        found += piece
        if len(found) > _MOST_OF_A_REPLY:
            raise ModelFailed("answers with more than a megabyte")
    return bytes(found)


def _refusal(status: int) -> str:
    if status in _REFUSED:
        return f"refuses us ({status}); look at the key that desk.model.key_env names"
    if status == HTTPStatus.NOT_FOUND:
        return "is not there (404); look at desk.model.url and desk.model.name"
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return "has too much to do (429); ask again later"
    return f"answers {status}"


def _content(raw: bytes) -> str:
    try:
        data = strict_json.loads(raw)
    except ValueError:
        raise ModelFailed("answers with something that is no JSON; look at desk.model.url") from None
    match data:
        case {"choices": [{"finish_reason": "length"}, *_]}:
            raise ModelFailed("ended in the middle of its reply; let it say more, or take another model")
        case {"choices": [{"message": {"content": str(content)}}, *_]} if content.strip():
            return content
        case {"error": {"message": str(message)}}:
            raise ModelFailed(f"says: {message[:_SHOWN]}")
    raise ModelFailed("answers without a word of content")
