from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.curation.corpus import Corpus
from knowledge.dates import DateMention
from knowledge.text.folding import tokens
from knowledge.text.numeric_dates import numeric_dates
from knowledge.text.quantities import Calendar, Quantities
from knowledge.text.word_sequence import WordSequence
from tests.support.facts import CROWDED_FIGURES


@pytest.fixture(scope="module")
def calendar(corpus: Corpus) -> Calendar:
    return corpus.phrasings.calendar


def found(calendar: Calendar, text: str) -> Quantities:
    return calendar.find(text, tokens(text))


NUMBERS: dict[str, tuple[float, ...]] = {
    # separators of thousands
    "1,200 soldiers": (1200,),
    "١٬٢٠٠ جندي": (1200,),
    "۱٬۲۰۰ سرباز": (1200,),
    "1،200 جندي": (1200,),
    "1\u00a0200 солдат": (1200,),
    "1\u202f200": (1200,),
    "1\u2009200": (1200,),
    "1 200 солдат": (1200,),
    "12 000 000": (12_000_000,),
    "1,234,567": (1_234_567,),
    "1.234.567": (1_234_567,),
    "1’200": (1200,),
    "2,000 of 3,000": (2000, 3000),
    "2,000 جندي": (2000,),
    "1,200-1,500": (1200, 1500),
    "ل1,200 جندي": (1200,),
    # decimals
    "3.5": (3.5,),
    "٣٫٥": (3.5,),
    "۳٫۵": (3.5,),
    "1,200.5": (1200.5,),
    "1.200,5": (1200.5,),
    "١٬٢٠٠٫٥": (1200.5,),
    "3.0": (3,),
    "0.5": (0.5,),
    "It was 3.": (3,),
    # what may be two figures, or none
    "25,26": (25, 26),
    "25, 26": (25, 26),
    "1,2,3": (1, 2, 3),
    "12,34": (12, 34),
    "12,3456": (12, 3456),
    "1,200,5": (1, 200, 5),
    "1.2.3": (1, 2, 3),
    "12:30": (12, 30),
    "5-4": (5, 4),
    "1.200": (1.2,),
    "1234567890.5": (5,),
    # scales
    "3.5 million": (3_500_000,),
    "٣٫٥ مليون": (3_500_000,),
    "3.5 billion": (3_500_000_000,),
    "3,5 миллиона": (3_500_000,),
    "3,5 млн": (3_500_000,),
    "3bn": (3_000_000_000,),
    "3.5 bn": (3_500_000_000,),
    "Mohammed bn Salman": (),
    "5 آلاف": (5000,),
    "٥٠ ألفًا": (50_000,),
    "خمسون ألفا": (50_000,),
    "خمسة وعشرين ألف جندي": (25_000,),
    "مئة ألف": (100_000,),
    "ألف": (1000,),
    "ألف جندي": (1000,),
    "ألفان وخمسمئة": (2500,),
    "ألف ومئتان": (1200,),
    "ثلاثة آلاف": (3000,),
    "مليون": (1_000_000,),
    "مليونا جندي": (2_000_000,),
    "ألفا جندي": (2000,),
    "بين مليونين وثلاثة ملايين": (2_000_000, 3_000_000),
    "two million and three million": (2_000_000, 3_000_000),
    "15 ألفا و300 جندي": (15_300,),
    "15 ألفا و300 ألف": (15_000, 300_000),
    # the two ends of a range share what stands behind the second one
    "2–3 million people": (2_000_000, 3_000_000),
    "من ٢ إلى ٣ ملايين": (2_000_000, 3_000_000),
    "between 2 and 3 million": (2_000_000, 3_000_000),
    "٢٫٥ - ٣٫٥ مليار": (2_500_000_000, 3_500_000_000),
    "2 and 3 million": (2, 3_000_000),
    "5 to 3 million": (5, 3_000_000),
    "2 million to 3 million": (2_000_000, 3_000_000),
    # fractions of a scale
    "half a million": (500_000,),
    "نصف مليون": (500_000,),
    "ربع مليون": (250_000,),
    "ثلاثة ملايين ونصف المليون": (3_500_000,),
    "10k troops": (10_000,),
    "٢،٣ مليون": (2_300_000,),
    # a year in figures is none before what is counted
    "2000 soldiers": (2000,),
    "٢٠٠٠ جندي": (2000,),
    "more than 2000": (2000,),
    "أكثر من 1950": (1950,),
    "several thousand": (),
    "مليونين": (2_000_000,),
    "مليون ونصف": (1_500_000,),
    "3 ملايين ونصف": (3_500_000,),
    "مليار و 200 مليون": (1_200_000_000,),
    "كم مليون": (),
    "كام مليار": (),
    "two and a half million": (2_500_000,),
    "a million": (1_000_000,),
    "two million three hundred thousand and five": (2_300_005,),
    "тысяч": (1000,),
    "20 тысяч": (20_000,),
    "двадцать пять тысяч": (25_000,),
    "сто двадцать": (120,),
    "сорок шесть": (46,),
    "миллион с половиной": (1_500_000,),
    "in 2024 thousand": (1000,),
    "0 million": (0,),
    # in words
    "two hundred": (200,),
    "one hundred and twenty": (120,),
    "one hundred twenty": (120,),
    "a hundred and five": (105,),
    "two thousand and twenty": (2020,),
    "forty-six": (46,),
    "forty six": (46,),
    "twenty, five": (20, 5),
    "five and twenty": (5, 20),
    "twenty and five": (20, 5),
    "ten five": (10, 5),
    "two three": (2, 3),
    "one": (),
    "one of five": (5,),
    "مئة وعشرون": (120,),
    "مائة وعشرين": (120,),
    "مئة وخمسة وعشرون": (125,),
    "خمس مئة": (500,),
    "خمسمئة": (500,),
    "مية وعشرين": (120,),
    "خمسة وعشرون": (25,),
    "خمسة و عشرين": (25,),
    "تنين وعشرين": (22,),
    "واحد وعشرون": (21,),
    "إحدى عشرة": (11,),
    "أحد عشر": (11,),
    "إحدى وأربعون": (41,),
    "اثنتا عشرة": (12,),
    "اثني عشر": (12,),
    "ثماني عشرة": (18,),
    "خمسة عشر": (15,),
    "خمسطعش": (15,),
    "حداعش": (11,),
    "عشرون": (20,),
    "عشرين": (20,),
    "الجمهوريات الخمس": (5,),
    "خمس وسبع": (5, 7),
    "إحدى الدول": (),
    "أحد": (),
    "ثلاث دول وعشرون جنديا": (3, 20),
    # names
    "Al Thani": (),
}


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_is_one_value_however_it_is_written(calendar: Calendar, text: str) -> None:
    quantities = found(calendar, text)

    dates = [mention for mention in quantities.dates if mention.year != 2024]
    assert (dates, quantities.ordinals, quantities.numbers, quantities.percents) == ([], (), NUMBERS[text], ())


