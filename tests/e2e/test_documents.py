"""A document on its way through the real process: sent in the chat, confirmed, and found at the next question."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from bot.interface.words.bidi import without_marks
from bot.playground.actions import ActionVerb
from bot.playground.testing import TelegramServer, telegram_server
from bot.settings.places import ARCHIVE
from knowledge.archive.documents import Archive
from tests.e2e.test_playground import serving
from tests.e2e.test_run import home

__all__ = ["home", "telegram_server"]

pytestmark = pytest.mark.process

PAGE = """<!doctype html><html lang="en"><head><title>Lighthouse of Zephyria reopens</title></head><body><article>
<h1>Lighthouse of Zephyria reopens</h1>
<p>The lighthouse of Zephyria reopened on Monday after nine years of repairs. India sent two engineers.</p>
<p>Its keeper said that the new lamp can be seen from forty kilometres away.</p></article></body></html>"""


async def test_a_file_of_an_operator_is_kept_and_found_at_the_next_question(
    home: Path, telegram_server: TelegramServer
) -> None:
    operator = telegram_server.visitor("Editor", language_code="en", starts=True)
    async with serving(home, telegram_server, {"MARSAD_TELEGRAM__OPERATORS": str(operator.person.id)}):
        operator.do(ActionVerb.SEND, file_name="light.html", file=base64.b64encode(PAGE.encode()).decode())
        offered = without_marks((await operator.reply(seconds=30))["text"])
        operator.presses("Keep")
        kept = without_marks((await operator.edit(seconds=30))["text"])
        operator.says("lighthouse of Zephyria new lamp keeper")
        told = without_marks((await operator.reply())["text"])

    assert "Title: Lighthouse of Zephyria reopens" in offered
    assert kept.startswith("Kept as light.")
    assert "Sentences: 4" in kept
    assert "India" in kept
    assert "can be seen from forty kilometres away" in told
    assert [one.source.id for one in Archive(home / "data" / ARCHIVE).all()] == ["light"]
