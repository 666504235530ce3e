"""What is told, in which order and how much of it; what is offered and suggested where nothing is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from knowledge.answering.composing import BRIEF, LONG, fit, room
from knowledge.answering.engine import Engine
from knowledge.answering.trace import Route
from knowledge.dialogue import (
    Ambiguous,
    Answer,
    Conversation,
    Help,
    NoAnswer,
    Quoted,
    Reason,
    Reply,
    Sentence,
    Topic,
    Verdict,
)
from knowledge.learned.calibration import Calibration
from knowledge.learned.reading import Learned
from knowledge.model import Source
from knowledge.text.folding import stem, words
from knowledge.vocabulary.terms import Ask
from tests.support.matching import question
from tests.support.town import STATEMENTS, statement

AFTER, BEFORE = date(2023, 1, 1), date(2020, 1, 1)
DATE, PLACE, SESSION, HEAD = (f"zerkon-council.{key}" for key in ("date", "place", "session", "head"))


def sentence(text: str) -> Sentence:
    return Sentence(statement("a.x", "date", ar=text, en=text), text)


FITTING: dict[str, tuple[list[str], int, list[int]]] = {
    # why: texts, room, which are told
    "nothing": ([], 99, []),
    "all that fits": (["red ship", "blue crew"], 18, [0, 1]),
    "the space between is counted": (["red ship", "blue crew"], 17, [0]),
    "the first stays, however long": (["red ship", "blue crew"], 3, [0]),
    "a shorter one behind a longer one": (["red ship", "blue crew of many", "old dog"], 17, [0, 2]),
    "what was said is not said again": (["red ship", "ship red", "blue crew"], 99, [0, 2]),
    "not even by its stems": (["red ships", "ship red"], 99, [0]),
    "three words of ten are new enough": (
        ["red ship blue crew big dog at", "red ship blue crew big dog at noon sun hot"],
        99,
        [0, 1],
    ),
    "two of ten are not": (
        ["red ship blue crew big dog at noon", "red ship blue crew big dog at noon sun hot"],
        99,
        [0],
    ),
    "all that was told counts, not only the last": (["red ship", "blue crew", "ship crew"], 99, [0, 1]),
    "what was left out was not told": (["red ship", "blue crew of many", "blue crew"], 18, [0, 2]),
}


@pytest.mark.parametrize("why", FITTING)
def test_sentences_are_told_as_far_as_they_are_new_and_fit(why: str) -> None:
    texts, most, kept = FITTING[why]
    stems = {text: frozenset(map(stem, words(text))) for text in texts}

    assert [one.text for one in fit([sentence(text) for text in texts], most, stems, {})] == [texts[at] for at in kept]


@pytest.mark.parametrize(
    ("asks", "letters"),
    [
        ([], 300),
        ([Ask.PLACE], 300),
        ([Ask.YES_NO, Ask.TIME], 300),
        ([Ask.LIST], 1200),
        ([Ask.BRIEFING], 1200),
        ([Ask.PERSON, Ask.LIST], 1200),
    ],
)
def test_briefings_and_lists_have_more_room(asks: list[Ask], letters: int) -> None:
    assert room(question(asks=asks)) == letters


def told(reply: Reply) -> list[str]:
    assert isinstance(reply, Answer), reply
    return [one.id for one in reply.statements]


def asked(engine: Engine, text: str, *about: str, today: date = AFTER, lang: str | None = None) -> Reply:
    return engine.reply_to(text, today=today, conversation=Conversation(about), lang=lang)


def refused(engine: Engine, text: str, *about: str) -> NoAnswer:
    reply = asked(engine, text, *about)
    assert isinstance(reply, NoAnswer), reply
    return reply


REPLIES: dict[str, tuple[str, str]] = {
    # question: why, the first statement that is told
    "when did the Zerkon Council meet?": ("a date", DATE),
    "متى اجتمع مجلس زركون؟": ("in Arabic", DATE),
    "emta egtema3 Zerkon Council": ("in Latin letters", DATE),
    "where did the Zerkon Council meet?": ("a place", PLACE),
    "did Norland host the Tidefall Drill?": ("yes", "tidefall.host"),
    "Tidefall Drill in June 2022": ("its date", "tidefall.host"),
    "Zerkon Council 2021 session": ("its year", SESSION),
}


@pytest.mark.parametrize("text", REPLIES)
def test_what_is_asked_is_told_first(town: Engine, text: str) -> None:
    why, id_ = REPLIES[text]

    assert told(asked(town, text))[0] == id_, why


REFUSALS: dict[str, tuple[str, Reason, tuple[str, ...]]] = {
    "when did the Zerkon Council meet in 2019?": ("another year", Reason.DATE, ("2019",)),
    "متى اجتمع مجلس زركون في مايو 2019؟": ("another month", Reason.DATE, ("2019-05",)),
    "the eleventh session of the Zerkon Council": ("another session", Reason.NUMBER, ("11",)),
    "who hosted the Tidefall Drill for Sudria?": ("another host", Reason.ENTITY, ("Sudria",)),
    "the weather at the Zerkon Council": ("what no statement meets", Reason.PROPERTY, ("weather",)),
    "the Zerkon Council and zqxwvut": ("a word that nobody knows", Reason.WORDS, ("zqxwvut",)),
    "zqxwvut": ("nothing else", Reason.WORDS, ("zqxwvut",)),
    "": ("nothing at all", Reason.UNSAFE, ()),
    "Zerkon " * 121: ("too much", Reason.LEFT, ()),
}


@pytest.mark.parametrize("text", REFUSALS, ids=lambda text: text[:40])
def test_a_refusal_says_what_is_not_there(town: Engine, text: str) -> None:
    why, reason, missing = REFUSALS[text]
    reply = refused(town, text)

    assert (reply.reason, reply.missing) == (reason, missing), why


def test_a_refusal_offers_what_comes_near_and_asks_about_what_was_named(town: Engine) -> None:
    reply = refused(town, "who hosted the Tidefall Drill for Sudria?")

    assert reply.entities == ("tidefall", "sudria")
    assert reply.nearest is not None
    assert reply.nearest.statement.id == "tidefall.host"
    assert reply.suggestions[0] == "Who takes part in the Tidefall Drill?"
    assert len(reply.suggestions) == 3


def test_where_nothing_comes_near_nothing_is_offered_but_examples(town: Engine) -> None:
    reply = refused(town, "zqxwvut")

    assert reply.nearest is None
    assert reply.suggestions == town.suggestions.examples("en")


def test_what_holds_less_than_a_third_of_the_question_is_not_offered(town: Engine) -> None:
    far = refused(town, "weather music sport price hotel food in Vellin")
    near = refused(town, "the weather in Vellin")

    assert (far.nearest is None, near.nearest is None) == (True, False)


def test_suggestions_are_about_what_came_nearest_where_nothing_was_named(town: Engine) -> None:
    reply = refused(town, "the aim of the drill and its weather")

    assert reply.entities == ()
    assert reply.nearest is not None
    assert reply.suggestions == town.suggestions.about(reply.nearest.statement.subject, "en")[:3]


def test_words_of_uncurated_documents_answer_what_the_facts_do_not(town: Engine) -> None:
    knowledge = town.knowledge
    text = "The zqxwvut festival opened in the old harbour. Nothing else happened on that day."
    source = Source("news", "en", AFTER, "0" * 64, text, curated=False)
    engine = Engine(replace(knowledge, sources={**knowledge.sources, "news": source}))
    quoted = engine.reply_to("Where did the zqxwvut festival open?", today=AFTER)

    assert isinstance(quoted, Quoted)
    assert [one.passage.text for one in quoted.quotes] == ["The zqxwvut festival opened in the old harbour."]
    near = refused(engine, "When did the Vellin zqxwvut festival close?")
    assert refused(town, "the zqxwvut festival").quotes == ()
    assert {one.document.id for one in near.quotes} <= {"news"}


SMALL_TALK = {"hello": Topic.GREETING, "شكرا": Topic.THANKS, "help": Topic.HELP, "пока": Topic.FAREWELL}


@pytest.mark.parametrize("text", SMALL_TALK)
def test_small_talk_alone_is_answered_with_examples(town: Engine, text: str) -> None:
    reply = asked(town, text)

    assert isinstance(reply, Help)
    assert reply.topic is SMALL_TALK[text]
    assert reply.suggestions == town.suggestions.examples(reply.lang)


def test_a_question_after_a_greeting_is_answered(town: Engine) -> None:
    assert told(asked(town, "hello, when did the Zerkon Council meet?"))[0] == DATE


FOLLOWING: dict[str, tuple[str, tuple[str, ...], str | None]] = {
    # why: question, what was talked of, the first statement that is told
    "where, of what was talked of": ("and where?", ("zerkon-council",), PLACE),
    "in Arabic": ("وأين؟", ("zerkon-council",), PLACE),
    "the first of two": ("who hosted it?", ("tidefall", "zerkon-council"), "tidefall.host"),
    "nothing was talked of": ("and where?", (), None),
    "it names something itself": ("when did the Zerkon Council meet?", ("tidefall",), DATE),
    "it asks nothing": ("?!", ("zerkon-council",), None),
    "what is not said of it is asked of all": ("which session was it?", ("tidefall",), None),
    "what is not said of it and stands elsewhere": ("who led the delegation?", ("ombrine",), HEAD),
    "four words": ("city venue place where host met?", ("zerkon-council",), PLACE),
}


@pytest.mark.parametrize("why", FOLLOWING)
def test_a_short_question_that_names_nothing_is_about_what_was_talked_of(town: Engine, why: str) -> None:
    text, about, first = FOLLOWING[why]
    reply = asked(town, text, *about)

    assert (told(reply)[0] if isinstance(reply, Answer) else None) == first


@pytest.mark.parametrize(
    ("text", "route"),
    [("city venue host met", Route.FOLLOW_UP), ("city venue host met council", Route.QUESTION)],
)
def test_a_follow_up_has_four_items_at_most(town: Engine, text: str, route: Route) -> None:
    answered = town.answered(text, today=AFTER, conversation=Conversation(("zerkon-council",)))

    assert told(answered.reply)[0] == PLACE
    assert answered.trace.route is route


def test_a_name_alone_gets_an_account_in_the_order_of_properties(town: Engine) -> None:
    assert told(asked(town, "Zerkon Council")) == [DATE, PLACE, SESSION, HEAD, "zerkon-council.stressed"]
    assert told(asked(town, "who is Tarek Lundo?")) == ["tarek-lundo.office"]


def test_an_account_begins_with_what_the_entity_is_the_subject_of(town: Engine) -> None:
    found = told(town.brief("mira-voss", today=AFTER, lang="en"))

    assert found == ["mira-voss.designated", HEAD, "zerkon-council.stressed"]


def test_a_name_of_which_nothing_is_told_is_refused(town: Engine) -> None:
    assert isinstance(asked(town, "Quorra"), NoAnswer)


@pytest.fixture(scope="module")
def wordy(town: Engine) -> Engine:
    """A theme of which there is too much to say."""

    def text(at: int) -> str:
        return " ".join(f"{word}{at}" for word in ("red", "blue", "green", "black", "white", "brown", "grey", "pink"))

    long = [statement(f"tidefall.n{at}", "content", ar=text(at), en=text(at)) for at in range(40)]
    return Engine(replace(town.knowledge, statements={one.id: one for one in (*STATEMENTS, *long)}))


@pytest.mark.parametrize(
    ("text", "most"),
    [("Tidefall Drill", BRIEF), ("tell me about the Tidefall Drill", LONG), ("نبذة عن مناورة تيدفول", LONG)],
)
def test_an_account_is_brief_unless_it_is_asked_for(wordy: Engine, text: str, most: int) -> None:
    reply = asked(wordy, text)
    assert isinstance(reply, Answer)
    size = sum(len(one.text) + 1 for one in reply.sentences) - 1

    assert most - 60 < size <= most


def test_an_account_has_room_for_a_briefing_unless_it_is_told_how_much(wordy: Engine) -> None:
    whole = wordy.brief("tidefall", today=AFTER, lang="en")
    short = wordy.brief("tidefall", today=AFTER, lang="en", most=100)

    assert BRIEF < sum(len(one.text) for one in whole.sentences) <= LONG
    assert sum(len(one.text) for one in short.sentences) <= 100
    assert (whole.entities, whole.score, whole.verdict) == (("tidefall",), 1.0, None)


def test_no_date_and_no_number_is_an_entity_of_an_answer(town: Engine) -> None:
    reply = asked(town, "when did the Zerkon Council meet?")

    assert isinstance(reply, Answer)
    assert set(reply.entities) <= set(town.knowledge.entities)
    assert reply.statements[0].value == "2021-05-03/2021-05-04"


def test_an_answer_names_the_entities_of_what_it_tells(town: Engine) -> None:
    reply = asked(town, "who led the delegation of Norland to the Zerkon Council?")

    assert isinstance(reply, Answer)
    assert reply.entities == ("zerkon-council", "mira-voss", "norland")
    assert 0.5 <= reply.score < 1.0


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("did Norland host the Tidefall Drill?", Verdict.CONFIRMED),
        ("هل استضافت نورلانديا مناورة تيدفول؟", Verdict.CONFIRMED),
        ("who hosted the Tidefall Drill?", None),
    ],
)
def test_a_yes_or_no_is_decided(town: Engine, text: str, verdict: Verdict | None) -> None:
    reply = asked(town, text)

    assert isinstance(reply, Answer)
    assert reply.verdict is verdict


def test_equal_readings_of_a_vague_name_are_choices(town: Engine) -> None:
    reply = asked(town, "what is the post of Lundo?")

    assert isinstance(reply, Ambiguous)
    assert [(one.entity, one.label) for one in reply.choices] == [
        ("tarek-lundo", "Tarek Lundo"),
        ("anna-lundo", "Anna Lundo"),
    ]
    assert reply.choices[1].question == "what is the post of Lundo? (Anna Lundo)"


@pytest.mark.parametrize(
    ("today", "lang", "text"),
    [
        (AFTER, "en", "The Zerkon Council met on 3–4 May 2021."),
        (date(2021, 5, 5), "en", "The Zerkon Council met on 3–4 May 2021."),
        (date(2021, 5, 4), "en", "The Zerkon Council will meet on 3–4 May 2021."),
        (BEFORE, "en", "The Zerkon Council will meet on 3–4 May 2021."),
        (AFTER, "ar", "اجتمع مجلس زركون في 3 و4 مايو 2021."),
    ],
)
def test_a_sentence_has_the_language_asked_for_and_the_tense_of_the_day(
    town: Engine, today: date, lang: str, text: str
) -> None:
    reply = asked(town, "when did the Zerkon Council meet?", today=today, lang=lang)

    assert isinstance(reply, Answer)
    assert reply.sentences[0].text == text


def test_a_caveat_is_told_in_its_language(town: Engine) -> None:
    held = [replace(one, caveat={"ar": "تقريبا", "en": "Roughly."}) if one.id == DATE else one for one in STATEMENTS]
    found = {one.id: town.sentence(one, "ar", AFTER).caveat for one in held}

    assert found[DATE] == "تقريبا"
    assert found[PLACE] is None


def test_the_stems_of_all_that_can_be_told_are_known(town: Engine) -> None:
    assert {text for one in STATEMENTS for text in one.wording.values()} <= set(town.composer.stems)
    assert "The Zerkon Council will meet on 3–4 May 2021." in town.composer.stems
    assert stem("session") in town.composer.stems["This was the ninth session of the Zerkon Council."]


def test_a_calibration_that_is_never_sure_refuses_everything(town: Engine) -> None:
    knowledge = replace(town.knowledge, learned=Learned(Calibration(9.0, -9.0, {}, untaught_bias=-9.0)))
    reply = Engine(knowledge).reply_to("when did the Zerkon Council meet?", today=AFTER)

    assert isinstance(reply, NoAnswer)
    assert reply.score is not None
    assert reply.score < 0.01