ORDINALS: dict[str, int] = {
    "the 46th session": 46,
    "forty-sixth": 46,
    "the forty sixth session": 46,
    "one hundred and first": 101,
    "hundredth": 100,
    "two hundredth": 200,
    "ninetieth": 90,
    "الدورة السادسة والأربعون": 46,
    "الدورة السادسة والأربعين": 46,
    "للدورة السادسة والأربعين": 46,
    "السادس والأربعون": 46,
    "السادس و الأربعون": 46,
    "الحادية والأربعين": 41,
    "الحادي والعشرون": 21,
    "الحادية عشرة": 11,
    "حادي عشر": 11,
    "الثاني عشر": 12,
    "التاسعة عشرة": 19,
    "التاسعه عشر": 19,
    "العشرون": 20,
    "الدورة العشرين": 20,
    "الدورة التسعتعش": 19,
    "الدورة الواحد وعشرين": 21,
    "الثانية": 2,
    "сорок шестая сессия": 46,
    "двадцать первого": 21,
    "девяностый": 90,
    "46-я сессия": 46,
    "на 19-м заседании": 19,
}


@pytest.mark.parametrize("text", ORDINALS)
def test_an_ordinal_is_put_together_by_rule(calendar: Calendar, text: str) -> None:
    quantities = found(calendar, text)

    assert (quantities.dates, quantities.ordinals, quantities.numbers) == ((), (ORDINALS[text],), ())


