from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.curation.corpus import Corpus
from knowledge.dates import DateMention, PartialDate
from knowledge.text.folding import tokens
from knowledge.text.quantities import Calendar, Quantities


@pytest.fixture(scope="module")
def calendar(corpus: Corpus) -> Calendar:
    return corpus.phrasings.calendar


def found(calendar: Calendar, text: str) -> Quantities:
    return calendar.find(text, tokens(text))


APRIL_25 = DateMention(2024, 4, (25,))
APRIL_25_26 = DateMention(2024, 4, (25, 26))

DATES: dict[str, DateMention] = {
    "٢٥/٤/٢٠٢٤": APRIL_25,
    "۲۵/۴/۲۰۲۴": APRIL_25,
    "25/04/2024": APRIL_25,
    "25.4.24": APRIL_25,
    "2024-04-25": APRIL_25,
    "2024/4/25": APRIL_25,
    "4/25/2024": APRIL_25,
    "25 April 2024": APRIL_25,
    "April 25, 2024": APRIL_25,
    "the 25th of April 2024": APRIL_25,
    "25 أبريل 2024": APRIL_25,
    "٢٥ نيسان ٢٠٢٤": APRIL_25,
    "25 أبريل/نيسان 2024": APRIL_25,
    "25 апреля 2024 года": APRIL_25,
    "25–26 April 2024": APRIL_25_26,
    "25-26 April 2024": APRIL_25_26,
    "April 25 to 26, 2024": APRIL_25_26,
    "من 25 إلى 26 أبريل 2024": APRIL_25_26,
    "25 و26 أبريل 2024": APRIL_25_26,
    "с 25 по 26 апреля 2024": APRIL_25_26,
    "25 و26 إبريل 24": APRIL_25_26,
    "٢٥ أبريل ٢٤": APRIL_25,
    "April 2024": DateMention(2024, 4),
    "Apr '24": DateMention(2024, 4),
    "Nov ’25": DateMention(2025, 11),
    "04/2024": DateMention(2024, 4),
    "أبريل من عام 2024": DateMention(2024, 4),
    "تشرين الثاني 2025": DateMention(2025, 11),
    "بتشرين التاني ٢٠٢٥": DateMention(2025, 11),
    "نيسان ٢٤": DateMention(None, 4, (24,), or_year=2024),
    "апр. 2024": DateMention(2024, 4),
    "كانون الأول": DateMention(month=12),
    "نيسان": DateMention(month=4),
    "بنيسان": DateMention(month=4),
    "5 May": DateMention(None, 5, (5,)),
    "25/4": DateMention(None, 4, (25,)),
    "في عام 2024": DateMention(2024),
    "ل2024": DateMention(2024),
    "в марте 2024-го": DateMention(2024, 3),
    "к 2024-му году": DateMention(2024),
}


@pytest.mark.parametrize(("text", "expected"), DATES.items(), ids=DATES)
def test_a_date_is_found_as_precisely_as_it_is_written(calendar: Calendar, text: str, expected: DateMention) -> None:
    quantities = found(calendar, text)

    assert quantities.dates == (expected,)
    assert (quantities.ordinals, quantities.numbers) == ((), ())


@pytest.mark.parametrize(
    ("text", "ordinals", "numbers"),
    [
        ("the 19th session", (19,), ()),
        ("nineteenth", (19,), ()),
        ("التاسعة عشرة", (19,), ()),
        ("الدورة التاسعة عشر", (19,), ()),
        ("للدورة التاسعه عشره", (19,), ()),
        ("девятнадцатая сессия", (19,), ()),
        ("19-я сессия", (19,), ()),
        ("19-й", (19,), ()),
        ("الدورة الـ19", (), (19,)),
        ("خمس جمهوريات", (), (5,)),
        ("الجمهوريات الخمس", (), (5,)),
        ("five republics of 20", (), (5, 20)),
        ("may I ask about March", (), ()),
        ("آب", (), ()),
        ("2024-я", (2024,), ()),
        ("12:30", (), (12, 30)),
    ],
)
def test_ordinals_and_numbers_are_told_from_dates(
    calendar: Calendar, text: str, ordinals: tuple[int, ...], numbers: tuple[int, ...]
) -> None:
    quantities = found(calendar, text)

    assert (quantities.dates, quantities.ordinals, quantities.numbers) == ((), ordinals, numbers)


