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
    "publisher": "The Gazette",
    "date": "2024-04-02",
    "url": "https://gazette.example/1",
}


@pytest.mark.slow
def test_what_an_archive_says_is_quoted_as_uncurated_and_never_told_as_a_fact(
    marsad: InProcess, tmp_path: Path
) -> None:
    archive = tmp_path / "reports.jsonl"
    archive.write_text(json.dumps(DOCUMENT) + "\n", encoding="utf-8")
    into = tmp_path / "kb"
    assert marsad("kb", "import", archive, "--into", into).code == 0
    reply = marsad("ask", "who doubled the harbour patrols of Freedonia?", "--json", "--knowledge", into).json
    sentence = "The coast guard of Freedonia doubled its harbour patrols in March."

    assert (reply["status"], reply["text"], reply["verdict"], reply["sure"]) == ("quoted", sentence, None, None)
    assert (reply["statements"], reply["citations"], reply["suggestions"]) == ([], [], [])
    [passage] = reply["passages"]
    assert passage | {"score": 0} == {
        "source": "harbour",
        "title": "Harbour patrols",
        "publisher": "The Gazette",
        "date": "2024-04-02",
        "url": "https://gazette.example/1",
        "text": sentence,
        "start": 0,
        "score": 0,
    }
    assert reply["reply"].startswith(sentence)
    assert "Uncurated, from" in reply["reply"]
