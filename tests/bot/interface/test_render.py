from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.interface.quoting import address_of
from bot.interface.render import Rendered, ReplyStatus, render
from bot.interface.to_json import to_json
from bot.interface.words.bidi import RLM, without_marks
from bot.interface.words.wording import Wordings
from knowledge.dates import DateMention, PartialDate, PartOfMonth
from knowledge.dialogue import (
    ASKS_NOTHING,
    Answer,
    Help,
    NoAnswer,
    Quoted,
    QuotedPassage,
    Reason,
    Reply,
    Topic,
    Verdict,
)
from knowledge.model import Passage
from tests.support.facts import (
    DATE,
    NAMELESS,
    PLACE,
    ambiguous,
    answer,
    knowledge_base,
    listed,
    ordered,
    refusal,
    several,
    told,
)

WORDINGS = Wordings.load()
SHAWWAL = DateMention(span=PartialDate.parse("2024-04-10/2024-05-08"), hijri="شوال 1445", written="شوال 1445")
KEYS = ["id", "status", "lang", "text", "reply", "statements", "entities", "citations", "suggestions"]
KEYS += ["verdict", "sure", "result", "passages", "score", "ms", "parts"]


def every_reply(lang: str) -> list[Reply]:
    return [
        answer(lang, DATE, PLACE),
        answer(lang, PLACE, verdict=Verdict.CONFIRMED),
        listed(lang),
        ordered(lang),
        several(lang),
        ambiguous(lang),
        *(refusal(lang, reason) for reason in Reason),
        *(refusal(lang, reason, "2023", "<x>") for reason in Reason),
        *(Help(lang, topic, ("Where?",)) for topic in Topic),
    ]


EVERY_REPLY = [*every_reply("ar"), *every_reply("en")]


def rendered(reply: Reply) -> Rendered:
    return render(reply, knowledge_base(), WORDINGS.speak(reply.lang))


def test_text_is_the_statements_alone_the_one_that_answers_first() -> None:
    assert rendered(answer("en", DATE, PLACE)).text == (
        "The meeting was announced for 25 April 2024.\nThe meeting's place is Astana."
    )


def test_a_reply_has_notes_under_their_sentences_and_its_documents_in_the_last_line() -> None:
    twice = replace(DATE, id="meeting.again")
    lines = without_marks(rendered(answer("en", DATE, twice, PLACE)).reply).splitlines()

    assert [line.partition(" ")[0] for line in lines] == ["The", "The", "Note:", "", "The", "", "Sources:"]
    assert lines[-1] == "Sources: “سيعقد الاجتماع في أستانا. ويستمر يومين” and “Storm & <b>Calm</b>”"


def test_a_few_sentences_are_one_paragraph_and_more_are_read_one_by_one() -> None:
    others = [replace(PLACE, id=f"meeting.{n}") for n in range(3)]

    assert "\n\n" not in rendered(answer("en", *others[:2])).page.plain.partition("\n\nSource")[0]
    assert rendered(answer("en", *others)).page.plain.partition("\n\nSource")[0].count("\n\n") == 2
    assert rendered(answer("en", *others)).text.count("\n") == 2


@pytest.mark.parametrize(("lang", "yes"), [("ar", "نعم. مكان"), ("en", "Yes. The")])
def test_a_confirmation_says_yes_before_its_statement(lang: str, yes: str) -> None:
    shown = rendered(answer(lang, PLACE, verdict=Verdict.CONFIRMED))

    assert shown.text.startswith(yes)
    assert shown.reply.startswith(yes)


def test_the_nearest_statement_of_a_refusal_comes_with_its_source() -> None:
    shown = rendered(replace(refusal("en", Reason.DATE), dates=(DateMention(2023),), nearest=told(DATE, "en")))

    assert shown.text == "I have nothing on 2023.\nWhat I do have:\nThe meeting was announced for 25 April 2024."
    assert "Note: يوم واحد فقط.\n\nSource: “سيعقد" in without_marks(shown.reply)
    assert [sentence.statement.id for sentence in shown.told] == ["meeting.date"]


