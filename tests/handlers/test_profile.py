"""Names, descriptions and menus at start."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from structlog.testing import capture_logs
from telegram.error import TimedOut

from bot.context import Marsad
from bot.interface.commands import Menu, described
from bot.interface.words.wording import Wordings
from handlers import profile
from tests.support.telegram import FakeTelegram, refused

OPERATOR = 99


class Telegram(FakeTelegram):
    """Remembers what is set."""

    kept: dict[tuple[str, str, str], Any]

    def _result(self, call: Any) -> object:
        kind = call.method[5:] if call.method[:5] in ("getMy", "setMy") else None
        if kind is None:
            return super()._result(call)
        key = kind, call.parameters.get("language_code", ""), json.dumps(call.parameters.get("scope"))
        kept = self.__dict__.setdefault("kept", {})
        if call.method.startswith("set"):
            kept[key] = call.parameters
            return True
        found = kept.get(key, {})
        return (
            found.get("commands", [])
            if kind == "Commands"
            else {"name": "", "description": "", "short_description": ""} | found
        )


@pytest.fixture
def telegram() -> FakeTelegram:
    return Telegram()


def written(telegram: FakeTelegram) -> list[str]:
    return [method for method in telegram.methods if method.startswith("set")]


async def test_the_first_start_sets_everything_and_the_next_one_nothing(app: Marsad, telegram: FakeTelegram) -> None:
    with capture_logs() as logged:
        await profile.update(app.bot, Wordings.load(), (OPERATOR,))
        first = sorted(written(telegram))
        telegram.calls.clear()
        await profile.update(app.bot, Wordings.load(), (OPERATOR,))

    assert first == [
        *(["setMyCommands"] * 8),
        *(["setMyDescription"] * 2),
        *(["setMyName"] * 2),
        *(["setMyShortDescription"] * 2),
    ]
    assert written(telegram) == []
    assert [line["event"] for line in logged] == ["the profile was brought up to date"]


async def test_each_scope_and_language_has_its_own_menu(app: Marsad, telegram: FakeTelegram) -> None:
    with capture_logs():
        await profile.update(app.bot, Wordings.load(), (OPERATOR,))
    menus = {
        (call["scope"]["type"], call.get("language_code", "")): [one["command"] for one in call["commands"]]
        for call in telegram.made("setMyCommands")
    }

    assert menus.keys() == {
        (scope, code) for scope in ("default", "all_private_chats", "all_group_chats", "chat") for code in ("", "ar")
    }
    assert "ask" in menus["all_group_chats", ""]
    assert "ask" not in menus["all_private_chats", "ar"]
    assert [scope for (scope, _), names in menus.items() if "status" in names] == ["chat", "chat"]


@pytest.mark.parametrize("failure", [refused("Too Many Requests"), TimedOut(), (200, {"ok": True, "result": True})])
async def test_what_cannot_be_set_does_not_keep_the_bot_from_starting(
    app: Marsad, telegram: FakeTelegram, failure: Any
) -> None:
    for method in ("getMyName", "getMyCommands", "getMyDescription", "getMyShortDescription"):
        telegram.answer_next(method, *[failure] * 8)
    with capture_logs() as logged:
        await profile.update(app.bot, Wordings.load(), ())

    assert [line["event"] for line in logged] == ["the profile is not wholly up to date"]


async def test_a_telegram_that_takes_for_ever_is_not_waited_for(app: Marsad, monkeypatch: pytest.MonkeyPatch) -> None:
    async def for_ever(*_: Any) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(profile, "update", for_ever)
    monkeypatch.setattr(profile, "_MOST_SECONDS", 0)
    with capture_logs() as logged:
        await profile.publisher(app.context_types.context.services)(app)

    assert [line["reason"] for line in logged] == ["Telegram took too long"]


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_everything_fits_into_telegram_s_limits(lang: str) -> None:
    wording = Wordings.load().speak(lang)

    assert len(wording.text("profile.name")) <= 64
    assert len(wording.text("profile.short")) <= 120
    assert len(wording.text("profile.description")) <= 512
    for menu in Menu:
        commands = described(menu, wording)
        assert 5 < len(commands) <= 100
        assert all(len(what) <= 256 for _, what in commands)
    for key in ("button.stale", "button.withdrawn", "report.thanks", "group.only-admins"):
        assert len(wording.text(key)) <= 200
