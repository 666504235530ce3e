"""Where one question of a text ends and the next begins; words that ask and join are a handful."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.understanding.question import Item, Mark, Question
from knowledge.understanding.sub_questions import MOST_PARTS, Clauses, Splitter
from knowledge.vocabulary.forms import Grade, SenseKind
from tests.support import matching
from tests.support.matching import concept, entity

SPLITTER = Splitter(
    asking=frozenset({"when", "where", "who", "what", "which", "متي", "اين", "من"}),
    joins=frozenset({"and", "plus", "و"}),
    leads=frozenset({"in", "في"}),
)
NAMES = ("Doval", "Aramane", "War and Where Council", "الاجتماع", "دوفال")
THINGS = ("meeting",)
LIGHT = ("please",)
WORKED_OUT = (SenseKind.OPERATION, "list")
MARKED = {"states": frozenset({(SenseKind.CLASS, "state"), WORKED_OUT}), "first": frozenset({WORKED_OUT})}


def question(text: str) -> Question:
    """As it is read: names, a thing, a word of no weight, and a class of things."""
    named = [(name, entity("known"), False) for name in NAMES] + [(name, concept("meet"), False) for name in THINGS]
    known = [*named, *((name, concept("light"), True) for name in LIGHT)]
    items = [
        Item((term,), name, Grade.EXACT, light=light, place=(at, at + len(name)))
        for name, term, light in known
        if (at := text.find(name)) >= 0
    ]
    marks = tuple(Mark(senses, word, (0, 0)) for word, senses in MARKED.items() if word in text)
    return replace(matching.question(*items), text=text, marks=marks)


def split(text: str) -> Clauses:
    return SPLITTER.split(question(text))


TABLE: list[tuple[str, list[str], str]] = [
    ("When is the meeting?", ["When is the meeting?"], "one"),
    ("When is the meeting? Where is it?", ["When is the meeting?", "Where is it?"], "a mark parts two"),
    ("When is the meeting?Where is it?", ["When is the meeting?", "Where is it?"], "with no blank behind it too"),
    ("متى الاجتماع؟ أين هو؟", ["متى الاجتماع؟", "أين هو؟"], "the Arabic one"),
    ("who is Doval\nwho is Aramane", ["who is Doval", "who is Aramane"], "an end of a line"),
    ("1) who is Doval 2) who is Aramane", ["who is Doval", "who is Aramane"], "numbers"),
    ("١. من دوفال ٢. متى الاجتماع", ["من دوفال", "متى الاجتماع"], "in Arabic figures"),
    ("• who is Doval\n• who is Aramane", ["who is Doval", "who is Aramane"], "marks of a list"),
    ("who is Doval 12) who", ["who is Doval 12) who"], "a number of two figures opens nothing"),
    (
        "When is the meeting and where is it?",
        ["When is the meeting", "and where is it?"],
        "an and before a question word",
    ),
    ("When is the meeting plus where is it?", ["When is the meeting", "plus where is it?"], "any word for it"),
    (
        "When is the meeting and in which city?",
        ["When is the meeting", "and in which city?"],
        "with a preposition between",
    ),
    ("When is the meeting and in a city?", ["When is the meeting and in a city?"], "that leads to no question word"),
    ("When is the meeting and the talks?", ["When is the meeting and the talks?"], "an and before anything else"),
    (
        "When and where is the meeting?",
        ["When and where is the meeting?"],
        "the first part says nothing that it asks about",
    ),
    ("متى الاجتماع وأين؟", ["متى الاجتماع", "وأين؟"], "an and that is written onto the question word"),
    ("متى الاجتماع وفي من؟", ["متى الاجتماع", "وفي من؟"], "or onto the preposition"),
    ("متى الاجتماع وفي بيت؟", ["متى الاجتماع وفي بيت؟"], "that leads to none"),
    ("When is the meeting, who is Doval?", ["When is the meeting, who is Doval?"], "a comma alone parts nothing"),
    (
        "When is the meeting, who is Doval, and where is it?",
        ["When is the meeting", "who is Doval", "and where is it?"],
        "a comma in a list with an and does",
    ),
    (
        "When is the meeting, in short, and where is it?",
        ["When is the meeting, in short", "and where is it?"],
        "not before what asks nothing",
    ),
    (
        "What is the War and Where Council?",
        ["What is the War and Where Council?"],
        "an and inside a name joins nothing",
    ),
    (
        "When? Where? Who is Doval?",
        ["When?", "Where?", "Who is Doval?"],
        "questions that are closed before a whole one",
    ),
    ("When? Where? Who is he?", [], "where none says what it asks about there is none"),
    ("When\nWho is Doval?", ["When Who is Doval?"], "one that is not closed belongs to the next"),
    ("So?\nWho is Doval?", ["So? Who is Doval?"], "one that asks nothing as well"),
    ("Hello there\nWho is Doval?", ["Hello there Who is Doval?"], "what asks nothing belongs to the next"),
    ("Who is Doval?\nThanks a lot", ["Who is Doval? Thanks a lot"], "or to the one before"),
    ("When please\nWho is Doval?", ["When please Who is Doval?"], "a word of no weight is not asked about"),
    ("Who first\nWho is Doval?", ["Who first Who is Doval?"], "nor one that only says what is to be worked out"),
    ("Which states\nwho is Doval", ["Which states", "who is Doval"], "a class of things is"),
    ("Doval, Aramane", ["Doval, Aramane"], "names ask nothing"),
    ("So?\nWhen?\nWho is Doval?", ["So? When? Who is Doval?"], "nor does one beside what asks nothing"),
    ("Who is Doval?\nوليد", ["Who is Doval? وليد"], "a word that begins like an and asks nothing"),
    ("Who is Doval?\nswhen", ["Who is Doval? swhen"], "nor does one that ends like a question word"),
    (
        "Who is Aramane?\nWho is Doval of the War and Where Council?",
        ["Who is Aramane?", "Who is Doval of the War and Where Council?"],
        "in any of them",
    ),
    (
        "When is the meeting, in which city, and where is it?",
        ["When is the meeting", "in which city", "and where is it?"],
        "with a preposition before it too",
    ),
    ("", [], "nothing"),
    ("?!", [], "no word"),
]


@pytest.mark.parametrize(("text", "parts", "why"), TABLE, ids=[row[0] for row in TABLE])
def test_questions_are_parted_where_one_ends(text: str, parts: list[str], why: str) -> None:
    assert [part.text for part in split(text).parts] == parts, why


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("When is the meeting and where is it?", [True, False]),
        ("When is the meeting? And where is it?", [True, True]),
        ("who is Doval\nwho is Aramane and where is he", [True, True, False]),
    ],
)
def test_it_is_known_which_of_them_their_writer_set_apart(text: str, apart: list[bool]) -> None:
    assert [part.apart for part in split(text).parts] == apart


def test_behind_six_questions_all_are_left() -> None:
    left = [part.left for part in split("\n".join(["who is Doval"] * (MOST_PARTS + 2))).parts]

    assert left == [False] * MOST_PARTS + [True] * 2


@pytest.mark.parametrize(
    ("words", "left", "long"),
    [(4, [False, False, False], False), (8, [False, False, False], True), (11, [False, False, True], True)],
)
def test_of_long_questions_those_are_left_that_cost_too_much_to_read_once_more(
    words: int, left: list[bool], *, long: bool
) -> None:
    """Each is read by itself and in the whole, which is not answered as one question as well where both cost much."""
    found = split("\n".join([f"who is Doval{' of it' * ((words - 3) // 2)}{' so' * ((words - 3) % 2)}"] * 3))

    assert [part.left for part in found.parts] == left
    assert found.long is long
