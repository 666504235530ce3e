"""`run` without a token, and what may run beside it."""

from __future__ import annotations

from subprocess import Popen
from urllib.request import urlopen

import pytest

from tests.support.command import InProcess, Process
from tests.support.folders import STORM, KnowledgeFolder


def wait_until_ready(running: Popen[bytes]) -> str:
    """What it says that it is ready for."""
    assert running.stderr
    said = b""
    while not said.startswith(b"marsad: ready "):
        said = running.stderr.readline()
        assert said, "it ended before it was ready"
    return said.decode().removeprefix("marsad: ready ").strip()


@pytest.mark.process
def test_one_state_has_one_run_and_other_commands_beside_it(
    process: Process, marsad: InProcess, folder: KnowledgeFolder
) -> None:
    knowledge = ("--knowledge", folder.root)
    with process.started("run", "--no-open", *knowledge) as first:
        wait_until_ready(first)
        second = marsad("run", "--no-open", *knowledge)
        beside = marsad("ask", "Storm Council?", "--json", *knowledge)
        first.terminate()
        out, _ = first.communicate(timeout=20)

    assert (second.code, second.out) == (1, "")
    assert second.err == (
        f"{marsad.data / 'playground' / 'state.sqlite'}: another `marsad run` (process {first.pid}) has this state; "
        "stop it, or set MARSAD_DATA or DATABASE_URL\n"
    )
    assert beside.code == 0
    assert out == b""


@pytest.mark.process
def test_a_run_serves_what_was_published_whatever_the_folder_says(process: Process, folder: KnowledgeFolder) -> None:
    for facts in (STORM, STORM.replace("participant", "no such property")):
        folder.fact("meetings/storm-council", facts)
        with process.started("run", "--no-open", "--knowledge", folder.root) as running:
            wait_until_ready(running)
    [published] = (process.data / "knowledge").glob("k*.sqlite")

    assert (process.data / "knowledge" / "current").read_text("utf-8").strip() == published.stem


def test_a_published_version_that_is_lost_is_named_with_the_command_that_helps(
    marsad: InProcess, folder: KnowledgeFolder
) -> None:
    pointer = marsad.data / "knowledge" / "current"
    pointer.parent.mkdir(parents=True)
    pointer.write_text("k1-lost\n", encoding="utf-8")
    outcome = marsad("run", "--no-open", "--knowledge", folder.root)

    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err == (
        f"{pointer.parent / 'k1-lost.sqlite'}: there is no such file; "
        "publish the folder anew with `marsad kb publish --yes --now`\n"
    )
    assert marsad("kb", "publish", "--yes", "--now", "--knowledge", folder.root).code == 0
    assert marsad("ask", "x", "--knowledge", folder.root).code == 0
    assert (pointer.parent / f"{pointer.read_text('utf-8').strip()}.sqlite").is_file()


@pytest.mark.slow
def test_a_run_without_a_token_serves_a_page_and_ends_on_sigterm_with_0(
    process: Process, folder: KnowledgeFolder
) -> None:
    with process.started("run", "--no-open", "--knowledge", str(folder.root)) as running:
        url = wait_until_ready(running).rpartition(" ")[2]
        with urlopen(url, timeout=10) as page:
            html = page.read()
        running.terminate()

        assert running.wait(10) == 0
    assert b"<!doctype html>" in html


@pytest.mark.process
def test_the_playground_alone_tells_any_bot_where_to_connect(process: Process) -> None:
    with process.started("playground", "--no-open", "--port", "0") as running:
        url = wait_until_ready(running).rpartition(" ")[2]
        running.terminate()
        out, _ = running.communicate(timeout=10)

    assert running.returncode == 0
    assert f"TELEGRAM_API_URL={url}\n" in out.decode()
    assert "TELEGRAM_BOT_TOKEN=" in out.decode()
