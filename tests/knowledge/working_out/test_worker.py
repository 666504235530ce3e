"""What no statement says alone: truth tables over the shipped facts, in every language in which it can be asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.answering.engine import Engine
from knowledge.answering.trace import Route
from knowledge.dialogue import Answer, Conversation, Heading, NoAnswer, Reason, Result, ResultKind, Several, Verdict
from knowledge.learning.newcomers import read_newcomer
from knowledge.model import Modality

TODAY = date(2026, 11, 21)
NEWCOMERS = Path(__file__).parents[2] / "golden" / "newcomers" / "tuning"
SESSION, MEETING, EXERCISE = "sco-security-council-secretaries-19", "sco-defence-ministers-2024", "cyber-exercise-2025"
PEOPLE = ["giridhar-aramane", "ajit-doval"]
STATES = ["india", "kazakhstan", "kyrgyzstan", "tajikistan", "turkmenistan", "uzbekistan", "afghanistan"]
GROUPS = ["al-qaeda", "isis", "jaish-e-mohammed", "lashkar-e-taiba"]


def result(engine: Engine, question: str) -> Result:
    reply = engine.reply_to(question, today=TODAY)
    assert isinstance(reply, Answer), reply
    assert reply.result is not None
    return reply.result


@pytest.mark.parametrize(
    ("question", "kind", "ids"),
    [
        ("Which people do you know about?", "list", PEOPLE),
        ("who's who in the documents?", "list", PEOPLE),
        ("مين الأسماء اللي عندك؟", "list", PEOPLE),
        ("من هم الأشخاص المذكورون في الوثائق؟", "list", PEOPLE),
        ("Кто упоминается в документах?", "list", PEOPLE),
        ("meen el nas elly mazkoureen?", "list", PEOPLE),
        ("how many terrorist groups are listed?", "count", GROUPS),
        ("Which terrorist groups do you know about?", "list", GROUPS),
        ("شو الجماعات الإرهابية اللي بتعرفها؟", "list", GROUPS),
        ("Какие террористические группировки названы?", "list", GROUPS),
        ("ما الدول المذكورة في الوثائق؟", "list", STATES),
        ("كم دولة مذكورة؟", "count", STATES),
        ("kam dawla mazkoura?", "count", STATES),
        ("Сколько стран упомянуто?", "count", STATES),
        ("giv me all meetngs and excercises you know abuot", "list", ["bilateral-talks-astana", MEETING, SESSION]),
        ("ما المناصب المذكورة؟", "list", ["defence-minister-india", "defence-secretary-india"]),
        ("corridors, transport agreements – full list", "list", ["ashgabat-agreement", "instc"]),
        ("which documents do you have?", "list", ["sco-astana", "central-asia-defence"]),
        ("اذكر كل الدول", "list", STATES),
        ("كم عدد الدول وما هي؟", "count", STATES),
        ("ما الجماعات الأربع؟", "list", GROUPS),
        ("ما الدول الخمس؟", "list", STATES[1:-1]),
        ("ما هي دول آسيا الوسطى؟", "list", STATES[1:-1]),
        ("which are the states of Central Asia?", "list", STATES[1:-1]),
        ("name the Central Asian republics", "list", STATES[1:-1]),
        ("How many meetings?", "count", ["bilateral-talks-astana", MEETING, SESSION]),
        ("كم عدد الاجتماعات؟", "count", ["bilateral-talks-astana", MEETING, SESSION]),
        ("قديش في اجتماعات", "count", ["bilateral-talks-astana", MEETING, SESSION]),
        ("Сколько встреч?", "count", ["bilateral-talks-astana", MEETING, SESSION]),
        ("how many people", "count", PEOPLE),
        ("كم دولة؟", "count", STATES),
        ("how many documents?", "count", ["sco-astana", "central-asia-defence"]),
        ("Who are the Indian officials?", "list", PEOPLE),
        ("من هم المسؤولون الهنود؟", "list", PEOPLE),
    ],
)
def test_a_class_is_listed_and_counted_over_what_the_sources_name(
    engine: Engine, question: str, kind: str, ids: list[str]
) -> None:
    found = result(engine, question)

    assert (found.kind.value, found.over.value) == (kind, "entities")
    assert [item.id for item in found.items][: len(ids)] == ids
    assert found.count == len(found.items)


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("ما الاجتماعات التي عُقدت في أستانا؟", {MEETING, SESSION}),
        ("how many meetings were held in Astana?", {MEETING, SESSION}),
        ("Какие встречи прошли в Астане?", {MEETING, SESSION}),
        ("ايه الاجتماعات اللي حصلت في استانا؟", {MEETING, SESSION}),
        ("kam gomhoreya men asia el wosta mazkoura?", set(STATES[1:-1])),
        ("كام جماعة إرهابية اتسمّت في كلام دوفال؟", set(GROUPS)),
        ("كم منطقة يصل بها ممر الشمال والجنوب آسيا الوسطى؟", {"south-asia", "middle-east", "europe"}),
        (
            "how many shared challenges is the SCO said to deal with?",
            {"terrorism", "extremism", "regional-instability"},
        ),
    ],
)
def test_a_class_is_restricted_to_what_one_statement_connects_with_the_question(
    engine: Engine, question: str, ids: set[str]
) -> None:
    found = result(engine, question)

    assert {item.id for item in found.items} == ids
    assert found.count == len(ids)


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("list the events in chronological order", [SESSION, MEETING, EXERCISE]),
        ("give me a timeline", [SESSION, MEETING, EXERCISE]),
        ("خط زمني للأحداث", [SESSION, MEETING, EXERCISE]),
        ("رتّب لي الأحداث من الأقدم إلى الأحدث", [SESSION, MEETING, EXERCISE]),
        ("ratebli el a7das 7asab el tare5", [SESSION, MEETING, EXERCISE]),
        ("Составь хронологию событий", [SESSION, MEETING, EXERCISE]),
        ("SCO meetings Astana chronology", [SESSION, MEETING]),
        ("what is the most recent event?", [EXERCISE]),
        ("ما آخر حدث في مصادرك؟", [EXERCISE]),
        ("what is the last meeting?", [MEETING]),
        ("what happened in 2025?", [EXERCISE]),
        ("شو صار بنوفمبر ٢٠٢٥؟", [EXERCISE]),
        ("Что произошло в ноябре 2025 года?", [EXERCISE]),
        ("everything about April 2024", [SESSION, MEETING]),
        ("November 2025", [EXERCISE]),
        ("events in 2025?", [EXERCISE]),
        ("meetings in April 2024", [SESSION, MEETING]),
        ("what took place on 25 April 2024?", [MEETING]),
        ("Which was first, the secretaries' session or the defence ministers' meeting?", [SESSION, MEETING]),
        ("أيهما أسبق: مناورة الأمن السيبراني أم اجتماع وزراء الدفاع؟", [MEETING, EXERCISE]),
        ("Что было раньше: учения или встреча министров обороны?", [MEETING, EXERCISE]),
        ("ماذا جرى بعد اجتماع وزراء الدفاع؟", [EXERCISE]),
        ("ما الذي حدث قبل المناورة؟", [MEETING]),
        ("And after the Astana talks, what's the following dated event?", [EXERCISE]),
        ("what came after the SCO defence ministers' meeting?", [EXERCISE]),
        ("مين إجا قبل، اجتماع أمناء مجلس الأمن ولا المناورة السيبرانية؟", [SESSION, EXERCISE]),
        ("what happened before 2025?", [SESSION, MEETING]),
        ("ماذا حدث بعد 2024؟", [EXERCISE]),
        ("what happened since April 2024?", [SESSION, MEETING, EXERCISE]),
        ("ماذا حدث حتى نهاية 2024؟", [SESSION, MEETING]),
        ("what happened before 25 April 2024?", [SESSION]),
        ("what happened between March and May 2024?", [SESSION, MEETING]),
        ("what happened from 26 April to 5 May 2024?", [MEETING]),
        ("what happened in late April 2024?", [MEETING]),
        ("ماذا يعقد في الخامس والعشرين من أبريل ٢٠٢٤؟", [MEETING]),
        ("on Thursday 25 April 2024 what is held?", [MEETING]),
        ("25 أبريل 2024؟", [MEETING]),
        ("in 2025?", [EXERCISE]),
        ("ما الذي عقد في 16 شوال 1445 هـ؟", [MEETING]),
        ("хронология событий Индия ШОС Центральная Азия даты", [SESSION, MEETING, EXERCISE]),
        ("Sequence of events for Doval, Aramane, dates please", [SESSION, MEETING]),
        ("Составь хронологию: Астана, учения, по датам", [SESSION, MEETING, EXERCISE]),
        ("2024-04: what went on at the SCO?", [SESSION, MEETING]),
        ("شو صار بأستانا بنيسان 2024؟", [SESSION, MEETING]),
        ("что проходило в Астане в апреле 2024 года?", [SESSION, MEETING]),
        ("Nov 2025, India: what took place?", [EXERCISE]),
        ("Give me all events in the order they happened.", [SESSION, MEETING, EXERCISE]),
        ("What's the earliest event you know of?", [SESSION]),
        ("ما أول حدث؟", [SESSION]),
        ("awel egtema3 eh", [SESSION]),
        ("When was the first of the two meetings?", [SESSION]),
        ("Какое событие самое раннее?", [SESSION]),
        ("what was the oldest event of 2025?", [EXERCISE]),
        ("which meeting was the first?", [SESSION]),
    ],
)
def test_events_stand_in_the_order_that_statements_tell(engine: Engine, question: str, ids: list[str]) -> None:
    found = result(engine, question)

    assert found.kind.value == "order"
    assert [item.id for item in found.items] == ids


def test_each_line_names_its_statements_and_an_announced_event_is_told_as_announced(engine: Engine) -> None:
    reply = engine.reply_to("give me a timeline", today=TODAY)

    assert isinstance(reply, Answer)
    assert reply.result is not None
    assert [item.statements for item in reply.result.items] == [(one.id,) for one in reply.statements]
    moods = {one.subject: one.modality for one in reply.statements}
    assert (moods[MEETING], moods[EXERCISE]) == (Modality.ANNOUNCED, Modality.STATED)
    assert reply.result.undated == ("bilateral-talks-astana", "counter-terrorism-dialogues")


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("How do the roles of Aramane and Doval differ?", ("giridhar-aramane", "ajit-doval")),
        ("ما الفرق بين دوفال وأرامان؟", ("ajit-doval", "giridhar-aramane")),
        ("ما الفرق بين اجتماعي أستانا؟", (MEETING, SESSION)),
        ("دوفال وأرامان، شنو اللي يجمعهم؟", ("ajit-doval", "giridhar-aramane")),
        ("В чём разница между Довалом и Арамане?", ("ajit-doval", "giridhar-aramane")),
        ("How do the two Astana meetings differ?", (MEETING, SESSION)),
        ("ما الفرق بين الاجتماعين في أستانا؟", (SESSION, MEETING)),
        ("sho el fare2 bein el egtema3ein", (SESSION, MEETING)),
    ],
)
def test_two_things_are_compared_by_what_statements_say_of_both(
    engine: Engine, question: str, names: tuple[str, ...]
) -> None:
    found = result(engine, question)

    assert found.kind.value == "comparison"
    assert found.names == names


@pytest.mark.parametrize(
    "question",
    [
        "is the INSTC mentioned?",
        "هل وردت أفغانستان في الوثائق؟",
        "fi 7aga 3an afghanistan?",
        "Упоминается ли Афганистан?",
    ],
)
def test_what_is_named_is_confirmed_with_the_statements_that_name_it(engine: Engine, question: str) -> None:
    reply = engine.reply_to(question, today=TODAY)

    assert isinstance(reply, Answer)
    assert reply.verdict is Verdict.CONFIRMED
    assert reply.result is not None
    assert (reply.result.kind.value, reply.result.over.value) == ("mention", "statements")
    assert reply.result.count >= len(reply.sentences) > 0


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("Is Rajnath Singh mentioned?", "Rajnath Singh"),
        ("هل ذُكرت باكستان؟", "باكستان"),
        ("Упоминается ли Путин?", "Путин"),
        ("List the women mentioned", "women"),
        ("ما السفن المذكورة؟", "السفن"),
    ],
)
def test_what_is_named_nowhere_is_refused_by_its_name(engine: Engine, question: str, missing: str) -> None:
    reply = engine.reply_to(question, today=TODAY)

    assert isinstance(reply, NoAnswer)
    assert missing in reply.missing
    assert reply.result is not None
    assert (reply.result.count, reply.result.items) == (0, ())


@pytest.mark.parametrize(
    "question",
    [
        "List the treaties India has signed with China.",
        "Which women hold senior posts in the delegations? Names, please.",
        "منو رؤساء الدول اللي حضروا؟ أبي أساميهم",
        "Перечисли столицы пяти республик",
        "what is the last place of Central Asia?",
        "How does the SCO compare with NATO in budget?",
        "قارنلي بين ممر الشمال والجنوب ومبادرة الحزام والطريق",
        "Which was earlier: the signing of the Ashgabat agreement or India's accession to the SCO?",
        "ماذا حدث في عام 2023؟",
        "فيه أحداث مسجلة بشهر ١٠ سنة ٢٠٢٥؟",
        "what happened on 31 February 2024?",
        "when's the next edition of the cyber drill?",
        "How many full members does the SCO have?",
        "How many soldiers are named?",
        "kam rateb aramane?",
        "compare Doval with Doval",
        "كم يوم استمرت مناورة الأمن السيبراني؟",
        "How many days did Doval stay in Astana?",
        "What happened in Tashkent in April 2024?",
        "ماذا جرى في أستانا في مايو 2024؟",
        "أحصِ المناورات العسكرية التي أجرتها الهند مع قيرغيزستان",
        "أسامي المسؤولين اللي أرامان هيقعد معاهم على انفراد",
        "Name the cybersecurity agencies that each republic sent to the drill",
        "Was it the first meeting?",
        "Who was the first person to speak?",
        "ما أول دولة؟",
        "Name the Kazakh officials",
        "What is the difference between the two exercises?",
        "What is the third document about?",
    ],
)
def test_a_question_that_is_not_all_understood_is_not_worked_out(engine: Engine, question: str) -> None:
    assert not isinstance(engine.reply_to(question, today=TODAY), Answer | Several)


@pytest.mark.parametrize(
    ("question", "at_least"),
    [
        ("كل ما قاله دوفال", 6),
        ("Everything Doval raised in Astana, please", 6),
        ("Всё, что сказал Довал", 6),
        ("أوردْ جميع ما نُقل عن أجيت دوفال من مواقف", 6),
        ("Everything attributed to Ajit Doval", 6),
    ],
)
def test_everything_that_somebody_said_is_told(engine: Engine, question: str, at_least: int) -> None:
    reply = engine.reply_to(question, today=TODAY)

    assert isinstance(reply, Answer)
    assert reply.result is not None
    assert reply.result.count >= at_least
    assert {one.said_by for one in reply.statements} == {"ajit-doval"}


@pytest.mark.parametrize(
    "question",
    [
        "tl;dr of everything you've got",
        "لخص الوثيقتين",
        "la5asli el wasi2a",
        "ما الجديد؟",
        "what's new?",
        "Что нового?",
        "What does the document say?",
        "What are the documents about?",
        "عن ماذا تتحدث الوثيقة؟",
        "عم تتحدث وثائقك؟",
        "3an eh el wathi2a",
        "О чём документ?",
    ],
)
def test_a_digest_leaves_no_document_out(engine: Engine, question: str) -> None:
    reply = engine.reply_to(question, today=TODAY)

    assert isinstance(reply, Answer)
    assert reply.result is not None
    assert reply.result.kind.value == "digest"
    assert {citation.source for one in reply.statements for citation in one.citations} == set(engine.knowledge.sources)


@pytest.mark.parametrize(
    "question",
    [
        "What is the second document about?",
        "لخص الوثيقة الثانية",
        "ما مضمون الوثيقة التانية؟",
        "О чём второй документ?",
    ],
)
def test_a_digest_is_of_the_one_document_whose_place_is_said(engine: Engine, question: str) -> None:
    reply = engine.reply_to(question, today=TODAY)

    assert isinstance(reply, Answer)
    assert {citation.source for one in reply.statements for citation in one.citations} == {DOCUMENTS[1]}


@pytest.mark.parametrize("question", ["نبذة عن الإرهاب", "ما الجديد؟", "give me a timeline"])
def test_what_stands_on_its_own_takes_nothing_from_the_conversation(engine: Engine, question: str) -> None:
    alone = engine.reply_to(question, today=TODAY)
    after = engine.reply_to(question, today=TODAY, conversation=Conversation((MEETING,)))

    assert isinstance(alone, Answer)
    assert alone == after


@pytest.mark.parametrize(
    "question",
    [
        "كم يوم بيستمر اجتماع وزراء الدفاع؟",
        "Сколько дней отведено министрам обороны?",
        "مدة اجتماع أستانا؟",
    ],
)
def test_how_long_is_counted_from_the_dates(engine: Engine, question: str) -> None:
    found = result(engine, question)

    assert (found.kind.value, found.count, found.items[0].id) == ("count", 2, MEETING)


@pytest.mark.parametrize(
    "question", ["how long is the meeting?", "how many days does the meeting last", "كم يوم الاجتماع"]
)
def test_how_long_is_counted_of_the_only_one_whose_name_has_the_word(engine: Engine, question: str) -> None:
    assert (result(engine, question).heading, result(engine, question).items[0].id) == (Heading.DAYS, MEETING)


@pytest.mark.parametrize(
    "question", ["how long are the talks?", "how long is the session?", "how long was the exercise?"]
)
def test_how_long_something_else_is_stays_untold(engine: Engine, question: str) -> None:
    assert isinstance(engine.reply_to(question, today=TODAY), NoAnswer)


def test_a_number_that_a_statement_says_is_told_rather_than_counted(engine: Engine) -> None:
    reply = engine.reply_to("how many republics?", today=TODAY)

    assert isinstance(reply, Answer)
    assert (reply.statements[0].id, reply.result) == ("central-asia.members", None)


@pytest.mark.parametrize(
    "question",
    [
        "list all " + ", ".join(["Doval", "Aramane", "India", "Kazakhstan", "Astana"] * 8),
        "when is the meeting and where is it and who leads it and why is it held and what is new and who is Doval",
        "compare Doval with Doval and Doval and Doval",
        "ومين " * 100,
        "1) who 2) who 3) who 4) who 5) who 6) who 7) who 8) who?",
        "what happened on 31.02.2024, 45/13/2024 and 00.00.0000?",
        "\n" * 50 + "?" * 50,
    ],
)
def test_hostile_questions_have_a_reply(engine: Engine, question: str) -> None:
    answered = engine.answered(question, today=TODAY)

    assert isinstance(answered.trace.route, Route)


DOCUMENTS, BOTH = ["sco-astana", "central-asia-defence"], ["india", "defence-cooperation", "terrorism"]


@pytest.mark.parametrize(
    ("question", "heading", "ids", "names"),
    [
        ("What is the difference between the two documents?", Heading.DOCUMENTS, DOCUMENTS, BOTH),
        ("ما الفرق بين الوثيقتين؟", Heading.DOCUMENTS, DOCUMENTS, BOTH),
        ("what do the two documents have in common?", Heading.COMMON, BOTH, DOCUMENTS),
        ("ما المشترك بين الوثيقتين؟", Heading.COMMON, BOTH, DOCUMENTS),
    ],
)
def test_two_documents_differ_in_what_each_is_about_and_share_what_both_deal_with(
    engine: Engine, question: str, heading: Heading, ids: list[str], names: list[str]
) -> None:
    found = result(engine, question)

    assert (found.kind, found.heading) == (ResultKind.COMPARISON, heading)
    assert [item.id for item in found.items][: len(ids)] == ids
    assert list(found.names)[: len(names)] == names
    assert set(found.names).isdisjoint(item.id for item in found.items)


@pytest.mark.parametrize(
    ("question", "about", "ids"),
    [
        ("كم عددها؟", tuple(GROUPS), GROUPS),
        ("how many are they?", tuple(STATES), STATES),
        ("which came first?", (EXERCISE, SESSION), [SESSION, EXERCISE]),
    ],
)
def test_what_is_asked_of_several_things_is_worked_out_over_those_that_were_spoken_of(
    engine: Engine, question: str, about: tuple[str, ...], ids: list[str]
) -> None:
    reply = engine.reply_to(question, today=TODAY, conversation=Conversation(about))

    assert isinstance(reply, Answer) and reply.result
    assert [item.id for item in reply.result.items] == ids


@pytest.mark.parametrize(
    "question",
    ["compare the SCO with the SCO", "ما الفرق بين دوفال ودوفال؟", "which was first, the INSTC or the INSTC?"],
)
def test_one_thing_beside_itself_is_said_to_be_one(engine: Engine, question: str) -> None:
    reply = engine.reply_to(question, today=TODAY)

    assert isinstance(reply, NoAnswer)
    assert reply.reason is Reason.SAME


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("what does the document say about drug smuggling?", "drug-smuggling"),
        ("ماذا تقول الوثيقة عن تهريب المخدرات؟", "drug-smuggling"),
        ("ما المشترك بين كازاخستان وأوزبكستان؟", "kazakhstan"),
    ],
)
def test_of_what_no_single_statement_answers_those_that_name_it_are_told(
    engine: Engine, question: str, named: str
) -> None:
    reply = engine.reply_to(question, today=TODAY)

    assert isinstance(reply, Answer) and reply.result
    assert all(named in engine.worker.facts.named[one.id] for one in reply.statements)


def test_what_somebody_said_is_told_in_short_and_counted_whole(engine: Engine) -> None:
    reply = engine.reply_to("what did the National Security Adviser say?", today=TODAY)

    assert isinstance(reply, Answer) and reply.result
    assert reply.result.heading is Heading.SAID
    assert len(reply.statements) < reply.result.count


@pytest.fixture(scope="module")
def summit() -> Engine:
    """A document in which each participant has a statement."""
    return read_newcomer(NEWCOMERS / "summit")[0]


TOOK_PART = {"mahmoud-abbas", "abdullah-ii", "bashar-al-assad", "ebrahim-raisi", "mohammed-bin-salman"}


@pytest.mark.parametrize(
    "question",
    [
        "Who attended the summit?",
        "Which people attended the Riyadh summit?",
        "من حضر القمة؟ اذكرهم جميعًا",
        "List the participants of the summit",
        "Кто участвовал в саммите?",
    ],
)
def test_who_took_part_is_all_of_whom_a_statement_each_tells_it(summit: Engine, question: str) -> None:
    found = result(summit, question)

    assert (found.kind, found.heading, found.of) == (ResultKind.LIST, Heading.MATCHING, "person")
    assert {item.id for item in found.items} >= TOOK_PART


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("How many people attended the summit?", "those who are told of are no number of those who came"),
        ("Who attended the summit for Kuwait?", "only one did that"),
        ("Who attended the 33rd Arab summit?", "nothing tells of that"),
        ("Did King Abdullah attend the summit?", "yes or no is asked"),
        ("Which states took part in the summit?", "no statement each names a state"),
    ],
)
def test_who_took_part_is_not_listed_where_something_else_is_asked(summit: Engine, question: str, why: str) -> None:
    reply = summit.reply_to(question, today=TODAY)

    assert getattr(reply, "result", None) is None, why


def test_officials_are_of_the_country_that_their_own_words_name(summit: Engine) -> None:
    found = result(summit, "Who are the Egyptian officials?")

    assert [item.id for item in found.items] == ["abdel-fattah-el-sisi"]
