"""Which questions ask for nothing but who holds an office of somebody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.dates import DateMention
from knowledge.matching.holders import owners
from knowledge.understanding.question import Question
from knowledge.vocabulary.terms import Ask
from tests.support.matching import concept, entity, item, question

TYPES = {"norland": "state", "zerkon": "organisation", "council": "council-session", "chief": "office"}
HOLDERS = frozenset({"minister"})
MINISTER, ATTEND = item(concept("minister")), item(concept("attend"))
NORLAND, ZERKON, COUNCIL = (item(entity(one)) for one in ("norland", "zerkon", "council"))

ASKED: dict[str, tuple[Question, set[str]]] = {
    "the minister of a state": (question(MINISTER, NORLAND, asks=[Ask.PERSON]), {"norland"}),
    "of an organisation, as keywords": (question(MINISTER, ZERKON), {"zerkon"}),
    "the name of the minister": (question(MINISTER, NORLAND, asks=[Ask.LIST]), {"norland"}),
    "a curated office": (question(item(entity("chief")), NORLAND, asks=[Ask.PERSON]), {"norland"}),
    "what only frames it besides": (
        question(MINISTER, NORLAND, replace(ATTEND, light=True), asks=[Ask.PERSON]),
        {"norland"},
    ),
    "of nobody": (question(MINISTER, asks=[Ask.PERSON]), set()),
    "no office": (question(ATTEND, NORLAND, asks=[Ask.PERSON]), set()),
    "what the minister did": (question(MINISTER, NORLAND, ATTEND, asks=[Ask.PERSON]), set()),
    "where the minister was": (question(MINISTER, NORLAND, asks=[Ask.PLACE]), set()),
    "the minister at a session": (question(MINISTER, NORLAND, COUNCIL, asks=[Ask.PERSON]), set()),
    "the minister on a day": (question(MINISTER, NORLAND, asks=[Ask.PERSON], dates=[DateMention(2021)]), set()),
    "with a word that nothing explains": (
        replace(question(MINISTER, NORLAND, asks=[Ask.PERSON]), unmatched=("qzxv",)),
        set(),
    ),
}


@pytest.mark.parametrize("why", ASKED)
def test_whose_office_holder_is_asked_for_and_nothing_else(why: str) -> None:
    asked, owning = ASKED[why]

    assert owners(asked, TYPES, HOLDERS) == owning
