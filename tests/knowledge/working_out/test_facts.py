"""Which entities a statement is seen to name when something is listed, counted or compared over the facts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from knowledge.answering.engine import Engine
from knowledge.working_out.facts import Facts
from tests.support.matching import concept, entity, profile

NAMED: dict[str, tuple[dict[str, Any], dict[str, float], set[str]]] = {
    # why: the keys of a statement about the Zerkon Council, the entities of its words and how firmly, what it names
    "its subject": ({}, {}, {"zerkon-council"}),
    "its value, where that is an entity": ({"value": "quorra"}, {}, {"zerkon-council", "quorra"}),
    "not its value, where that is none": ({"value": "annual"}, {}, {"zerkon-council"}),
    "what it is filed under": ({"about": ("norland",)}, {}, {"zerkon-council", "norland"}),
    "who says it": ({"said_by": "mira-voss"}, {}, {"zerkon-council", "mira-voss"}),
    "what its words name": ({}, {"sudria": 1.0}, {"zerkon-council", "sudria"}),
    "not what only goes without saying": ({}, {"sudria": 0.6}, {"zerkon-council"}),
}


@pytest.mark.parametrize("why", NAMED)
def test_a_statement_names_its_subject_its_entities_and_those_of_its_words(town: Engine, why: str) -> None:
    keys, firmness, named = NAMED[why]
    terms = {concept("ship"): 1.0, **{entity(id_): firm for id_, firm in firmness.items()}}
    seen = profile("zerkon-council.x", terms=terms)
    seen = replace(seen, statement=replace(seen.statement, **keys))
    knowledge = replace(town.knowledge, statements={seen.statement.id: seen.statement}, profiles=(seen,))

    assert Facts(knowledge).named["zerkon-council.x"] == named


def test_the_days_of_an_event_that_no_statement_in_sight_tells_put_it_nowhere(engine: Engine) -> None:
    knowledge, happenings = engine.knowledge, Facts(engine.knowledge).time
    undated = {
        key: tuple(one for one in told if not knowledge.profile_of[one.id].dated)
        for key, told in happenings.naming.items()
    }

    assert "cyber-exercise-2025" in happenings.events
    assert "cyber-exercise-2025" in replace(happenings, naming=undated).undated