@pytest.mark.parametrize(
    ("mention", "ar", "en"),
    [
        (DateMention(2025, 10), "أكتوبر 2025", "October 2025"),
        (DateMention(2023), "2023", "2023"),
        (DateMention(None, 5), "مايو", "May"),
        (DateMention(2024, 5, (1, 2)), "1 و2 مايو 2024", "1 and 2 May 2024"),
        (SHAWWAL, "شوال 1445 (10 أبريل 2024 – 8 مايو 2024)", "شوال 1445 (10 April 2024 – 8 May 2024)"),
        (DateMention(2024, 4, part=PartOfMonth.EARLY, written="early April"), "early April", "early April"),
    ],
)
def test_a_date_that_was_asked_for_is_told_in_words(mention: DateMention, ar: str, en: str) -> None:
    for lang, text in (("ar", ar), ("en", en)):
        shown = rendered(replace(refusal(lang, Reason.DATE), dates=(mention,)))
        assert f"{text}." in shown.text


def test_what_a_hijri_date_means_is_said_once() -> None:
    asked = replace(answer("en", DATE), converted=(SHAWWAL,))
    refused = replace(refusal("en", Reason.DATE), dates=(SHAWWAL,), converted=(SHAWWAL,))

    for reply in (asked, refused):
        assert without_marks(rendered(reply).reply).count("شوال 1445 (10 April 2024 – 8 May 2024)") == 1
    assert "1445" not in rendered(asked).text


def test_no_second_and_is_put_before_one_that_was_typed() -> None:
    shown = rendered(refusal("ar", Reason.WORDS, "زحل", "والمشتري", "وأورانوس")).text

    assert "وو" not in shown
    assert "زحل، والمشتري، وأورانوس" in shown


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("reason", [reason for reason in Reason if reason is not Reason.PROPERTY])
def test_a_refusal_names_what_is_missing_in_the_words_of_the_reader(lang: str, reason: Reason) -> None:
    named = rendered(refusal(lang, reason, "2023", "القمر")).text
    bare = rendered(refusal(lang, reason)).text

    assert ("2023" in named and "القمر" in named) == (reason not in {Reason.NOTHING, *ASKS_NOTHING})
    assert "2023" not in bare


def test_a_refused_property_names_the_subject() -> None:
    assert rendered(refusal("en", Reason.PROPERTY, "colour")).text == "My sources do not say this about Astana meeting."
    assert rendered(NoAnswer("en", Reason.PROPERTY)).text == "My sources do not say this."


def test_a_long_question_is_not_repeated_at_length() -> None:
    shown = rendered(refusal("en", Reason.WORDS, *["x" * 10_000] * 50))

    assert len(shown.text) < 300


QUOTE = QuotedPassage(
    Passage("nameless#1", NAMELESS.id, 0, "سيعقد الاجتماع يوم الأحد في أستانا."),
    replace(NAMELESS, title="<b>", publisher="وكالة", url="https://a.example/<1>"),
    (0, 35),
    0,
    (("يوم الأحد", PartialDate.parse("2024-04-28")),),
    (replace(NAMELESS, id="copy", publisher="صحيفة"),),
)


def test_words_that_are_only_near_stand_below_and_are_no_part_of_the_text() -> None:
    shown = rendered(replace(refusal("en"), quotes=(QUOTE,), unsaid=("Aktau",)))

    assert shown.status is ReplyStatus.UNKNOWN
    assert without_marks(shown.text) == "Nothing I have says this about Aktau."
    assert "Nearest in uncurated documents:\n\nسيعقد" in without_marks(shown.reply)
    assert QUOTE.passage.text not in shown.text
    assert shown.told == ()


