from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.dates import DateMention, PartialDate


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31), 1),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), 2),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28), 2),
        ("2024-04-25", date(2024, 4, 25), date(2024, 4, 25), 3),
        ("2024-04-25/2024-04-26", date(2024, 4, 25), date(2024, 4, 26), 3),
        ("2023/2024-02", date(2023, 1, 1), date(2024, 2, 29), 1),
        ("2024-04-25/2024-04-25", date(2024, 4, 25), date(2024, 4, 25), 3),
    ],
)
def test_a_partial_date_spans_the_days_that_it_may_mean(text: str, first: date, last: date, precision: int) -> None:
    parsed = PartialDate.parse(text)

    assert parsed == PartialDate(text, first, last, precision)
    assert str(parsed) == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is no date"),
        ("24", "is no date"),
        ("2024-4", "is no date"),
        ("2024/", "is no date"),
        ("25-04-2024", "is no date"),
        ("2024-04-25T00:00", "is no date"),
        ("2024-13", "not in the calendar"),
        ("2023-02-29", "not in the calendar"),
        ("0000", "not in the calendar"),
        ("2024-05/2024-04", "ends before it begins"),
        ("2024/2025/2026", "is no date"),
        (" 2024", "is no date"),
        ("2024\n", "is no date"),
    ],
)
def test_what_is_no_date_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        PartialDate.parse(text)


@given(st.dates())
def test_every_day_of_the_calendar_is_read_back(day: date) -> None:
    parsed = PartialDate.parse(day.isoformat())

    assert (parsed.first, parsed.last) == (day, day)


APRIL_25 = DateMention(2024, 4, (25,))
APRIL_25_26 = DateMention(2024, 4, (25, 26))

MEETING = "2024-04-25/2024-04-26"


@pytest.mark.parametrize(
    ("mention", "known"),
    [
        (DateMention(2024), MEETING),
        (DateMention(2024, 4), MEETING),
        (DateMention(month=4), MEETING),
        (APRIL_25, MEETING),
        (APRIL_25_26, MEETING),
        (DateMention(None, 4, (26,)), MEETING),
        (DateMention(2025), "2025-11"),
        (DateMention(2025, 11), "2025-11"),
        (DateMention(2024), "2023-11/2025-02"),
        (DateMention(month=1), "2023-11/2024-02"),
        (DateMention(None, 2, (29,)), "2023-02-01/2024-03-31"),
    ],
)
def test_a_known_date_meets_what_was_written_as_precisely_or_less(mention: DateMention, known: str) -> None:
    assert mention.met_by(PartialDate.parse(known))


@pytest.mark.parametrize(
    ("mention", "known"),
    [
        (DateMention(2023), MEETING),
        (DateMention(2024, 5), MEETING),
        (DateMention(month=5), MEETING),
        (DateMention(2024, 4, (27,)), MEETING),
        (DateMention(2024, 4, (26, 27)), MEETING),
        (DateMention(2025, 11, (3,)), "2025-11"),
        (DateMention(month=11), "2025"),
        (DateMention(2025, 11), "2025"),
        (DateMention(month=6), "2023-11/2024-02"),
        (DateMention(2024, 2, (30,)), "2024-02-01/2024-03-31"),
    ],
)
def test_a_known_date_does_not_meet_another_date_or_a_more_precise_one(mention: DateMention, known: str) -> None:
    assert not mention.met_by(PartialDate.parse(known))


@pytest.mark.parametrize("text", ["2024-04-25", "2024-04-25/2024-04-26"])
def test_days_and_ranges_of_days_are_known_to_the_day(text: str) -> None:
    assert PartialDate.parse(text).to_the_day


@pytest.mark.parametrize("text", ["2024-04", "2024", "2024-04/2024-05", "2024-04-25/2024-05"])
def test_what_has_an_end_that_is_no_day_is_not_known_to_the_day(text: str) -> None:
    assert not PartialDate.parse(text).to_the_day