@pytest.mark.parametrize(
    ("text", "ordinals", "numbers"),
    [
        ("الشيخ تميم بن حمد آل ثاني", (), ()),
        ("الأمير تميم آل ثاني، الدورة الثانية", (2,), ()),
        ("first five states", (1,), (5,)),
        ("the twentieth five", (20,), (5,)),
        ("الثاني وعشرون دولة", (2,), (20,)),
        ("five first", (1,), (5,)),
        ("second hundred", (2,), (100,)),
        ("first, second, third", (1, 2, 3), ()),
        ("ten second", (2,), (10,)),
        ("الحادي", (), ()),
    ],
)
def test_words_of_different_numbers_stay_apart(
    calendar: Calendar, text: str, ordinals: tuple[int, ...], numbers: tuple[int, ...]
) -> None:
    quantities = found(calendar, text)

    assert (quantities.ordinals, quantities.numbers) == (ordinals, numbers)


@pytest.mark.parametrize(
    ("text", "dates", "numbers", "percents"),
    [
        ("in April 2–3 million met", [DateMention(month=4)], (2_000_000, 3_000_000), ()),
        ("in April 12–15 % met", [DateMention(month=4)], (), (12, 15)),
        ("2–3 April, 5 million met", [DateMention(month=4, days=(2, 3))], (5_000_000,), ()),
        ("12–12 %", [], (), (12, 12)),
        ("15–12 %", [], (15,), (12,)),
    ],
)
def test_what_has_the_scale_or_the_sign_of_another_is_no_day_and_what_has_not_may_be(
    calendar: Calendar, text: str, dates: list[DateMention], numbers: tuple[int, ...], percents: tuple[int, ...]
) -> None:
    quantities = found(calendar, text)

    assert (list(quantities.dates), quantities.numbers, quantities.percents) == (dates, numbers, percents)


def test_a_number_that_a_scale_makes_whole_is_whole(calendar: Calendar) -> None:
    assert repr(found(calendar, "2.5–3.5 million").numbers) == "(2500000, 3500000)"


PERCENTS: dict[str, float] = {
    "50%": 50,
    "50 %": 50,
    "٪٥٠": 50,
    "٥٠٪": 50,
    "%50": 50,
    "3.5%": 3.5,
    "3,5 %": 3.5,
    "3,5 процента": 3.5,
    "50 per cent": 50,
    "50 percent": 50,
    "fifty percent": 50,
    "٥٠ بالمئة": 50,
    "50 في المئة": 50,
    "خمسون بالمائة": 50,
    "خمسة وعشرين بالمية": 25,
    "20 процентов": 20,
    "2024%": 2024,
}


@pytest.mark.parametrize("text", PERCENTS)
def test_a_share_is_no_number_of_things(calendar: Calendar, text: str) -> None:
    quantities = found(calendar, text)

    assert (quantities.dates, quantities.ordinals, quantities.numbers) == ((), (), ())
    assert quantities.percents == (PERCENTS[text],)
    assert quantities.fields() == {("percent", PERCENTS[text])}


@pytest.mark.parametrize(
    ("text", "taken", "place", "end"),
    [
        ("some 1,200 soldiers", {1, 2}, 1, 2),
        ("some 3.5 million soldiers", {1, 2, 3}, 1, 3),
        ("one hundred and twenty soldiers", {0, 1, 2, 3}, 0, 3),
        ("من مئة وعشرين جنديا", {1, 2}, 1, 2),
        ("five soldiers", {0}, 0, 0),
    ],
)
def test_a_number_takes_up_all_its_words(calendar: Calendar, text: str, taken: set[int], place: int, end: int) -> None:
    quantities = found(calendar, text)

    assert quantities.taken == taken
    assert (quantities.places, quantities.ends) == ((place,), (end,))


