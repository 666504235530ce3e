from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text.folding import (
    clitic_variants,
    fold,
    script,
    stem,
    stem_arabic,
    tokens,
    without_clitics,
    words,
)
from knowledge.text.letters import SCRIPTS, UNIFIED, VISIBLE, Script

TRICKY = st.text(alphabet="اأإآٱبتةهھەىيیےئؤءـًّْٰٓٔ\u200c\u200d\u202bﷺﻻ٣۴3 '’ʼŉ`._-ёйЁñİıßſﬁǅ𝑨ₐ", max_size=12)

FOLDED = {
    "hamza on alef": ("أستانا إيران آسيا ٱلهند", "استانا ايران اسيا الهند"),
    "hamza on waw and ya": ("مؤتمر رئيس", "موتمر رييس"),
    "hamza alone": ("شؤون القضاء", "شوون القضا"),
    "decomposed madda and hamza": ("ا\u0653سيا ا\u0654ستانا", "اسيا استانا"),
    "ta marbuta": ("منظمة", "منظمه"),
    "alef maksura": ("مستوى على", "مستوي علي"),
    "tatweel": ("شنغهـــاي", "شنغهاي"),
    "vocalised": ("الإرْهابُ يُهدِّدُ", "الارهاب يهدد"),
    "superscript alef": ("هٰذا", "هذا"),
    "presentation forms": ("ﺃﺳﺘﺎﻧﺎ", "استانا"),
    "lam-alef ligature": ("ﻻﺗﻔﺎق", "لاتفاق"),
    "Persian letters": ("کازاخستان پکن گفت چین ژاپن", "كازاخستان بكن كفت جين زابن"),
    "Persian ya and heh": ("هندی افغانستانۀ", "هندي افغانستانه"),
    "Arabic-Indic digits": ("٢٠٢٤", "2024"),
    "Persian digits": ("۲۰۲۴", "2024"),
    "zero-width joiners and direction marks": ("می\u200cخواهد \u2068الهند\u2069\u200f", "ميخواهد الهند"),
    "Cyrillic": ("ШОС Учёный Астана", "шос ученый астана"),
    "Cyrillic short i stays a letter": ("второй", "второй"),
    "Latin accents": ("Tashként ÑANDÚ", "tashkent nandu"),
    "German sharp s and Turkish i": ("Straße İstanbul ılı", "strasse istanbul ili"),
    "styled letters and ligatures": ("𝑨stana ﬁnal", "astana final"),
}


@pytest.mark.parametrize(("text", "expected"), FOLDED.values(), ids=FOLDED)
def test_spellings_of_one_word_fold_to_one(text: str, expected: str) -> None:
    assert fold(text) == expected


@given(st.text(st.characters(codec=None)) | TRICKY)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TRICKY)
def test_words_are_folded_for_good(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)


@given(st.text() | TRICKY)
def test_a_token_lies_where_its_word_stands_in_the_original(text: str) -> None:
    found = tokens(text)

    assert [token for token in found if token.text not in words(text[token.start : token.end])] == []
    assert [token.start for token in found] == sorted(token.start for token in found)


def test_a_token_of_vocalised_or_expanding_text_spans_the_letters_as_written() -> None:
    text = "ﷺ قال: الإرْهـــابُ، Straße"
    spans = {token.text: text[token.start : token.end] for token in tokens(text)}

    assert spans["الارهاب"] == "الإرْهـــابُ"
    assert spans["strasse"] == "Straße"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Al-Qa'ida's men", ("al", "qaida", "men")),
        ("India’s visit", ("india", "visit")),
        ("لاشكار-إي-طيبة", ("لاشكار", "اي", "طيبه")),
        ("وداعش، وجيش محمد!", ("وداعش", "وجيش", "محمد")),
        ("snake_case 25–26", ("snake", "case", "25", "26")),
        ("", ()),
        ("؟!… — «»", ()),
    ],
)
def test_punctuation_separates_words_and_apostrophes_do_not(text: str, expected: tuple[str, ...]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("متى يعقد اجتماع SCO؟", Script.ARABIC),
        ("When is اجتماع due", Script.LATIN),
        ("Когда SCO", Script.CYRILLIC),
        ("é", Script.LATIN),
        ("2024 ؟!", Script.OTHER),
        ("", Script.OTHER),
        ("北京会议", Script.OTHER),
    ],
)
def test_the_script_is_that_of_most_letters(text: str, expected: Script) -> None:
    assert script(text) is expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("الهند", "هند"),
        ("والهند", "هند"),
        ("بالدفاع", "دفاع"),
        ("للدفاع", "دفاع"),
        ("وللدفاع", "دفاع"),
        ("فالامن", "امن"),
        ("الا", "الا"),
        ("وزير", "وزير"),
        ("بين", "بين"),
        ("وكالات", "وكالات"),
        ("فعاليه", "فعاليه"),
        ("والد", "والد"),
    ],
)
def test_the_article_goes_with_what_is_written_onto_it(word: str, expected: str) -> None:
    assert without_clitics(word) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("وبين", "بين"), ("لوزراء", "وزراء"), ("بالهند", "هند"), ("ولاجتماع", "اجتماع"), ("كدوله", "دوله")],
)
def test_a_clitic_is_one_reading_and_the_word_itself_the_first(word: str, expected: str) -> None:
    readings = clitic_variants(fold(word))

    assert readings[0] == fold(word)
    assert fold(expected) in readings


