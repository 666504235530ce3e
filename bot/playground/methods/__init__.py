"""The methods of the Bot API that this server does more with than check and write down."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import chain

from bot.playground.methods.call import Call, Function

__all__ = ["Call", "Function", "implemented"]


@cache
def implemented() -> Mapping[str, Function]:
    """Each method by its name in lower case; getUpdates and the webhook methods belong to the server."""
    from bot.playground.methods import answering, chats, editing, forwarding, profile, sending

    modules = (sending, forwarding, editing, answering, profile, chats)
    return dict(chain.from_iterable(module.FUNCTIONS.items() for module in modules))
