"""Whether a question has its parties on the sides on which a statement has them; names and verbs are a handful."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest

from knowledge.answering.who_to_whom import keeps_parties
from knowledge.matching.profiles import Profile
from knowledge.understanding.claims import Claims
from knowledge.understanding.clause_reading import clauses
from knowledge.understanding.cues import Cue
from knowledge.understanding.parties import QUOTED, Clause, TermStretch
from knowledge.understanding.question import Item, Question
from knowledge.vocabulary.assertions import Marker
from knowledge.vocabulary.covering import AND
from knowledge.vocabulary.forms import Grade
from knowledge.vocabulary.phrasings import Phrasings
from knowledge.vocabulary.terms import Term
from tests.support import matching
from tests.support.matching import concept, entity

ENTITIES = {
    "Norland": "norland",
    "Sudria": "sudria",
    "the drill": "drill",
    "agencies": "agencies",
    "Orman": "orman",
    "Норландия": "norland",
    "Норландию": "norland",
    "учения": "drill",
    "نورلاند": "norland",
    "سودريا": "sudria",
    "وسودريا": "sudria",
    "أورمان": "orman",
    "المناورة": "drill",
}
CONCEPTS = {
    "hosted": "host",
    "host": "host",
    "supports": "support",
    "support": "support",
    "funds": "fund",
    "fund": "fund",
    "near": "proximity",
    "convene": "convene",
    "not": "negation",
    "the meeting": "meet",
    "the harbour": "harbour",
    "Провела": "host",
    "Провели": "host",
    "estadafat": "host",
    "مولت": "fund",
    "استضافت": "host",
}
MARKED = {"not": Marker.NEGATION, "announced": Marker.ANNOUNCED, "Did": Marker.YES_NO, "هل": Marker.YES_NO}


def placed(text: str) -> Iterator[tuple[int, str, Term]]:
    """Where each name and verb stands in a text, the longer first."""
    known = [(form, entity(id_)) for form, id_ in ENTITIES.items()]
    known += [(form, concept(id_)) for form, id_ in CONCEPTS.items()]
    left = text
    for form, term in sorted(known, key=lambda one: -len(one[0])):
        while (at := left.find(form)) >= 0:
            yield at, form, term
            left = left[:at] + "#" * len(form) + left[at + len(form) :]


def question(text: str) -> Question:
    named = [
        Item((term,), form.removeprefix(AND), Grade.EXACT, place=(at, at + len(form)))
        for at, form, term in sorted(placed(text))
    ]
    return replace(matching.question(*named), text=text)


def claims(text: str) -> Claims:
    found = ((text.find(word), word, marker) for word, marker in MARKED.items())
    return Claims(cues=tuple(Cue(marker, word, (at, at + len(word))) for at, word, marker in found if at >= 0))


def profile(told: Mapping[str, str], phrasings: Phrasings) -> Profile:
    """A statement whose wordings, by language, and quotes say that."""
    return matching.profile(
        "norland.said", "stance", clauses={lang: read(told[lang], lang, phrasings) for lang in told}
    )


def read(text: str, lang: str, phrasings: Phrasings) -> tuple[Clause, ...]:
    stretches = [
        TermStretch(at, at + len(form), frozenset([term]), added=form[:1] == AND) for at, form, term in placed(text)
    ]
    return clauses(text, stretches, phrasings.small("en" if lang == QUOTED else lang), owned=True)


HOSTED = {"en": "Norland hosted the drill.", "ar": "استضافت نورلاند المناورة."}
SUPPORTS = {"en": "Norland supports Sudria."}
NEAR = {"en": "Norland is near Sudria."}
EITHER_WAY = {"en": "Norland hosted the drill.", "ar": "استضافت المناورة نورلاند."}
"""A wording and its translation that differ."""
QUOTED_SO = {"en": "It was in Norland.", QUOTED: "Norland hosted the drill."}
REVERSED = "استضافت سودريا نورلاند."
BOTH_WAYS = {"en": "Norland supports Sudria.", "ar": REVERSED}
BOTH_HOST = {"ar": "استضافت نورلاند وسودريا المناورة."}
ACROSS = {"en": "Norland supports Sudria.", "ar": "استضافت المناورة نورلاند."}
TOGETHER = {"en": "Norland hosted the drill and Sudria."}
IDENTICAL = {"en": "Norland hosted Sudria.", "ar": "سودريا هي نورلاند."}
QUOTED_TOO = {"ar": "استضافت المناورة نورلاند.", QUOTED: "Norland hosted the drill."}
ONCE = {"en": "Norland agencies hosted the drill.", "ar": HOSTED["ar"], QUOTED: "agencies supports Sudria."}
TWO_HOSTS = {"en": "Norland hosted the drill.", "ar": "استضافت سودريا أورمان."}
HOSTING_TOO = {"en": "Sudria hosted Norland.", "ar": HOSTED["ar"]}
APART = {"en": "Sudria hosted the drill that agencies supports."}

Row = tuple[str, dict[str, str], bool, str]
TABLE: list[Row] = [
    ("Did Norland host the drill?", HOSTED, True, "as it is told"),
    ("Did the drill host Norland?", HOSTED, False, "turned round"),
    ("Was the drill hosted by Norland?", HOSTED, True, "turned round, and in the passive"),
    ("Was Norland hosted by the drill?", HOSTED, False, "in the passive alone"),
    ("هل استضافت نورلاند المناورة؟", HOSTED, True, "the same in Arabic"),
    ("هل استضافت المناورة نورلاند؟", HOSTED, False, "turned round in Arabic"),
    ("Did Norland host?", HOSTED, True, "who does it, of whom nobody knows to whom"),
    ("Did the drill host?", HOSTED, False, "who is only done to"),
    ("Did Orman host the drill?", HOSTED, False, "whom nobody names does nothing to somebody who is named"),
    ("Did Norland host Orman?", HOSTED, True, "who does it does it; whether to whom is asked elsewhere"),
    ("Did Norland host the drill?", {"en": "Sudria hosted Norland."}, False, "who is done to by another"),
    ("Did Norland host the drill?", {}, True, "where nothing is told of sides, none is another one"),
    ("Was Norland announced as host?", HOSTED, True, "a word that announces makes no passive"),
    (
        "Did Norland and Orman host the drill?",
        HOSTED,
        True,
        "one of whom does it; whether the other is asked elsewhere",
    ),
    ("Did Orman host the drill and Norland?", HOSTED, False, "nor is anything done to who does it, beside others"),
    ("Did Orman host?", HOSTED, True, "of whom nothing is told, and nobody else"),
    ("Did Norland not host the drill?", HOSTED, True, "a word that denies is no verb"),
    ("Did the drill not host Norland?", HOSTED, False, "and turns nothing round"),
    ("Norland hosted the drill?", HOSTED, True, "a sentence with a mark"),
    ("the drill hosted Norland?", HOSTED, False, "one that is turned round"),
    ("Was the drill hosted?", HOSTED, True, "what it was done to, with nobody who did it"),
    ("Was Norland hosted?", HOSTED, False, "who did it was not done to"),
    ("Was the drill hosted in Sudria?", HOSTED, True, "wherever that is"),
    # another act
    ("Did Norland fund Sudria?", SUPPORTS, True, "the same parties on the same sides, whatever they do"),
    ("Did Sudria fund Norland?", SUPPORTS, False, "changed over, whatever they do"),
    (
        "Did Norland fund Sudria?",
        {"en": "Norland hosted the drill."},
        True,
        "who does something, with nobody against it",
    ),
    ("Did Orman fund the drill?", HOSTED, True, "who is not done to, where nothing like it is told"),
    ("Did Orman fund Norland?", HOSTED, False, "but not to who does something"),
    ("Did the drill fund Orman?", HOSTED, False, "who is only done to does nothing else either"),
    ("Did the drill and Orman fund Sudria?", HOSTED, False, "nor together with somebody"),
    (
        "Did Sudria fund Norland?",
        BOTH_WAYS,
        False,
        "in one act on the sides that are asked about, in another turned round",
    ),
    ("Is Norland Sudria?", {"en": "Norland is Sudria."}, True, "what somebody is"),
    ("Is Norland Sudria?", {"en": "Norland and Sudria hosted the drill."}, True, "who stand together"),
    ("Is Sudria Norland?", {"en": "Norland is Sudria."}, True, "who is another is that one either way"),
    ("Is Sudria agencies of Norland?", {"en": "Norland is Sudria."}, False, "not where a third one is named"),
    ("Is Sudria host of Norland?", {"en": "Norland is Sudria."}, False, "which tells of nothing that the one does"),
    ("Is the drill Norland?", HOSTED, False, "what is done to is nobody who does it"),
    ("Did Norland and the drill fund Sudria?", HOSTED, True, "one of whom does something"),
    ("هل مولت نورلاند سودريا؟", ACROSS, True, "as one text has it; in another that one is done to by a third"),
    ("Did the drill fund Sudria?", {"en": "the drill was held in Sudria."}, False, "what is held does nothing"),
    ("Was the drill held?", HOSTED, True, "what is done to, in the passive"),
    ("Did the drill fund Sudria?", TOGETHER, False, "to whom it is done together do nothing to each other"),
    ("Is the drill Sudria?", TOGETHER, True, "and are what the other is"),
    ("Is the drill support for Sudria?", TOGETHER, False, "but not what does something to the other"),
    ("Is the drill Orman?", TOGETHER, False, "nor what somebody is who does not stand there"),
    ("Is Orman Norland?", IDENTICAL, True, "of what somebody is what says what somebody is counts before all else"),
    # which text
    (
        "Did Norland host the drill?",
        EITHER_WAY,
        True,
        "where texts differ the one in the language of the question counts",
    ),
    ("Did the drill host Norland?", EITHER_WAY, False, "and turned round it does not"),
    ("هل استضافت المناورة نورلاند؟", EITHER_WAY, True, "in Arabic the Arabic one"),
    ("هل استضافت نورلاند المناورة؟", EITHER_WAY, False, "and not the English one"),
    ("Провела ли Норландия учения?", EITHER_WAY, True, "in Russian, which has no wording, the English one"),
    ("Провели ли учения Норландию?", EITHER_WAY, False, "and turned round it does not"),
    ("Did Norland host the drill?", QUOTED_SO, True, "what only a quote tells is told"),
    ("Did the drill host Norland?", QUOTED_SO, False, "and not turned round"),
    (
        "هل استضافت نورلاند المناورة؟",
        {"en": HOSTED["en"], "ar": REVERSED},
        True,
        "unless only another one has both sides",
    ),
    ("Did Norland host the drill?", QUOTED_TOO, False, "a wording in another language counts before a quote"),
    # together or apart
    ("Did Sudria agencies host the drill?", APART, False, "two names as one, who do something apart from each other"),
    ("Did Sudria and agencies host the drill?", APART, False, "two who do it together, and each something else there"),
    ("Did Norland agencies host the drill?", {"en": "Norland agencies hosted the drill."}, True, "together there too"),
    ("Did Norland agencies host the drill?", HOSTED, True, "one of whom the statement does not tell"),
    ("Did Sudria host agencies?", APART, True, "one who does it to the other is no pair"),
    ("Did agencies host Sudria?", APART, False, "turned round"),
    ("هل استضافت نورلاند وسودريا المناورة؟", BOTH_HOST, True, "with an and that is written onto the second one"),
    ("هل استضافت المناورة نورلاند وسودريا؟", BOTH_HOST, False, "and turned round"),
    ("Did Sudria join agencies?", APART, True, "two names with a word between them are no pair"),
    ("Did Norland agencies host the drill?", ONCE, True, "who stand together once may stand apart elsewhere"),
    # what has no side, and what stands for what is spoken of
    ("Is Norland near Sudria?", NEAR, True, "as it is told"),
    ("Is Sudria near Norland?", NEAR, True, "who is near another has it near"),
    ("Did Sudria convene Norland?", NEAR, True, "another act that has no side"),
    ("Did Sudria host Norland?", NEAR, False, "one that has"),
    ("Did the meeting host the drill?", HOSTED, True, "what is spoken of may stand for whoever does it"),
    ("Did the meeting host Norland?", HOSTED, False, "but not where that one does it"),
    ("Did the meeting fund Sudria?", SUPPORTS, True, "whatever it does, if that one is only done to"),
    ("Did the meeting fund Norland?", SUPPORTS, False, "and not otherwise"),
    ("Did the meeting fund Sudria and Norland?", SUPPORTS, False, "to nobody who does it, beside others"),
    ("Did the meeting support Norland?", BOTH_WAYS, False, "what is told of the same act counts before all else"),
    ("Did the meeting host Norland?", BOTH_WAYS, True, "so it may be done to whom it is done to there"),
    ("Did the harbour and the meeting support Sudria?", SUPPORTS, False, "nor beside what stands for nobody"),
    ("Did the meeting fund the harbour and Sudria?", SUPPORTS, True, "to things that name nobody as well"),
    ("Did the meeting host Orman?", HOSTED, False, "nor to somebody to whom nobody does it"),
    ("Did the meeting host the drill?", TWO_HOSTS, True, "if another text tells of somebody else too"),
    ("Did the meeting host Norland?", HOSTING_TOO, False, "not to whom it is done, and who does it as well"),
    ("Did the harbour support Sudria?", SUPPORTS, False, "any other thing stands for nobody"),
]


@pytest.mark.parametrize(("asked", "told", "kept", "why"), TABLE, ids=[f"{row[0]} {row[3]}" for row in TABLE])
def test_parties_are_on_the_sides_on_which_a_statement_has_them(
    phrasings: Phrasings, asked: str, told: dict[str, str], *, kept: bool, why: str
) -> None:
    assert keeps_parties(question(asked), claims(asked), profile(told, phrasings), phrasings) is kept, why


@pytest.mark.parametrize(
    ("asked", "said_by", "kept"),
    [
        ("Did Norland support Sudria?", "orman", True),
        ("Did Norland and Sudria support the drill?", "orman", True),
        ("Did Norland support Sudria?", None, False),
        ("Did Norland support Sudria?", "norland", False),
        ("Did Norland support Sudria?", "sudria", False),
        ("Did Norland support Sudria and the drill?", "sudria", False),
    ],
)
def test_what_another_says_of_somebody_is_theirs_unless_it_is_done_to_the_speaker(
    phrasings: Phrasings, asked: str, said_by: str | None, *, kept: bool
) -> None:
    """ "Orman stressed that Norland supports Sudria": by its order Norland does nothing there."""
    told = profile({"en": "Orman hosted Norland."}, phrasings)
    said = replace(told, statement=replace(told.statement, said_by=said_by))

    assert keeps_parties(question(asked), claims(asked), said, phrasings) is kept


@pytest.mark.parametrize(
    ("asked", "kept"), [("estadafat the drill Norland?", True), ("estadafat Norland the drill?", False)]
)
def test_of_arabic_in_latin_letters_the_arabic_wording_counts(phrasings: Phrasings, asked: str, *, kept: bool) -> None:
    in_latin = replace(question(asked), arabic_in_latin=True)

    assert keeps_parties(in_latin, claims(asked), profile(EITHER_WAY, phrasings), phrasings) is kept
