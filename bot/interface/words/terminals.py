"""What a terminal may be shown: readers and documents write what steers one."""

from __future__ import annotations

import re

_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
"""Control characters but tab and line feed, and what overrides the direction of all that follows."""


def harmless(text: str) -> str:
    """A text that moves no cursor and turns no line round: such characters stand as JSON writes them."""
    return _STEERING.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
