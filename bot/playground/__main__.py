"""`python -m bot.playground [--host H] [--port N] [--data DIR] [--no-limits] [--scenario FILE]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from bot.logs import configure
from bot.playground.playground import Options
from bot.playground.rates import Limits
from bot.playground.running import Told, run
from bot.settings import Level
from knowledge.errors import InvalidFiles, KnowledgeError

_WRONG_USE = 2


def main() -> int:
    """Run the playground alone."""
    parser = argparse.ArgumentParser(prog="python -m bot.playground", description="A Bot API server on this machine.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--data", type=Path, default=None)
    parser.add_argument("--no-limits", action="store_true")
    parser.add_argument("--scenario", type=Path, default=None)
    given = parser.parse_args()
    configure(Level.INFO)
    limits = None if given.no_limits else Limits()
    options = Options(host=given.host, port=given.port, limits=limits, data=given.data)
    told = Told(_lines_to(sys.stdout), _lines_to(sys.stderr))
    try:
        return run(options, told, scenario=given.scenario)
    except InvalidFiles as error:
        told.progress("\n".join(map(str, error.problems)))
    except (KnowledgeError, OSError) as error:
        told.progress(str(error))
    return _WRONG_USE


def _lines_to(stream: TextIO) -> Callable[[str], None]:
    def write(text: str) -> None:
        stream.write(f"{text}\n")
        stream.flush()

    return write


if __name__ == "__main__":
    sys.exit(main())
