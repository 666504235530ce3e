"""A full disk, a document that changes under its draft, folders of others: a clear word, and nothing half-made."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from knowledge.curation import chronicle, placing
from knowledge.drafting import decisions
from knowledge.files.replacing import replace_file
from tests.bot.desk.conftest import DOCUMENT, Editor, statement


def _everything(editor: Editor, data: Path) -> dict[str, bytes]:
    """All that is kept of folder and drafts, locks left out."""
    files = [*editor.folder.root.rglob("*"), *(data / "drafts").rglob("*")]
    return {str(one): one.read_bytes() for one in files if one.is_file() and not one.name.endswith((".lock", ".part"))}


def _full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def _full_after(writes: int) -> Callable[..., None]:
    """A disk that takes some files and then no more, until somebody makes room."""
    left = [writes]

    def write(path: Path, content: str | bytes) -> None:
        left[0] -= 1
        if left[0] == -1:
            _full()
        replace_file(path, content)

    return write


@pytest.mark.parametrize(
    "verb", ["accept", *(pytest.param(verb, marks=pytest.mark.slow) for verb in ("edit", "undo", "waive"))]
)
@pytest.mark.parametrize("where", ["facts", "decisions", "chronicle"])
async def test_on_a_full_disk_a_decision_is_taken_whole_or_not_at_all(
    editor: Editor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str, where: str
) -> None:
    await editor.opened()
    made = await editor.new()
    if verb in ("edit", "undo"):
        record = statement()
        [made] = (await editor.decide("accept", made, subject="storm-council", record=record))["items"]
    before = _everything(editor, tmp_path / "data")
    if where == "facts":
        monkeypatch.setattr(placing, "replace_file", _full_after(1))
        monkeypatch.setattr("knowledge.curation.waiving.replace_file", _full)
    else:
        monkeypatch.setattr({"decisions": decisions, "chronicle": chronicle}[where], "append", _full)
    wishes: dict[str, dict[str, Any]] = {
        "accept": {"item": made, "subject": "storm-council", "record": statement()},
        "edit": {"item": made, "record": statement(caveat={"ar": "رواية.", "en": "One account."})},
        "undo": {},
        "waive": {"words": "Seven states were not there", "reason": "beside the point"},
    }
    wish = wishes[verb]
    refused = await editor.decide(verb, **wish)
    after = _everything(editor, tmp_path / "data")
    monkeypatch.undo()
    done = await editor.decide(verb, **wish)

    assert (refused["status"], refused["error"]) == (507, "a file cannot be written or read: No space left on device")
    assert after == before
    assert "error" not in done


async def test_a_document_whose_file_changes_under_its_draft_is_told_and_nothing_is_written(editor: Editor) -> None:
    await editor.opened()
    made = await editor.new()
    before = sorted(one.read_bytes() for one in (editor.folder.root / "facts").rglob("*.yaml"))
    (editor.folder.root / "seeds" / "later.txt").write_text("Other words altogether.", encoding="utf-8")
    refused = await editor.decide("accept", made, subject="storm-council", record=statement())

    assert "later.txt has changed" in refused["error"]
    assert sorted(one.read_bytes() for one in (editor.folder.root / "facts").rglob("*.yaml")) == before


async def test_a_document_that_is_put_in_the_place_of_another_is_shown_anew_and_old_quotes_are_refused(
    editor: Editor,
) -> None:
    await editor.opened()
    made = await editor.new()
    editor.folder.source("later", DOCUMENT.replace("chaired", "led"), language="en", curation="none")
    editor.folder.list_plainly()
    found = await editor.opened()
    refused = await editor.decide("accept", made, subject="storm-council", record=statement())
    text = "".join(piece[0] for block in found["blocks"] for piece in block)

    assert "Captain Zumurrud led" in text
    assert "does not stand in later byte for byte" in refused["error"]


async def test_a_document_that_is_taken_away_is_said_to_be_gone(editor: Editor) -> None:
    await editor.opened()
    made = await editor.new()
    del editor.folder.listing["later"]
    editor.folder.list_plainly()
    refused = await editor.decide("accept", made, subject="storm-council", record=statement())

    assert refused["error"] == "later: no document has this id"


async def test_what_leads_out_of_the_folder_is_neither_read_nor_written(editor: Editor, tmp_path: Path) -> None:
    await editor.opened()
    made = await editor.new()
    outside = tmp_path / "outside.yaml"
    shutil.copy(editor.folder.root / "facts" / "meetings" / "storm-council.yaml", outside)
    before = outside.read_bytes()
    (editor.folder.root / "facts" / "meetings" / "storm-council.yaml").unlink()
    (editor.folder.root / "facts" / "meetings" / "storm-council.yaml").symlink_to(outside)
    refused = await editor.decide("accept", made, subject="storm-council", record=statement())

    assert "link that leads out" in refused["error"]
    assert outside.read_bytes() == before
