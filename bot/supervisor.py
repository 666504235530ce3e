"""Tells systemd how the process is: ready, alive, ending. Nothing happens where it was not started by systemd."""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Mapping

READY, ALIVE, ENDING = "READY=1", "WATCHDOG=1", "STOPPING=1"


def longer(seconds: float) -> str:
    """The sign that a start takes so many seconds more."""
    return f"EXTEND_TIMEOUT_USEC={round(seconds * 1_000_000)}"


def tell(sign: str, environ: Mapping[str, str] = os.environ) -> None:
    """Send a sign to the supervisor; one that does not listen is no matter."""
    place = environ.get("NOTIFY_SOCKET", "")
    if place.startswith(("/", "@")):
        address = f"\0{place[1:]}" if place.startswith("@") else place
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.settimeout(0)
            line.sendto(sign.encode(), address)


def asked_every(environ: Mapping[str, str] = os.environ) -> float | None:
    """Seconds within which the supervisor wants a sign of life of us; None: it wants none."""
    wanted = environ.get("WATCHDOG_USEC", "")
    ours = environ.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
    return int(wanted) / 1_000_000 if ours and wanted.isdecimal() and int(wanted) else None
