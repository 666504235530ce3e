"""Assembly; start and stop are tested in `tests/handlers/test_serving.py` and `tests/e2e`."""

from __future__ import annotations

from pathlib import Path

from structlog.testing import capture_logs

from bot import app
from bot.settings import Settings
from tests.support.facts import ScriptedEngine


def test_without_a_token_it_is_one_clear_line_and_exit_2() -> None:
    with capture_logs() as logged:
        code = app.run(Settings.load({"TELEGRAM_BOT_TOKEN": ""}, default_path=Path("/nonexistent")), ScriptedEngine)

    assert (code, [line["event"] for line in logged]) == (2, ["TELEGRAM_BOT_TOKEN is not set"])
