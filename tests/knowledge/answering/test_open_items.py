"""What a question leaves open over against one statement: each rule by itself, on items and statements made by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from knowledge.answering.open_items import OpenItems, is_quoted
from knowledge.answering.proving import Stand
from knowledge.hand_set import ABOUT, BESIDE, IN_CONTEXT, IN_QUOTE, IN_WORDING, KIN
from knowledge.matching.profiles import Profile
from knowledge.model import EntityType, Polarity
from knowledge.understanding.claims import Claim, Claims
from knowledge.understanding.cues import Cue
from knowledge.understanding.question import Item
from knowledge.vocabulary.assertions import Marker
from knowledge.vocabulary.forms import Grade
from knowledge.vocabulary.phrasings import Phrasings, PropertyRecord
from knowledge.vocabulary.roles import Role
from knowledge.vocabulary.terms import Term, TermKind
from tests.support.matching import concept, entity, item, profile, question
from tests.support.town import statement

NORLAND, VELLIN, DRILL, CLUB = entity("norland"), entity("vellin"), entity("drill"), entity("vellin-club")
TYPES = {
    "norland": "state",
    "sudria": "state",
    "vellin": "place",
    "quorra": "place",
    "mira": "person",
    "tarek": "person",
    "adviser": "office",
    "envoy": "office",
    "drill": "exercise",
    "vellin-club": "organisation",
}
VENUES = {"drill": "vellin"}
MEET, TALK, PLAY, ROLE = map(concept, ("meet", "talk", "play", "role"))
ROLES = {
    Role.HOLDER: frozenset({"chief"}),
    Role.BROAD: frozenset({"child"}),
    Role.FRAME: frozenset({"play", "role"}),
    Role.ELSEWHERE: frozenset({"other-place"}),
    Role.ABROAD: frozenset({"other-state"}),
    Role.SOMEBODY_ELSE: frozenset({"other-person"}),
}
SINGLE = {
    "date": (),
    "venue": (EntityType.PLACE,),
    "host": (EntityType.STATE, EntityType.PLACE),
    "office": (EntityType.PERSON, EntityType.OFFICE),
}
STEM = Term(TermKind.STEM, "gather")


def word(*terms: Term, text: str = "", **flags: Any) -> Item:
    """An item with its text."""
    return replace(item(*terms, **flags), text=text or terms[0].id)


def placed(text: str, *items: Item) -> tuple[Item, ...]:
    """The items where their words stand in a text."""
    return tuple(replace(one, place=(at := text.index(one.text), at + len(one.text))) for one in items)


@pytest.fixture
def opens(phrasings: Phrasings) -> OpenItems:
    label = phrasings.properties["date"].label
    properties = {name: PropertyRecord(label=label, single=types) for name, types in SINGLE.items()}
    family = frozenset({"meet", "talk"})
    return OpenItems(replace(phrasings, roles=ROLES, kin=(family,), properties=properties), TYPES, VENUES)


def negated(**known: Any) -> Profile:
    told = profile(**known)
    return replace(told, statement=replace(told.statement, polarity=Polarity.NEGATED))


def named(**known: Any) -> Profile:
    """One that names the drill in its wording."""
    return profile(terms={DRILL: IN_WORDING}, **known)


def held(term: Term, firmness: float, **known: Any) -> Profile:
    return profile(terms={term: firmness}, **known)


HELD: dict[str, tuple[Item, Profile, bool]] = {
    # why: what is said, the statement, and whether it stays open
    "the wording says it": (word(MEET), held(MEET, IN_WORDING), False),
    "its quotes say it": (word(MEET), held(MEET, IN_QUOTE), False),
    "it goes without saying": (word(MEET), held(MEET, IN_CONTEXT), True),
    "nothing says it": (word(MEET), held(PLAY, IN_WORDING), True),
    "its kin is in the wording": (word(MEET), profile(terms={MEET: KIN, TALK: IN_WORDING}), False),
    "its kin is in the quotes alone": (word(MEET), profile(terms={MEET: KIN, TALK: IN_QUOTE}), True),
    "kin of a word that is a guess": (
        word(MEET, grade=Grade.CORRECTED),
        profile(terms={MEET: KIN, TALK: IN_WORDING}),
        True,
    ),
    "a guess that the wording says": (word(MEET, grade=Grade.CORRECTED), held(MEET, IN_WORDING), False),
    "any of its senses is enough": (word(PLAY, MEET), held(MEET, IN_WORDING), False),
    "a stem as it is written": (word(STEM), held(STEM, IN_WORDING), False),
    "the stem of a guessed word": (word(STEM, grade=Grade.CORRECTED), held(STEM, IN_WORDING), True),
    "what is denied, in the quote beside it": (word(MEET), negated(terms={MEET: IN_QUOTE}), True),
    "what is denied, in the wording": (word(MEET), negated(terms={MEET: IN_WORDING}), False),
    "its subject": (word(NORLAND, hard=True), held(NORLAND, ABOUT), False),
    "whom it names besides": (word(NORLAND, hard=True), held(NORLAND, BESIDE), False),
    "whom only the quote names": (word(NORLAND, hard=True), held(NORLAND, IN_QUOTE), True),
    "who is about anyway": (word(NORLAND, hard=True), held(NORLAND, IN_CONTEXT), True),
    "who is nowhere": (word(NORLAND, hard=True), held(MEET, IN_WORDING), True),
    "what stands only in a name": (word(VELLIN), held(VELLIN, IN_WORDING, nested={VELLIN}), True),
    "where an event is that it names": (word(VELLIN), named(), False),
    "where an event is that is about anyway": (word(VELLIN), held(DRILL, IN_CONTEXT), True),
    "where that event is not": (word(entity("quorra")), named(), True),
    "a word of somebody's name": (word(MEET, of_name=True), held(MEET, IN_WORDING), True),
    "a capital for its state": (word(NORLAND, weak=True), held(NORLAND, IN_WORDING), True),
    "another weak name": (word(CLUB, weak=True), held(CLUB, IN_WORDING), False),
    "a weak name of a state or a place": (word(NORLAND, VELLIN, weak=True), held(VELLIN, IN_WORDING), False),
    "a city is not who governs from there": (word(VELLIN, CLUB), held(CLUB, IN_WORDING), True),
    "a city is itself": (word(VELLIN, CLUB), held(VELLIN, IN_WORDING), False),
    "all its single words": (
        word(concept("talks"), parts=((MEET,), (PLAY, ROLE))),
        profile(terms={MEET: IN_WORDING, ROLE: IN_WORDING}),
        False,
    ),
    "one of its single words": (word(concept("talks"), parts=((MEET,), (PLAY,))), held(MEET, IN_WORDING), True),
    "an office of which it tells": (word(concept("chief")), held(concept("chief"), IN_WORDING, told={"chief"}), False),
    "an office that one language calls so": (word(concept("chief")), held(concept("chief"), IN_WORDING), True),
    "a word that gathers much, said itself": (
        word(concept("child"), text="daughters"),
        held(concept("child"), IN_WORDING, en="Her daughter came"),
        False,
    ),
    "a word that gathers much, for another": (
        word(concept("child"), text="son"),
        held(concept("child"), IN_WORDING, en="Her daughter came"),
        True,
    ),
    "what only frames": (word(PLAY, light=True), profile(), False),
    "what frames, all of its senses": (word(PLAY, ROLE, light=True), profile(), False),
    "what may be more than a frame": (word(PLAY, MEET, light=True), profile(), True),
    "a frame that is required": (word(PLAY), profile(), True),
    "a light word that frames nothing": (word(MEET, light=True), profile(), True),
}


@pytest.mark.parametrize("why", HELD)
def test_a_statement_leaves_open_what_it_does_not_say_firmly_itself(opens: OpenItems, why: str) -> None:
    said, told, is_open = HELD[why]

    assert opens.of(question(said), Claims(), told, []) == ([said] if is_open else [])


def test_kin_proves_one_word_and_not_two(opens: OpenItems) -> None:
    """Who meets and talks does more than who does the one."""
    both = question(word(MEET), word(TALK))
    told = profile(terms={MEET: KIN, TALK: IN_WORDING})

    assert opens.of(both, Claims(), told, []) == [both.items[0]]


TEXT = "Was Norland really not hosting all of it?"
CLAIMED: dict[str, tuple[str, Stand, bool]] = {
    "the statement claims the same": ("hosting", Stand.SAME, False),
    "the statement claims the contrary": ("hosting", Stand.CONTRARY, False),
    "the statement says nothing of it": ("hosting", Stand.SILENT, True),
    "the claim is a part of the word": ("host", Stand.SAME, True),
    "the claim stands elsewhere": ("Norland", Stand.SAME, True),
    "the claim has more words": ("not hosting", Stand.SAME, False),
}


@pytest.mark.parametrize("why", CLAIMED)
def test_a_claim_to_which_a_statement_says_something_stands_for_its_words(opens: OpenItems, why: str) -> None:
    claimed, stand, is_open = CLAIMED[why]
    (said,) = placed(TEXT, word(concept("host"), text="hosting"))
    at = TEXT.index(claimed)
    claim = Claim(frozenset({"host"}), claimed, (at, at + len(claimed)), (0, 0))
    asked = replace(question(said), text=TEXT)

    assert opens.of(asked, Claims((claim,)), profile(), [stand]) == ([said] if is_open else [])


MARKED: dict[Marker, bool] = {
    Marker.TAG: False,
    Marker.NEGATION: False,
    Marker.ANNOUNCED: False,
    Marker.EXPECTED: False,
    Marker.POSSIBLE: False,
    Marker.RESTRICTIVE: True,
    Marker.CAUSAL: True,
    Marker.TOTAL: True,
}


@pytest.mark.parametrize("marker", MARKED)
def test_a_mark_of_the_question_asks_for_nothing_unless_it_limits(opens: OpenItems, marker: Marker) -> None:
    (said,) = placed(TEXT, word(MEET, text="really"))
    claims = Claims(cues=(Cue(marker, "really", said.place),))
    asked = replace(question(said), text=TEXT)

    assert opens.of(asked, claims, profile(), []) == ([said] if MARKED[marker] else [])


IN_NAMES: dict[str, tuple[str, Sequence[Item], list[str]]] = {
    # why: a text, its items, and what stays open beside the name itself
    "a word read once more out of a name": (
        "the Norland Club",
        [word(NORLAND, text="Norland Club", hard=True), word(MEET, text="Club", light=True)],
        [],
    ),
    "a word that is required beside the name": (
        "the Norland Club",
        [word(NORLAND, text="Norland Club", hard=True), word(MEET, text="Club")],
        ["Club"],
    ),
    "a light word outside of the name": (
        "the Norland Club meets",
        [word(NORLAND, text="Norland Club", hard=True), word(MEET, text="meets", light=True)],
        ["meets"],
    ),
    "a word out of what is no name for certain": (
        "the Norland Club",
        [word(NORLAND, text="Norland Club"), word(MEET, text="Club", light=True)],
        ["Club"],
    ),
}


@pytest.mark.parametrize("why", IN_NAMES)
def test_a_word_of_a_name_asks_for_nothing_of_its_own(opens: OpenItems, why: str) -> None:
    text, items, left = IN_NAMES[why]
    asked = replace(question(*placed(text, *items)), text=text)

    assert [one.text for one in opens.of(asked, Claims(), held(NORLAND, ABOUT), [])] == left


GUESSED: dict[str, tuple[str, str, bool]] = {
    # why: a text, the word of it that was taken for another, and whether it stays open though the statement has that
    "a word with a capital is a name": ("Did James host it?", "James", True),
    "one without is a slip": ("Did jamess host it?", "jamess", False),
    "every sentence opens with a capital": ("Namess were listed", "Namess", False),
    "unless another one follows": ("James Orman was listed", "James", True),
    "where all is written large": ("NAMESS WERE LISTED", "NAMESS", False),
    "where all but the first word are small and it is alone": ("Listed namess", "Listed", False),
    "Arabic has no capitals": ("هل اجتمعو هنا", "اجتمعو", False),
}


@pytest.mark.parametrize("why", GUESSED)
def test_a_word_with_a_capital_is_no_slip_of_another(opens: OpenItems, why: str) -> None:
    text, guessed, is_open = GUESSED[why]
    (said,) = placed(text, word(MEET, text=guessed, grade=Grade.CORRECTED))
    asked = replace(question(said), text=text)

    assert opens.of(asked, Claims(), held(MEET, IN_WORDING), []) == ([said] if is_open else [])


def test_the_slip_of_a_curated_name_is_that_name(opens: OpenItems) -> None:
    (said,) = placed("Did Norlnd host?", word(NORLAND, text="Norlnd", grade=Grade.CORRECTED))
    asked = replace(question(said), text="Did Norlnd host?")

    assert opens.of(asked, Claims(), held(NORLAND, ABOUT), []) == []


def of(property_: str, value: str | None = None, **known: Any) -> Profile:
    told = statement("drill.x", property_, ar="—", en="—", value=value, **known)
    return replace(profile("drill.x", property_), statement=told)


OFFICE = replace(of("office", "adviser"), statement=statement("mira.x", "office", ar="—", en="—", value="adviser"))
REPLACED: dict[str, tuple[Sequence[Item], Profile, list[str]]] = {
    # why: the items, the statement, and which of the items are in the place of its one value
    "another place": ([word(entity("quorra"))], of("venue", "vellin"), ["quorra"]),
    "the very place": ([word(VELLIN)], of("venue", "vellin"), []),
    "a state is no other place": ([word(NORLAND)], of("venue", "vellin"), []),
    "a state where it may be one": ([word(NORLAND)], of("host", "vellin"), ["norland"]),
    "another place where nothing is single": ([word(entity("quorra"))], of("date"), []),
    "whom it is filed under": ([word(NORLAND)], of("host", "vellin", about=["norland"]), []),
    "a place of which no source tells": ([word(concept("other-place"))], of("venue", "vellin"), ["other-place"]),
    "a state of which no source tells": ([word(concept("other-state"))], of("venue", "vellin"), []),
    "such a state where it may be one": ([word(concept("other-state"))], of("host", "vellin"), ["other-state"]),
    "a person of whom none tells is no place": ([word(concept("other-person"))], of("host", "vellin"), []),
    "another word": ([word(MEET)], of("venue", "vellin"), []),
    "another office of the same person": ([word(entity("mira")), word(entity("envoy"))], OFFICE, ["envoy"]),
    "another person in the same office": ([word(entity("tarek")), word(entity("adviser"))], OFFICE, ["tarek"]),
    "another office beside the one that is held": (
        [word(entity("mira")), word(entity("adviser")), word(entity("envoy"))],
        OFFICE,
        [],
    ),
}


@pytest.mark.parametrize("why", REPLACED)
def test_another_one_of_its_kind_stands_in_the_place_of_the_one_value(opens: OpenItems, why: str) -> None:
    items, told, replaced = REPLACED[why]

    assert [one.text for one in opens.replaced(question(*items), told, items)] == replaced


@pytest.mark.parametrize(
    ("said", "terms", "quoted"),
    [
        (word(NORLAND), {NORLAND: IN_QUOTE}, True),
        (word(NORLAND), {NORLAND: IN_WORDING}, True),
        (word(NORLAND), {NORLAND: IN_CONTEXT}, False),
        (word(NORLAND, VELLIN), {VELLIN: IN_QUOTE}, True),
        (word(MEET), {MEET: IN_WORDING}, False),
        (word(NORLAND), {}, False),
    ],
)
def test_whom_its_quotes_name_may_be_denied_something(said: Item, terms: Mapping[Term, float], *, quoted: bool) -> None:
    assert is_quoted(said, profile(terms=terms)) is quoted
