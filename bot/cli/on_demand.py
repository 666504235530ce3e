"""Commands that are imported when they are called: `marsad --help` needs none of them, each only what is its own."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from importlib import import_module
from textwrap import shorten
from typing import TYPE_CHECKING, Any, TypeAlias

import typer
from typer.core import TyperGroup

from bot.garbage_collection import lasting

if TYPE_CHECKING:
    from collections.abc import Mapping

_AROUND = 6
"""Columns between and beside names and helps in a list of commands."""

Entry: TypeAlias = "OnDemand | CommandGroup"


@dataclass(frozen=True, slots=True)
class OnDemand:
    """A command, or a small group of them, that a module of `bot.cli` registers."""

    module: str
    help: str
    """Its docstring; a test holds both equal."""

    def load(self, name: str) -> Any:
        """Import it."""
        app = typer.Typer(rich_markup_mode=None)
        with lasting():
            module = import_module(f"bot.cli.{self.module}")
        module.register(app)
        return typer.main.get_group(app).commands[name]


class CommandGroup(TyperGroup):
    """A group of commands that can be listed without importing them."""

    def __init__(self, name: str, about: str, entries: Mapping[str, Entry]) -> None:
        super().__init__(name=name, help=about, no_args_is_help=True, rich_markup_mode=None)
        self.commands = _Loading(entries)
        self.entries = entries

    def list_commands(self, _ctx: Any) -> list[str]:
        """The names of the commands, in the order of the table."""
        return list(self.entries)

    def format_commands(self, _ctx: Any, formatter: Any) -> None:
        """List them with what fits into a line of their helps."""
        room = formatter.width - _AROUND - max(map(len, self.entries))
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, shorten(str(one.help), room, placeholder="...")) for name, one in self.entries.items()]
            )


class _Loading(MutableMapping[str, Any]):
    """Commands by name, each imported when it is looked up."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = dict(entries)

    def __getitem__(self, name: str) -> Any:
        entry = self._entries[name]
        return entry.load(name) if isinstance(entry, OnDemand) else entry

    def __setitem__(self, name: str, entry: Any) -> None:
        self._entries[name] = entry

    def __delitem__(self, name: str) -> None:
        del self._entries[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)
