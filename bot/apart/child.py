"""Who is asked: bytes on stdin, bytes on stdout, each behind their length; it ends with its stdin."""

from __future__ import annotations

import logging
import resource
import struct
import sys
import warnings
from collections.abc import Callable
from typing import BinaryIO

LENGTH = struct.Struct(">I")
_MEMORY = 1024 * 1024 * 1024
"""Bytes of addresses; what drawing really uses is about 130 MB."""


def answer_all(answered: Callable[[bytes], bytes]) -> None:
    """Answer until there is nothing more, within bounds of memory and without a word of any library."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warnings.simplefilter("ignore")
    logging.disable()
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    while (asked := _read(incoming)) is not None:
        answer = answered(asked)
        outgoing.write(LENGTH.pack(len(answer)) + answer)
        outgoing.flush()


def _read(stream: BinaryIO) -> bytes | None:
    head = stream.read(LENGTH.size)
    return stream.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else None
