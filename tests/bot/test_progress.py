from __future__ import annotations

import io

from bot.cli.progress import ProgressLine


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_line_is_drawn_once_a_hundredth_and_wiped_at_the_end() -> None:
    terminal = Terminal()
    line = ProgressLine(terminal)
    for done in range(1, 1001):
        line("indexing", done, 1000)

    drawn = terminal.getvalue().split("\r\x1b[K")
    assert len(drawn) == 1 + 101
    assert drawn[51] == "█" * 15 + "░" * 15 + "  50 % indexing"
    assert drawn[-1] == ""


def test_nothing_is_written_where_nobody_watches() -> None:
    stream = io.StringIO()
    ProgressLine(stream)("indexing", 1, 2)

    assert stream.getvalue() == ""