@pytest.mark.parametrize("text", ["13/25/2024", "00/00/2024", "32/13", "99.99.9999"])
def test_figures_that_are_no_date_become_none(calendar: Calendar, text: str) -> None:
    assert [mention for mention in found(calendar, text).dates if mention.month or mention.days] == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("5 million and 25.4.2024", 5_000_000),
        ("15 ألفا و25/4/2024", 15_000),
        ("three thousand and 25 April 2024", 3000),
        ("15 ألفا و25 أبريل 2024", 15_000),
    ],
)
def test_the_day_of_a_date_fills_up_no_thousands(calendar: Calendar, text: str, number: float) -> None:
    quantities = found(calendar, text)

    assert quantities.numbers == (number,)
    assert quantities.dates == (APRIL_25,)


def test_several_figures_of_one_text_are_kept_apart(calendar: Calendar) -> None:
    quantities = found(calendar, "the 19th session from 2 May 2021 to 3 June 2022, with five states")

    assert quantities.dates[0].ends == (DateMention(2021, 5, (2,)), DateMention(2022, 6, (3,)))
    assert (quantities.ordinals, quantities.numbers) == ((19,), (5,))
    assert quantities.taken == {1, 4, 5, 6, 8, 9, 10, 12}
    assert quantities.fields() == {
        *(("year", 2021), ("year", 2022), ("month", 5), ("month", 6)),
        *(("number", 2), ("number", 3), ("number", 5), ("ordinal", 19)),
    }


@given(st.text(alphabet="0123456789٣٫/-.–: abilprو الىمنيسانстья", max_size=30))
def test_no_text_breaks_the_finder(text: str) -> None:
    calendar = Calendar.build(months={4: ["April", "نيسان"]}, timid_months=[], ordinals={}, cardinals={})
    quantities = found(calendar, text)

    assert quantities.taken <= set(range(len(tokens(text))))


def test_without_endings_of_ordinals_a_plain_figure_stays_a_number() -> None:
    plain = Calendar.build(months={}, timid_months=(), ordinals={}, cardinals={})

    assert (found(plain, "19 states").numbers, found(plain, "19 states").ordinals) == ((19,), ())


@pytest.mark.parametrize(
    ("text", "with_particles", "without"),
    [
        ("from 25 to 26 April", DateMention(None, 4, (25, 26)), DateMention(None, 4, (26,))),
        ("the 25 of April", DateMention(None, 4, (25,)), DateMention(None, 4)),
        ("April of year 2024", DateMention(2024, 4), DateMention(None, 4)),
    ],
)
def test_the_words_inside_a_date_come_from_the_calendar(
    calendar: Calendar, text: str, with_particles: DateMention, without: DateMention
) -> None:
    silent = replace(calendar, between_days=frozenset(), before_month=frozenset(), before_year=frozenset())

    assert found(calendar, text).dates[0] == with_particles
    assert found(silent, text).dates[0] == without


def day(month: int, *days: int, year: int | None = None, or_year: int | None = None) -> DateMention:
    return DateMention(year, month, days, or_year)


