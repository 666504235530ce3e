"""The process that draws: scenes on stdin, pictures on stdout, each behind its length; it ends with its stdin."""

from __future__ import annotations

import logging
import resource
import struct
import sys
import warnings
from typing import BinaryIO

from bot.drawing.pictures import draw
from bot.drawing.scenes import loaded

LENGTH = struct.Struct(">I")
MEMORY = 1024 * 1024 * 1024
"""Bytes of addresses; what is really used is about 130 MB."""
SECONDS = 20
"""Of a core for one picture, many times what the largest takes."""


def main() -> None:
    """Draw until there is nothing more to draw; nothing comes back for what cannot be drawn."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warnings.simplefilter("ignore")
    logging.disable()
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    while (scene := _read(incoming)) is not None:
        picture = _drawn(scene)
        outgoing.write(LENGTH.pack(len(picture)) + picture)
        outgoing.flush()


def _read(stream: BinaryIO) -> bytes | None:
    head = stream.read(LENGTH.size)
    return stream.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else None


def _drawn(scene: bytes) -> bytes:
    try:
        return draw(loaded(scene))
    except Exception:  # whatever it is, who asked gets the same in words
        return b""


if __name__ == "__main__":
    main()
