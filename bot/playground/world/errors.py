"""How the Bot API refuses: a status, Telegram's words, and sometimes parameters for the bot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class ApiError(Exception):
    """A call that is refused; `description` is what the bot reads."""

    def __init__(self, code: int, description: str, parameters: Mapping[str, int] | None = None) -> None:
        self.code = code
        self.description = description
        self.parameters = dict(parameters or {})
        super().__init__(f"{code} {description}")

    def json(self) -> dict[str, Any]:
        """The body of the answer."""
        answer: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return answer | ({"parameters": self.parameters} if self.parameters else {})


def bad_request(words: str, parameters: Mapping[str, int] | None = None) -> ApiError:
    """A 400; like Telegram, it begins in lower case unless it is a CODE_WORD."""
    shouted = len(words) > 1 and (words[1] == "_" or words[1].isupper())
    return ApiError(400, f"Bad Request: {words if shouted else words[:1].lower() + words[1:]}", parameters)


def forbidden(words: str) -> ApiError:
    """A 403: the chat is closed to the bot."""
    return ApiError(403, f"Forbidden: {words}")


def conflict(words: str) -> ApiError:
    """A 409: somebody else takes the updates."""
    return ApiError(409, f"Conflict: {words}")


def too_many_requests(seconds: int) -> ApiError:
    """A 429 with the pause that the bot must make."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


def chat_not_found() -> ApiError:
    """The chat does not exist, or not for this bot."""
    return bad_request("chat not found")


def query_too_old() -> ApiError:
    """A callback or inline query that was answered, or waited too long."""
    return bad_request("query is too old and response timeout expired or query ID is invalid")