SPAN = PartialDate.parse("2024-04-25/2024-05-26")
FIGURES: dict[str, tuple[str, list[DateMention], list[int], list[float]]] = {
    # text: why, dates, ordinals, numbers
    "1900": ("the first year", [DateMention(1900)], [], []),
    "2100": ("the last year", [DateMention(2100)], [], []),
    "1899": ("earlier figures are numbers", [], [], [1899]),
    "2101": ("and later ones", [], [], [2101]),
    "April 1900": ("the first year after a month", [DateMention(1900, 4)], [], []),
    "April 2100": ("the last one", [DateMention(2100, 4)], [], []),
    "April 2101": ("no year", [DateMention(month=4)], [], [2101]),
    "April 1899": ("no year", [DateMention(month=4)], [], [1899]),
    "1 April": ("the first day", [day(4, 1)], [], []),
    "31 May": ("the last one", [day(5, 31)], [], []),
    "31 April": ("no day of this month", [DateMention(month=4)], [], [31]),
    "32 April": ("no day", [DateMention(month=4)], [], [32]),
    "0 April": ("no day", [DateMention(month=4)], [], [0]),
    "April 30": ("a day after a month may be a year", [day(4, 30, or_year=2030)], [], []),
    "April 31": ("if it is a day of it", [DateMention(month=4)], [], [31]),
    "April 32": ("no day after a month", [DateMention(month=4)], [], [32]),
    "April 5, 2021": ("with a year it is a day", [day(4, 5, year=2021)], [], []),
    "April 5 6": ("of two days none is a year", [day(4, 5, 6)], [], []),
    "25 April 20": ("two figures after a day and a month are a year", [day(4, 25, year=2020)], [], []),
    "25 April 99": ("up to 2099", [day(4, 25, year=2099)], [], []),
    "25 April 19": ("from 2020 on", [day(4, 25)], [], [19]),
    "25 April 100": ("two of them", [day(4, 25)], [], [100]),
    "25 April 2021 22": ("where no year stands there", [day(4, 25, year=2021)], [], [22]),
    "April '24": ("an apostrophe makes a year", [DateMention(2024, 4)], [], []),
    "April 5 ’24": ("after a day as well", [day(4, 5, year=2024)], [], []),
    "'24 April": ("a year is no day", [DateMention(month=4)], [], [24]),
    "أبريل عام 2024": ("a word may stand before the year", [DateMention(2024, 4)], [], []),
    "April of 2024": ("or a preposition", [DateMention(2024, 4)], [], []),
    "April of the 2024": ("or both", [DateMention(2024, 4)], [], []),
    "أبريل من عام 2024": ("in Arabic too", [DateMention(2024, 4)], [], []),
    "April in our 2024": ("not two of any words", [DateMention(month=4), DateMention(2024)], [], []),
    "April of all the 2024": ("nor three", [DateMention(month=4), DateMention(2024)], [], []),
    "25 and 26 April": ("two days before a month", [day(4, 25, 26)], [], []),
    "25, 26 and 27 April 2024": ("three of them", [day(4, 25, 26, 27, year=2024)], [], []),
    "25th and 26th of April": ("as ordinals", [day(4, 25, 26)], [], []),
    "from 25 to 26 April": ("a range", [day(4, 25, 26)], [], []),
    "с 25 по 26 апреля": ("in Russian", [day(4, 25, 26)], [], []),
    "من 25 الى 26 نيسان": ("in Arabic", [day(4, 25, 26)], [], []),
    "April 25 and 26": ("after a month", [day(4, 25, 26)], [], []),
    "April 25, 26 and 27 2024": ("with a year behind", [day(4, 25, 26, 27, year=2024)], [], []),
    "25 25 April": ("the same day once", [day(4, 25)], [], []),
    "the 5 of April": ("of stands between", [day(4, 5)], [], []),
    "of April": ("of alone is no day", [DateMention(month=4)], [], []),
    "7 x 5 April": ("another word ends the days", [day(4, 5)], [], [7]),
    "7 and x April": ("and so does one beside the month", [DateMention(month=4)], [], [7]),
    "April and 25": ("and is no day", [DateMention(month=4)], [], [25]),
    "April 25 x 26": ("nor after the month", [day(4, 25, or_year=2025)], [], [26]),
    "April 25 and x": ("and at the end joins nothing", [day(4, 25, or_year=2025)], [], []),
    "5 April 6 May": ("the days of two months are kept apart", [day(4, 5), day(5, 6)], [], []),
    "5 April 2021 6 May 2022": ("and their years", [day(4, 5, year=2021), day(5, 6, year=2022)], [], []),
    "may": ("may is no month by itself", [], [], []),
    "mar may 5": ("a timid one beside another is not one either", [day(5, 5, or_year=2005)], [], []),
    "may 2021": ("beside a year it is", [DateMention(2021, 5)], [], []),
    "5 may": ("and beside a day", [day(5, 5)], [], []),
    "نيسان": ("a month that is not timid needs nothing", [DateMention(month=4)], [], []),
    "ونيسان 2021": ("«و» before a month", [DateMention(2021, 4)], [], []),
    "تشرين الأول 2021": ("a month of two words", [DateMention(2021, 10)], [], []),
    "تشرين": ("half of it is none", [], [], []),
    "12/13/2024": ("the month is what can be one", [day(12, 13, year=2024)], [], []),
    "13/12/2024": ("in either place", [day(12, 13, year=2024)], [], []),
    "11/12/2024": ("the day first where both can", [day(12, 11, year=2024)], [], []),
    "31/1/2024": ("the last day", [day(1, 31, year=2024)], [], []),
    "1/1/2024": ("the first day and month", [day(1, 1, year=2024)], [], []),
    "32/4/2024": ("no day: only the month", [DateMention(2024, 4)], [], [32]),
    "0/4/2024": ("no day either", [DateMention(2024, 4)], [], [0]),
    "13/13/2024": ("no month: only the year", [DateMention(2024)], [], [13, 13]),
    "4/0/2024": ("no month either", [DateMention(2024)], [], [4, 0]),
    "1/4/1900": ("the first year", [day(4, 1, year=1900)], [], []),
    "1/4/2100": ("the last one", [day(4, 1, year=2100)], [], []),
    "1/4/1899": ("no year: only day and month", [day(4, 1)], [], [1899]),
    "1/4/2101": ("nor a later one", [day(4, 1)], [], [2101]),
    "25-4-24": ("a short year", [day(4, 25, year=2024)], [], []),
    "25.4.00": ("of this century", [day(4, 25, year=2000)], [], []),
    "25/4–26/4/2024": ("two days with their month", [day(4, 25, 26, year=2024)], [], []),
    "25/4 to 26/4/2024": ("the same in words", [day(4, 25, 26, year=2024)], [], []),
    "25/4–26/5/2024": ("days of two months are one span", [DateMention(span=SPAN)], [], []),
    "25 April to 26 April 2024": ("the year of both stands after the last", [day(4, 25, 26, year=2024)], [], []),
    "25-26.4.2024": ("two days", [day(4, 25, 26, year=2024)], [], []),
    "25–26/4": ("without a year", [day(4, 25, 26)], [], []),
    "25-25/4": ("the same day once", [day(4, 25)], [], []),
    "2024-04": ("year and month", [DateMention(2024, 4)], [], []),
    "04.2024": ("month and year", [DateMention(2024, 4)], [], []),
    "2024-12": ("the last month", [DateMention(2024, 12)], [], []),
    "2024-13": ("no month", [DateMention(2024)], [], [13]),
    "5/4": ("a day and a month need a stroke", [day(4, 5)], [], []),
    "5.4": ("a point makes a fraction", [], [], [5.4]),
    "5-4": ("a hyphen may be a score", [], [], [5, 4]),
    "1/2/3": ("a year has two figures or four", [day(2, 1)], [], [3]),
    "25/4/2024 1/5/2024": ("two dates", [day(4, 25, year=2024), day(5, 1, year=2024)], [], []),
    "٢٥/٤ 25 April": ("in figures and in words", [day(4, 25), day(4, 25)], [], []),
    "19-я": ("an ending on a hyphen", [], [19], []),
    "19-th": ("in English", [], [19], []),
    "19 я": ("not with a space", [], [], [19]),
    "19-x": ("not any letter", [], [], [19]),
    "19-": ("nor none", [], [], [19]),
    "19–я 5": ("a dash is as good", [], [19], [5]),
    "1st 2nd 3rd 4th": ("the English endings", [], [1, 2, 3, 4], []),
    "100th": ("three figures", [], [100], []),
    "بال2022": ("particles before a year", [DateMention(2022)], [], []),
    "وبال2022": ("up to four letters", [DateMention(2022)], [], []),
    "خوبال2022": ("a year written onto any word", [DateMention(2022)], [], []),
    "الشهر الحادي عشر من عام 2025": ("a month by its ordinal", [DateMention(2025, 11)], [], []),
    "the eleventh month of 2025": ("an ordinal before it", [DateMention(2025, 11)], [], []),
    "the second month of talks": ("of no year it is an ordinal", [], [2], []),
    "مارس2024": ("and onto its month", [DateMention(2024, 3)], [], []),
    "ل5": ("before a number", [], [], [5]),
    "x5": ("not in Latin letters", [], [], []),
    "5x": ("nor behind", [], [], []),
    "123456789": ("nine figures are a number", [], [], [123456789]),
    "1234567890": ("ten are something else", [], [], []),
    "خمس": ("a number in a word", [], [], [5]),
    "والخمس": ("with an article", [], [], [5]),
    "التاسعة": ("an ordinal in a word", [], [9], []),
    "التاسعة عشرة": ("in two words the longer one counts", [], [19], []),
    "خمسة عشر": ("so does the longer number", [], [], [15]),
    "twenty first of five": ("and the longer ordinal", [], [21], [5]),
    "عشرين": ("what is both is a number", [], [], [20]),
    "العشرين": ("and with an article an ordinal", [], [20], []),
    "five 5 пять 5amsa": ("a number in any language", [], [], [5, 5, 5, 5]),
    "two hundred": ("the words of a number are one", [], [], [200]),
}


