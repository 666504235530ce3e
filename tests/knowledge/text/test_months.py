from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.curation.corpus import Corpus
from knowledge.dates import DateMention, PartialDate, PartOfMonth
from knowledge.text.folding import tokens
from knowledge.text.quantities import Calendar, Quantities


@pytest.fixture(scope="module")
def calendar(corpus: Corpus) -> Calendar:
    return corpus.phrasings.calendar


def found(calendar: Calendar, text: str) -> Quantities:
    return calendar.find(text, tokens(text))


MONTHS: dict[str, int] = {
    "كانون الثاني": 1, "كانون 2": 1, "كانون تاني": 1, "جانفي": 1, "January": 1, "январе": 1, "yanayer": 1,
    "شباط": 2, "فيفري": 2, "fabrayer": 2,
    "آذار": 3, "марта": 3,
    "نيسان": 4, "أفريل": 4, "abril": 4,
    "أيار": 5, "حزيران": 6, "يونيه": 6,
    "تموز": 7, "يوليوز": 7, "جويلية": 7, "بيوليوز": 7,
    "غشت": 8, "وغشت": 8,
    "شتنبر": 9, "أيلول": 9, "aylul": 9,
    "تشرين الأول": 10, "تشرين 1": 10,
    "نونبر": 11, "بنونبر": 11, "تشرين 2": 11, "تشرين الثاني": 11, "تشرين ٢": 11,
    "دجنبر": 12, "كانون 1": 12, "كانون الأول": 12, "декабря": 12,
    "شهر 11": 11, "بشهر ١١": 11, "month 11": 11,
}  # fmt: skip


@pytest.mark.parametrize("text", MONTHS)
def test_a_month_has_a_name_in_every_region(calendar: Calendar, text: str) -> None:
    assert found(calendar, text).dates == (DateMention(month=MONTHS[text]),)
    assert found(calendar, f"{text} 2025").dates == (DateMention(2025, MONTHS[text]),)
    assert found(calendar, f"5 {text} 2025").dates == (DateMention(2025, MONTHS[text], (5,)),)


APRIL_25_26 = DateMention(2024, 4, (25, 26))
DATES: dict[str, DateMention] = {
    "شهر 11 سنة 2025": DateMention(2025, 11),
    "شهر ١١ من عام ٢٠٢٥": DateMention(2025, 11),
    "month 11 of 2025": DateMention(2025, 11),
    "شهر أربعة ٢٠٢٤": DateMention(2024, 4),
    "وقع بشهر خمسة": DateMention(None, 5),
    "شهر حداعش سنة 2025": DateMention(2025, 11),
    "11/2025": DateMention(2025, 11),
    "25 من شهر أبريل 2024": DateMention(2024, 4, (25,)),
    "25 شهر 4 سنة 2024": DateMention(2024, 4, (25,)),
    "the 25th of the month of April 2024": DateMention(2024, 4, (25,)),
    "الخامس والعشرين من أبريل 2024": DateMention(2024, 4, (25,)),
    "الخامس من أبريل": DateMention(None, 4, (5,)),
    "خمسة وعشرين نيسان": DateMention(None, 4, (25,)),
    "twenty-fifth of April 2024": DateMention(2024, 4, (25,)),
    "April twenty-fifth, 2024": DateMention(2024, 4, (25,)),
    "двадцать пятого апреля 2024": DateMention(2024, 4, (25,)),
    "пятого апреля": DateMention(None, 4, (5,)),
    "أبريل ألفين وأربعة وعشرين": DateMention(2024, 4),
    "أبريل 2024م": DateMention(2024, 4),
    "25 أبريل 2024 م": DateMention(2024, 4, (25,)),
    "2024م": DateMention(2024),
    "25 апреля 2024г.": DateMention(2024, 4, (25,)),
    "25-26 April 2024": APRIL_25_26,
    "25—26 April 2024": APRIL_25_26,
    "25–26.04.2024": APRIL_25_26,
    "25-26/4/24": APRIL_25_26,
    "25 إلى 26 أبريل 2024": APRIL_25_26,
    "يومي 25 و26 أبريل 2024": APRIL_25_26,
    "25 and 26/4/2024": APRIL_25_26,
    "٢٥ و٢٦/٤/٢٠٢٤": APRIL_25_26,
    "25 لغاية 26 أبريل 2024": APRIL_25_26,
    "between 25/4/2024 and 26/4/2024": APRIL_25_26,
    "من 25/4/2024 إلى 26/4/2024": APRIL_25_26,
    "بين 25/4/2024 و26/4/2024": APRIL_25_26,
    "2024-04-25 to 2024-04-26": APRIL_25_26,
    "25.04.2024-26.04.2024": APRIL_25_26,
    "25 April 2024 to 26 April 2024": APRIL_25_26,
    "29 February": DateMention(None, 2, (29,)),
    "29/2/2024": DateMention(2024, 2, (29,)),
}


