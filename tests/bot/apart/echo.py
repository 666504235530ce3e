"""A process that says what is said to it, but for one word, at which it hangs."""

from __future__ import annotations

import threading

from bot.apart.child import answer_all

HANG = b"hang"


def answered(asked: bytes) -> bytes:
    if asked == HANG:
        threading.Event().wait()
    return asked


if __name__ == "__main__":
    answer_all(answered)