@pytest.mark.parametrize("text", FIGURES)
def test_every_figure_is_a_date_an_ordinal_or_a_number(calendar: Calendar, text: str) -> None:
    why, dates, ordinals, numbers = FIGURES[text]
    quantities = found(calendar, text)

    assert (list(quantities.dates), list(quantities.ordinals), list(quantities.numbers)) == (
        dates,
        ordinals,
        numbers,
    ), why


@pytest.mark.parametrize(
    ("text", "taken", "places"),
    [
        ("on 25 April 2024 5 met", {1, 2, 3, 4}, (4,)),
        ("25 and 26 of April of the 2024", set(range(8)), ()),
        ("April 25 and 26, 2024 met", {0, 1, 2, 3, 4}, ()),
        ("met 7 of April", {1, 2, 3}, ()),
        ("of April", {1}, ()),
        ("and 25 April", {1, 2}, ()),
        ("April 25 and met", {0, 1}, ()),
        ("the 19-я met", {1, 2}, ()),
        ("the twenty first met five", {1, 2, 4}, (4,)),
        ("met 25/4/2024 5", {1, 2, 3, 4}, (4,)),
        ("خمسة عشر 7", {0, 1, 2}, (0, 2)),
        ("met in 2021", {2}, ()),
        ("met", set(), ()),
    ],
)
def test_figures_take_up_their_words_and_no_others(
    calendar: Calendar, text: str, taken: set[int], places: tuple[int, ...]
) -> None:
    quantities = found(calendar, text)

    assert quantities.taken == taken
    assert quantities.places == places


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("2021", {("year", 2021)}),
        ("April", {("month", 4)}),
        ("5 April", {("month", 4), ("number", 5)}),
        ("the 9th of 5", {("ordinal", 9), ("number", 5)}),
        ("met", set()),
    ],
)
def test_figures_are_compared_by_unit_and_value(calendar: Calendar, text: str, fields: set[tuple[str, int]]) -> None:
    assert found(calendar, text).fields() == fields
