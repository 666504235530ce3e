"""By which statements two things are told apart: those of what is asked about, else of what differs."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from tests.knowledge.working_out.test_worker import EXERCISE, MEETING, SESSION, result

ARAMANE, DOVAL = "giridhar-aramane", "ajit-doval"

DIFFERENCES: dict[str, tuple[str, list[str]]] = {
    # why: what is asked, and the statements that are told in their order
    "people differ by their offices": (
        "What is the difference between Doval and Aramane?",
        [f"{DOVAL}.office", f"{ARAMANE}.office"],
    ),
    "in any language": ("ما الفرق بين دوفال وأرامان؟", [f"{DOVAL}.office", f"{ARAMANE}.office"]),
    "a property that is named is told alone": (
        "How do the roles of Aramane and Doval differ?",
        [f"{ARAMANE}.office", f"{DOVAL}.office"],
    ),
    "when each was": (
        "How do the dates of the secretaries' session and the defence ministers' meeting differ?",
        [f"{SESSION}.date", f"{MEETING}.date"],
    ),
    "where each was, as far as it is told": (
        "Compare the places of the secretaries' session and the cyber exercise",
        [f"{SESSION}.place", f"{EXERCISE}.host"],
    ),
    "two in one city differ by their days": (
        "What is the difference between the two Astana meetings?",
        [f"{MEETING}.date", f"{MEETING}.sequence", f"{SESSION}.date", f"{SESSION}.sequence"],
    ),
    "two of a class are those whose place in time is known": (
        "compare the two meetings",
        [f"{SESSION}.date", f"{SESSION}.sequence", f"{MEETING}.date", f"{MEETING}.sequence"],
    ),
    "and so in Arabic": (
        "قارن بين الاجتماعين",
        [f"{SESSION}.date", f"{SESSION}.sequence", f"{MEETING}.date", f"{MEETING}.sequence"],
    ),
    "what each connects": (
        "What is the difference between the INSTC and the Ashgabat Agreement?",
        ["instc.connects", "ashgabat-agreement.link"],
    ),
}


@pytest.mark.parametrize("why", DIFFERENCES)
def test_two_things_are_told_apart_by_what_is_asked_about_or_differs(engine: Engine, why: str) -> None:
    asked, told = DIFFERENCES[why]

    assert [one for item in result(engine, asked).items for one in item.statements] == told
