"""Long work in a thread that lets the others go first."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeVar

_TURN = 0.0005
"""Seconds after which the interpreter changes hands; a question needs it some ten times, and each time it would wait
Python's 5 ms."""

Result = TypeVar("Result")


def giving_way(work: Callable[[], Result]) -> Result:
    """What work gives, with whoever waits for the interpreter served ten times as soon; process-wide, so not nested."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        return work()
    finally:
        sys.setswitchinterval(usual)
