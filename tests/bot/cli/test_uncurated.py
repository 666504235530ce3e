"""What was imported and never curated: offered as such, never told as an answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command import InProcess

DOCUMENT = {
    "id": "harbour",
    "title": "Harbour patrols",
    "text": "The coast guard of Freedonia doubled its harbour patrols in March. Fishing boats stayed away.",
    "lang": "en",
}


@pytest.mark.slow
def test_a_refusal_offers_what_an_archive_says_as_uncurated(marsad: InProcess, tmp_path: Path) -> None:
    archive = tmp_path / "reports.jsonl"
    archive.write_text(json.dumps(DOCUMENT) + "\n", encoding="utf-8")
    into = tmp_path / "kb"
    assert marsad("kb", "import", archive, "--into", into).code == 0
    outcome = marsad("ask", "who doubled the harbour patrols of Freedonia?", "--json", "--knowledge", into)
    reply = json.loads(outcome.out)

    assert reply["status"] == "unknown"
    assert "harbour patrols" in reply["reply"]
    assert "ncurated" in reply["reply"]
    assert "harbour patrols" not in reply["text"]
