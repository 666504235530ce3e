"""`doc draft --model`: a language model is asked only where one is set, and what it proposes is marked as its own."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.support.command import InProcess
from tests.support.folders import KnowledgeFolder

TEXT = "The Council of Storms met on 4 June 2022."
PROPOSED = {
    "sentence": 1,
    "quote": "The Council of Storms met",
    "property": "participant",
    "wording": {"ar": "انعقد مجلس العواصف.", "en": "The Council of Storms met."},
}


class ScriptedModel(BaseHTTPRequestHandler):
    """Proposes one thing that stands, and one that does not."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        content = json.dumps({"statements": [PROPOSED, PROPOSED | {"quote": "The Council of Calm met"}]})
        body = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def model() -> Iterator[str]:
    """Its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), ScriptedModel) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1"
        server.shutdown()


def test_what_a_model_proposes_says_so_and_what_it_invents_is_told(
    marsad: InProcess, folder: KnowledgeFolder, model: str
) -> None:
    folder.source("later", TEXT, language="en", curation="none")
    command = ("doc", "draft", "later", "--knowledge", folder.root, "--model", "--json")
    told = marsad(*command, MARSAD_DESK__MODEL__URL=model, MARSAD_DESK__MODEL__NAME="made-up-1")
    (one,) = [each for each in told.json["statements"] if "proposed_by" in each]

    assert told.code == 0
    assert (one["proposed"], one["proposed_by"], one["subject"]) == ("true", "made-up-1", "storm-council")
    assert one["citations"][0]["quote"] == PROPOSED["quote"]
    assert "«The Council of Calm met»: does not stand in sentence 1 byte for byte" in told.err
    assert "made-up-1: 1 proposals, 1 refused" in told.err


def test_without_a_model_that_is_set_nobody_is_asked(marsad: InProcess, folder: KnowledgeFolder) -> None:
    folder.source("later", TEXT, language="en", curation="none")
    told = marsad("doc", "draft", "later", "--knowledge", folder.root, "--model")

    assert (told.code, "desk.model.url" in told.err) == (2, True)


def test_an_editor_may_say_whom_a_document_is_about(marsad: InProcess, folder: KnowledgeFolder) -> None:
    folder.source("later", TEXT, language="en", curation="none")
    command = ("doc", "draft", "later", "--knowledge", folder.root, "--short", "--about")
    told, wrong = marsad(*command, "harbour"), marsad(*command, "harbor")

    assert "  harbour.date  2022-06-04" in told.out
    assert wrong.code == 2
    assert "--about: the facts have no entity 'harbor'; did you mean 'harbour'?" in wrong.err
