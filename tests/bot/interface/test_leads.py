"""Editors are shown what documents say otherwise, and what was announced and is over."""

from __future__ import annotations

from datetime import date

import pytest

from bot.interface.leads import FoundLeads, Leads, Point
from bot.interface.pages.leads import LeadsPages
from bot.interface.words.bidi import without_marks
from bot.readers.mention import Mention
from knowledge.answering.engine import Engine
from tests.support.newsroom import wordings

MEETING = "sco-defence-ministers-2024"


def said(sentence: str, *entities: str) -> Mention:
    return Mention("coast/1", "Headline", sentence, dict.fromkeys(entities, sentence), "Coast News")


@pytest.mark.parametrize(
    ("sentence", "entities", "points"),
    [
        ("The meeting opens on 3 May 2024.", (MEETING,), [Point.DATE]),
        ("The meeting opens on 26 April 2024.", (MEETING,), []),
        ("The meeting opens in 2024.", (MEETING,), []),
        ("The meeting is held in Europe.", (MEETING, "europe"), [Point.PLACE]),
        ("The meeting is held in Astana.", (MEETING, "astana"), []),
        ("Ajit Doval, the defence secretary.", ("defence-secretary-india", "ajit-doval"), [Point.HOLDER]),
        ("Aramane, the defence secretary.", ("defence-secretary-india", "giridhar-aramane"), []),
        ("India's Defence Secretary Rajesh Kumar Singh spoke.", ("defence-secretary-india",), [Point.NEWCOMER]),
        ("Rajesh K. Singh, India's defence secretary, spoke.", ("defence-secretary-india",), [Point.NEWCOMER]),
        (
            "قال مستشار الأمن القومي الهندي راجيش كومار إن السلام ممكن.",
            ("national-security-adviser-india",),
            [Point.NEWCOMER],
        ),
        ("وصل راجيش سينغ، الأمين العام للدفاع الهندي، أمس.", ("defence-secretary-india",), [Point.NEWCOMER]),
        ("قال مستشار الأمن القومي الهندي أجيت دوفال إن السلام ممكن.", ("national-security-adviser-india",), []),
        ("قال مستشار الأمن القومي الهندي أمس إن السلام ممكن.", ("national-security-adviser-india",), []),
        (
            "Ajit Doval has stepped down and Rajiv Menon was named India's National Security Adviser.",
            ("national-security-adviser-india", "ajit-doval"),
            [Point.NEWCOMER],
        ),
        (
            "India named Rajiv Menon as its new National Security Adviser.",
            ("national-security-adviser-india",),
            [Point.NEWCOMER],
        ),
        (
            "Rajiv Menon, India's new National Security Adviser, left.",
            ("national-security-adviser-india",),
            [Point.NEWCOMER],
        ),
        (
            "Ajit Doval met Rajiv Menon, and the National Security Adviser left.",
            ("national-security-adviser-india", "ajit-doval"),
            [],
        ),
        ("India's Defence Secretary visited Fort William.", ("defence-secretary-india",), []),
        ("India's Defence Secretary was in New Delhi on Monday.", ("defence-secretary-india",), []),
    ],
)
def test_a_sentence_with_another_day_place_or_person_contradicts(
    engine: Engine, sentence: str, entities: tuple[str, ...], points: list[Point]
) -> None:
    leads = Leads(engine.knowledge, date(2024, 4, 1))

    assert [one.point for one in leads.contradictions([said(sentence, *entities)])] == points


def test_what_was_announced_is_asked_about_once_its_day_has_passed(engine: Engine) -> None:
    before, after = (Leads(engine.knowledge, day).passed() for day in (date(2024, 4, 20), date(2024, 4, 27)))

    assert MEETING not in [one.id for one, _ in before]
    assert MEETING in [one.id for one, _ in after]


@pytest.mark.parametrize(
    ("lang", "place", "holder"), [("en", "Astana", "Giridhar Aramane"), ("ar", "أستانا", "جيريدار أرامان")]
)
def test_what_is_held_is_named_in_the_language_of_whoever_looks(
    engine: Engine, lang: str, place: str, holder: str
) -> None:
    mentions = [
        said("The meeting is held in Europe.", MEETING, "europe"),
        said("Ajit Doval, the defence secretary.", "defence-secretary-india", "ajit-doval"),
    ]
    found = FoundLeads(tuple(Leads(engine.knowledge, date(2024, 4, 1)).contradictions(mentions)))
    page = without_marks(LeadsPages(wordings().speak(lang)).page(found).plain)

    assert place in page
    assert holder in page


def test_a_newcomer_is_named_beside_who_is_held(engine: Engine) -> None:
    mentions = [said("India's Defence Secretary Rajesh Kumar Singh spoke.", "defence-secretary-india")]
    found = Leads(engine.knowledge, date(2024, 4, 1)).found(mentions, ())
    page = without_marks(LeadsPages(wordings().speak("en")).page(found).plain)

    assert "Defence Secretary: the facts name Giridhar Aramane, the document Rajesh Kumar Singh" in page


def test_both_claims_stand_side_by_side(engine: Engine) -> None:
    leads = Leads(engine.knowledge, date(2024, 4, 27))
    found = tuple(leads.contradictions([said("The meeting opens on 3 May 2024.", MEETING)]))
    page = LeadsPages(wordings().speak("en")).page(FoundLeads(found, leads.passed()))
    lines = without_marks(page.plain).splitlines()

    assert lines[0] == "Documents that say otherwise (1)"
    assert lines[2].endswith("the facts say 25–26 April 2024")
    assert lines[3:5] == ["The meeting opens on 3 May 2024.", "Coast News (coast/1)"]
    assert any(line.endswith("25–26 April 2024: did it take place?") for line in lines)
