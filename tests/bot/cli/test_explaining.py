"""How a reply came about, as `ask --explain` tells it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.cli.explaining import explained, lines
from knowledge.answering.engine import Engine
from knowledge.dialogue import NoAnswer, Reason, Several

TODAY = date(2026, 11, 21)
AIM, NEAR = "cyber-exercise-2025.aim", "counter-terrorism-dialogues.significance"

Claims = list[tuple[str, bool]]
RULED: list[tuple[str, str, list[str], Claims, list[str]]] = [
    ("Did the exercise build trust?", "announced", [AIM], [("build", False)], []),
    ("Does only India oppose terrorism?", "undecided", [], [("oppose", False)], ["restrictive"]),
    ("India does not really connect Asia, right?", "undecided", [], [("connect", True)], ["negative-question", "tag"]),
]


@pytest.mark.parametrize(("asked", "ruled", "told", "claims", "cues"), RULED, ids=[row[0] for row in RULED])
def test_of_yes_or_no_it_says_what_is_claimed_how_it_is_meant_and_what_was_ruled(
    engine: Engine, asked: str, ruled: str, told: list[str], claims: Claims, cues: list[str]
) -> None:
    explanation = explanation_of(engine, asked)
    words, verdict = explanation["words"], explanation["verdict"]

    assert (verdict["decision"], verdict["statements"], bool(verdict.get("near"))) == (ruled, told, not told)
    assert [(one["text"], one["denied"]) for one in words["claims"]] == claims
    assert [one["marker"] for one in words["cues"] if one["marker"] != "done"] == cues


def explanation_of(engine: Engine, asked: str) -> dict[str, Any]:
    answered = engine.answered(asked, today=TODAY)
    return explained(answered.trace, engine.knowledge.learned.calibration)


def test_what_asks_for_no_yes_or_no_claims_nothing(engine: Engine) -> None:
    explanation = explanation_of(engine, "Who opposes terrorism?")

    assert (explanation["words"]["claims"], explanation["words"]["cues"]) == ([], [])
    assert explanation["verdict"]["decision"] in ("tell", "refuse", "choose")


def test_the_lines_for_people_say_so_too(engine: Engine) -> None:
    shown = list(lines(explanation_of(engine, "Does only India not really connect Asia?")))

    assert "claim        'connect': connect (denied)" in shown
    assert "cue          'only': restrictive" in shown
    assert shown[-1].startswith("verdict      decision undecided; near [")


def test_of_several_questions_each_is_explained_as_it_was_answered(engine: Engine) -> None:
    explanation = explanation_of(engine, "Who hosted the cyber exercise, and when was it?")
    host, date_ = explanation["parts"]

    assert (explanation["path"], explanation["candidates"]) == ("several questions", [])
    assert (host["text"], host["path"]) == ("Who hosted the cyber exercise", "question")
    assert (date_["text"], date_["path"]) == ("and when was it?", "follow-up")
    assert host["candidates"][0]["statement"] == host["verdict"]["statements"][0] == "cyber-exercise-2025.host"
    assert host["probability"] >= host["threshold"]
    assert date_["candidates"][0]["statement"] == date_["verdict"]["statements"][0] == "cyber-exercise-2025.date"
    shown = list(lines(explanation))
    assert "part         'and when was it?'" in shown
    assert "  path         follow-up" in shown
    assert explanation_of(engine, "Who hosted the cyber exercise?")["parts"] == []


def test_a_question_that_is_only_named_has_no_way_to_its_reply(engine: Engine) -> None:
    asked = "Who hosted the cyber exercise and when was it? " + "Who is Doval? " * 8
    replies = engine.reply_to(asked, today=TODAY)
    assert isinstance(replies, Several)
    named = [
        part.text for part in replies.parts if isinstance(part.reply, NoAnswer) and part.reply.reason == Reason.LEFT
    ]
    explained_ = [part["text"] for part in explanation_of(engine, asked)["parts"]]

    assert named
    assert [part.text for part in replies.parts] == [*explained_, *named]


def test_what_is_worked_out_shows_which_words_asked_for_it(engine: Engine) -> None:
    shown = list(lines(explanation_of(engine, "List the meetings")))

    assert "mark         'meetings' → class:meeting" in shown
    assert shown[-1] == "verdict      decision worked out"
    assert not any(line.startswith("mark") for line in lines(explanation_of(engine, "Who chaired the meeting?")))
