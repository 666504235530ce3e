"""`ask` and `chat` as other programs use them."""

from __future__ import annotations

import json
import math
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from knowledge.compiled.base import KnowledgeBase
from tests.support.command import InProcess, Process
from tests.support.folders import STORM, KnowledgeFolder

EXPLAINED = [
    "path", "words", "candidates", "evidence", "probability", "threshold", "verdict", "parts",
]  # fmt: skip
KEYS = [
    *("id", "status", "lang", "text", "reply", "statements", "entities", "citations"),
    *("suggestions", "verdict", "sure", "result", "passages", "score", "ms", "parts"),
]
MARKS = dict.fromkeys(map(ord, "\u2068\u2069\u200e\u200f"))
CHAIR = "من يترأس الوفد الهندي في اجتماع وزراء الدفاع؟"
WHEN = "When is the SCO defence ministers' meeting?"

BATCH: list[tuple[bytes, object]] = [
    (b'{"id": "follow-up", "q": "and where?"}', "follow-up"),
    (json.dumps({"id": "chair", "q": CHAIR}).encode(), "chair"),
    (b'{"id": "follow-up again", "q": "and where?"}', "follow-up again"),
    (b"   ", None),
    (json.dumps({"id": 7, "q": WHEN, "lang": "en", "style": "plain", "n": [1]}).encode(), 7),
    (b"{", "bad"),
    (b'{"id": "raw", "q": "\xff\xfe"}', "bad"),
    (b"[1, 2]", "bad"),
    (b'{"id": "no question"}', "bad"),
    (b'{"id": "number", "q": 5}', "bad"),
    (b'{"id": "lang", "q": "x", "lang": 5}', "bad"),
    (b"[" * 100_000, "bad"),
    (b'{"id": NaN, "q": "x"}', "bad"),
    (b'{"id": 1e999, "q": "x"}', "bad"),
    (b"", None),
    (b'{"q": "hello"}', "no id"),
    (b'{"id": ["a", {"b": null}], "q": "What is the price of gold in Peru?"}', ["a", {"b": None}]),
    (b'{"id": "surrogate", "q": "\\ud800 \\u0000 ?"}', "surrogate"),
    (b'{"id": "empty", "q": ""}', "empty"),
    (json.dumps({"id": "long", "q": "اجتماع " * 3000}, ensure_ascii=False).encode(), "long"),
    (json.dumps({"id": "in Arabic", "q": WHEN, "lang": "ar"}).encode(), "in Arabic"),
]


@pytest.fixture(scope="module")
def batch(shipped_data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, list[dict[str, Any]], str]:
    """Exit code, objects and stderr; all is logged, the locale has no UTF-8 and the terminal is narrow."""
    process = Process(tmp_path_factory.mktemp("cwd"), shipped_data)
    outcome = process(
        *("ask", "--batch", "-", "--json"),
        stdin=b"\n".join(line for line, _ in BATCH),
        MARSAD_LOGGING__LEVEL="DEBUG",
        LC_ALL="C",
        COLUMNS="20",
    )
    return outcome.code, outcome.lines, outcome.err


def test_every_line_of_a_batch_gives_one_object_in_order(batch: tuple[int, list[dict[str, Any]], str]) -> None:
    code, objects, err = batch
    expected = [
        (None, number) if id_ == "bad" else (None if id_ == "no id" else id_, None)
        for number, (_, id_) in enumerate(BATCH, start=1)
        if id_ is not None
    ]

    assert code == 1
    assert "Traceback" not in err
    assert [(one["id"], one.get("line")) for one in objects] == expected
    for one in objects:
        if "line" in one:
            assert list(one) == ["id", "line", "status", "error"]
            assert one["status"] == "error"
            assert one["error"]


def test_every_reply_of_a_batch_has_the_shape_of_the_contract(
    batch: tuple[int, list[dict[str, Any]], str], knowledge: KnowledgeBase
) -> None:
    replies = [one for one in batch[1] if one["status"] != "error"]

    assert len(replies) == 10
    for one in replies:
        assert_is_a_reply(one, knowledge)