@pytest.mark.parametrize("text", DATES)
def test_a_date_is_one_mention_however_it_is_written(calendar: Calendar, text: str) -> None:
    quantities = found(calendar, text)

    assert quantities.dates == (DATES[text],)
    assert (quantities.ordinals, quantities.numbers, quantities.percents) == ((), (), ())


def test_behind_the_word_month_a_number_in_words_counts_what_stands_after_it(calendar: Calendar) -> None:
    assert found(calendar, "كل شهر أربعة اجتماعات").dates == ()
    assert found(calendar, "بعد شهر ثلاثة وفود وصلت").dates == ()


@pytest.mark.parametrize(
    ("text", "dates", "numbers"),
    [
        ("31 February 2024", [DateMention(2024, 2)], (31,)),
        ("February 30, 2024", [DateMention(month=2), DateMention(2024)], (30,)),
        ("31 أبريل", [DateMention(month=4)], (31,)),
        ("29/2/2023", [DateMention(2023, 2)], (29,)),
        ("31/4/2024", [DateMention(2024, 4)], (31,)),
        ("31/4", [], (31, 4)),
        ("2024-02-30", [DateMention(2024, 2)], (30,)),
        ("30-31 February", [DateMention(month=2)], (30, 31)),
        ("31/4/2024 or 31/6/2024", [DateMention(2024, 4), DateMention(2024, 6)], (31, 31)),
        ("30 رمضان 1446", [], (30, 1446)),
    ],
)
def test_a_day_that_does_not_exist_is_no_date(
    calendar: Calendar, text: str, dates: list[DateMention], numbers: tuple[int, ...]
) -> None:
    quantities = found(calendar, text)

    assert (list(quantities.dates), quantities.numbers) == (dates, numbers)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("25/4/2024, 26/4/2024", [DateMention(2024, 4, (25,)), DateMention(2024, 4, (26,))]),
        ("25/4/2024 not 26/4/2024", [DateMention(2024, 4, (25,)), DateMention(2024, 4, (26,))]),
        ("April and May 2024", [DateMention(month=4), DateMention(2024, 5)]),
        ("نيسان وأيار", [DateMention(month=4), DateMention(month=5)]),
        ("April and 5 April 2024", [DateMention(month=4), DateMention(2024, 4, (5,))]),
        # no range, whose ends are not both known, or not in their order
        ("April to April 2024", [DateMention(month=4), DateMention(2024, 4)]),
        ("20 April 2024 to 5 May", [DateMention(2024, 4, (20,)), DateMention(None, 5, (5,))]),
        ("20 April to 5 May", [DateMention(None, 4, (20,)), DateMention(None, 5, (5,))]),
        ("5 May 2024 to 20 April 2024", [DateMention(2024, 5, (5,)), DateMention(2024, 4, (20,))]),
        # nor one with a part of a month, a day that may be a year, or a day of another calendar
        ("late April to May 2024", [DateMention(month=4, part=PartOfMonth.LATE), DateMention(2024, 5)]),
        ("April to late May 2024", [DateMention(month=4), DateMention(2024, 5, part=PartOfMonth.LATE)]),
        ("April 24 to May 2024", [DateMention(None, 4, (24,), or_year=2024), DateMention(2024, 5)]),
        ("1 رمضان 1445 – 5 May 2024", [DateMention(2024, 3, (11,), hijri="1 رمضان 1445"), DateMention(2024, 5, (5,))]),
    ],
)
def test_dates_that_are_no_days_of_one_month_stay_apart(
    calendar: Calendar, text: str, dates: list[DateMention]
) -> None:
    assert list(found(calendar, text).dates) == dates


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("25/4/2024 to 3/5/2024", "2024-04-25/2024-05-03"),
        ("من 20 أبريل إلى 5 مايو 2024", "2024-04-20/2024-05-05"),
        ("20 April – 5 May 2024", "2024-04-20/2024-05-05"),
        ("April–May 2024", "2024-04-01/2024-05-31"),
        ("بين مارس ومايو 2024", "2024-03-01/2024-05-31"),
        ("between March and May 2024", "2024-03-01/2024-05-31"),
        ("2024-2025", "2024-01-01/2025-12-31"),
        ("من 2024 إلى 2025", "2024-01-01/2025-12-31"),
        ("с апреля по май 2024", "2024-04-01/2024-05-31"),
    ],
)
def test_the_two_ends_of_a_range_are_one_span_of_days(calendar: Calendar, text: str, days: str) -> None:
    (mention,) = found(calendar, text).dates

    assert mention.span and mention.span.text == days
    assert mention.written in text


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("31 April 2024", ["31 April 2024"]),
        ("the 31st of April", ["31st of April"]),
        ("٣٠ فبراير ٢٠٢٤", ["٣٠ فبراير ٢٠٢٤"]),
        ("April 31, 2024", ["April 31, 2024"]),
        ("29/2/2023", ["29/2/2023"]),
        ("45/13/2024", ["45/13/2024"]),
        ("2024-13-45", ["2024-13-45"]),
        ("35 شوال 1445", ["35 شوال 1445"]),
        ("الشهر 13 من 2024", ["الشهر 13 من 2024"]),
        ("month 13 of 2024", ["month 13 of 2024"]),
        ("29 February 2024", []),
        ("4/25/2024", []),
        ("31 May", []),
        ("April '31", []),
        ("40 April meetings", []),
        ("30 رمضان 1446", []),
        ("32 April meetings", []),
        ("99 April 2024", ["99 April 2024"]),
        ("100 April 2024", []),
        ("April 99, 2024", ["April 99, 2024"]),
        ("April 100, 2024", []),
        ("31 شوال 1445", ["31 شوال 1445"]),
        ("month 0 of 2024", ["month 0 of 2024"]),
        ("month 1 of 2024", []),
        ("month 12 of 2024", []),
        ("192.168.10.2024", []),
        ("شهر 11 2025", []),
    ],
)
def test_a_date_that_no_calendar_has_is_named_as_it_was_typed(calendar: Calendar, text: str, named: list[str]) -> None:
    assert list(found(calendar, text).impossible) == named