def test_a_calendar_without_the_newer_tables_reads_single_words_as_before() -> None:
    old = Calendar.build(
        months={}, timid_months=[], ordinals={6: ["sixth"]}, cardinals={2: ["two"], 40: ["forty"], 1000: ["thousand"]}
    )

    assert found(old, "two thousand").numbers == (2, 1000)
    assert found(old, "forty sixth").ordinals == (46,)


@pytest.mark.parametrize(
    ("text", "ordinals"),
    [
        ("الفريق أول ركن صادق", ()),
        ("للملازم الأول", ()),
        ("الوزير الأول", ()),
        ("Second Lieutenant, 2nd lieutenant", ()),
        ("капитан 2-го ранга, капитан первого ранга", ()),
        ("اللواء الأول", (1,)),
        ("أول فريق", (1,)),
        ("the first general", (1,)),
        ("первого мая", ()),
    ],
)
def test_the_ordinal_of_a_rank_orders_nothing(calendar: Calendar, text: str, ordinals: tuple[int, ...]) -> None:
    assert found(calendar, text).ordinals == ordinals


def test_names_and_joining_words_come_from_the_calendar(calendar: Calendar) -> None:
    silent = replace(
        calendar,
        before_names=frozenset(),
        joins_numbers=frozenset(),
        how_many=frozenset(),
        tens_after_units=frozenset(),
    )

    assert found(silent, "آل ثاني").ordinals == (2,)
    assert found(silent, "one hundred and twenty").numbers == (100, 20)
    assert found(silent, "كم مليون").numbers == (1_000_000,)
    assert found(silent, "خمسة عشر").numbers == (5, 10)


PIECES = st.sampled_from(
    (
        *("one", "two", "twenty", "hundred", "thousand", "million", "bn", "and", "a", "half", "5", "1,200", "3.5", "%"),
        *("first", "sixth", "مئة", "ألف", "و", "وعشرون", "عشر", "خمسة", "الخامس", "والأربعون", "بالمئة", "сто"),
        *("двадцать", "первый", "тысяч", "late", "April", "شهر", "31", "2024", "1445", "هـ", "رمضان", "آل"),
        *("-", ",", ".", "/", "'24"),
    )
)


@given(st.lists(PIECES, max_size=12).map(" ".join) | st.lists(PIECES, max_size=12).map("".join))
def test_no_order_of_words_breaks_it_and_each_token_is_counted_once(calendar: Calendar, text: str) -> None:
    quantities = found(calendar, text)

    assert quantities.taken <= set(range(len(tokens(text))))
    spans = [range(start, end + 1) for start, end in zip(quantities.places, quantities.ends, strict=True)]
    assert sum(map(len, spans)) == len({place for span in spans for place in span})
    assert all(number == int(number) or number % 1 for number in quantities.numbers)
    assert all(isinstance(number, int) for number in quantities.numbers if number % 1 == 0)


@pytest.mark.parametrize("piece", CROWDED_FIGURES)
def test_a_long_text_of_figures_is_looked_at_a_bounded_number_of_times(
    calendar: Calendar, piece: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = piece * (4096 // len(piece))
    looked: list[int] = []

    def counting(passage: WordSequence, table: Mapping[tuple[str, ...], Any], position: int) -> Any:
        looked.append(position)
        return longest(passage, table, position)

    longest = WordSequence.longest
    monkeypatch.setattr(WordSequence, "longest", counting)
    words = tokens(text)
    calendar.find(text, words)

    assert len(looked) <= 20 * len(words)
    assert sum(1 for _ in numeric_dates(text, text)) <= 2 * len(words)
