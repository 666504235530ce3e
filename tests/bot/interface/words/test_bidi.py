from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interface.words.bidi import FSI, LRM, PDI, RLM, directed, isolated, tidied, with_commands, without_marks


@pytest.mark.parametrize(
    ("line", "lang", "expected"),
    [
        ("المصدر", "ar", "المصدر"),
        ("«المصدر»", "ar", f"{RLM}«المصدر»"),
        ("25 أبريل", "ar", f"{RLM}25 أبريل"),
        ("SCO في أستانا", "ar", f"{RLM}SCO في أستانا"),
        (f"{FSI}x{PDI} نعم", "ar", f"{RLM}{FSI}x{PDI} نعم"),
        ("", "ar", ""),
        ("Source", "en", "Source"),
        ("• 25 April", "en", "• 25 April"),
        ("«أستانا» is a city", "en", f"{LRM}«أستانا» is a city"),
        ("2024", "en", "2024"),
    ],
)
def test_a_paragraph_runs_in_the_direction_of_its_language(line: str, lang: str, expected: str) -> None:
    assert directed(line, lang) == expected


@given(st.text())
def test_a_foreign_text_stays_inside_its_isolate(text: str) -> None:
    inner = isolated(text)[1:-1]

    assert isolated(text)[0] == FSI
    assert isolated(text)[-1] == PDI
    assert without_marks(inner) == inner == tidied(inner)
    assert "\n" not in inner


def test_overrides_and_lone_surrogates_of_strangers_are_taken_out() -> None:
    assert tidied("a\u202eb\u2069\u200f\nc\ud800\x07") == "ab c"


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("أرسل /help أو /ask@marsad_bot.", "ar", f"أرسل {FSI}/help{PDI} أو {FSI}/ask@marsad_bot{PDI}."),
        ("/briefing – إحاطة", "ar", f"{FSI}/briefing{PDI} – إحاطة"),
        (f"{FSI}/help{PDI}", "ar", f"{FSI}/help{PDI}"),
        ("نعم/لا، a/b، https://x.org/y", "ar", "نعم/لا، a/b، https://x.org/y"),
        ("Send /help.", "en", "Send /help."),
    ],
)
def test_a_command_keeps_its_slash_between_arabic_words(text: str, lang: str, expected: str) -> None:
    assert with_commands(text, lang) == expected


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u200bb\u2060c\u00add", "abcd"),
        ("\u3164\u2800\u115f", ""),
        ("\u200d a\u200c b \u200c", "a b"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u200c\u200d\u200cb", "a\u200cb"),
        ("\U000e0041x", "x"),
        ("a" + "\u0301" * 50, "a" + "\u0301" * 4),
        ("بِسْمِ", "بِسْمِ"),
    ],
)
def test_what_cannot_be_seen_in_a_text_of_strangers_is_not_said_back(text: str, shown: str) -> None:
    assert tidied(text) == shown
