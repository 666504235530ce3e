"""Commands as they are asked for in words: «احذف بياناتي», "quiet hours". What is more than that is a question."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pydantic import RootModel

from bot.interface.commands import Command
from bot.readers.asked import read_asked
from knowledge.text.folding import words
from knowledge.text.listed import Listed, by_form


class _SaidRecord(RootModel[dict[Command, Listed]]):
    """The whole of `commands.yaml`."""


def command_said(text: str) -> Command | None:
    """The command that a text asks for and nothing else."""
    return _commands().get(words(text))


@cache
def said() -> Mapping[Command, Listed]:
    """How each command is asked for in words."""
    return read_asked("commands", _SaidRecord).root


@cache
def _commands() -> Mapping[tuple[str, ...], Command]:
    return by_form(said().items(), words)
