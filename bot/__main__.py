"""The command `marsad`: runs a subcommand and turns what can go wrong into one readable line and an exit code."""

from __future__ import annotations

import sys

from bot.garbage_collection import lasting
from bot.settings.errors import InvalidSettings
from bot.state.errors import StateError
from knowledge.errors import InvalidFiles, KnowledgeError, NoFolder

FAILED, MISUSED = 1, 2


def main() -> None:
    """Run the command line; exits with 0 when fine, 1 when the thing asked for failed, 2 on wrong use."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    with lasting():
        from bot.cli import application
        from bot.cli.session import WrongUse

    try:
        application()()
    except InvalidFiles as error:
        _fail("\n".join(map(str, error.problems)), FAILED)
    except (InvalidSettings, NoFolder, WrongUse) as error:
        _fail(str(error), MISUSED)
    except (KnowledgeError, StateError) as error:
        _fail(str(error), FAILED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(FAILED)
    except OSError as error:
        if error.filename is None:
            raise
        _fail(_plainly(error), FAILED)


def _plainly(error: OSError) -> str:
    """A file or folder that cannot be used, and what to do where that can be known."""
    advice = "; run it as the user to whom that belongs" if isinstance(error, PermissionError) else ""
    return f"{error.filename}: {error.strerror}{advice}"


def _fail(message: str, code: int) -> None:
    from bot.cli.session import say

    say(message, sys.stderr)
    sys.exit(code)


if __name__ == "__main__":
    main()
