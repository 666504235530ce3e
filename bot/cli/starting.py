"""`init`: a newsroom's own folder, with facts and settings that it may change."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from bot.cli.session import WrongUse, say
from bot.settings.places import template
from knowledge.curation.folder import DEFAULT, Folder

_NO_SOURCES = "# Each document with its file and what is known about it: docs/curating.md.\nsources: {}\n"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(init)


def init(
    into: Annotated[Path, typer.Argument(metavar="DIR", help="Where it is made; may be there already.")],
    *,
    empty: Annotated[bool, typer.Option("--empty", help="Without the facts and documents that Marsad has.")] = False,
) -> None:
    """Make a newsroom's own: config.yaml and a knowledge folder to curate, which pass `kb check`."""
    target = into.absolute()
    there = [name for name in ("config.yaml", "knowledge") if (target / name).exists()]
    if there:
        raise WrongUse(f"{target}: holds {' and '.join(there)} already; nothing was changed")
    try:
        _make(target, empty=empty)
    except OSError as error:
        raise WrongUse(f"{error.filename or target}: cannot be written: {error.strerror}") from None
    say(str(target / "config.yaml"))
    for line in _next_steps(target):
        say(line, sys.stderr)


def _make(target: Path, *, empty: bool) -> None:
    """The knowledge aside first: what is cut off leaves no half of it under its name, and nothing in the way."""
    aside = target / ".knowledge.part"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    try:
        _fill(aside, empty=empty)
        shutil.copyfile(template(), target / "config.yaml")
        aside.rename(target / "knowledge")
    except OSError:
        shutil.rmtree(aside, ignore_errors=True)
        (target / "config.yaml").unlink(missing_ok=True)
        raise


def _fill(folder: Path, *, empty: bool) -> None:
    if empty:
        (folder / "facts").mkdir()
        (folder / "seeds").mkdir()
        (folder / "seeds" / "sources.yaml").write_text(_NO_SOURCES, encoding="utf-8")
        return
    shipped = Folder.locate(DEFAULT)
    for part in (shipped.facts, shipped.seeds):
        shutil.copytree(part, folder / part.name, copy_function=shutil.copyfile)
    for made in filter(Path.is_dir, folder.rglob("*")):
        made.chmod(made.stat().st_mode | 0o700)  # what is installed may be read-only, the copies are not


def _next_steps(target: Path) -> Iterator[str]:
    yield "from now on, for every command:"
    config, data = quote(str(target / "config.yaml")), quote(str(target / "data"))
    yield f"  export MARSAD_CONFIG={config} MARSAD_DATA={data}"
    yield "then: marsad kb check, and marsad run"
