"""What is deployed with names what there is: commands, settings, metrics, packages; and the units keep their word."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.memory.health import Health
from bot.watching.metrics import Gauge, PublishedAndServed
from bot.watching.signs_of_life import Signs
from knowledge.files.strict_yaml import parse
from tests.bot.cli.test_documentation import COMMANDS
from tests.support.state import fresh_state

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
ALERTS, DASHBOARD = DEPLOY / "monitoring" / "alerts.yaml", DEPLOY / "monitoring" / "dashboard.json"
TEXTS = [*sorted((DEPLOY / "systemd").iterdir()), DEPLOY / "compose.yaml", ROOT / "Dockerfile", ALERTS]


def read(file: Path) -> Any:
    document = parse(file)
    assert document.problems == []
    return document.data


async def metrics(folder: Path) -> set[str]:
    """Every name that /metrics has once everything has happened."""
    health = Health("polling", serving=True)
    health.tally.answered("answer", 0.01)
    health.tally.sent("sent")
    health.tally.calls["getMe", "200"] += 1
    async with fresh_state(timedelta()) as state:
        gauge = Gauge(health, state.outbox.database, folder, lambda: PublishedAndServed("a", "a"))
        text = (await gauge.text(Signs())).decode()
    return {sample.name for family in text_string_to_metric_families(text) for sample in family.samples}


async def test_rules_and_dashboard_name_only_figures_that_there_are(tmp_path: Path) -> None:
    rules = [rule["expr"] for group in read(ALERTS)["groups"] for rule in group["rules"]]
    panels = json.loads(DASHBOARD.read_text("utf-8"))["panels"]
    shown = [target["expr"] for panel in panels for target in panel["targets"]]
    named = set(re.findall(r"\bmarsad_\w+", " ".join((*rules, *shown))))

    assert len(rules) > 10
    assert len(shown) > 15
    assert named - await metrics(tmp_path) == set()


def test_every_command_that_is_started_exists() -> None:
    text = "\n".join(file.read_text("utf-8") for file in TEXTS)
    started = set(re.findall(r"(?:^ExecStart=\S*/|bot |`)(marsad(?: (?:kb|db|outbox|config))? [a-z]+)", text, re.M))

    assert {"marsad run", "marsad kb prune", "marsad db backup", "marsad kb publish"} <= started
    assert started - set(COMMANDS) == set()
    assert '["run", "--telegram", "--no-open"]' in text
    assert '["marsad", "health"]' in text


def test_timers_run_as_the_bot_does_and_as_little_may_be_done_in_any_unit() -> None:
    settings = {file.name: set(file.read_text("utf-8").split("[Service]")[1].splitlines()) for file in UNITS}
    guards = ("User=", "StateDirectory", "EnvironmentFile=", "Protect", "Private", "Restrict", "SystemCall", "No")
    kept = {name: {line for line in lines if line.startswith(guards)} for name, lines in settings.items()}
    first, *others = kept.values()

    assert len(others) == 2
    assert len(first) > 20
    assert all(other == first for other in others)


def analyzed(*arguments: object) -> subprocess.CompletedProcess[str]:
    tool = shutil.which("systemd-analyze")
    if tool is None:
        pytest.skip("systemd-analyze is not on this machine: units are not judged")
    return subprocess.run([tool, *map(str, arguments)], check=False, capture_output=True, text=True)


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_is_exposed_little_and_every_line_of_it_is_known(unit: Path, tmp_path: Path) -> None:
    judged = analyzed("security", "--offline=true", "--threshold=25", unit)
    here = tmp_path / unit.name
    here.write_text(unit.read_text("utf-8").replace("/opt/marsad/bin/marsad", "/bin/true"), encoding="utf-8")
    checked = analyzed("verify", here)

    assert judged.returncode == 0, judged.stdout
    assert (checked.returncode, checked.stderr) == (0, "")


def test_the_image_is_of_one_base_runs_as_a_number_and_looks_after_itself() -> None:
    text = (ROOT / "Dockerfile").read_text("utf-8")

    assert re.findall(r"^(?:ARG|FROM) (\S+)", text, re.M) == ["BASE=python:3.13-slim", "${BASE}", "${BASE}"]
    assert re.search(r"^USER \d+:\d+$", text, re.M)
    assert text.count("--require-hashes") == text.count("pip install --require-hashes") == 2
    assert "HEALTHCHECK" in text


def test_what_the_image_copies_is_not_kept_from_it() -> None:
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line[0] == "!"}
    wanted = {"bot", "handlers", "knowledge", "seeds", "config.yaml", "pyproject.toml", "README.md", "LICENSE"}
    copied = set(re.findall(r"deploy/[\w.-]+", (ROOT / "Dockerfile").read_text("utf-8")))

    assert let_in == wanted | copied
    assert all((ROOT / name).exists() for name in let_in)


def test_what_is_composed_comes_back_after_a_reboot() -> None:
    composed = read(DEPLOY / "compose.yaml")

    assert set(composed["services"]) == {"bot", "database"}
    assert {one["restart"] for one in composed["services"].values()} == {"unless-stopped"}


def pinned(file: Path) -> Iterator[tuple[str, str]]:
    for name, release in re.findall(r"^([\w.-]+)==([^\s;]+)", file.read_text("utf-8"), re.M):
        yield re.sub(r"[-_.]+", "-", name).lower(), release


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-build.txt"])
def test_every_hashed_package_is_of_the_release_that_was_tested(name: str) -> None:
    tested, hashed = dict(pinned(ROOT / "constraints.txt")), dict(pinned(DEPLOY / name))
    text = (DEPLOY / name).read_text("utf-8")

    assert hashed
    assert {one: release for one, release in hashed.items() if tested.get(one, release) != release} == {}
    assert len(re.findall(r"^\S+==.*\\\n    --hash=sha256:", text, re.M)) == len(hashed)


def test_the_image_has_every_package_that_marsad_needs() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    listed = project[project.index("\ndependencies = [") : project.index("[project.optional-dependencies]")]
    needed = {re.sub(r"[-_.]+", "-", name).lower() for name in re.findall(r'^    "([\w.-]+)', listed, re.M)}

    assert len(needed) > 12
    assert needed - set(dict(pinned(DEPLOY / "requirements.txt"))) == set()
