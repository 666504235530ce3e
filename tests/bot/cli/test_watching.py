"""`health` and `config check`."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from bot.settings.environment import _keys
from bot.settings.values import Tunables
from bot.watching.notes import HealthNote, HealthNotes
from bot.watching.signs_of_life import Signs
from tests.support.command import InProcess
from tests.support.folders import KnowledgeFolder

pytestmark = pytest.mark.slow


def test_where_no_bot_runs_that_is_said_with_1(marsad: InProcess) -> None:
    outcome = marsad("health", "--json")

    assert (outcome.code, outcome.json["ready"], outcome.json["alive"]) == (1, False, False)
    assert (marsad("health").code, marsad("health").out) == (1, "no bot runs here\n")
    assert not marsad.data.exists()


def test_a_bot_that_serves_is_0_and_one_that_does_not_says_why(marsad: InProcess) -> None:
    notes = HealthNotes(marsad.data)
    notes.write(HealthNote.of(Signs(), "@marsad_bot"))
    fine = marsad("health")
    notes.write(HealthNote.of(Signs(unready=("the disk is full",)), "@marsad_bot"))
    ill = marsad("health", "--json")

    assert (fine.code, fine.out) == (0, "ready: @marsad_bot\n")
    assert (ill.code, ill.json["alive"], ill.json["reasons"]) == (1, True, ["the disk is full"])


@pytest.mark.parametrize("later", [-60, 600], ids=["hangs", "before a reboot"])
def test_what_was_said_long_ago_counts_no_more_and_is_swept_away(marsad: InProcess, later: float) -> None:
    notes = HealthNotes(marsad.data)
    notes.write(replace(HealthNote.of(Signs(), "@marsad_bot"), at=time.monotonic() + later))
    found = marsad("health")
    notes.sweep()

    assert (found.code, found.out) == (1, "no bot runs here\n")
    assert not notes.ours.exists()


def test_a_note_that_cannot_be_read_is_none(marsad: InProcess) -> None:
    notes = HealthNotes(marsad.data)
    notes.write(HealthNote.of(Signs(), "@marsad_bot"))
    for damage in ("", "[]", "{", '{"what": 1}'):
        notes.ours.write_text(damage, encoding="utf-8")
        assert marsad("health").code == 1


@pytest.fixture
def valid(folder: KnowledgeFolder) -> dict[str, str]:
    return {"MARSAD_KNOWLEDGE__PATH": str(folder.root), "TELEGRAM_BOT_TOKEN": "123456:x"}


def check(marsad: InProcess, *command: str, **environ: str) -> tuple[int, str, str]:
    outcome = marsad(*(command or ("config", "check")), **environ)  # type: ignore[arg-type]
    return outcome.code, outcome.out, outcome.err


def test_settings_that_hold_are_told_without_secrets(marsad: InProcess, valid: dict[str, str]) -> None:
    code, out, err = check(marsad, **valid)

    assert code == 0
    assert out.startswith("runs       on Telegram by polling\n")
    assert "telegram.operators is empty" in err
    assert "123456" not in out + err
    assert not marsad.data.exists()


def test_every_problem_is_told_with_2(marsad: InProcess, valid: dict[str, str], place: Path) -> None:
    (place / "file").touch()
    wrong = {
        "MARSAD_KNOWLEDGE__PATH": str(place / "nowhere"),
        "MARSAD_DATA": str(place / "file" / "data"),
        "MARSAD_TELEGRAM__MODE": "webhook",
        "MARSAD_TELEGRAM__WEBHOOK__URL": "https://example.org/x",
        "MARSAD_TELEGRAM__WEBHOOK__PORT": "9000",
        "MARSAD_OPS__PORT": "9000",
    }
    code, out, err = check(marsad, **valid | wrong)

    assert (code, out) == (2, "")
    assert [line.partition(":")[0] for line in err.splitlines()] == [
        "knowledge.path",
        "MARSAD_DATA",
        "ops.port and telegram.webhook.port",
    ]


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("web.host", {"TELEGRAM_BOT_TOKEN": ""}),
        ("ops.listen", {"MARSAD_OPS__PORT": "9000"}),
        (
            "telegram.webhook.listen",
            {"MARSAD_TELEGRAM__MODE": "webhook", "MARSAD_TELEGRAM__WEBHOOK__URL": "https://example.org/x"},
        ),
    ],
)
def test_an_address_that_this_machine_does_not_have_is_told_before_a_start(
    marsad: InProcess, valid: dict[str, str], name: str, others: dict[str, str]
) -> None:
    variable = f"MARSAD_{name.replace('.', '__').upper()}"
    code, out, err = check(marsad, **valid | others | {variable: "203.0.113.7"})
    fine, _, _ = check(marsad, **valid | others | {variable: "127.0.0.1"})

    assert (code, out, fine) == (2, "", 0)
    assert err.startswith(f"{name}: 203.0.113.7 is no address of this machine; write 127.0.0.1")


@pytest.mark.parametrize("command", ["run", "playground"])
def test_where_nobody_can_listen_a_start_is_wrong_use(marsad: InProcess, valid: dict[str, str], command: str) -> None:
    nobody = {"TELEGRAM_BOT_TOKEN": "", "MARSAD_WEB__HOST": "203.0.113.7"}
    code, out, err = check(marsad, command, "--no-open", **valid | nobody)

    assert (code, out) == (2, "")
    assert err.startswith("web.host: 203.0.113.7 is no address of this machine")


def test_a_list_of_feeds_that_is_missing_is_told_by_the_setting_that_names_it(
    marsad: InProcess, valid: dict[str, str], place: Path
) -> None:
    code, _, err = check(marsad, **valid | {"MARSAD_FEEDS__FILE": str(place / "nowhere.yaml")})

    assert code == 2
    assert err.startswith(f"feeds.file: {place / 'nowhere.yaml'} is no file")


ORDINARY = [path for path, _ in _keys(Tunables)]


@pytest.mark.parametrize("path", ORDINARY, ids=".".join)
def test_a_setting_that_makes_no_sense_is_one_line_with_its_place(
    marsad: InProcess, valid: dict[str, str], place: Path, path: tuple[str, ...]
) -> None:
    lines = [f"{'  ' * depth}{name}:" for depth, name in enumerate(path)]
    (place / "config.yaml").write_text("\n".join(lines) + " {no: sense}\n", encoding="utf-8")
    environ = {"MARSAD_CONFIG": str(place / "config.yaml"), "TELEGRAM_BOT_TOKEN": "123456:x"}
    code, out, err = check(marsad, **environ)

    assert (code, out) == (2, "")
    assert {line.partition(": ")[0] for line in err.splitlines()} == {f"{place / 'config.yaml'}:{len(path)}"}
    assert ".".join(path) in err


def test_a_missing_package_is_named_with_its_extra(
    marsad: InProcess, valid: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.cli.prerequisites.find_spec", lambda _: None)
    code, _, err = check(marsad, **valid, DATABASE_URL="postgresql+asyncpg://u:secret@h/x")

    assert code == 2
    assert "DATABASE_URL: needs the package asyncpg; install Marsad with the extra 'postgres'" in err
    assert "secret" not in err


@pytest.mark.parametrize("environ", [{}, {"TELEGRAM_BOT_TOKEN": " "}, {"SOME_TOKEN": "123456:x"}])
def test_a_start_that_is_meant_for_telegram_never_becomes_a_playground(
    marsad: InProcess, folder: KnowledgeFolder, environ: dict[str, str]
) -> None:
    outcome = marsad("run", "--telegram", "--no-open", "--knowledge", folder.root, **environ)  # type: ignore[arg-type]

    assert (outcome.code, outcome.out) == (2, "")
    assert "TELEGRAM_BOT_TOKEN_FILE" in outcome.err
    assert not marsad.data.exists()
