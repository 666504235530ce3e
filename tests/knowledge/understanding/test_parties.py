"""Who does it and to whom, read off order and small words."""

from __future__ import annotations

import pytest

from knowledge.understanding.clause_reading import clauses
from knowledge.understanding.parties import Clause, Terms, TermStretch
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
    "Norland": "norland",
    "نورلاند": "norland",
    "Индия": "india",
    "делегацию": "delegation",
}
ACTS = {
    "host": "host",
    "hosted": "host",
    "benefits": "benefit",
    "rests on": "rest",
    "استضافت": "host",
    "استضافتها": "host",
    "تنتفع": "benefit",
    "supports": "support",
    "stressed": "stress",
    "commitment": "commit",
    "priority": "priority",
    "priorities": "priority",
    "возглавляет": "lead",
    "مشاركة": "attend",
    "تصونها": "protect",
    "أولوية": "priority",
}


def stretches(text: str) -> list[TermStretch]:
    kinds = [(NAMES, TermKind.ENTITY), (ACTS, TermKind.CONCEPT)]
    found = [(text.find(form), form, Term(kind, id_)) for forms, kind in kinds for form, id_ in forms.items()]
    return [TermStretch(at, at + len(form), frozenset([term])) for at, form, term in found if at >= 0]


def language(text: str) -> str:
    return "ar" if "ا" in text else "ru" if "и" in text else "en"


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
    told: Clause = clauses(text, stretches(text), phrasings.small(language(text)))[0]

    assert (names(told.agents), names(told.patients)) == (agents, patients)


