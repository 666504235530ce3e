"""Long work in a thread that lets the others go first."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import ParamSpec, TypeVar

_TURN = 0.0005
"""Seconds after which the interpreter changes hands; a question needs it some ten times, and each time it would wait
Python's 5 ms."""

P = ParamSpec("P")
T = TypeVar("T")


@contextlib.contextmanager
def short_turns() -> Iterator[None]:
    """Whoever waits for the interpreter gets it ten times as soon; for the whole process, so not nested."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


def giving_way(work: Callable[P, T]) -> Callable[P, T]:
    """The same work in short turns."""

    def in_short_turns(*args: P.args, **kwargs: P.kwargs) -> T:
        with short_turns():
            return work(*args, **kwargs)

    return in_short_turns
