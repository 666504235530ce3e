"""The token of a statement: what its permanent link carries."""

from __future__ import annotations

import hashlib
import re
from base64 import urlsafe_b64encode

PREFIX = "s_"
"""No id of an entity holds an underscore, so a token is never taken for one."""
_DIGEST_BYTES = 12
_TOKEN = re.compile(rf"{PREFIX}[A-Za-z0-9_-]{{16}}")


def token(statement_id: str) -> str:
    """Eighteen of the characters that a link may carry; the same in every version, for the id never changes."""
    digest = hashlib.blake2b(statement_id.encode(), digest_size=_DIGEST_BYTES).digest()
    return PREFIX + urlsafe_b64encode(digest).decode()


def is_token(text: str) -> bool:
    """Whether a text may be the token of a statement."""
    return _TOKEN.fullmatch(text) is not None


def permanent_link(bot: str, statement_id: str) -> str:
    """What opens a statement in the chat with the bot of a name."""
    return f"https://t.me/{bot}?start={token(statement_id)}"
