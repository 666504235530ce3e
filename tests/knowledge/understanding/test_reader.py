"""Understanding a question: what is asked, about whom, under which constraints, and what stays open."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.dates import DateMention
from knowledge.dialogue import Topic
from knowledge.understanding.question import Item, Question
from knowledge.understanding.reader import MAX_LETTERS, MAX_WORDS
from knowledge.vocabulary.forms import Grade
from knowledge.vocabulary.terms import Ask


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
    named = engine.reader.read("ما أهداف الجمهوريات الخمس؟")

    assert (named.quantities.numbers, named.figures) == ((), frozenset())
    assert engine.reader.read("which six groups did Doval name?").figures == {6}


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("متى الاجتماع؟", "ar"),
        ("emta el egtema3?", "ar"),
        ("INSTC بيربط آسيا الوسطى بمين؟", "ar"),
        ("when is the meeting?", "en"),
        ("19th session", "en"),
        ("¿Cuándo es la reunión de ministros?", "en"),
        ("Toplantı ne zaman?", "en"),
        ("21st 22nd 23rd", "en"),
        ("когда встреча?", "en"),
        ("", "en"),
    ],
)
def test_replies_are_arabic_to_arabic_and_english_otherwise(engine: Engine, text: str, lang: str) -> None:
    assert engine.reader.read(text).lang == lang


@pytest.mark.parametrize(
    ("text", "chat"), [("صباح الخير", Topic.GREETING), ("thanks a lot", Topic.THANKS), ("what can you do?", Topic.HELP)]
)
def test_small_talk_is_known_as_such(engine: Engine, text: str, chat: Topic) -> None:
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


FLAGS = ("hard", "light", "foreign", "decisive")

ITEMS: dict[str, tuple[str, list[tuple[str, str, str]]]] = {
    "Vosner": ("a name is required", [("Vosner", "mira-voss", "exact hard")]),
    "لنورلانديا": ("with what is written onto it", [("لنورلانديا", "norland", "clitic hard")]),
    "норландию": ("in another case", [("норландию", "norland", "stem hard")]),
    "norlnd": ("and with a slip", [("norlnd", "norland", "corrected hard")]),
    "Lundo": ("a weak alias may be another's and requires nothing", [("Lundo", "tarek-lundo anna-lundo", "exact")]),
    "glimmerage": ("a theme is no name and requires nothing", [("glimmerage", "glimmer", "exact")]),
    "Zerkon Council": (
        "a name holds what its words mean, lightly",
        [("Zerkon Council", "zerkon-council", "exact hard"), ("Zerkon Council", "council", "exact light")],
    ),
    "the meeting": ("a concept is required, not as a name is", [("meeting", "meet", "stem")]),
    "والاجتماع": ("an article is no difference, and 'and' is no part of it", [("الاجتماع", "meet", "article")]),
    "weather": ("what no statement meets is foreign", [("weather", "weather", "exact foreign")]),
    "previous council": (
        "what tells one of a kind from another decides",
        [("previous", "previous", "exact decisive"), ("council", "council", "exact")],
    ),
    "state": ("a concept that says little only helps", [("state", "state", "exact light")]),
    "say": ("and so does another", [("say", "say", "exact light")]),
    "help": ("what may be small talk only helps", [("help", "benefit contribute", "exact light")]),
    "joins": ("two concepts of one word are one item", [("joins", "accession participate", "stem")]),
    "lantern": ("a word of a statement that no vocabulary lists", [("lantern", "lantern", "stem")]),
    "lanternn": ("or nearly", [("lanternn", "lantern", "corrected")]),
    "на каком основании": (
        "what asks and means something is one",
        [("на каком основании", "foundation reason", "exact light")],
    ),
    "the of": ("what means nothing is no item", []),
    "who": ("nor is a question word", []),
}


@pytest.mark.parametrize("text", ITEMS)
def test_every_word_that_means_something_is_an_item(town: Engine, text: str) -> None:
    why, wanted = ITEMS[text]
    found = [
        (
            one.text,
            " ".join(term.id for term in one.terms),
            " ".join([one.grade.name.lower(), *(flag for flag in FLAGS if getattr(one, flag))]),
        )
        for one in town.reader.read(text).items
    ]

    assert found == wanted, why


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("who heads", [["lead"]]),
        ("leads the delegation", [["lead"], ["delegation"]]),
        ("el egtema3", [["meet"]]),
        ("delegation", []),
        ("Zerkon Council", []),
        ("how many ministers", []),
    ],
    ids=[
        "the words of a phrase, without those that ask",
        "each of them",
        "in Latin letters",
        "a single word has none",
        "nor a name",
        "nor what no statement meets",
    ],
)
def test_a_phrase_is_nearly_met_by_what_its_words_mean(town: Engine, text: str, parts: list[list[str]]) -> None:
    first = town.reader.read(text).items[0]

    assert [[term.id for term in terms] for terms in first.parts] == parts


def test_the_words_around_a_phrase_are_none_of_its_parts(town: Engine) -> None:
    aim, heads, session = town.reader.read("the aim, who heads the session").items

    assert [[term.id for term in terms] for terms in heads.parts] == [["lead"]]
    assert (aim.parts, session.parts) == ((), ())


def test_a_phrase_that_asks_gives_its_words_lightly(town: Engine) -> None:
    (minister,) = town.reader.read("أي وزير").items

    assert [term.id for term in minister.terms] == ["minister"]
    assert minister.light


UNMATCHED: dict[str, tuple[str, tuple[str, ...]]] = {
    "Zerkon and Qzxv": ("a word that nothing explains", ("Qzxv",)),
    "q x ق": ("single letters carry nothing", ()),
    "الـ Qzxv": ("nor an article that stands alone", ("Qzxv",)),
    "lantern Qzxv": ("a word that stands in a statement is explained", ("Qzxv",)),
    "Qzxv 17 2021": ("a figure or a date needs no explaining", ("Qzxv",)),
    "قظغخ ضصثقف": ("in Arabic too", ("قظغخ", "ضصثقف")),
    "norlandsudria": ("two words without the space between are read", ()),
    "norlnd": ("and one with a slip", ()),
}


@pytest.mark.parametrize("text", UNMATCHED)
def test_what_nothing_explains_is_told_as_it_was_typed(town: Engine, text: str) -> None:
    why, words = UNMATCHED[text]

    assert town.reader.read(text).unmatched == words, why


NUMBERS: dict[str, tuple[str, tuple[int, ...]]] = {
    "5 republics": ("a small number before what it counts constrains", (5,)),
    "republics 5": ("after it, it does not", ()),
    "الجمهوريات الثلاث": ("but in Arabic it does", (3,)),
    "ثلاث جمهوريات": ("and before it", (3,)),
    "ثلاث من زركون": ("before a name nothing is counted", ()),
    "11 of Zerkon": ("a great number always constrains", (11,)),
    "10 of Zerkon": ("ten is small", ()),
    "5 republics 7": ("each number is looked at by itself", (5,)),
    "7 of 5 republics": ("in any order", (5,)),
    "5 help": ("a word that may mean something else may be counted", (5,)),
    "Zerkon": ("without numbers there are none", ()),
}


@pytest.mark.parametrize("text", NUMBERS)
def test_numbers_constrain_beside_what_they_count(town: Engine, text: str) -> None:
    why, numbers = NUMBERS[text]
    quantities = town.reader.read(text).quantities

    assert quantities.numbers == numbers, why
    assert len(quantities.places) == len(numbers)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("name the three states", 3),
        ("name 2 states", 2),
        ("name 10 states", 10),
        ("name 11 states", None),
        ("name 1 state", None),
        ("name 12 or 3 states", 3),
        ("name states", None),
        ("اذكر الدول الثلاث", 3),
        ("ozkor 4 dowal", 4),
    ],
)
def test_a_list_is_of_two_to_ten(town: Engine, text: str, size: int | None) -> None:
    assert town.reader.read(text).size == size


LANGS: dict[str, tuple[str, str]] = {
    "متى مجلس زركون": ("Arabic letters", "ar"),
    "Zerkon Council متى": ("one in three words is Arabic", "ar"),
    "the Zerkon Council متى": ("one in four is not", "en"),
    "emta egtema3 Zerkon": ("Arabic in Latin letters, by its words", "ar"),
    "when is 7afla": ("a figure that stands for a letter is as good as a word: Arabic by one to none", "ar"),
    "when was the 7afla": ("but English by more words that are only English", "en"),
    "Zerkon": ("a name is of no language", "en"),
    "emta Zerkon Norland": ("and is not counted, however many there are", "ar"),
    "когда встреча": ("Russian is answered in English", "en"),
    "": ("and so is nothing", "en"),
}


@pytest.mark.parametrize("text", LANGS)
def test_a_reply_is_in_the_language_of_most_of_the_question(town: Engine, text: str) -> None:
    why, lang = LANGS[text]

    assert town.reader.read(text).lang == lang, why
    assert town.reader.read(text, lang="ru").lang == "ru"


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("min el wafd", {"delegation"}),
        ("the council min wafd", {"council"}),
        ("meta el egtema3 7arb", {"meet", "war"}),
        ("مين el wafd", {"delegation"}),
    ],
)
def test_words_of_two_languages_are_read_in_that_of_the_question(town: Engine, text: str, concepts: set[str]) -> None:
    assert town.reader.read(text).concepts == concepts


@pytest.mark.parametrize(("count", "too_long"), [(MAX_WORDS, False), (MAX_WORDS + 1, True)])
def test_a_text_of_more_words_than_anybody_asks_with_is_no_question(
    town: Engine, count: int, *, too_long: bool
) -> None:
    question = town.reader.read(" ".join(["Zerkon", *["the"] * (count - 2), "Sudria"]))

    assert question.too_long is too_long
    assert question.entities == ("zerkon", "sudria")[: 2 - too_long]


@pytest.mark.parametrize("word", ["x", "\ufdfa", "7a", "ال", "x_", "'x", "\n", "م\u0650\u0327"])
def test_nothing_is_read_behind_the_letters_that_a_question_has(town: Engine, word: str) -> None:
    question = town.reader.read(word * 4096)

    assert question.too_long
    assert len(question.text) <= MAX_LETTERS


def test_only_some_words_are_taken_for_slips(town: Engine) -> None:
    one = town.reader.read("Zerkkon Zerkkon")
    many = town.reader.read(" ".join([f"qx{letter}vwqzx" for letter in "abcdefghijkl"] + ["Zerkkon"]))

    assert (one.entities, many.entities) == (("zerkon",), ())


EMPTY: dict[str, tuple[str, bool]] = {
    "": ("nothing", True),
    "who": ("only a question word", True),
    "state": ("only what says little", True),
    "Zerkon": ("a name", False),
    "lantern": ("a word of a statement", False),
    "in 2021": ("a date alone can be looked up", False),
    "17 of 23": ("numbers alone cannot", True),
    "Qzxv": ("nor an unknown word", True),
}


@pytest.mark.parametrize("text", EMPTY)
def test_a_question_is_empty_where_nothing_can_be_looked_up(town: Engine, text: str) -> None:
    why, empty = EMPTY[text]

    assert town.reader.read(text).empty is empty, why


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("SCO defence ministers meeting متى؟", "ar"),
        ("القرار S/RES/2231", "ar"),
        ("٢٥/٠٤/٢٠٢٤ أستانا", "ar"),
        ("when is the أستانا meeting of defence ministers?", "en"),
    ],
)
def test_names_and_figures_in_other_letters_do_not_decide_the_language(engine: Engine, text: str, lang: str) -> None:
    assert engine.reader.read(text).lang == lang


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Astana meeting date", (Ask.TIME,)),
        ("سبب اهتمام الهند بآسيا الوسطى", (Ask.REASON,)),
        ("اتفاقية عشق آباد تاريخ التوقيع", (Ask.TIME,)),
        ("when is the date of the Astana meeting", ()),
        ("таджикистан входит в число приоритетных для индии стран", ()),
    ],
)
def test_a_noun_asks_where_it_opens_or_closes_a_text_without_a_question_word(
    engine: Engine, text: str, asks: tuple[Ask, ...]
) -> None:
    assert engine.reader.read(text).nouns == asks
