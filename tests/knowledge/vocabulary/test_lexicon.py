from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Alias, Entity, Kind, Strength
from knowledge.text.folding import words
from knowledge.vocabulary.covering import longest
from knowledge.vocabulary.forms import Grade, Match, SenseKind, Word
from knowledge.vocabulary.lexicon import Lexicon, names_of
from knowledge.vocabulary.packed import packed, unpacked
from knowledge.vocabulary.phrasings import Phrase


def entity(id_: str, en: str, *aliases: Alias, ar: str = "") -> Entity:
    return Entity(id_, Kind.ACTOR, "state", {"ar": ar or en, "en": en}, aliases, {"ar": en, "en": en})


def weak(text: str, lang: str = "en") -> Alias:
    return Alias(text, lang, Strength.WEAK)


LEXICON = Lexicon.build(
    [
        Phrase(("security",), "en", "concept", "security"),
        Phrase(("when",), "en", "ask", "time"),
        Phrase(("the",), "en", "neutral", "neutral"),
        Phrase(words("تعاون"), "ar", "concept", "cooperation"),
    ],
    [
        entity("council", "Security Council", weak("council"), ar="مجلس الأمن"),
        entity("india", "India", ar="الهند"),
        entity("minister", "Defence Minister", weak("minister"), ar="وزير الدفاع"),
    ],
)


def read(text: str) -> list[Word]:
    return [Word.of(word) for word in words(text)]


def found(text: str) -> list[tuple[str, str, Grade]]:
    """The longest matches of a text as (words of the form, first meaning, grade)."""
    sentence = read(text)
    groups = longest(LEXICON.matches(sentence), len(sentence))
    return [(" ".join(one.form.words), one.form.senses[0].id, one.grade) for group in groups for one in group]


@pytest.mark.parametrize(
    ("text", "form", "meaning", "grade"),
    [
        ("INDIA", "india", "india", Grade.EXACT),
        ("الهند", "الهند", "india", Grade.EXACT),
        ("والهند", "الهند", "india", Grade.ARTICLE),
        ("للهند", "الهند", "india", Grade.CLITIC),
        ("هند", "الهند", "india", Grade.ARTICLE),
        ("لوزير الدفاع", "وزير الدفاع", "minister", Grade.CLITIC),
        ("مجلس أمن", "مجلس الامن", "council", Grade.ARTICLE),
        ("councils", "council", "council", Grade.STEM),
        ("تعاوني", "تعاون", "cooperation", Grade.STEM),
    ],
)
def test_a_form_is_found_as_closely_as_it_was_written(text: str, form: str, meaning: str, grade: Grade) -> None:
    assert found(text) == [(form, meaning, grade)]


def test_a_closer_match_outranks_a_looser_one() -> None:
    assert Grade.EXACT > Grade.ARTICLE > Grade.CLITIC > Grade.STEM > Grade.CORRECTED


def test_a_phrase_is_as_close_as_its_loosest_word() -> None:
    assert found("defence ministers") == [("defence minister", "minister", Grade.STEM)]


def test_a_corrected_word_is_never_closer_than_corrected() -> None:
    sentence = [replace(Word.of("india"), corrected=True)]

    assert [match.grade for match in LEXICON.matches(sentence)] == [Grade.CORRECTED]


def test_the_longest_form_wins_and_what_it_covers_is_gone() -> None:
    assert [form for form, _, _ in found("when the security council met India")] == [
        "when",
        "the",
        "security council",
        "india",
    ]


def test_a_form_that_begins_at_the_end_of_a_text_and_is_longer_is_not_found() -> None:
    assert found("security") == [("security", "security", Grade.EXACT)]
    assert found("مجلس") == []


def test_forms_of_the_same_words_stay_together() -> None:
    both = Lexicon.build([], [entity("a", "Astana"), entity("b", "Astana City", weak("Astana"))])
    [form] = [form for form in both.forms if form.words == ("astana",)]

    assert {(sense.kind, sense.id, sense.strength) for sense in form.senses} == {
        (SenseKind.ENTITY, "a", Strength.STRONG),
        (SenseKind.ENTITY, "b", Strength.WEAK),
    }


def test_a_name_is_a_strong_alias() -> None:
    strengths = [(alias.text, alias.lang, alias.strength) for alias in names_of(entity("x", "En", weak("w"), ar="ع"))]

    assert strengths == [("ع", "ar", Strength.STRONG), ("En", "en", Strength.STRONG), ("w", "en", Strength.WEAK)]


def test_an_alias_without_a_word_matches_nothing() -> None:
    assert Lexicon.build([], [entity("x", "!?")]).forms == ()


TEXTS = st.lists(
    st.sampled_from(["security", "council", "india", "والهند", "وزير", "الدفاع", "when", "zz"]), max_size=8
)


@given(TEXTS)
def test_the_longest_matches_never_overlap(text: list[str]) -> None:
    sentence = [Word.of(word) for word in text]
    groups = longest(LEXICON.matches(sentence), len(sentence))
    places = [place for group in groups for place in range(group[0].start, group[0].end)]

    assert places == sorted(set(places))
    assert {(one.start, one.end) for group in groups for one in group} == {(g[0].start, g[0].end) for g in groups}


@given(TEXTS)
def test_every_match_that_was_not_chosen_overlaps_one_that_was(text: list[str]) -> None:
    sentence = [Word.of(word) for word in text]
    matches = list(LEXICON.matches(sentence))
    covered = {place for group in longest(matches, len(sentence)) for place in range(group[0].start, group[0].end)}

    assert [match for match in matches if not overlaps(match, covered)] == []


def overlaps(match: Match, covered: set[int]) -> bool:
    return not covered.isdisjoint(range(match.start, match.end))


@pytest.mark.parametrize("lexicon", [LEXICON, unpacked(packed(LEXICON))], ids=["made", "read"])
def test_the_words_are_told_with_which_forms_of_a_kind_begin(lexicon: Lexicon) -> None:
    names = lexicon.first_words(lambda sense: sense.kind is SenseKind.ENTITY)
    alone = lexicon.first_words(lambda sense: sense.kind is SenseKind.ENTITY, alone=True)

    assert names == {
        "security",
        *words("مجلس"),
        "council",
        "india",
        *words("الهند"),
        "defence",
        *words("وزير"),
        "minister",
    }
    assert alone == {"council", "india", *words("الهند"), "minister"}
