"""Claims, denials and marks of a text, rule by rule, in a made-up vocabulary of a dozen words."""

from __future__ import annotations

import pytest

from knowledge.text.folding import words
from knowledge.understanding.claims import ClaimReader, Claims
from knowledge.vocabulary.assertions import Assertions, Marker
from knowledge.vocabulary.phrasings import Phrase

CLAIMS = {
    "en": {
        "support": ["support", "back up"],
        "oppose": ["oppose", "not support"],
        "landlocked": ["landlocked", "not coastal"],
        "coastal": ["coastal"],
        "yearly": ["yearly"],
        "mark": ["marked"],
        "mar": ["marked", "mar"],
    },
    "ar": {
        "support": ["يدعم", "دعم"],
        "reject": ["رفض", "ترفض"],
        "weaken": ["أضعف"],
        "genocide": ["إبادة"],
        "landlocked": ["حبيسة"],
    },
    "ar-latn": {"support": ["da3am", "did"]},
}
MARKERS = {
    "en": {
        Marker.NEGATION: ["not", "hardly"],
        Marker.NEGATIVE_QUESTION: ["does not", "is not"],
        Marker.YES_NO: ["does", "is", "has"],
        Marker.TAG: ["right", "is it not"],
        Marker.OPEN: ["who", "when"],
        Marker.ALTERNATIVE: ["or"],
        Marker.RESTRICTIVE: ["only", "if not"],
        Marker.NUMBERING: ["no"],
        Marker.DONE: ["has"],
    },
    "ar": {
        Marker.NEGATION: ["لا", "ليست", "ولا", "مو"],
        Marker.NEGATIVE_QUESTION: ["أليست", "مو"],
        Marker.YES_NO: ["هل"],
        Marker.TAG: ["صح"],
    },
    "ru": {
        Marker.NEGATION: ["не", "не боится"],
        Marker.NEGATIVE_QUESTION: ["разве"],
        Marker.YES_NO: ["разве"],
    },
}
READER = ClaimReader.of(
    Assertions.of(
        [("support", "oppose"), ("landlocked", "coastal")],
        {},
        roles={"governing": ["support", "oppose", "reject"]},
        phrases=[
            Phrase(words(form), lang, kind, str(id_))
            for kind, table in (("claim", CLAIMS), ("marker", MARKERS))
            for lang, lists in table.items()
            for id_, forms in lists.items()
            for form in forms
        ],
    )
)


def read(text: str) -> Claims:
    return READER.read(text, in_latin=text.endswith("~"))


CLAIMED: dict[str, tuple[str, list[str]]] = {
    # why: a text, and what it claims in the order of its words
    "a word": ("Norland supports Sudria", ["support"]),
    "several words": ("Norland will back up Sudria", ["support"]),
    "not one of several": ("Norland is back", []),
    "two claims": ("Norland supports landlocked Sudria", ["support", "landlocked"]),
    "of forms in one another the longest": ("a region not coastal", ["landlocked"]),
    "a word of two meanings claims either": ("Norland marked it", ["mar mark"]),
    "nothing": ("", []),
    "names and marks": ("Is Norland not Sudria?", []),
    "another form of an English word": ("the supporting states", ["support"]),
    "an adverb is no noun": ("this year", []),
    "nor is a noun an adverb": ("it is yearly", ["yearly"]),
    "an Arabic verb behind an article of clitics": ("وسيدعم الوزير ذلك", ["support"]),
    "another person of it": ("ندعم سودريا", ["support"]),
    "a perfect for her": ("رفضت سودريا", ["reject"]),
    "and for them": ("أضعفوا ذلك", ["weaken"]),
    "a shared stem is no claim": ("شبكة آباد", []),
    "Arabic in Latin letters is read in its own words": ("da3am el balad ~", ["support"]),
    "which are none of English": ("did it go", []),
    "nor English ones of it": ("support ~", []),
}


@pytest.mark.parametrize("why", CLAIMED)
def test_a_text_claims_what_its_words_mean(why: str) -> None:
    text, ids = CLAIMED[why]

    assert [" ".join(sorted(claim.ids)) for claim in read(text).claims] == ids


ABOUT: dict[str, tuple[str, list[str]]] = {
    # why: a text, and what each of its claims is about
    "what stands after it": ("Norland supports Sudria now", ["Sudria now"]),
    "or before it where nothing does": ("Sudria is landlocked", ["Sudria is"]),
    "the next one that governs is the last of it": (
        "Norland supports opposing Sudria now",
        ["opposing", "Sudria now"],
    ),
    "past one that governs nothing": (
        "Norland supports landlocked Sudria now",
        ["landlocked Sudria now", "Sudria now"],
    ),
    "before it only as far as the one before": (
        "supports it; Sudria is landlocked",
        ["it; Sudria is landlocked", "it; Sudria is"],
    ),
    "nothing where it stands alone": ("supports", [""]),
}


@pytest.mark.parametrize("why", ABOUT)
def test_a_claim_is_about_what_stands_beside_it(why: str) -> None:
    text, about = ABOUT[why]

    assert [text[slice(*claim.about)] for claim in read(text).claims] == about