READ: list[tuple[str, list[tuple[set[str], set[str], set[str]]], str]] = [
    ("India hosted the exercise and groups", [({"india"}, {"host"}, {"exercise", "groups"})], "an and behind the verb"),
    (
        "India, Norland and groups hosted the exercise",
        [({"india", "norland", "groups"}, {"host"}, {"exercise"})],
        "before",
    ),
    (
        "India with Norland hosted the exercise",
        [({"india", "norland"}, {"host"}, {"exercise"})],
        "who is with somebody",
    ),
    ("India in Norland hosted the exercise", [({"india"}, {"host"}, {"exercise"})], "where somebody is does nothing"),
    ("In winter, India hosted the exercise", [({"india"}, {"host"}, {"exercise"})], "a circumstance in front"),
    ("India is the host of the exercise", [({"india"}, {"host"}, {"exercise"})], "what somebody is to another"),
    ("Is India Norland", [({"india"}, set(), {"norland"})], "two names side by side behind an is"),
    ("the exercise was held in India", [({"exercise"}, set(), {"india"})], "where it is held stands behind it"),
    ("the exercise was held by India", [({"india"}, set(), {"exercise"})], "who holds it does it"),
    (
        "the exercise helps India by hosting groups",
        [({"exercise"}, {"host"}, {"india", "groups"})],
        "how is not by whom",
    ),
    (
        "the exercise is something India hosted",
        [({"india"}, {"host"}, {"exercise"})],
        "of something, without a word for it",
    ),
    ("the states India supports", [({"india"}, {"support"}, set())], "of what nobody knows"),
    (
        "groups which India supports benefits Norland",
        [({"india"}, {"support"}, {"groups"}), ({"groups"}, {"benefit"}, {"norland"})],
        "a relative clause ends where the verb of the other comes",
    ),
    (
        "India stressed that the exercise supports groups",
        [({"exercise"}, {"support"}, {"groups", "india"}), ({"india"}, {"stress"}, set())],
        "what is said is a clause of its own",
    ),
    (
        "groups benefits from India's commitment",
        [({"groups"}, {"benefit", "commit"}, {"india"}), ({"india"}, {"commit"}, set())],
        "whose act a noun names does it too",
    ),
    (
        "Norland is among India's priorities",
        [({"india"}, {"priority"}, {"norland"}), ({"india"}, {"priority"}, set())],
        "theirs",
    ),
    ("Norland is a priority for India", [({"india"}, set(), {"norland"})], "with a preposition for it"),
    ("نورلاند أولوية الهند", [({"india"}, {"priority"}, {"norland"})], "in Arabic"),
    ("مشاركة الهند في المناورة", [({"india"}, {"attend"}, {"exercise"})], "a bare noun is that of the name behind it"),
    ("الهند عضو في المناورة", [({"india"}, set(), {"exercise"})], "what somebody is in"),
    (
        "الهند التي استضافت المناورة تنتفع",
        [({"india"}, {"host"}, {"exercise"}), ({"india"}, {"benefit"}, set())],
        "a relative clause of who does it",
    ),
    ("المناورة التي استضافتها الهند", [({"india"}, {"host"}, {"exercise"})], "one of what it is done to"),
    ("المناورة تصونها الهند", [({"india"}, {"protect"}, {"exercise"})], "a pronoun points back"),
    ("делегацию возглавляет Индия", [({"india"}, {"lead"}, {"delegation"})], "a case says to whom it is done"),
    ("Индия возглавляет делегацию", [({"india"}, {"lead"}, {"delegation"})], "wherever it stands"),
    ("Norland is among the priorities of India", [({"india"}, {"priority"}, {"norland"})], "whose it is, behind an of"),
    (
        "India has the exercise among its priorities",
        [({"india"}, {"priority"}, {"exercise"})],
        "who has it stands before it",
    ),
    ("India is considered a priority by Norland", [({"norland"}, {"priority"}, {"india"})], "to whom it is one"),
    ("India a host of the exercise", [({"india"}, {"host"}, {"exercise"})], "without an is"),
    (
        "India, the host of the exercise, supports groups",
        [({"india"}, {"host", "support"}, {"exercise", "groups"})],
        "what somebody is, in between",
    ),
    ("groups like India hosted the exercise", [({"groups", "india"}, {"host"}, {"exercise"})], "examples do it too"),
    (
        "the commitment of India and Norland supports groups",
        [({"india", "norland"}, {"support"}, {"groups"})],
        "a noun before them is no verb",
    ),
    ("groups benefits through India", [({"groups"}, {"benefit"}, {"india"})], "a preposition behind the verb"),
    ("Is Norland among those that India supports", [({"india"}, {"support"}, {"norland"})], "one of those"),
    ("تنتفع الهند من المناورة", [({"india"}, {"benefit"}, {"exercise"})], "a preposition parts two in Arabic"),
    ("الهند في المناورة تنتفع", [({"india"}, {"benefit"}, {"exercise"})], "before the verb too"),
    ("المناورة التي استضافت الهند", [({"exercise"}, {"host"}, {"india"})], "without a pronoun nothing points back"),
    ("الهند هي التي استضافت المناورة", [({"india"}, {"host"}, {"exercise"})], "the one that did it"),
    ("المناورة استضافت من جانب الهند", [({"india"}, {"host"}, {"exercise"})], "on whose part it is done"),
    ("أولوية نورلاند الهند", [({"norland"}, {"priority"}, {"india"})], "whose priority stands behind the bare noun"),
    (
        "الاتفاقية التي تنتفع بها آسيا تصونها الهند",
        [({"asia"}, {"benefit"}, {"corridor"}), ({"india"}, {"protect"}, {"corridor"})],
        "both point back to the first one",
    ),
    ("groups which mighty India supports", [({"india"}, {"support"}, {"groups"})], "an adjective before who does it"),
    ("groups which helped India", [({"groups"}, set(), {"india"})], "a verb that nobody knows, by its end"),
    ("groups which is India", [({"groups"}, set(), {"india"})], "an is"),
    ("groups which benefits", [({"groups"}, {"benefit"}, set())], "with nobody behind it"),
    ("groups that the exercise supports", [({"exercise"}, {"support"}, {"groups"})], "an article before who does it"),
    (
        "groups which India supports helped Norland",
        [({"india"}, {"support"}, {"groups"}), ({"groups"}, set(), {"norland"})],
        "a verb that nobody knows ends a relative clause",
    ),
    (
        "groups which India supports in winter benefits Norland",
        [({"india"}, {"support"}, {"groups"}), ({"groups"}, {"benefit"}, {"norland"})],
        "a preposition ends none",
    ),
    (
        "Norland is among the priorities India supports",
        [({"india"}, {"priority", "support"}, {"norland"}), ({"norland"}, {"priority"}, set())],
        "a name right behind a noun opens one",
    ),
    (
        "Norland is among the priorities, India supports",
        [({"india"}, {"priority", "support"}, {"norland"})],
        "not behind a comma",
    ),
    (
        "تنتفع الاتفاقية التي تصونها الهند من المناورة",
        [({"india"}, {"protect"}, {"corridor"}), ({"corridor"}, {"benefit"}, {"exercise"})],
        "a preposition of the verb in front ends one in Arabic",
    ),
    (
        "الاتفاقية التي تصونها الهند تنتفع",
        [({"india"}, {"protect"}, {"corridor"}), ({"corridor"}, {"benefit"}, set())],
        "and so does a verb",
    ),
    ("الاتفاقية التي تنتفع بها آسيا", [({"asia"}, {"benefit"}, {"corridor"})], "a small word points back"),
    ("الاتفاقية التي تنتفع آسيا", [({"corridor"}, {"benefit"}, {"asia"})], "without it nothing does"),
    ("the exercise rests on India", [({"india"}, {"rest"}, {"exercise"})], "what something rests on bears it"),
    ("hosted", [], "nobody"),
    ("India", [], "nothing"),
]


@pytest.mark.parametrize(("text", "read", "why"), READ, ids=[row[0] for row in READ])
def test_every_clause_of_a_sentence_is_read(
    phrasings: Phrasings, text: str, read: list[tuple[set[str], set[str], set[str]]], why: str
) -> None:
    found = clauses(text, stretches(text), phrasings.small(language(text)), owned=True)

    assert [(names(one.agents), {act.id for act in one.acts}, names(one.patients)) for one in found] == read, why


@pytest.mark.parametrize(
    ("text", "same", "passive"),
    [
        ("India is the host of the exercise", True, False),
        ("India hosted the exercise", False, False),
        ("the exercise was held in India", False, True),
        ("the exercise was held by India", False, False),
        ("Is India Norland", True, False),
    ],
)
def test_a_clause_says_what_somebody_is_or_that_it_is_done_to_them(
    phrasings: Phrasings, text: str, *, same: bool, passive: bool
) -> None:
    (told,) = clauses(text, stretches(text), phrasings.small("en"))

    assert (told.same, told.passive) == (same, passive)


def test_whose_act_a_noun_names_is_read_of_statements_alone(phrasings: Phrasings) -> None:
    text = "groups benefits from India's commitment"

    assert len(clauses(text, stretches(text), phrasings.small("en"))) == 1
