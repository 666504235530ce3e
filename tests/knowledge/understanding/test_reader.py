"""Understanding a question: what is asked, about whom, under which constraints, and what stays open."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.dates import DateMention
from knowledge.understanding.question import Item, Question
from knowledge.vocabulary.lexicon import Grade
from knowledge.vocabulary.terms import Ask, Chat


def item(question: Question, entity: str) -> Item:
    return next(item for item in question.items if entity in item.entities)


@pytest.mark.parametrize(
    ("text", "ask"),
    [
        ("من يترأس وفد الهند؟", Ask.PERSON),
        ("مين رئيس وفد الهند", Ask.PERSON),
        ("who heads the Indian delegation?", Ask.PERSON),
        ("кто возглавляет делегацию Индии?", Ask.PERSON),
        ("متى اجتماع وزراء دفاع شنغهاي؟", Ask.TIME),
        ("امتى اجتماع وزرا دفاع شنغهاي", Ask.TIME),
        ("emta egtema3 shanghai", Ask.TIME),
        ("وين صار اجتماع شنغهاي", Ask.PLACE),
        ("ليش الهند مهتمة بآسيا الوسطى", Ask.REASON),
        ("كم جمهورية شاركت في المناورة؟", Ask.QUANTITY),
        ("حدثني عن منظمة شنغهاي", Ask.BRIEFING),
    ],
)
def test_question_words_of_every_dialect_and_language_say_what_is_asked(engine: Engine, text: str, ask: Ask) -> None:
    assert ask in engine.reader.read(text).asks


def test_is_and_does_ask_for_yes_or_no_only_when_they_open_the_question(engine: Engine) -> None:
    assert engine.reader.read("did India host the cyber exercise?").asks == {Ask.YES_NO}
    assert Ask.YES_NO not in engine.reader.read("who did host the cyber exercise?").asks


def test_the_preposition_min_asks_for_a_person_only_where_a_question_begins_or_ends(engine: Engine) -> None:
    assert Ask.PERSON in engine.reader.read("من استضاف المناورة؟").asks
    assert Ask.PERSON not in engine.reader.read("ما الهدف من المحادثات الثنائية؟").asks


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("دوفال", "ajit-doval"),
        ("ajeet doval", "ajit-doval"),
        ("Довал", "ajit-doval"),
        ("الشنغهاي", "sco"),
        ("ШОС", "sco"),
        ("INSTC", "instc"),
        ("مناورة الأمن السيبراني", "cyber-exercise-2025"),
        ("وبأستانا", "astana"),
    ],
)
def test_aliases_name_their_entity_in_any_language_and_with_clitics(engine: Engine, text: str, entity: str) -> None:
    assert entity in engine.reader.read(text).entities


@pytest.mark.parametrize(
    ("text", "entity"), [("شنقهاي", "sco"), ("afganistn", "afghanistan"), ("dovaal", "ajit-doval")]
)
def test_a_slip_in_a_name_is_corrected_and_marked_as_such(engine: Engine, text: str, entity: str) -> None:
    question = engine.reader.read(text)

    assert item(question, entity).grade is Grade.CORRECTED


@pytest.mark.parametrize("text", ["بوتين", "Xi Jinping", "Лукашенко", "سلطان"])
def test_a_name_that_nobody_curated_names_no_entity(engine: Engine, text: str) -> None:
    assert engine.reader.read(text).entities == ()


def test_a_word_that_nothing_explains_stays_unmatched_as_it_was_typed(engine: Engine) -> None:
    assert engine.reader.read("is Doval friends with Zxqwvut?").unmatched == ("Zxqwvut",)


def test_dates_and_figures_constrain_an_answer(engine: Engine) -> None:
    question = engine.reader.read("متى عقدت الدورة 18 في نيسان ٢٠٢٣؟")

    assert question.quantities.dates == (DateMention(2023, 4),)
    assert 18 in question.quantities.numbers + question.quantities.ordinals


def test_a_figure_inside_a_name_is_no_constraint(engine: Engine) -> None:
    assert engine.reader.read("ما أهداف الجمهوريات الخمس؟").quantities.numbers == ()


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("متى الاجتماع؟", "ar"),
        ("emta el egtema3?", "ar"),
        ("INSTC بيربط آسيا الوسطى بمين؟", "ar"),
        ("when is the meeting?", "en"),
        ("когда встреча?", "en"),
        ("", "en"),
    ],
)
def test_replies_are_arabic_to_arabic_and_english_otherwise(engine: Engine, text: str, lang: str) -> None:
    assert engine.reader.read(text).lang == lang


@pytest.mark.parametrize(
    ("text", "chat"), [("صباح الخير", Chat.GREETING), ("thanks a lot", Chat.THANKS), ("what can you do?", Chat.HELP)]
)
def test_small_talk_is_known_as_such(engine: Engine, text: str, chat: Chat) -> None:
    assert engine.reader.read(text).chat is chat


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "؟",
        "🙂🙂",
        "\x00\x1b[2J",
        "\u202eabc\u2066",
        "<b>&amp;</b>",
        "ا" * 4096,
        "sco " * 500,
        "1 " * 2000,
        "ـ" * 50,
    ],
)
def test_no_text_is_too_strange_to_read(engine: Engine, text: str) -> None:
    assert isinstance(engine.reader.read(text), Question)


def test_small_numbers_constrain_only_beside_what_they_count(engine: Engine) -> None:
    assert engine.reader.read("which six groups did Doval name?").quantities.numbers == (6,)
    assert engine.reader.read("what does INSTC link central asia 2?").quantities.numbers == ()


def test_items_are_quoted_rightly_from_a_text_of_decomposed_letters(engine: Engine) -> None:
    composed = "أين أُقيم اجتماع آسيا الوسطى؟ ما منصب أجيت دوفال؟"
    decomposed = unicodedata.normalize("NFD", composed)

    assert decomposed != composed
    assert engine.reader.read(decomposed).items == engine.reader.read(composed).items


@pytest.mark.parametrize(
    "text",
    [
        "who leads the delegation and where is the meeting?",
        "кто возглавит делегацию и где пройдет встреча?",
        "min ra7 yeshoof w wen el ejtema3?",
    ],
)
def test_a_second_question_begins_after_the_words_that_the_language_lists(engine: Engine, text: str) -> None:
    silent = replace(engine.reader, phrasings=replace(engine.reader.phrasings, particles={}))

    assert engine.reader.read(text).asked == (frozenset({Ask.PERSON}), frozenset({Ask.PLACE}))
    assert silent.read(text).asked == (frozenset({Ask.PERSON}),)


def test_an_article_that_stands_alone_lacks_nothing_where_the_language_lists_it(engine: Engine) -> None:
    silent = replace(engine.reader, phrasings=replace(engine.reader.phrasings, particles={}))
    text = "متى يعقد اجتماع الـ SCO؟"

    assert (engine.reader.read(text).unmatched, silent.read(text).unmatched) == ((), ("الـ",))
