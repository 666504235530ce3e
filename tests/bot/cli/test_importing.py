"""What commands import: most of what a short one takes is that."""

from __future__ import annotations

import subprocess
import sys

import pytest

NEEDLESS = {
    "bot.cli.asking": ("asyncio", "structlog", "sqlalchemy", "telegram", "aiohttp"),
    "bot.cli.curating": ("asyncio", "structlog", "sqlalchemy", "telegram", "aiohttp"),
    "bot.cli.publishing": ("telegram", "aiohttp"),
}


@pytest.mark.process
@pytest.mark.parametrize(("module", "needless"), NEEDLESS.items(), ids=NEEDLESS)
def test_a_command_imports_nothing_that_it_does_without(module: str, needless: tuple[str, ...]) -> None:
    program = f"import sys, {module}\nprint(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    imported = told.stdout.split()

    assert module in imported
    assert [one for one in needless if one in imported] == []
