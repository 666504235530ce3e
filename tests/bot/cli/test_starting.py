"""`init`: what a newsroom gets for its own, and what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import places
from bot.settings.environment import load
from knowledge.curation.folder import DEFAULT, Folder
from tests.support.command import InProcess

ARCHIVE = '{"id": "one", "title": "One", "text": "A harbour was opened."}\n'


def test_a_newsroom_gets_the_facts_as_they_are_and_settings_that_lead_to_them(marsad: InProcess, place: Path) -> None:
    outcome = marsad("init", "our newsroom's")
    home = place / "our newsroom's"

    assert (outcome.code, outcome.out) == (0, f"{home / 'config.yaml'}\n")
    assert "our newsroom" in outcome.err
    assert Folder.locate(home / "knowledge").version() == Folder.locate(DEFAULT).version()
    assert sorted(one.name for one in home.iterdir()) == ["config.yaml", "knowledge"]
    assert load({"MARSAD_CONFIG": str(home / "config.yaml")}).knowledge.path == home / "knowledge"


@pytest.mark.slow
def test_an_empty_one_passes_and_says_that_it_has_nothing(marsad: InProcess, place: Path) -> None:
    assert marsad("init", place / "new" / "deep", "--empty").code == 0
    knowledge = ("--knowledge", place / "new" / "deep" / "knowledge")

    assert "statements  0" in marsad("kb", "check", *knowledge).out
    assert marsad("ask", "who?", "--json", *knowledge).json["status"] == "unknown"


@pytest.mark.parametrize("there", ["config.yaml", "knowledge"])
def test_what_is_there_is_never_overwritten(marsad: InProcess, place: Path, there: str) -> None:
    (place / there).write_text("mine", encoding="utf-8")
    outcome = marsad("init", ".")

    assert (outcome.code, outcome.out) == (2, "")
    assert there in outcome.err
    assert [one.read_text("utf-8") for one in place.iterdir()] == ["mine"]


def test_where_nothing_can_be_made_nothing_half_made_stays(marsad: InProcess, place: Path) -> None:
    (place / "file").touch()

    assert marsad("init", "file").code == 2
    assert marsad("init", "/proc/marsad").code == 2
    assert [one.name for one in place.iterdir()] == ["file"]


def test_what_belongs_to_an_installation_is_not_curated(
    marsad: InProcess, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "news.jsonl").write_text(ARCHIVE, encoding="utf-8")
    installed = place / "site-packages" / "knowledge"
    installed.mkdir(parents=True)
    (place / "config.yaml").touch()
    monkeypatch.setattr(places, "shipped", lambda _, name="": place / name if name else installed)
    refused = marsad("kb", "import", "news.jsonl", "--into", installed / "seeds" / "..")

    assert refused.code == 2
    assert "marsad init DIR" in refused.err
    assert list(installed.iterdir()) == []
    assert marsad("kb", "import", "news.jsonl", "--into", place / "own").code == 0


def test_a_folder_that_cannot_be_written_is_named_with_what_helps(marsad: InProcess, place: Path) -> None:
    (place / "news.jsonl").write_text(ARCHIVE, encoding="utf-8")
    (place / "file").touch()
    refused = marsad("kb", "import", "news.jsonl", "--into", place / "file" / "kb")

    assert refused.code == 2
    assert "marsad init DIR" in refused.err
