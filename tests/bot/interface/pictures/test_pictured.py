"""Pictures and their captions say the same, all of it, and no more than statements that everybody may see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from bot.drawing.scenes import Network, PictureKind, Scene, Schematic, Standing, Timeline
from bot.interface.pictures.making import Picture
from bot.interface.pictures.pictured import Pictured
from bot.interface.words.bidi import lined, without_marks
from bot.interface.words.markup import Page
from bot.interface.words.splitting import units
from bot.memory.recent import Recent
from knowledge.compiled.base import KnowledgeBase
from knowledge.model import Modality, Polarity, Statement
from knowledge.working_out.facts import Facts
from tests.support.pictured_world import profile
from tests.support.scenes import DRAWN, HOSTILE, LONG, NAMES, called, pictured

LIMIT = 1024
TIMELINE, NETWORK, SCHEMATIC = DRAWN


def plain(text: str) -> str:
    return without_marks(lined(text))


def every_page(made: Pictured, kind: PictureKind, only: tuple[str, ...] = ()) -> list[Picture]:
    first = made.of_entities(kind, only)
    assert first is not None
    pages = [made.of_entities(kind, only, number) for number in range(first.pages)]
    return [one for one in pages if one]


def some_pages(made: Pictured, kind: PictureKind) -> list[Picture]:
    """The first two and the last."""
    pages = (made.of_entities(kind, page=number) for number in (0, 1, 10_000))
    return [one for one in pages if one]


def labels(scene: Scene) -> Iterator[str]:
    """Every text in a picture that tells a fact."""
    match scene:
        case Timeline():
            yield from (text for row in scene.rows for text in row[:2])
            yield from (label for label, _ in scene.undated)
        case Network():
            yield from (*scene.left, *(label for label, _ in scene.right))
        case Schematic():
            yield from (text for name, names in (*scene.corridors, *scene.places) for text in (name, *names))


def caption(picture: Picture) -> str:
    return Page(picture.caption).plain


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("words", [*NAMES.values(), LONG, HOSTILE], ids=["ar", "en", "200 letters", "hostile"])
@pytest.mark.parametrize("count", [1, 30])
def test_a_caption_says_all_that_its_picture_shows_and_telegram_takes_it(count: int, words: str, lang: str) -> None:
    made, _ = pictured(count, lang, called(words))
    for kind in DRAWN:
        for picture in some_pages(made, kind):
            said = plain(caption(picture))
            assert units(caption(picture)) <= LIMIT
            assert Page(picture.caption).html.count("<") == 2
            assert [one for one in labels(picture.scene) if plain(one) not in said] == []


@pytest.mark.parametrize("count", [3, 30])
def test_the_pages_together_show_everything(count: int) -> None:
    made, _ = pictured(count, "en", lambda kind, number: f"{kind} {number}.")
    shown = {kind: {plain(one) for page in every_page(made, kind) for one in labels(page.scene)} for kind in DRAWN}
    events = {f"event {n}." for n in range(count)}

    assert not [one for one in events if not any(text.startswith(one) for text in shown[TIMELINE])]
    assert not [one for one in events if not any(text.startswith(one) for text in shown[NETWORK])]
    assert {f"guest {n}." for n in range(count)} <= shown[NETWORK]
    assert {f"route {n}." for n in range(count)} <= shown[SCHEMATIC]


@pytest.mark.slow
def test_five_thousand_events_are_leafed_through_and_a_page_too_far_is_the_last() -> None:
    made, _ = pictured(5_000, "ar", called(NAMES["ar"]))
    first, last = made.of_entities(TIMELINE), made.of_entities(TIMELINE, page=10**9)

    assert first is not None
    assert last is not None
    assert first.pages > 300
    assert f"الصفحة {first.pages} من {first.pages}" in plain(last.scene.frame.footer)


def test_who_leafs_on_or_wants_the_other_colours_waits_for_no_page_to_be_made_again() -> None:
    made, _ = pictured(30, "en", called(NAMES["en"]))
    leafed = replace(made, kept=Recent(1))
    first = leafed.of_entities(NETWORK)
    (pages,) = leafed.kept.values() if leafed.kept else ()
    second, dark = leafed.of_entities(NETWORK, page=1), replace(leafed, dark=True).of_entities(NETWORK)
    (after,) = leafed.kept.values() if leafed.kept else ()

    assert after is pages
    assert [one and caption(one) for one in (first, second, dark)] == [
        one and caption(one) for one in (made.of_entities(NETWORK, page=page) for page in (0, 1, 0))
    ]
    assert dark
    assert dark.scene.frame.dark


def changed(knowledge: KnowledgeBase, id_: str, change: Callable[[Statement], Statement]) -> Pictured:
    statements = {**knowledge.statements, id_: change(knowledge.statements[id_])}
    known = replace(knowledge, statements=statements, profiles=tuple(map(profile, statements.values())))
    return Pictured(Facts(known), pictured(1, "en", str_of)[0].wording, date.max)


def str_of(kind: str, number: int) -> str:
    return f"{kind} {number}."


@pytest.fixture
def knowledge() -> KnowledgeBase:
    return pictured(3, "en", str_of)[0].facts.knowledge


def test_what_a_statement_denies_is_not_drawn(knowledge: KnowledgeBase) -> None:
    denied = changed(knowledge, "event-0.guest-0", lambda one: replace(one, polarity=Polarity.NEGATED))
    (picture,) = every_page(denied, NETWORK, ("event-0",))

    assert isinstance(picture.scene, Network)
    assert sorted(map(plain, picture.scene.left)) == ["guest 1.", "guest 2."]


def test_who_is_only_announced_to_come_to_what_others_came_to_is_told_apart(knowledge: KnowledgeBase) -> None:
    expected = changed(knowledge, "event-0.guest-1", lambda one: replace(one, modality=Modality.EXPECTED))
    (picture,) = every_page(expected, NETWORK, ("event-0",))

    assert isinstance(picture.scene, Network)
    assert {how for *_, how in picture.scene.links} == {Standing.STATED, Standing.ANNOUNCED}
    assert "event 0.: guest 0., guest 1. (only announced) and guest 2." in plain(caption(picture))


def test_who_claims_something_is_named(knowledge: KnowledgeBase) -> None:
    made, _ = pictured(3, "en", str_of)
    (picture,) = every_page(made, TIMELINE)

    assert isinstance(picture.scene, Timeline)
    rows = {(how, plain(what)) for _, what, how in picture.scene.rows}
    assert (Standing.CLAIMED, "event 2. (according to guest 0.)") in rows
    assert Standing.CLAIMED in dict(picture.scene.key)


def test_where_sources_disagree_about_a_day_both_are_shown(knowledge: KnowledgeBase) -> None:
    other = replace(knowledge.statements["event-0.date"], id="event-0.other", value="2024-03")
    both = replace(knowledge, statements={**knowledge.statements, other.id: other})
    (picture,) = every_page(changed(both, other.id, lambda one: one), TIMELINE)

    assert "1 January 2024 / March 2024: event 0." in plain(caption(picture))


def test_no_date_is_shown_or_ordered_by_that_no_statement_tells(knowledge: KnowledgeBase) -> None:
    """The date of an entity may be that of a statement which is not for everybody."""
    hidden = {key: one for key, one in knowledge.statements.items() if key != "event-0.date"}
    made = changed(replace(knowledge, statements=hidden), "event-1.date", lambda one: one)
    (picture,) = every_page(made, TIMELINE)

    assert isinstance(picture.scene, Timeline)
    assert [plain(what) for what, _ in picture.scene.undated] == ["event 0."]
    assert "no date: event 0." in plain(caption(picture))


def test_a_title_counts_the_subjects_that_it_does_not_name(knowledge: KnowledgeBase) -> None:
    made, _ = pictured(4, "en", str_of)
    picture = made.of_entities(TIMELINE, ("event-0", "event-1", "event-2", "event-3"))

    assert picture is not None
    assert plain(picture.scene.frame.title) == "Timeline: event 0., event 1. and 2 more"


def test_what_has_no_place_and_nobody_who_takes_part_has_no_picture(knowledge: KnowledgeBase) -> None:
    alone = {key: one for key, one in knowledge.statements.items() if key == "event-0.date"}
    made = changed(replace(knowledge, statements=alone), "event-0.date", lambda one: one)

    assert [made.of_entities(kind, ("event-0",)) is None for kind in DRAWN] == [False, True, True]
    assert [made.shows(kind, ("event-0",)) for kind in DRAWN] == [True, False, False]