@pytest.mark.parametrize(
    ("text", "ordinals", "numbers"),
    [
        ("the second April meeting", (2,), ()),
        ("five April meetings", (), (5,)),
        ("which five may join", (), (5,)),
        ("شهر واحد وعشرون يوما", (), (21,)),
        ("1-2.5", (), (1, 2.5)),
    ],
)
def test_a_word_beside_a_month_may_count_or_order_something_else(
    calendar: Calendar, text: str, ordinals: tuple[int, ...], numbers: tuple[float, ...]
) -> None:
    quantities = found(calendar, text)

    assert [mention.days for mention in quantities.dates if mention.days] == []
    assert (quantities.ordinals, quantities.numbers) == (ordinals, numbers)


EARLY, MID, LATE = PartOfMonth
PARTS: dict[str, DateMention] = {
    "early April 2024": DateMention(2024, 4, part=EARLY),
    "at the beginning of April 2024": DateMention(2024, 4, part=EARLY),
    "mid-April": DateMention(month=4, part=MID),
    "in the middle of April 2024": DateMention(2024, 4, part=MID),
    "late April 2024": DateMention(2024, 4, part=LATE),
    "the end of April": DateMention(month=4, part=LATE),
    "the end of the month of April": DateMention(month=4, part=LATE),
    "مطلع أبريل 2024": DateMention(2024, 4, part=EARLY),
    "في أوائل نيسان": DateMention(month=4, part=EARLY),
    "بداية شهر أبريل": DateMention(month=4, part=EARLY),
    "منتصف أبريل": DateMention(month=4, part=MID),
    "أواخر شهر 4 سنة 2024": DateMention(2024, 4, part=LATE),
    "بنهاية أبريل": DateMention(month=4, part=LATE),
    "مطلع آب": DateMention(month=8, part=EARLY),
    "в конце апреля 2024": DateMention(2024, 4, part=LATE),
    "в начале апреля": DateMention(month=4, part=EARLY),
    "مطلع الشهر": DateMention(part=EARLY),
    "منتصف الشهر": DateMention(part=MID),
    "نهاية الشهر": DateMention(part=LATE),
    "أواخر هذا الشهر": DateMention(part=LATE),
    "أوائل الشهر الماضي": DateMention(part=EARLY),
    "the end of the month": DateMention(part=LATE),
    "early this month": DateMention(part=EARLY),
    "в конце месяца": DateMention(part=LATE),
}


