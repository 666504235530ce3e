"""The playground beside a bot without a token; how it is used is tested in `tests/bot/playground` and `tests/e2e`."""

from __future__ import annotations

import weakref
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from bot.publishing.served import Served
from bot.rehearsing import rehearsing
from bot.settings.environment import load
from knowledge.curation.folder import DEFAULT, Folder
from tests.support.facts import ScriptedEngine
from tests.support.logs import restored


class Serving:
    """What a bot of the shipped facts serves, which nobody curates."""

    def __init__(self) -> None:
        self.engine = ScriptedEngine()
        self.library = SimpleNamespace(folder=Folder.locate(DEFAULT), data=DEFAULT)

    def __call__(self) -> ScriptedEngine:
        return self.engine


@pytest.mark.slow
async def test_a_playground_does_not_keep_the_version_of_its_start(tmp_path: Path) -> None:
    served = Serving()
    first = weakref.ref(served.engine)
    settings = load({"MARSAD_DATA": str(tmp_path), "MARSAD_WEB__PORT": "0"}, default_path=Path("/nonexistent"))
    with restored():
        async with rehearsing(settings, cast("Served", served), None):
            served.engine = ScriptedEngine()

            assert first() is None
