"""Whether this machine has an address of its own to listen on."""

from __future__ import annotations

import socket
from collections.abc import Iterator

from bot.settings.values import Mode, Settings


def unlistenable(settings: Settings) -> Iterator[str]:
    """The places where the bot would listen and nobody can, one line each with what to write."""
    places = {"web.host": settings.web.host} if settings.token is None else {}
    if settings.token and settings.telegram.mode is Mode.WEBHOOK:
        places["telegram.webhook.listen"] = settings.telegram.webhook.listen
    if settings.ops.port:
        places["ops.listen"] = settings.ops.listen
    for name, host in places.items():
        yield from (f"{name}: {why}" for why in against_listening(host))


def against_listening(host: str) -> Iterator[str]:
    """Why nobody can listen at an address, and what can be written instead; nothing where it is fine."""
    try:
        for family, *_, address in set(socket.getaddrinfo(host, 0, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)):
            with socket.socket(family, socket.SOCK_STREAM) as tried:
                tried.bind(address)
    except (OSError, UnicodeError):
        yield f"{host} is no address of this machine; write 127.0.0.1 for this machine alone, 0.0.0.0 for all networks"