@given(st.text(alphabet="ابتدهويلكفنم", min_size=1, max_size=10))
def test_no_reading_or_stem_of_an_arabic_word_falls_below_three_letters(word: str) -> None:
    least = min(3, len(word))

    assert all(len(reading) >= least for reading in clitic_variants(word))
    assert len(stem_arabic(word)) >= least


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("دفاعي", "الدفاعية"),
        ("اجتماع", "اجتماعات"),
        ("تهديدات", "التهديد"),
        ("threats", "threat"),
        ("cooperation", "cooperate"),
        ("переговоры", "переговоров"),
        ("совещании", "совещание"),
    ],
)
def test_forms_of_one_word_share_a_stem(one: str, other: str) -> None:
    assert stem(fold(one)) == stem(fold(other))


@pytest.mark.parametrize("word", ["تعاون", "سفيان", "sco", "шос", "2024", ""])
def test_words_that_only_look_inflected_keep_their_letters(word: str) -> None:
    assert stem(word) == word


@pytest.mark.parametrize("word", ["नमस्ते", "भारत", "স্থিতি", "தமிழ்", "สวัสดี", "שָׁלוֹם", "မြန်မာ", "ខ្មែរ"])
def test_a_word_is_not_torn_at_its_vowel_signs(word: str) -> None:
    (token,) = tokens(word)

    assert (token.start, token.end) == (0, len(word))


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u2060", "\u200e", "\u200f", "\u2068", "\u2069", "\ufeff"])
@pytest.mark.parametrize("word", ["Astana", "الاجتماع", "مسئول"])
def test_what_is_not_seen_between_letters_tears_no_word(word: str, unseen: str) -> None:
    torn = unseen.join(word)

    assert words(f"{torn} {word}") == words(word) * 2
    assert words(f"{unseen}{word}{unseen} {unseen}") == words(word)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مسئول", "مسؤول"),
        ("المسئولين", "المسؤولين"),
        ("مَسْئُولِيَّة", "مسؤولية"),
        ("شئون", "شؤون"),
        ("رءوس", "رؤوس"),
        ("جاءوا", "جاؤوا"),
        ("قراآت", "قراءات"),
        ("قرائة", "قراءة"),
        ("لقائه", "لقاءه"),
        ("مسي\u0654ول", "مسؤول"),
    ],
)
def test_a_hamza_counts_the_same_on_every_letter_that_may_carry_it(one: str, other: str) -> None:
    assert words(one) == words(other)
    assert words(words(one)[0]) == words(one)


@pytest.mark.parametrize(("one", "other"), [("رؤوس", "روس"), ("سئل", "سل"), ("مؤتمر", "متمر"), ("هيئة", "هية")])
def test_a_hamza_with_a_letter_of_its_own_stays_a_letter(one: str, other: str) -> None:
    assert words(one) != words(other)


@pytest.mark.slow
def test_every_code_point_can_be_written_and_few_are_remembered() -> None:
    for code in range(0x80, sys.maxunicode, 7):
        fold(chr(code) + "ي")
        script(chr(code) + "ي")

    assert max(len(known) for known in (VISIBLE, UNIFIED, SCRIPTS)) <= 4096
    assert (fold("أ"), fold("٣"), script("ж")) == ("ا", "3", Script.CYRILLIC)


def test_of_a_word_without_end_only_its_beginning_is_read() -> None:
    (long,) = words("مس" * 2000)

    assert long == "مس" * 50
    assert words("مارس2024 abc2025") == ("مارس", "2024", "abc", "2025")