DENIED: dict[str, tuple[str, list[bool], bool]] = {
    # why: a text, whether each of its claims is denied, and whether the whole is
    "nothing is denied": ("Norland supports it", [False], False),
    "right before the claim": ("Norland will not openly support it", [True], False),
    "three words before it": ("Norland hardly ever now supports it", [True], False),
    "four words before it, the whole": ("Norland hardly ever now still supports it", [False], True),
    "after it, the whole": ("Norland supports it, Sudria not", [False], True),
    "twice is not at all": ("Norland does not hardly support it", [False], False),
    "what has no claim is denied as a whole": ("Norland is not a member", [], True),
    "twice as well": ("Norland is not hardly a member", [], False),
    "of a choice both": ("Norland will hardly oppose or support it", [True, True], False),
    "another claim right before it keeps it off": ("Sudria is hardly coastal landlocked", [True, False], False),
    "a phrase that has the denial in it denies nothing": ("a region not coastal", [False], False),
    "unless the denial belongs to the word before": ("Sudria is not coastal", [True], False),
    "a negative question": ("Does not Norland support it?", [False], False),
    "also one of no claim": ("Is not Norland a member?", [], False),
    "which denies in the middle": ("Norland does not now support it", [True], False),
    "and only asks at the end": ("Norland supports it, is it not", [False], False),
    "a tag": ("Norland supports it, right?", [False], False),
    "Arabic": ("ليست سودريا حبيسة", [True], False),
    "Arabic that asks": ("أليست سودريا حبيسة", [False], False),
    "a negation that ends a text asks": ("سودريا حبيسة مو", [False], False),
    "what asks whether something is not so takes the denial along": ("разве Норландия не там", [], False),
    "without it that denies": ("Норландия не там", [], True),
    "the verb with its negation is read apart then": ("разве она не боится", [], False),
    "«و» behind a preposition is no negation": ("بولا هنا", [], False),
    "alone it is one": ("ولا هنا", [], True),
}


@pytest.mark.parametrize("why", DENIED)
def test_a_negation_denies_what_it_reaches_else_the_whole(why: str) -> None:
    text, denied, whole = DENIED[why]
    found = read(text)

    assert ([claim.denied for claim in found.claims], found.denied) == (denied, whole)


ASKS: dict[str, tuple[str, bool]] = {
    "a word that opens it": ("Does Norland support it", True),
    "the second word": ("So does Norland support it", True),
    "the third is too late": ("And so does Norland", False),
    "a tag at the end": ("Norland supports it, right", True),
    "a tag is one of the last three words": ("Norland supports it, right or wrong", True),
    "not of the last four": ("Norland supports it, right or wrong now", False),
    "a tag alone is none": ("Right", False),
    "a tag with its mark in the middle": ("Norland supports it, right? I have to know that now", True),
    "without its mark": ("Norland supports it, right now? I have to know that now", False),
    "who asks for more": ("Who supports it, right?", False),
    "unless whether is asked first": ("Is it known who supports it", True),
    "a verb with the hamza that asks": ("أيدعم الوزير ذلك", True),
    "one that is no verb": ("أولا الوزير", False),
    "a plain sentence": ("Norland supports it", False),
    "nothing": ("", False),
}


@pytest.mark.parametrize("why", ASKS)
def test_words_at_the_edges_ask_for_yes_or_no(why: str) -> None:
    text, asks = ASKS[why]

    assert read(text).asks is asks


CUES: dict[str, tuple[str, list[tuple[Marker, str]]]] = {
    "each mark with its words": ("only Norland or Sudria", [(Marker.RESTRICTIVE, "only"), (Marker.ALTERNATIVE, "or")]),
    "a word that marks two things": ("Norland has it", [(Marker.DONE, "has"), (Marker.YES_NO, "has")]),
    "a mark of several words": ("it is yearly if not daily", [(Marker.YES_NO, "is"), (Marker.RESTRICTIVE, "if not")]),
    "marks are no stems": ("the ones and onlys", []),
    "what numbers stands before a number": ("session no. 19", [(Marker.NUMBERING, "no")]),
    "else it numbers nothing": ("no session 19", []),
}


@pytest.mark.parametrize("why", CUES)
def test_marks_are_read_as_they_are_written(why: str) -> None:
    text, cues = CUES[why]
    found = read(text)

    assert [(cue.marker, cue.text) for cue in found.cues] == cues
    assert all(text[slice(*cue.place)].lower() == cue.text for cue in found.cues)
    assert {marker: found.marked(marker) for marker, _ in cues} == {marker: {said} for marker, said in cues}


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("Norland does not support it", True),
        ("Norland hardly supports it", True),
        ("is Norland there", True),  # with which "is not" begins
        ("Norland supports it", False),
        ("", False),
    ],
)
def test_a_text_without_any_word_that_can_deny_need_not_be_read(text: str, *, may: bool) -> None:
    assert READER.may_deny(text) is may


def test_what_may_deny_is_looked_for_behind_a_place() -> None:
    text = "not Norland but Sudria"

    assert READER.may_deny(text, after=0)
    assert not READER.may_deny(text, after=1)


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("does Norland support it", True),
        ("so does Norland", True),
        ("Norland and so does it go on here", False),
        ("Norland supports it, right", True),
        ("Norland supports it, right or wrong", True),
        ("Norland supports it, right or wrong now", False),
        ("أيدعم الوزير", True),
        ("Norland supports it", False),
        ("", False),
    ],
)
def test_a_text_without_any_word_that_can_ask_at_its_edges_need_not_be_read(text: str, *, may: bool) -> None:
    assert READER.may_ask(text) is may


def test_some_claims_hold_of_what_stands_beside_them_alone() -> None:
    assert READER.governs({"support"})
    assert READER.governs({"landlocked", "oppose"})
    assert not READER.governs({"landlocked"})
    assert not READER.governs(())


def test_the_same_text_is_read_in_each_of_its_languages() -> None:
    """What was read last is kept, and not taken for the other."""
    assert [READER.read("did", in_latin=latin).claims != () for latin in (True, False, True)] == [True, False, True]
