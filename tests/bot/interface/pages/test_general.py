"""Pages of the real knowledge, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.answering import Answerer
from bot.interface.articles import is_long, subjects
from bot.interface.buttons.encoding import decode, digest
from bot.interface.buttons.presses import Brief, OpenClass
from bot.interface.catalogue import Catalogue
from bot.interface.commands import MENUS, OPERATORS_ONLY, Command, Menu, helped, listed
from bot.interface.pages.general import Pages
from bot.interface.words.bidi import without_marks
from bot.interface.words.markup import Page, Style
from bot.interface.words.splitting import units
from bot.interface.words.wording import LANGUAGES, Wordings
from knowledge.answering.engine import Engine
from knowledge.compiled.base import KnowledgeBase
from knowledge.dialogue import Ambiguous
from knowledge.model import EntityType, Kind, Marking
from tests.support.clock import Clock
from tests.support.facts import DATE, told


@pytest.fixture(scope="module")
def catalogue(knowledge: KnowledgeBase) -> Catalogue:
    return Catalogue(knowledge)


@pytest.fixture(params=LANGUAGES)
def pages(request: pytest.FixtureRequest, catalogue: Catalogue) -> Pages:
    return Pages(catalogue, Wordings.load().speak(request.param))


def every_page(pages: Pages) -> Iterator[Page]:
    statements = tuple(pages.catalogue.knowledge.current.values())
    for kind in Kind:
        yield from (pages.listing(kind, number) for number in range(20))
    yield from (pages.help(menu) for menu in Menu)
    yield from (pages.of_type(one, number) for one in EntityType for number in range(3))
    yield pages.welcome(("why?",))
    yield from (pages.quotes([one]) for one in statements)
    yield from (pages.related([one]) for one in statements)
    yield pages.sources(0)


def test_every_page_fits_into_a_message_and_its_buttons_mean_something(pages: Pages) -> None:
    found = list(every_page(pages))

    assert len(found) > 200
    for page in found:
        assert units(page.plain) <= 4096
        for button in (button for row in page.buttons for button in row):
            assert 0 < len(button.label) <= 70
            assert decode(button.press) is not None


def test_arabic_paragraphs_begin_in_arabic(pages: Pages) -> None:
    if pages.wording.lang != "ar":
        pytest.skip("a rule for Arabic")
    ours = [block for page in every_page(pages) for block in page.blocks if block.lang == "ar"]

    assert {line[0] for block in ours for line in block.plain.splitlines()} <= set("\u200f") | {
        chr(code) for code in range(0x600, 0x700)
    }


@pytest.mark.parametrize("kind", Kind)
def test_a_list_leafs_through_every_entity_once(pages: Pages, catalogue: Catalogue, kind: Kind) -> None:
    lang = pages.wording.lang
    entities = catalogue.of_kind(kind, lang)
    opened = [decode(one.press) for row in pages.listing(kind, 0).buttons for one in row]
    classes = [one.type for one in opened if isinstance(one, OpenClass)]
    shown = [pages.of_type(one, number) for one in classes for number in range(9)] or [pages.listing(kind, 0)]
    pressed = [decode(one.press) for page in shown for row in page.buttons for one in row]
    briefs = [press.entity for press in pressed if isinstance(press, Brief)]

    assert set(briefs) == {digest(entity.id) for entity in entities}
    assert len(opened) <= 8


def test_what_stands_on_a_button_is_not_said_again(pages: Pages) -> None:
    listing = pages.listing(Kind.MEETING, 0)
    labels = [without_marks(row[0].label) for row in listing.buttons]

    assert len(labels) == 4
    assert all(label in without_marks(listing.plain) for label in labels)
    assert not any(label in without_marks(listing.html) for label in labels)


def test_the_latest_meeting_comes_first(catalogue: Catalogue) -> None:
    dates = [entity.dates.last for entity in catalogue.of_kind(Kind.MEETING, "en") if entity.dates]

    assert dates
    assert dates == sorted(dates, reverse=True)


def test_no_two_ids_share_a_digest(knowledge: KnowledgeBase) -> None:
    ids = [*knowledge.statements, *knowledge.entities]

    assert len({digest(id_) for id_ in ids}) == len(ids)


def test_quotes_stand_as_in_the_source_below_its_name(pages: Pages) -> None:
    statement = next(iter(pages.catalogue.knowledge.current.values()))
    page = pages.quotes([statement])
    shown = without_marks(page.plain)

    assert [one.quote for one in statement.citations if without_marks(one.quote) not in shown] == []
    assert "<blockquote expandable>" in page.html
    if pages.wording.lang == "ar":
        assert shown.startswith("بالنص في وثيقة ")
    else:
        assert "document (in Arabic), sentence" in shown.splitlines()[0]


def test_every_quote_is_one_passage_for_words_that_lie_together(pages: Pages) -> None:
    knowledge = pages.catalogue.knowledge
    for one in knowledge.current.values():
        found = [block.plain for block in pages.quotes([one]).blocks if block.style is Style.QUOTE]
        assert 0 < len(found) <= len(one.citations)
        assert len(set(found)) == len(found)


def test_every_command_has_a_description_and_a_menu() -> None:
    """Of a menu of more than ten nobody reads the end."""
    assert all(5 < len(listed(menu)) <= 10 for menu in Menu)


def test_help_tells_every_command_once_under_four_titles() -> None:
    told = [command for _, commands in helped(Menu.GROUP) for command in commands]

    assert len(list(helped(Menu.PRIVATE))) == 4
    assert len(list(helped(Menu.OPERATOR))) == 5
    assert sorted(told) == sorted(set(MENUS) - OPERATORS_ONLY - {Command.START, Command.HELP})


def test_the_subjects_of_an_article_are_found_to_its_end_names_first(engine: Engine, catalogue: Catalogue) -> None:
    filler = "Nothing in this sentence is known to anybody at all. " * 40
    text = f"{filler} Terrorism was discussed. {filler} Giridhar Aramane travelled to Astana."
    found = [entity.id for entity in subjects(text, engine.reader, catalogue)]

    assert is_long(text)
    assert {"giridhar-aramane", "astana", "terrorism"} <= set(found)
    assert found.index("giridhar-aramane") < found.index("terrorism")


@pytest.mark.parametrize(
    ("text", "lang", "name"),
    [
        ("وصل جيريدار أرامان إلى أستانا اليوم.", "ar", "جيريدار أرامان"),
        ("Aramane arrived in Astana.", "en", "Giridhar Aramane"),
    ],
)
def test_an_article_gets_a_statement_a_source_and_a_button_for_its_subjects(
    engine: Engine, text: str, lang: str, name: str
) -> None:
    page = Answerer.open(lambda: engine, now=Clock()).article(text, lang)

    assert name in without_marks(page.plain)
    assert ("المصدر: " if lang == "ar" else "Source: ") in without_marks(page.plain)
    assert name in [row[0].label for row in page.buttons]


@pytest.mark.parametrize("text", ["", "x", "🙂" * 3000, "الإرهاب " * 5000])
def test_any_text_is_an_article(engine: Engine, text: str) -> None:
    assert Answerer.open(lambda: engine, now=Clock()).article(text, "ar").plain


@pytest.mark.parametrize("question", ["when was the Astana meeting?", "متى اجتماع أستانا؟"])
def test_every_reading_that_is_offered_has_an_answer_of_its_own(engine: Engine, question: str) -> None:
    answerer = Answerer.open(lambda: engine, now=Clock())
    reply = answerer.answer(question).reply
    assert isinstance(reply, Ambiguous)
    entities = [engine.knowledge.entities[choice.entity] for choice in reply.choices]
    response = [answerer.choose(question, entity, None) for entity in entities]

    assert len({one.page.plain for one in response}) == len(entities) > 1
    assert all(len(one.page.plain) < 600 for one in response), "not a briefing"


def test_a_reported_statement_is_shown_as_it_was_told_with_its_marking(pages: Pages) -> None:
    sentence = replace(told(DATE, pages.wording.lang), text="It lies ahead.", restricted=True)
    page = pages.report([replace(sentence, statement=replace(DATE, marking=Marking.INTERNAL))], 7, "")

    assert "It lies ahead." in page.plain
    assert page.plain.count(without_marks(pages.wording.text("marked.internal", text="")).strip()) == 1
