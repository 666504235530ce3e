"""Who does it and to whom, read off order and small words."""

from __future__ import annotations

import pytest

from knowledge.understanding.clause_reading import clauses
from knowledge.understanding.parties import Clause, Stretch, Terms
from knowledge.vocabulary.phrasings import Phrasings
from knowledge.vocabulary.terms import Term, TermKind

NAMES = {
    "India": "india",
    "the exercise": "exercise",
    "landlocked Asia": "asia",
    "the corridor": "corridor",
    "groups": "groups",
    "الهند": "india",
    "المناورة": "exercise",
    "آسيا": "asia",
    "الاتفاقية": "corridor",
}
ACTS = {
    "host": "host",
    "hosted": "host",
    "benefits": "benefit",
    "استضافت": "host",
    "استضافتها": "host",
    "تنتفع": "benefit",
}


def stretches(text: str) -> list[Stretch]:
    kinds = [(NAMES, TermKind.ENTITY), (ACTS, TermKind.CONCEPT)]
    found = [(text.find(form), form, Term(kind, id_)) for forms, kind in kinds for form, id_ in forms.items()]
    return [Stretch(at, at + len(form), frozenset([term])) for at, form, term in found if at >= 0]


def names(parties: tuple[Terms, ...]) -> set[str]:
    return {term.id for party in parties for term in party if term.kind is TermKind.ENTITY}


@pytest.mark.parametrize(
    ("text", "agents", "patients"),
    [
        ("Did India host the exercise?", {"india"}, {"exercise"}),
        ("Did the exercise host India?", {"exercise"}, {"india"}),
        ("Was the exercise hosted by India?", {"india"}, {"exercise"}),
        ("The exercise that India hosted", {"india"}, {"exercise"}),
        ("The corridor is among those from which landlocked Asia benefits.", {"asia"}, {"corridor"}),
        ("هل استضافت الهند المناورة؟", {"india"}, {"exercise"}),
        ("هل الهند استضافت المناورة؟", {"india"}, {"exercise"}),
        ("هل المناورة استضافتها الهند؟", {"india"}, {"exercise"}),
        ("الاتفاقية من المشاريع التي تنتفع بها آسيا", {"asia"}, {"corridor"}),
        ("هل المناورة استضافت من قبل الهند؟", {"india"}, {"exercise"}),
    ],
)
def test_who_does_it_and_to_whom_is_read_off_order_voice_and_pronouns(
    phrasings: Phrasings, text: str, agents: set[str], patients: set[str]
) -> None:
    text = text.replace("The ", "the ")
    told: Clause = clauses(text, stretches(text), phrasings.small("ar" if "ا" in text else "en"))[0]

    assert (names(told.agents), names(told.patients)) == (agents, patients)
