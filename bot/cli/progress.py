"""A line on the terminal that says how far long work is, and goes away with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TextIO

_WIDTH = 30
_START = "\r\x1b[K"
"""Back to the beginning of the line, and wipe it."""


@dataclass(slots=True)
class ProgressLine:
    """Draws progress on a terminal; silent where the stream is none."""

    stream: TextIO
    _shown: tuple[str, int] = ("", -1)

    def __call__(self, doing: str, done: int, total: int) -> None:
        """Draw the line anew whenever another hundredth is done; wipe it at the end."""
        percent = 100 * done // max(total, 1)
        if (doing, percent) == self._shown or not self.stream.isatty():
            return
        self._shown = doing, percent
        full = _WIDTH * percent // 100
        line = f"{'█' * full}{'░' * (_WIDTH - full)} {percent:3} % {doing}" if percent < 100 else ""
        self.stream.write(_START + line)
        self.stream.flush()