def assert_is_a_reply(one: dict[str, Any], knowledge: KnowledgeBase) -> None:
    assert list(one) == KEYS
    assert one["status"] in {"answer", "ambiguous", "unknown", "help"}
    assert one["lang"] in {"ar", "en"}
    assert len(one["text"]) <= 600
    assert one["reply"].strip()
    assert one["text"].translate(MARKS) == one["text"]
    assert one["text"].split("\n")[0] in one["reply"].translate(MARKS)
    assert bool(one["statements"]) >= (one["status"] == "answer")
    assert set(one["statements"]) <= set(knowledge.statements)
    assert set(one["entities"]) <= set(knowledge.entities)
    assert one["score"] is None or 0 <= one["score"] <= 1
    assert 0 <= one["ms"] < 5000
    assert all(isinstance(question, str) for question in one["suggestions"])
    assert bool(one["citations"]) >= (one["status"] == "answer")
    for citation in one["citations"]:
        assert list(citation) == ["source", "quote", "start"]
        assert knowledge.sources[citation["source"]].text[citation["start"] :].startswith(citation["quote"])


def test_a_batch_answers_in_the_language_of_the_line(batch: tuple[int, list[dict[str, Any]], str]) -> None:
    told = {str(one["id"]): (one["status"], one.get("lang")) for one in batch[1]}

    assert (told["chair"], told["7"]) == (("answer", "ar"), ("answer", "en"))
    assert told["in Arabic"][1] == "ar"
    assert {told[key][0] for key in ("empty", "surrogate", "['a', {'b': None}]")} == {"unknown"}


def test_lines_of_a_batch_know_nothing_of_each_other(batch: tuple[int, list[dict[str, Any]], str]) -> None:
    before, after = (one for one in batch[1] if str(one["id"]).startswith("follow-up"))

    assert before | {"id": 0, "ms": 0} == after | {"id": 0, "ms": 0}


@pytest.mark.process
def test_a_batch_gives_each_answer_before_the_next_question_comes(process: Process, folder: KnowledgeFolder) -> None:
    with process.started("ask", "--batch", "-", "--json", "--knowledge", folder.root) as running:
        assert running.stdin
        assert running.stdout
        for number in range(3):
            running.stdin.write(f'{{"id": {number}, "q": "Storm Council?"}}\n'.encode())
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["id"] == number
        running.stdin.close()

        assert running.wait(20) == 0


def test_a_batch_may_be_a_file(marsad: InProcess, folder: KnowledgeFolder) -> None:
    (marsad.folder / "questions.jsonl").write_text('{"id": 1, "q": "Storm Council?"}\n\n{"id": 2, "q": "hello"}')
    outcome = marsad("ask", "--json", "--batch", "questions.jsonl", "--knowledge", folder.root)

    assert outcome.code == 0
    assert [one["id"] for one in outcome.lines] == [1, 2]


def test_one_question_has_a_null_id_wherever_its_options_stand(marsad: InProcess, folder: KnowledgeFolder) -> None:
    before = marsad("ask", "--json", "--lang", "ar", "--knowledge", folder.root, "Storm Council?")
    after = marsad("ask", "Storm Council?", "--knowledge", folder.root, "--lang", "ar", "--json")

    assert (before.code, after.code) == (0, 0)
    assert list(before.json) == KEYS
    assert (before.json["id"], before.json["lang"]) == (None, "ar")
    assert before.json | {"ms": 0} == after.json | {"ms": 0}


def test_without_json_the_reply_alone_is_printed_and_explained_on_demand(
    marsad: InProcess, folder: KnowledgeFolder
) -> None:
    ask = ("ask", "When did the Storm Council meet?", "--knowledge", folder.root)
    plain, explained, both = marsad(*ask), marsad(*ask, "--explain"), marsad(*ask, "--explain", "--json")

    assert (plain.code, explained.code, both.code) == (0, 0, 0)
    assert plain.out == f"{both.json['reply']}\n"
    assert explained.out.startswith(plain.out)
    assert "storm-council.met" in explained.out.removeprefix(plain.out)
    assert list(both.json) == [*KEYS, "explain"]
    assert (explained.err, both.err) == ("", "")


