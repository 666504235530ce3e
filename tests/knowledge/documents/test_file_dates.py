from __future__ import annotations

import pytest

from knowledge.documents.file_dates import proposed_date, read_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024", "2024"),
        ("2024-10", "2024-10"),
        ("2024-10-05", "2024-10-05"),
        ("2024-10-05T09:30:00+03:00", "2024-10-05"),
        ("2024-10-05 09:30", "2024-10-05"),
        ("2024-10-05/2024-10-07", "2024-10-05/2024-10-07"),
        ("20241005", "2024-10-05"),
        ("D:20241005093000+03'00'", "2024-10-05"),
        ("5 Oct 2024", "2024-10-05"),
        ("Oct. 5, 2024", "2024-10-05"),
        ("October 2024", "2024-10"),
        ("5th of October 2024", None),
        ("Saturday, 5 October 2024 10:15", "2024-10-05"),
        ("Sat, 05 Oct 2024 10:15:00 GMT", "2024-10-05"),
        ("5 أكتوبر 2024", "2024-10-05"),
        ("السبت، ٥ أكتوبر ٢٠٢٤", "2024-10-05"),
        ("5 تشرين الأول 2024", "2024-10-05"),
        ("15/10/2024", "2024-10-15"),
        ("10/15/2024", "2024-10-15"),
        ("2024/10/05", "2024-10-05"),
        ("5.5.2024", "2024-05-05"),
        ("5/10/2024", None),
        ("31 Feb 2024", None),
        ("yesterday", None),
        ("99999999999999", None),
        ("", None),
    ],
)
def test_dates_are_read_as_archives_write_them_and_never_guessed(text: str, date: str | None) -> None:
    found = proposed_date(text)

    assert (str(found) if found else None) == date


def test_a_date_that_has_two_readings_is_refused_with_the_way_to_write_it() -> None:
    with pytest.raises(ValueError, match="2024-10-05"):
        read_date("5/10/2024")
