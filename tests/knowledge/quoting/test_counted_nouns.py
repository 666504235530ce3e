"""Which noun a figure counts."""

from __future__ import annotations

import pytest

from knowledge.curation.corpus import Corpus
from knowledge.quoting.asked_for import Wanted
from knowledge.quoting.counted_nouns import all_of_others, counts, is_a_pair
from knowledge.text.folding import fold


def counts_others(corpus: Corpus, text: str, noun: str) -> bool:
    return all_of_others(counts(text, corpus.phrasings.calendar), Wanted.of(fold(noun)))


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Soldiers from 14 countries met.", "soldiers"),
        ("They took 4 Turkish-built patrol boats.", "sailors"),
        ("He had four of the nine helicopters.", "countries"),
        ("It cost $550 million.", "banks"),
        ("It takes a forty-foot container.", "countries"),
        ("شارك جنود من 14 دولة.", "جنديا"),
        ("В учениях участвуют 14 стран.", "солдат"),
    ],
)
def test_a_figure_counts_nothing_but_the_noun_behind_it(corpus: Corpus, text: str, noun: str) -> None:
    assert counts_others(corpus, text, noun)


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Soldiers from 14 countries met.", "countries"),
        ("They took 4 Turkish-built patrol boats.", "boats"),
        ("He had four of the nine helicopters.", "helicopters"),
        ("Of the soldiers 14 were hurt.", "soldiers"),
        ("At least 14 people died.", "soldiers"),
        ("Nobody came.", "countries"),
        ("شارك جنود من 14 دولة.", "دولة"),
        ("قُتل ثلاثة من موظفي الجمارك.", "موظفا"),
        ("قُتل 118 شخصا.", "جنديا"),
    ],
)
def test_a_figure_may_count_its_noun_whoever_people_are_and_whatever_has_none(
    corpus: Corpus, text: str, noun: str
) -> None:
    assert not counts_others(corpus, text, noun)


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("They left observation post 60 in May.", "posts"),
        ("It lies in block no. 9.", "wells"),
        ("في البلوك رقم 9", "بئرا"),
    ],
)
def test_a_figure_that_says_which_one_is_meant_counts_nothing(corpus: Corpus, text: str, noun: str) -> None:
    found = list(counts(text, corpus.phrasings.calendar))

    assert not found or all_of_others(found, Wanted.of(fold(noun)))


def test_people_are_those_who_are_asked_for_where_their_sentence_names_them(corpus: Corpus) -> None:
    named, nobody = "Of the soldiers at least 14 people died.", "At least 14 people died."
    found = [list(counts(text, corpus.phrasings.calendar)) for text in (named, nobody)]

    assert [
        all_of_others(one, Wanted.of("soldiers"), text) for one, text in zip(found, (named, nobody), strict=True)
    ] == [False, True]


def test_an_arabic_dual_counts_two() -> None:
    plane = Wanted.of(fold("طائرة"))

    assert is_a_pair("وصلت طائرتا إغاثة", plane)
    assert is_a_pair("شاركت بطائرتين", plane)
    assert not is_a_pair("وصلت طائرة", plane)