def test_quoted_words_stand_first_and_whose_they_are_below() -> None:
    shown = rendered(Quoted("en", (QUOTE,), 0.9))

    assert (shown.status, shown.text) == (ReplyStatus.QUOTED, QUOTE.passage.text)
    assert without_marks(shown.reply).splitlines() == [
        "سيعقد الاجتماع يوم الأحد في أستانا.",
        "Uncurated, from وكالة, “<b>” (in Arabic)",
        "“يوم الأحد” is 28 April 2024",
        "The same text: صحيفة",
        "https://a.example/<1>",
    ]
    assert shown.page.html.startswith("<blockquote>")
    assert "&lt;b&gt;" in shown.page.html
    assert "<1>" not in shown.page.html


@pytest.mark.parametrize("url", [None, "javascript:alert(1)", "https://a b", "ftp://a", "https://" + "a" * 300])
def test_only_addresses_that_open_are_shown(url: str | None) -> None:
    assert address_of(url) == ""


def test_suggestions_are_listed_below() -> None:
    shown = rendered(replace(refusal("ar"), suggestions=("متى؟", "أين؟")))

    assert without_marks(shown.reply).endswith("يمكنك أن تسأل:\n• متى؟\n• أين؟")
    assert "متى" not in shown.text


def test_choices_are_the_text_of_an_ambiguous_question() -> None:
    assert rendered(ambiguous("en")).text == "Which one do you mean?\n• Astana meeting\n• Talks"


def test_help_says_what_is_there_to_ask() -> None:
    assert "2 statements from 2 documents" in rendered(Help("en", Topic.HELP)).text
    assert "معلومتين من وثيقتين" in rendered(Help("ar", Topic.GREETING)).text
    assert rendered(Help("en", Topic.THANKS, ("Where?",))).reply == "You are welcome."


@pytest.mark.parametrize("reply", EVERY_REPLY)
def test_every_reply_is_short_and_without_marks_in_its_text(reply: Reply) -> None:
    shown = rendered(reply)

    assert 0 < len(shown.text) <= 600
    assert without_marks(shown.text) == shown.text
    assert without_marks(shown.reply).startswith(shown.text.splitlines()[0])


@pytest.mark.parametrize("reply", EVERY_REPLY)
def test_every_arabic_paragraph_begins_in_arabic_or_with_a_mark(reply: Reply) -> None:
    if reply.lang == "ar":
        for line in filter(None, rendered(reply).reply.splitlines()):
            assert line[0] == RLM or "\u0621" <= line[0] <= "\u064a", line


@pytest.mark.parametrize("reply", EVERY_REPLY)
def test_every_isolate_is_closed(reply: Reply) -> None:
    for line in rendered(reply).reply.splitlines():
        assert line.count("\u2068") == line.count("\u2069")


@pytest.mark.parametrize("reply", EVERY_REPLY)
def test_html_of_strangers_is_escaped(reply: Reply) -> None:
    html = rendered(reply).page.html

    assert "<x>" not in html
    assert "<b>" not in html


def test_json_of_an_answer_is_complete() -> None:
    reply = answer("en", DATE, PLACE)
    shown = rendered(reply)

    assert to_json(reply, shown, id_="7", ms=1.23456) == {
        "id": "7",
        "status": "answer",
        "lang": "en",
        "text": shown.text,
        "reply": shown.reply,
        "statements": ["meeting.date", "meeting.place"],
        "entities": ["meeting"],
        "citations": [
            {"source": "nameless", "quote": "سيعقد الاج", "start": 0},
            {"source": "titled", "quote": "Storm & <b", "start": 0},
        ],
        "suggestions": [],
        "verdict": None,
        "sure": True,
        "result": None,
        "passages": [],
        "score": 0.9,
        "ms": 1.235,
        "parts": None,
    }


