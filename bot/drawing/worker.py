"""The process that draws: a scene comes in, a picture goes out, and nothing for what cannot be drawn."""

from __future__ import annotations

from bot.apart.child import answer_all
from bot.drawing.pictures import draw
from bot.drawing.scenes import loaded


def main() -> None:
    """Draw until there is nothing more to draw."""
    answer_all(_drawn)


def _drawn(scene: bytes) -> bytes:
    try:
        return draw(loaded(scene))
    except Exception:  # whatever it is, who asked gets the same in words
        return b""


if __name__ == "__main__":
    main()
