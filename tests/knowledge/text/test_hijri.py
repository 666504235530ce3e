from __future__ import annotations

import pytest

from knowledge.curation.corpus import Corpus
from knowledge.dates import DateMention, PartialDate
from knowledge.text.folding import tokens
from knowledge.text.quantities import Calendar, Quantities


@pytest.fixture(scope="module")
def calendar(corpus: Corpus) -> Calendar:
    return corpus.phrasings.calendar


def found(calendar: Calendar, text: str) -> Quantities:
    return calendar.find(text, tokens(text))


SPANS: dict[str, str] = {
    # text: its days in this calendar
    "15 رمضان 1445": "2024-03-25/2024-03-25",
    "١٥ رمضان ١٤٤٥ هـ": "2024-03-25/2024-03-25",
    "الخامس عشر من رمضان عام 1445هـ": "2024-03-25/2024-03-25",
    "15 Ramadan 1445 AH": "2024-03-25/2024-03-25",
    "Ramadan 15, 1445": "2024-03-25/2024-03-25",
    "15/9/1445": "2024-03-25/2024-03-25",
    "15/9/1445 هـ": "2024-03-25/2024-03-25",
    "1445-09-15": "2024-03-25/2024-03-25",
    "15 و16 رمضان 1445": "2024-03-25/2024-03-26",
    "20 إلى 25 رمضان 1445": "2024-03-30/2024-04-04",
    "Ramadan 1445": "2024-03-11/2024-04-09",
    "رمضان 1445": "2024-03-11/2024-04-09",
    "رمضان عام 1445 هجرية": "2024-03-11/2024-04-09",
    "09/1445": "2024-03-11/2024-04-09",
    "рамадан 1445": "2024-03-11/2024-04-09",
    "ربيع الثاني 1445": "2023-10-16/2023-11-14",
    "ذو الحجة 1445": "2024-06-07/2024-07-06",
    "1445هـ": "2023-07-19/2024-07-06",
    "عام 1445 هـ": "2023-07-19/2024-07-06",
    "سنة 1445 هجرية": "2023-07-19/2024-07-06",
    "AH 1445": "2023-07-19/2024-07-06",
    "1445 AH": "2023-07-19/2024-07-06",
    "1445 год хиджры": "2023-07-19/2024-07-06",
}


def days_of(mention: DateMention) -> str:
    if mention.span:
        return mention.span.text
    first, *_ = last = [f"{mention.year}-{mention.month:02d}-{day:02d}" for day in mention.days]
    return f"{first}/{last[-1]}"


@pytest.mark.parametrize("text", SPANS)
def test_a_hijri_date_is_converted_and_says_how_it_was_written(calendar: Calendar, text: str) -> None:
    quantities = found(calendar, text)
    (mention,) = quantities.dates

    assert days_of(mention) == SPANS[text]
    assert mention.hijri
    assert mention.hijri in text
    assert (quantities.ordinals, quantities.numbers) == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        "رمضان", "في شهر رمضان", "رجب طيب أردوغان", "شعبان", "صفر", "Ramadan", "1445", "1342هـ", "1501هـ", "1342 AH",
        "31 رمضان 1445", "30 رمضان 1446", "15/13/1445", "15 رمضان 2024", "AH", "هـ",
    ],
)  # fmt: skip
def test_what_has_no_such_year_or_day_is_no_hijri_date(calendar: Calendar, text: str) -> None:
    assert [mention for mention in found(calendar, text).dates if mention.hijri] == []


@pytest.mark.parametrize(
    ("text", "known", "met"),
    [
        ("15 رمضان 1445", "2024-03-25", True),
        ("15 رمضان 1445", "2024-03-26", False),
        ("15 رمضان 1445", "2024-03", False),
        ("شوال 1445", "2024-04-25/2024-04-26", True),
        ("رمضان 1445", "2024-04-25/2024-04-26", False),
        ("رمضان 1445", "2024-04-09", True),
        ("رمضان 1445", "2024-04-10", False),
        ("رمضان 1445", "2024-04-05/2024-04-15", True),
        ("رمضان 1445", "2024-03", False),
        ("1447هـ", "2025-11", True),
        ("1447هـ", "2025-06", False),
        ("1447هـ", "2026", False),
        ("1446هـ", "2025-11", False),
    ],
)
def test_a_known_date_meets_it_if_it_lies_there_for_certain(
    calendar: Calendar, text: str, known: str, *, met: bool
) -> None:
    assert found(calendar, text).dates[0].met_by(PartialDate.parse(known)) is met


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("15 رمضان 1445", "25 March 2024"),
        ("15 رمضان 1445", "15 Ramadan 1445 AH"),
        ("رمضان 1445", "Ramadan 1445"),
        ("1445هـ", "AH 1445"),
    ],
)
def test_the_same_days_are_the_same_figures_in_both_calendars(calendar: Calendar, one: str, other: str) -> None:
    assert found(calendar, one).fields() == found(calendar, other).fields() != frozenset()
