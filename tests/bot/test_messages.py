from __future__ import annotations

from tests.support.messages import FILE, document


def test_the_page_of_all_messages_is_up_to_date() -> None:
    expected = document()

    assert len(expected) > 10_000
    assert FILE.read_text("utf-8") == expected, "run `python -m tests.support.messages`"
