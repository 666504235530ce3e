from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.curation.corpus import Corpus
from knowledge.dates import DateMention
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
        ("٪٥٠", (), (50,)),
        ("may I ask in March", (), ()),
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


def test_several_figures_of_one_text_are_kept_apart(calendar: Calendar) -> None:
    quantities = found(calendar, "the 19th session from 2 May 2021 to 3 June 2022, with five states")

    assert quantities.dates == (DateMention(2021, 5, (2,)), DateMention(2022, 6, (3,)))
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