def test_an_explanation_adds_up_to_the_probability_of_the_reply(marsad: InProcess, folder: KnowledgeFolder) -> None:
    asked = "When did the Storm Council meet in Harbour City?"
    told = marsad("ask", asked, "--knowledge", folder.root, "--explain", "--json").json
    explained = told["explain"]

    assert list(explained) == EXPLAINED
    assert explained["probability"] == told["score"] > explained["threshold"]
    assert 1 / (1 + math.exp(-sum(one["adds"] for one in explained["evidence"]))) == pytest.approx(told["score"])
    assert explained["verdict"] == {"decision": "tell", "statements": ["storm-council.met"]}
    assert [word["text"] for word in explained["words"]["read"]] == [
        *("When", "did", "the", "Storm Council", "meet", "in", "Harbour City")
    ]


def test_a_refusal_says_which_constraint_was_not_met(marsad: InProcess, folder: KnowledgeFolder) -> None:
    asked = "When did the Storm Council meet in 1999?"
    explained = marsad("ask", asked, "--knowledge", folder.root, "--explain", "--json").json["explain"]

    assert (explained["verdict"], explained["evidence"]) == (
        {"decision": "refuse", "reason": "date", "missing": ["1999"]},
        [],
    )
    assert explained["candidates"][0]["contradicted"] is True


def test_small_talk_has_no_candidates_and_a_batch_explains_each_line(
    marsad: InProcess, folder: KnowledgeFolder
) -> None:
    asked = b'{"q": "thank you"}\n{"q": "Storm Council"}\n'
    out = marsad("ask", "--batch", "-", "--json", "--explain", "--knowledge", folder.root, stdin=asked).out
    greeting, briefing = (json.loads(line)["explain"] for line in out.splitlines())

    assert (greeting["path"], greeting["candidates"], greeting["probability"]) == ("small talk", [], None)
    assert briefing["path"] == "briefing"


UPCOMING = """\
    upcoming:
      ar: يجتمع مجلس العاصفة في 3 مايو 2021.
      en: The Storm Council meets on 3 May 2021.
    citations:
"""


def test_the_day_of_asking_sets_the_tense(marsad: InProcess, folder: KnowledgeFolder) -> None:
    folder.fact("meetings/storm-council", STORM.replace("    citations:\n", UPCOMING, 1))
    ask = ("ask", "Storm Council", "--json", "--knowledge", folder.root, "--at")
    ahead, last_day, over = (marsad(*ask, day).json["text"] for day in ("2021-01-01", "2021-05-03", "2021-05-04"))

    assert "The Storm Council meets on 3 May 2021." in ahead
    assert last_day == ahead
    assert "The Storm Council met on 3 May 2021." in over


@pytest.mark.process
def test_a_chat_answers_every_line_and_ends_with_its_input(process: Process, folder: KnowledgeFolder) -> None:
    outcome = process(
        *("chat", "--knowledge", folder.root),
        stdin="/help\n\nStorm Council?\n/nonsense\n\ud800".encode("utf-8", "surrogatepass"),
        MARSAD_LOGGING__LEVEL="DEBUG",
        LC_ALL="C",
    )

    assert outcome.code == 0
    assert "Storm Council" in outcome.out
    assert "Traceback" not in outcome.err


def explained_in_the_docs() -> list[tuple[str, list[str]]]:
    """Each command that the page for curators explains, and the lines that it shows of that."""
    text = Path("docs/curating.md").read_text("utf-8")
    blocks = re.findall(r"^\$ marsad (ask [^\n]*--explain)\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    return [(command, [line for line in shown.splitlines() if line != "…"]) for command, shown in blocks]


@pytest.mark.slow
def test_answers_are_explained_as_the_page_for_curators_shows(shipped: InProcess) -> None:
    found = explained_in_the_docs()

    assert [shown[-1].split(";")[0] for _, shown in found] == [
        *("verdict      decision tell", "verdict      decision refuse", "verdict      decision tell")
    ]
    for command, shown in found:
        lines = shipped(*shlex.split(command)).out.splitlines()
        assert [line for line in shown if line not in lines] == []


def test_a_language_that_is_no_code_is_wrong_use(marsad: InProcess) -> None:
    outcome = marsad("ask", "when?", "--lang", "english")

    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == "--lang english: no language code; write ar, en, fa, …\n"


def test_a_batch_is_asked_after_nothing(marsad: InProcess) -> None:
    outcome = marsad("ask", "--batch", "-", "--after", "When?", stdin=b"")

    assert (outcome.code, outcome.out) == (2, "")
    assert "--after goes with one question" in outcome.err
