"""What every command starts from: the settings, the log, and the knowledge folder asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, TextIO

import typer

from bot.clocks import here
from bot.interface.words.terminals import harmless
from knowledge.files.bounded import MEBIBYTE, lines

if TYPE_CHECKING:
    from bot.publishing.library import Library
    from bot.settings.values import Settings

KnowledgeOption = Annotated[
    Path | None,
    typer.Option(
        "--knowledge", metavar="DIR", help="A folder with facts/, and seeds/ in it or beside it; else knowledge.path."
    ),
]
IntoOption = Annotated[
    Path | None,
    typer.Option("--into", metavar="DIR", help="A knowledge folder, made where something is added; else the archive."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="One line of JSON a result.")]

MOST_OF_A_LINE = MEBIBYTE
"""Bytes of a line of a batch."""


class WrongUse(Exception):
    """The command line asks for something impossible; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Session:
    """Settings and library of one command."""

    settings: Settings
    library: Library


def open_session(knowledge: Path | None = None) -> Session:
    """Read the settings, start the log, and find the knowledge folder; nothing is written yet."""
    from bot import logs

    return _session(knowledge, logs.configure)


def open_reader(knowledge: Path | None = None) -> Session:
    """The same for what only reads or compiles knowledge, where nothing writes its log with structlog."""
    from bot import logs

    return _session(knowledge, logs.configure_library)


def _session(knowledge: Path | None, log_to: Callable[..., None]) -> Session:
    from bot.cli.progress import ProgressLine
    from bot.publishing.library import Library
    from bot.settings.environment import load as load_settings
    from knowledge.curation.folder import Folder

    settings = load_settings(os.environ)
    log_to(settings.logging.level, secrets=settings.secrets())
    folder = Folder.locate(knowledge or settings.knowledge.path)
    library = Library(folder, settings.data, ProgressLine(sys.stderr), semantic=settings.answers.semantic)
    return Session(settings, library)


def day(text: str | None) -> date:
    """The day of asking: today, or what `--at` says."""
    if text is None:
        return here().date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongUse(f"--at {text}: no day; write it as 2024-04-25") from None


def language_code(value: str | None) -> str | None:
    """What `--lang` says, without a region; WrongUse for what is no code of a language."""
    code = (value or "").replace("_", "-").split("-")[0].lower()
    if value and not (code.isascii() and code.isalpha() and 2 <= len(code) <= 3):
        raise WrongUse(f"--lang {value}: no language code; write ar, en, fa, …")
    return code or None


def batch_lines(file: str) -> Iterator[bytes | None]:
    """The lines of a file, or of standard input for `-`, as they come; None for one that is too long.

    WrongUse when it cannot be opened.
    """
    if file == "-":
        return lines(sys.stdin.buffer, most=MOST_OF_A_LINE)
    try:
        return _lines(Path(file).open("rb"))
    except OSError as error:
        raise WrongUse(f"--batch {file}: cannot be read: {error.strerror}") from None


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    with stream:
        yield from lines(stream, most=MOST_OF_A_LINE)


def say(text: str, stream: TextIO | None = None) -> None:
    """Write a line of result at once."""
    target = stream or sys.stdout
    target.write(f"{harmless(text)}\n")
    target.flush()
