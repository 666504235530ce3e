"""What a text claims: of what, denied or not, and whether it asks for yes or no."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.understanding.claims import MOODS, ClaimReader
from knowledge.vocabulary.assertions import Assertions, Marker


@pytest.fixture(scope="module")
def reader(engine: Engine) -> ClaimReader:
    return engine.knowledge.claim_reader


CLAIMS = [
    ("Does India support terrorism?", {"support"}, "the word itself"),
    ("هل تدعم الهند الإرهاب؟", {"support"}, "another form of the verb"),
    ("أتدعم الهند الإرهاب؟", {"support"}, "behind the hamza that asks"),
    ("earlier this month", set(), "a month is not monthly"),
    ("a monthly review", {"other-frequency"}, "what is monthly is"),
    ("يقوّض الاستقرار", {"weaken"}, "marks of vowels are no letters"),
    ("is the region not coastal", {"landlocked"}, "a phrase that denies one side is the other"),
    ("آسيا الوسطى غير ساحلية", {"landlocked"}, "the same in Arabic"),
    ("شبكة عشق آباد", set(), "a shared stem is no claim: «إبادة»"),
    ("Central Asia and the SCO", set(), "names claim nothing"),
    ("он поддерживает терроризм", {"support"}, "Russian by its stem"),
]


@pytest.mark.parametrize(("text", "claims", "why"), CLAIMS, ids=[row[2] for row in CLAIMS])
def test_a_text_claims_what_its_words_say(reader: ClaimReader, text: str, claims: set[str], why: str) -> None:
    assert {id_ for claim in reader.read(text).claims for id_ in claim.ids} == claims, why


ASKS = [
    ("هل تدعم الهند ذلك", True, "a word that asks whether"),
    ("أليست الهند عضوا؟", True, "a negative question"),
    ("Isn't India a member?", True, "the same in English"),
    ("دوفال مستشار الأمن القومي، صح؟", True, "a tag"),
    ("India is a member, right?", True, "a tag in English"),
    ("India is a member, right? I need it now.", True, "a tag and more behind its mark"),
    ("India is a member, right now? I need it.", False, "the mark stands behind another word"),
    ("أتدعم الهند ذلك؟", True, "the hamza that asks, glued to a verb"),
    ("متى الاجتماع؟", False, "when is not whether"),
    ("el egtema3 fein?", False, "nor is where, in Latin letters"),
    ("الهند عضو في المنظمة", False, "a plain sentence"),
    ("", False, "nothing"),
]


@pytest.mark.parametrize(("text", "asks", "why"), ASKS, ids=[row[2] for row in ASKS])
def test_words_open_or_end_a_question_of_yes_or_no(reader: ClaimReader, text: str, *, asks: bool, why: str) -> None:
    in_latin = text.startswith("el ")
    assert reader.read(text, in_latin=in_latin).asks is asks, why


DENIED = [
    ("India does not really connect Asia", True, "right before"),
    ("الهند ليست من تربط آسيا", True, "in Arabic"),
    ("India connects it, not Iran", False, "after it"),
    ("Doesn't India connect Asia?", False, "a negative question denies nothing"),
]


@pytest.mark.parametrize(("text", "denied", "why"), DENIED, ids=[row[2] for row in DENIED])
def test_a_negation_denies_the_claim_after_it(reader: ClaimReader, text: str, *, denied: bool, why: str) -> None:
    found = next(claim for claim in reader.read(text).claims if "connect" in claim.ids)

    assert found.denied is denied, why


def test_arabic_in_latin_letters_is_not_read_into_english(reader: ClaimReader) -> None:
    assert "oppose" not in {id_ for claim in reader.read("did he go?").claims for id_ in claim.ids}


def test_a_cue_says_where_it_stands(reader: ClaimReader) -> None:
    (cue,) = [one for one in reader.read("only India hosted it").cues if one.marker is Marker.RESTRICTIVE]

    assert (cue.text, cue.place) == ("only", (0, 4))


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("كان مقررًا عقد الاجتماع يوم السبت", Marker.ANNOUNCED),
        ("كان اجتماع القادة مقررًا يوم السبت", Marker.ANNOUNCED),
        ("كان عقد القمة في مايو مزمعا", Marker.ANNOUNCED),
        ("كان حضور الوزير متوقعًا", Marker.EXPECTED),
        ("أحرز الفريق هدفا", None),
    ],
)
def test_a_mood_is_read_also_where_its_words_stand_apart(reader: ClaimReader, text: str, mood: Marker | None) -> None:
    assert {cue.marker for cue in reader.read(text).cues}.intersection(MOODS) == ({mood} if mood else set())


@pytest.mark.parametrize("text", ["not " * 500, "هل " * 500, "support " * 500, "\u0000", "؟؟؟"])
def test_no_text_is_too_odd_to_read(reader: ClaimReader, text: str) -> None:
    assert len(reader.read(text).claims) <= 120


def test_what_follows_is_claimed_too_and_its_opposite_denied() -> None:
    assertions = Assertions.of([("support", "oppose")], {"fight": ["oppose"], "finance": ["support"]})

    assert assertions.entailed["fight"] == {"fight", "oppose"}
    assert assertions.excluded["fight"] == {"support"}
    assert assertions.excluded["support"] == {"oppose"}


def test_what_says_the_same_is_denied_alike() -> None:
    same = {"grow": ["rise"], "rise": ["grow"], "fall": ["shrink"], "shrink": ["fall"]}
    assertions = Assertions.of([("rise", "fall")], same)

    assert assertions.excluded["grow"] == {"fall", "shrink"}
