"""Which kinds of answer a sentence holds: a truth table, with what comes near one and is none."""

from __future__ import annotations

import pytest

from knowledge.curation.corpus import Corpus
from knowledge.quoting.answers import AnswerKinds
from knowledge.quoting.asked import AskedFor, Kind

TABLE: list[tuple[Kind, str, bool, str]] = [
    (Kind.FIGURE, "It has 12 berths.", True, "a figure"),
    (Kind.FIGURE, "None of them was hurt.", True, "none is a figure too"),
    (Kind.FIGURE, "It opened in May 2021.", False, "a date is none"),
    (Kind.FIGURE, "It has berths.", False, "nor is a plural"),
    (Kind.MONEY, "It cost 94 million dollars.", True, "a unit beside its figure"),
    (Kind.MONEY, "It cost $94.", True, "a sign of one"),
    (Kind.MONEY, "كلف 94 دولارا.", True, "in Arabic"),
    (Kind.MONEY, "Dollars that were paid there moved 94 ships.", False, "further than three words it measures nothing"),
    (Kind.MONEY, "Dollars were paid.", False, "a unit without a figure"),
    (Kind.LENGTH, "It is 94 very long sea miles away.", False, "nor four words behind it"),
    (Kind.LENGTH, "It is 94 long sea miles away.", True, "three are near enough"),
    (Kind.LENGTH, "It weighs 94 tons.", False, "a figure of something else"),
    (Kind.DURATION, "استغرق أسبوعين.", True, "a dual is a figure with its unit"),
    (Kind.DURATION, "It took weeks.", False, "a unit alone is no duration"),
    (Kind.TIME, "It opened on Monday.", True, "a word for a day"),
    (Kind.TIME, "It opened on 3 May 2021.", True, "a date without one"),
    (Kind.TIME, "افتتح يوم الاثنين.", True, "a day in Arabic"),
    (Kind.TIME, "It opened with 12 berths.", False, "a figure is no time"),
    (Kind.PERSON, "It was opened by a minister.", True, "by whom"),
    (Kind.PERSON, "It was opened quietly.", False, "nobody"),
    (Kind.PLACE, "It lies near the Zqarro.", True, "a preposition before a name"),
    (Kind.PLACE, "It lies near the shore.", False, "not before what is none"),
    (Kind.REASON, "It closed because of ice.", True, "why"),
    (Kind.REASON, "أغلق بسبب الجليد.", True, "in Arabic"),
    (Kind.REASON, "It closed.", False, "no reason"),
]


@pytest.mark.parametrize(("kind", "text", "holds", "why"), TABLE)
def test_a_sentence_holds_the_kinds_of_answer_that_its_words_tell(
    corpus: Corpus, kind: Kind, text: str, *, holds: bool, why: str
) -> None:
    asked = AskedFor((), frozenset(), frozenset(), frozenset(), frozenset({kind}))

    assert AnswerKinds(corpus.phrasings.calendar).holds(text, asked) is holds, why


@pytest.mark.parametrize(
    ("text", "kinds", "holds"),
    [
        ("It closed because of ice.", {Kind.REASON, Kind.TIME}, True),
        ("It closed on Monday.", {Kind.REASON, Kind.TIME}, True),
        ("It closed.", {Kind.REASON, Kind.TIME}, False),
        ("It closed.", set(), True),
    ],
)
def test_of_several_kinds_that_are_asked_for_one_will_do(
    corpus: Corpus, text: str, kinds: set[Kind], *, holds: bool
) -> None:
    asked = AskedFor((), frozenset(), frozenset(), frozenset(), frozenset(kinds))

    assert AnswerKinds(corpus.phrasings.calendar).holds(text, asked) is holds