@pytest.mark.parametrize("text", PARTS)
def test_a_part_of_a_month_belongs_to_the_date(calendar: Calendar, text: str) -> None:
    quantities = found(calendar, text)

    assert quantities.dates == (PARTS[text],)
    assert quantities.dates[0].written in text
    assert (
        "part of a month",
        quantities.dates[0].part and quantities.dates[0].part.name.lower(),
    ) in quantities.fields()


@pytest.mark.parametrize(
    "text",
    [
        "late in the talks", "early", "the end", "how early may they meet", "mid", "at the end of the April meeting",
        "نهاية الاجتماع", "earlier this month", "late 25 April", "end of the year",
    ],
)  # fmt: skip
def test_other_words_are_no_part_of_a_month(calendar: Calendar, text: str) -> None:
    assert [mention.part for mention in found(calendar, text).dates if mention.part] == []


@pytest.mark.parametrize(
    ("part", "known", "met"),
    [
        (EARLY, "2024-04-01", True),
        (EARLY, "2024-04-10", True),
        (EARLY, "2024-04-11", False),
        (MID, "2024-04-11", True),
        (MID, "2024-04-20", True),
        (MID, "2024-04-21", False),
        (LATE, "2024-04-21", True),
        (LATE, "2024-04-30", True),
        (LATE, "2024-04-25/2024-04-26", True),
        (MID, "2024-04-20/2024-04-21", False),
        (LATE, "2024-04-20/2024-04-21", False),
        (LATE, "2024-04-25/2024-05-25", False),
        (LATE, "2024-04", False),
        (LATE, "2024", False),
        (LATE, "2024-05-25", False),
    ],
)
def test_a_date_meets_a_part_of_its_month_only_if_all_its_days_lie_there(
    part: PartOfMonth, known: str, *, met: bool
) -> None:
    assert DateMention(2024, 4, part=part).met_by(PartialDate.parse(known)) is met


def test_the_words_of_parts_and_months_come_from_the_calendar(calendar: Calendar) -> None:
    silent = replace(calendar, parts_of_month={}, month_words=frozenset(), year_marks=frozenset())

    assert found(silent, "late April 2024").dates == (DateMention(2024, 4),)
    assert found(silent, "شهر 11 سنة 2025").dates == (DateMention(2025),)
    assert found(silent, "2024م").dates == ()