@pytest.mark.parametrize(
    ("reply", "status", "score"),
    [
        (answer(), ReplyStatus.ANSWER, 0.9),
        (ambiguous(), ReplyStatus.AMBIGUOUS, 0.5),
        (refusal(), ReplyStatus.UNKNOWN, 0.1),
        (Help("en", Topic.HELP), ReplyStatus.HELP, None),
    ],
)
def test_json_has_the_same_keys_for_every_reply(reply: Reply, status: ReplyStatus, score: float | None) -> None:
    found = to_json(reply, rendered(reply), id_=None, ms=0)

    assert list(found) == KEYS
    assert (found["status"], found["score"], found["id"]) == (status.value, score, None)
    assert json.loads(json.dumps(found)) == found


def test_json_of_what_was_worked_out_names_the_statements_of_each_line() -> None:
    found = to_json(listed(), rendered(listed()), id_=None, ms=0)

    assert found["result"] == {
        "kind": "list",
        "over": "entities",
        "count": 2,
        "items": [
            {"id": "meeting", "statements": ["meeting.date"]},
            {"id": "talks", "statements": ["meeting.place"]},
        ],
    }


def test_several_questions_are_as_good_as_the_worst_and_each_has_the_same_keys() -> None:
    found = to_json(several(), rendered(several()), id_="7", ms=1)

    assert (found["status"], found["id"], found["statements"]) == ("unknown", "7", ["meeting.place"])
    assert [list(part) for part in found["parts"]] == [KEYS, KEYS]
    assert [part["status"] for part in found["parts"]] == ["answer", "unknown"]
    assert found["text"] == "The meeting's place is Astana.\nI have no answer to “Who pays?”."


def test_of_several_questions_each_answer_keeps_what_another_source_claims_and_no_more() -> None:
    other = replace(DATE, id="meeting.other-date", wording={"ar": "غدًا.", "en": "It is tomorrow."})
    date = replace(DATE, contradicts=(other.id,))
    shown = rendered(several("en", answer("en", PLACE, DATE), answer("en", date, other, PLACE)))

    assert shown.text.splitlines() == [one.wording["en"] for one in (PLACE, DATE, other)]


@pytest.mark.parametrize("whole", [listed("en"), several("en", listed("en"), refusal("en"))])
def test_what_was_worked_out_keeps_the_notes_of_the_statements_that_it_shows(whole: Reply) -> None:
    assert "يوم واحد" in rendered(whole).reply


@pytest.mark.parametrize("of", ["meeting", "document"])
def test_a_note_stands_nowhere_without_its_statement(of: str) -> None:
    reply = listed("en")
    assert reply.result
    names = replace(reply, result=replace(reply.result, of=of))
    for whole in (names, several("en", names, refusal("en"))):
        shown = rendered(whole)
        assert ("25 April 2024" in shown.text, "يوم واحد" in shown.reply) == (of == "meeting",) * 2
        assert shown.reply.count("Sources: ") == 1


@pytest.mark.parametrize(
    ("reply", "first"),
    [
        (listed("en"), "Two meetings are named in my sources: Astana meeting and Talks."),
        (listed("ar"), "في مصادري اجتماعان: اجتماع أستانا ومحادثات."),
        (ordered("en"), "One event in the order in which my sources place them:"),
    ],
)
def test_the_first_line_of_what_was_worked_out_is_the_answer(reply: Reply, first: str) -> None:
    assert rendered(reply).text.splitlines()[0] == first


def test_json_of_a_choice_holds_the_entities_and_the_questions_to_ask_instead() -> None:
    found = to_json(ambiguous(), rendered(ambiguous()), id_=None, ms=0)

    assert (found["entities"], found["suggestions"]) == (["meeting", "talks"], ["Astana meeting?", "Talks?"])
    assert found["statements"] == found["citations"] == []


def test_a_caveat_told_twice_stands_once() -> None:
    twice = replace(DATE, id="meeting.again")

    assert rendered(answer("ar", DATE, twice)).reply.count("يوم واحد") == 1


def test_an_answer_keeps_every_sentence_the_engine_chose() -> None:
    reply = Answer("en", tuple(told(PLACE, "en") for _ in range(20)), (), 1.0)

    assert rendered(reply).text.count("Astana") == 20
