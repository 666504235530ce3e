"""Exit code 2: the command was used or configured wrongly, and one readable line says how."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command import InProcess, Process
from tests.support.folders import KnowledgeFolder

USES: dict[str, tuple[list[str], str]] = {
    "no such command": (["askk"], "askk"),
    "no such option": (["ask", "x", "--jsn"], "--jsn"),
    "nothing to ask": (["ask", "--json"], "give either a question or --batch FILE"),
    "two things to ask": (["ask", "x", "--batch", "-"], "give either a question or --batch FILE"),
    "nothing to search": (["search"], "give either words to look for or --batch FILE"),
    "no result wanted": (["search", "x", "--top", "0"], "--top"),
    "no day": (["ask", "x", "--knowledge", "kb", "--at", "tomorrow"], "--at tomorrow: no day; write it as 2024-04-25"),
    "no batch file": (
        ["ask", "--knowledge", "kb", "--batch", "absent.jsonl"],
        "--batch absent.jsonl: cannot be read: No such file or directory",
    ),
    "no archive": (["kb", "import", "absent.jsonl", "--into", "new"], "absent.jsonl: no such file"),
    "no archive for the archive": (["kb", "import", "absent.jsonl"], "absent.jsonl: no such file"),
    "no knowledge folder": (["kb", "check", "--knowledge", "absent"], "absent: no such folder"),
    "an empty knowledge folder": (["ask", "x", "--knowledge", "empty"], "empty: holds neither facts/ nor seeds/"),
}


@pytest.mark.parametrize(("arguments", "expected"), USES.values(), ids=USES)
def test_wrong_use_is_told_on_stderr_with_exit_2(
    marsad: InProcess, folder: KnowledgeFolder, arguments: list[str], expected: str
) -> None:
    folder.root.rename(marsad.folder / "kb")
    (marsad.folder / "empty").mkdir()
    outcome = marsad(*arguments)

    assert (outcome.code, outcome.out) == (2, "")
    assert expected in outcome.err


@pytest.mark.process
def test_all_wrong_variables_are_told_at_once_and_nothing_is_written(process: Process) -> None:
    outcome = process(
        *("kb", "check"),
        MARSAD_CONFIG="absent.yaml",
        MARSAD_WEB__PROT="1",
        MARSAD_WEB__PORT="x",
        DATABASE_URL="mysql://x",
    )

    assert (outcome.code, outcome.out) == (2, "")
    assert sorted(line.split(": ")[0] for line in outcome.err.splitlines()) == [
        "DATABASE_URL",
        "MARSAD_CONFIG",
        "MARSAD_WEB__PORT",
        "MARSAD_WEB__PROT",
    ]
    assert "MARSAD_CONFIG: there is no file absent.yaml" in outcome.err
    assert "MARSAD_WEB__PROT: there is no such setting; the nearest is MARSAD_WEB__PORT" in outcome.err
    assert not process.data.exists()


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("web:\n  prot: 1\n", "named.yaml:2: web.prot: unknown key"),
        ("web:\n  port: 0123\n", "named.yaml:2: web.port: write '0123' in quotes if it is text"),
        ("web:\n  port: 1\n  port: 2\n", "named.yaml:3: web.port: is a duplicate key, first on line 2"),
    ],
)
def test_a_configuration_is_read_as_strictly_as_the_facts(marsad: InProcess, yaml: str, expected: str) -> None:
    (marsad.folder / "named.yaml").write_text(yaml, encoding="utf-8")
    outcome = marsad("kb", "check", MARSAD_CONFIG="named.yaml")

    assert (outcome.code, outcome.out) == (2, "")
    assert expected in outcome.err


@pytest.mark.process
def test_the_working_directory_does_not_matter(place: Path, shipped_data: Path) -> None:
    """Neither a folder nor a configuration that lies where the process starts is taken for ours."""
    (place / "knowledge" / "facts").mkdir(parents=True)
    (place / "config.yaml").write_text("nonsense: 1\n", encoding="utf-8")
    outcome = Process(place, shipped_data)("kb", "show", "sco")

    assert outcome.code == 0
    assert outcome.out.startswith("sco  (actor, organisation)\n")
    assert sorted(path.name for path in place.iterdir()) == ["config.yaml", "knowledge"]


def test_data_lies_in_the_working_directory_unless_said_otherwise(marsad: InProcess, folder: KnowledgeFolder) -> None:
    outcome = marsad("kb", "build", "--knowledge", folder.root, MARSAD_DATA="")

    assert outcome.code == 0
    assert Path(outcome.out.strip()).parent == marsad.folder / "data" / "knowledge"
