"""Which kinds of answer a sentence holds: a truth table, with what comes near one and is none."""

from __future__ import annotations

import pytest

from knowledge.curation.corpus import Corpus
from knowledge.quoting.answers import AnswerKinds
from knowledge.quoting.asked_for import AnswerKind, AskedFor

TABLE: list[tuple[AnswerKind, str, bool, str]] = [
    (AnswerKind.FIGURE, "It has 12 berths.", True, "a figure"),
    (AnswerKind.FIGURE, "None of them was hurt.", True, "none is a figure too"),
    (AnswerKind.FIGURE, "It opened in May 2021.", False, "a date is none"),
    (AnswerKind.FIGURE, "It has berths.", False, "nor is a plural"),
    (AnswerKind.MONEY, "It cost 94 million dollars.", True, "a unit beside its figure"),
    (AnswerKind.MONEY, "It cost $94.", True, "a sign of one"),
    (AnswerKind.MONEY, "كلف 94 دولارا.", True, "in Arabic"),
    (
        AnswerKind.MONEY,
        "Dollars that were paid there moved 94 ships.",
        False,
        "further than three words it measures nothing",
    ),
    (AnswerKind.MONEY, "Dollars were paid.", False, "a unit without a figure"),
    (AnswerKind.LENGTH, "It is 94 very long sea miles away.", False, "nor four words behind it"),
    (AnswerKind.LENGTH, "It is 94 long sea miles away.", True, "three are near enough"),
    (AnswerKind.LENGTH, "It weighs 94 tons.", False, "a figure of something else"),
    (AnswerKind.DURATION, "استغرق أسبوعين.", True, "a dual is a figure with its unit"),
    (AnswerKind.DURATION, "It took weeks.", False, "a unit alone is no duration"),
    (AnswerKind.TIME, "It opened on Monday.", True, "a word for a day"),
    (AnswerKind.TIME, "It opened on 3 May 2021.", True, "a date without one"),
    (AnswerKind.TIME, "افتتح يوم الاثنين.", True, "a day in Arabic"),
    (AnswerKind.TIME, "It opened with 12 berths.", False, "a figure is no time"),
    (AnswerKind.PERSON, "It was opened by a minister.", True, "by whom"),
    (AnswerKind.PERSON, "It was opened quietly.", False, "nobody"),
    (AnswerKind.PLACE, "It lies near the Zqarro.", True, "a preposition before a name"),
    (AnswerKind.PLACE, "It lies near the shore.", False, "not before what is none"),
    (AnswerKind.REASON, "It closed because of ice.", True, "why"),
    (AnswerKind.REASON, "أغلق بسبب الجليد.", True, "in Arabic"),
    (AnswerKind.REASON, "It closed.", False, "no reason"),
]


@pytest.mark.parametrize(("kind", "text", "holds", "why"), TABLE)
def test_a_sentence_holds_the_kinds_of_answer_that_its_words_tell(
    corpus: Corpus, kind: AnswerKind, text: str, *, holds: bool, why: str
) -> None:
    asked = AskedFor((), frozenset(), frozenset(), frozenset(), frozenset({kind}))

    assert AnswerKinds(corpus.phrasings.calendar).holds(text, asked) is holds, why


@pytest.mark.parametrize(
    ("text", "kinds", "holds"),
    [
        ("It closed because of ice.", {AnswerKind.REASON, AnswerKind.TIME}, True),
        ("It closed on Monday.", {AnswerKind.REASON, AnswerKind.TIME}, True),
        ("It closed.", {AnswerKind.REASON, AnswerKind.TIME}, False),
        ("It closed.", set(), True),
    ],
)
def test_of_several_kinds_that_are_asked_for_one_will_do(
    corpus: Corpus, text: str, kinds: set[AnswerKind], *, holds: bool
) -> None:
    asked = AskedFor((), frozenset(), frozenset(), frozenset(), frozenset(kinds))

    assert AnswerKinds(corpus.phrasings.calendar).holds(text, asked) is holds
