"""The readme and its pages tell what the command line and the settings offer, all of it and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.cli import application
from bot.cli.on_demand import CommandGroup
from bot.settings.values import Tunables, default_config
from knowledge.files.strict_yaml import Record, parse

ROOT = default_config().parent
README = (ROOT / "README.md").read_text("utf-8")
PAGES = README + "".join(path.read_text("utf-8") for path in sorted((ROOT / "docs").glob("*.md")))


def commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    """Every command under its full name; a group of commands is none itself."""
    children = getattr(command, "commands", None)
    if children is None:
        yield name, command
    for key, child in (children or {}).items():
        yield from commands(child, f"{name} {key}")


COMMANDS = dict(commands(application(), "marsad"))


def helps(group: Any) -> Iterator[tuple[str, str]]:
    """What each command is listed with, and what it says of itself; of groups within too."""
    for name, entry in group.entries.items():
        yield entry.help, group.commands[name].help
        if isinstance(entry, CommandGroup):
            yield from helps(entry)


def test_a_command_is_listed_with_its_own_words() -> None:
    found = list(helps(application()))

    assert len(found) > len(application().entries)
    assert [listed for listed, said in found if listed != said] == []


def keys(model: type[Record], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, info in model.model_fields.items():
        if isinstance(info.annotation, type) and issubclass(info.annotation, Record):
            yield from keys(info.annotation, (*above, name))
        else:
            yield (*above, name)


def test_every_command_stands_in_the_readme() -> None:
    assert len(COMMANDS) >= 8
    assert [name for name in COMMANDS if name not in README] == []


def test_the_readme_names_no_command_that_does_not_exist() -> None:
    named = set(re.findall(r"`(marsad(?: kb| outbox| db| config| doc| feeds)? [a-z]+)", README))

    assert named
    assert sorted(named - set(COMMANDS)) == []


def test_every_option_stands_in_the_readme_or_its_pages() -> None:
    options = {name for command in COMMANDS.values() for one in command.params for name in one.opts if "--" in name}

    assert len(options) >= 8
    assert sorted(option for option in options if option not in PAGES) == []


def test_every_setting_stands_in_the_configuration_below_a_comment() -> None:
    lines = default_config().read_text("utf-8").splitlines()
    document = parse(default_config())
    found = list(keys(Tunables))
    shown = [key for key in found if key in document.lines]
    sections = {line for line in lines if re.fullmatch(r" *\w+:", line)}

    assert len(found) >= 16
    assert {".".join(key) for key in found} - {".".join(key) for key in shown} == {"telegram.webhook.secret"}
    assert [key for key in shown if not is_commented(lines, document.lines[key] - 1, sections)] == []
    assert "`config.yaml`" in README
    assert "MARSAD_<SECTION>__<KEY>" in README


def is_commented(lines: list[str], at: int, sections: set[str]) -> bool:
    """Whether a comment stands above a line, with nothing but settings of the same section between."""
    while at > 0 and lines[at].strip() and lines[at] not in sections:
        at -= 1
        if lines[at].strip().startswith("#"):
            return True
    return False


def test_every_variable_stands_in_the_readme() -> None:
    names = re.compile(r"""environ(?:\.get\(|\[)"((?:TELEGRAM|MARSAD|DATABASE)_\w+)\"""")
    read = {name for path in (ROOT / "bot").rglob("*.py") for name in names.findall(path.read_text("utf-8"))}

    assert "TELEGRAM_BOT_TOKEN" in read
    assert sorted(name for name in read if f"`{name}`" not in README) == []
