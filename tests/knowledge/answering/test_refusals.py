"""Three steps of an answer, refusals that name what is not known, claims that disagree, and what follows what."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.answering.engine import Engine
from knowledge.dates import DateMention
from knowledge.dialogue import (
    NEW_CONVERSATION,
    Ambiguous,
    Answer,
    Conversation,
    NoAnswer,
    Reason,
    Reply,
    Several,
    Verdict,
)

TODAY = date(2026, 11, 21)
MINISTER, SECRETARY = "bilateral-talks-astana.talks-minister", "bilateral-talks-astana.talks-secretary"


def asked(engine: Engine, question: str, conversation: Conversation = NEW_CONVERSATION) -> Reply:
    return engine.reply_to(question, today=TODAY, conversation=conversation)


def told(reply: Reply) -> list[str]:
    assert isinstance(reply, Answer), reply
    return [statement.id for statement in reply.statements]


def refused(reply: Reply) -> NoAnswer:
    assert isinstance(reply, NoAnswer), reply
    return reply


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        ("قديش عدد دول آسيا الوسطى", "central-asia.members"),
        ("كم مرة يُعقد الاجتماع؟", "sco-defence-ministers-2024.frequency"),
        ("ليش مهمة افغانستان", "afghanistan.proximity"),
    ],
)
def test_what_gives_just_what_is_asked_is_told(engine: Engine, question: str, statement: str) -> None:
    assert told(asked(engine, question))[0] == statement


@pytest.mark.parametrize(
    "question",
    [
        "يا جماعة متى الاجتماع؟",
        "كام مرة بيتعمل الاجتماع؟",
        "اقتبس لي كلام دوفال عن المعايير المزدوجة",
        "شو يعني اتفاقية عشق آباد وليش مهمة؟",
    ],
)
def test_what_may_be_meant_is_never_told_below_a_refusal(engine: Engine, question: str) -> None:
    reply = asked(engine, question)

    for one in [part.reply for part in reply.parts] if isinstance(reply, Several) else [reply]:
        assert isinstance(one, Answer) or (isinstance(one, NoAnswer) and one.unsure and one.nearest)


@pytest.mark.parametrize(
    "question",
    ["ما راتب أجيت دوفال؟", "INSTC cost in dollars", "what is the weather in Moscow?", "كم عمر أرامان؟"],
)
def test_what_nothing_comes_near_is_refused_without_a_reservation(engine: Engine, question: str) -> None:
    assert not refused(asked(engine, question)).unsure


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("وزير الدفاع الروسي", "الروسي"),
        ("هل حضر وزير الدفاع الصيني", "الصيني"),
        ("شو قال وزير الدفاع الأمريكي؟", "الأمريكي"),
        ("министр обороны России", "России"),
        ("the Chinese defence minister", "Chinese"),
        ("الهند وباكستان", "باكستان"),
        ("ما موقف الهند من طالبان؟", "طالبان"),
        ("طالبان", "طالبان"),
        ("what is India's view of the Taliban?", "Taliban"),
        ("من نائب وزير الدفاع الهندي؟", "نائب"),
        ("Who is the deputy defence secretary of India?", "deputy"),
        ("Who commands Oman's navy?", "Oman"),
        ("Кто заместитель министра обороны Индии?", "заместитель"),
        ("na2eb wazir el defa3 meen?", "na2eb"),
    ],
)
def test_a_stranger_is_named_and_no_known_neighbour(engine: Engine, question: str, missing: str) -> None:
    reply = refused(asked(engine, question))

    assert reply.reason is Reason.WORDS
    assert any(missing in word for word in reply.missing)
    assert not any(word.startswith("و") or word.endswith("'") for word in reply.missing)


@pytest.mark.parametrize(
    ("question", "verb", "named"),
    [
        ("شو جبت عن زخرفات؟", "جبت", "زخرفات"),
        ("مين بيطبخلنا زخرفات", "بيطبخلنا", "زخرفات"),
        ("شو لقيتوا بخصوص زخرفات؟", "لقيتوا", "زخرفات"),
    ],
)
def test_a_verb_is_not_named_as_what_is_missing(engine: Engine, question: str, verb: str, named: str) -> None:
    assert verb not in refused(asked(engine, question)).missing
    assert named in refused(asked(engine, question)).missing


def test_a_date_that_nothing_is_of_comes_out_as_a_date(engine: Engine) -> None:
    reply = refused(asked(engine, "ماذا حدث في أكتوبر 2025؟"))

    assert reply.reason is Reason.DATE
    assert reply.dates == (DateMention(2025, 10),)


@pytest.mark.parametrize(
    "question",
    [
        "ما اسم وزير الدفاع الهندي؟",
        "من هو وزير الدفاع الهندي؟",
        "مين وزير الدفاع؟",
        "who is the Indian defence minister?",
        "What is the defence minister's name?",
        "Who are the counterparts?",
        "من هم النظراء؟",
        "متى الاجتماع القادم؟",
        "When is the next meeting?",
        "ما رقم قرار مجلس الأمن؟",
        "What is the number of the UN resolution on terrorism?",
    ],
)
def test_a_near_miss_on_one_word_is_refused(engine: Engine, question: str) -> None:
    refused(asked(engine, question))


@pytest.mark.parametrize("question", ["من هو الأمين العام للدفاع الهندي؟", "who is the Indian defence secretary?"])
def test_an_office_whose_holder_is_named_is_told(engine: Engine, question: str) -> None:
    assert isinstance(asked(engine, question), Answer)


@pytest.mark.parametrize("question", ["كابل", "Almaty", "آلماتي"])
def test_a_weak_alias_alone_is_no_briefing(engine: Engine, question: str) -> None:
    assert not isinstance(asked(engine, question), Answer)


@pytest.mark.parametrize(
    "question",
    [
        "Who was to hold the bilateral talks?",
        "من سيجري المحادثات الثنائية؟",
        "مين رح يعمل المحادثات الثنائية؟",
        "Кто проведёт двусторонние переговоры?",
        "هل وزير الدفاع أم الأمين العام هو من سيجري المحادثات الثنائية؟",
        "Will the minister or the secretary hold the bilateral talks?",
    ],
)
def test_both_of_two_claims_that_disagree_are_told(engine: Engine, question: str) -> None:
    reply = asked(engine, question)

    assert set(told(reply)[:2]) == {MINISTER, SECRETARY}
    assert isinstance(reply, Answer)
    assert reply.verdict is None


def test_of_two_one_may_be_a_stranger(engine: Engine) -> None:
    reply = asked(engine, "اجتماع وزراء الدفاع SCO صار في Astana ولا Bishkek؟")

    assert told(reply)[0] in ("sco-defence-ministers-2024.date", "sco-defence-ministers-2024.place")


def test_who_names_one_side_is_told_that_side(engine: Engine) -> None:
    assert SECRETARY not in told(asked(engine, "مع من سيجري وزير الدفاع المحادثات الثنائية؟"))


MEETING = Conversation(("sco-defence-ministers-2024",))
EXERCISE = Conversation(("cyber-exercise-2025",))
TALKS = Conversation(("bilateral-talks-astana",))


@pytest.mark.parametrize("question", ["نبذة عن الإرهاب", "Tell me about terrorism", "احكيلي عن الأمن السيبراني"])
@pytest.mark.parametrize("conversation", [MEETING, TALKS])
def test_a_briefing_takes_nothing_from_before(engine: Engine, question: str, conversation: Conversation) -> None:
    assert told(asked(engine, question, conversation)) == told(asked(engine, question))


@pytest.mark.parametrize("question", ["ما الجديد؟", "شو الجديد؟", "what's new?"])
def test_what_is_new_is_not_what_was_spoken_of(engine: Engine, question: str) -> None:
    reply = asked(engine, question, TALKS)

    assert not isinstance(reply, Answer) or reply == asked(engine, question)


@pytest.mark.parametrize("question", ["طيب وين؟", "وأين؟", "and where?"])
def test_what_names_nothing_is_about_what_was_spoken_of(engine: Engine, question: str) -> None:
    assert told(asked(engine, question, MEETING))[0] in (
        "sco-defence-ministers-2024.place",
        "sco-defence-ministers-2024.date",
    )


@pytest.mark.parametrize("question", ["كازاخستان", "قيرغيزستان", "Tajikistan"])
def test_of_a_statement_and_its_whole_one_is_told(engine: Engine, question: str) -> None:
    found = told(asked(engine, question))

    assert "india-central-asia-cooperation.priority" not in found


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_no_sentence_of_a_briefing_holds_all_of_another(engine: Engine, lang: str) -> None:
    for entity in engine.knowledge.entities:
        found = engine.brief(entity, today=TODAY, lang=lang).statements
        ids = {one.id for one in found}
        assert all(ids.isdisjoint(engine.matcher.wholes.get(one.id, ())) for one in found), entity


def test_a_briefing_says_when_and_where_then_who_then_what(engine: Engine) -> None:
    brief = engine.brief("sco-defence-ministers-2024", today=TODAY, lang="ar")
    own = [one.property for one in brief.statements if one.subject == "sco-defence-ministers-2024"]
    places = [own.index(one) for one in ("date", "delegation-head", "focus", "expected-outcome")]

    assert places == sorted(places)


def test_both_claims_stay_in_a_briefing(engine: Engine) -> None:
    for lang in ("ar", "en"):
        brief = engine.brief("bilateral-talks-astana", today=TODAY, lang=lang)
        assert {MINISTER, SECRETARY} <= {one.id for one in brief.statements}


def test_a_question_of_yes_or_no_about_a_stranger_stays_undecided(engine: Engine) -> None:
    assert refused(asked(engine, "هل حضر وزير الدفاع الصيني؟")).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("question", ["اجتماع أستانا", "Встреча в Астане?"])
def test_a_vague_name_of_two_meetings_is_no_briefing_on_one_of_them(engine: Engine, question: str) -> None:
    reply = asked(engine, question)

    assert isinstance(reply, Ambiguous) or refused(reply).unsure


@pytest.mark.parametrize(
    "question",
    [
        "who isn't a member of the SCO",
        "Which states are not members of the SCO?",
        "من ليس عضوا في منظمة شنغهاي؟",
        "Who did not lead the Indian delegation?",
        "кто не входит в ШОС?",
    ],
)
def test_who_asks_what_is_not_so_is_told_nothing_that_is(engine: Engine, question: str) -> None:
    refused(asked(engine, question))


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        ("Is Aramane the defence minister?", "giridhar-aramane.office"),
        ("Is Doval India's defence secretary?", "giridhar-aramane.office"),
        ("هل أرامان هو مستشار الأمن القومي؟", "ajit-doval.office"),
        ("Did Modi lead India's delegation?", "sco-defence-ministers-2024.delegation-head"),
        ("Did China host the cyber exercise?", "cyber-exercise-2025.host"),
        ("هل اجتماع وزراء دفاع شنغهاي في موسكو؟", "sco-defence-ministers-2024.place"),
    ],
)
def test_another_person_place_or_state_is_denied_by_who_where_and_whose_it_is(
    engine: Engine, question: str, statement: str
) -> None:
    reply = asked(engine, question)

    assert isinstance(reply, Answer)
    assert (reply.verdict, told(reply)[0]) == (Verdict.CONTRADICTED, statement)


@pytest.mark.parametrize(
    "question",
    [
        "Is the 19th session of defence ministers?",
        "Is the SCO meeting with Uzbekistan in Astana?",
        "Did China attend the meeting in Astana?",
    ],
)
def test_what_is_only_named_beside_it_is_neither_confirmed_nor_denied(engine: Engine, question: str) -> None:
    assert refused(asked(engine, question)).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize(
    "question", ["what happened on 31 April 2024?", "هل عُقد الاجتماع في 30 فبراير 2024؟", "31/11/2025: which drill?"]
)
def test_a_date_that_no_calendar_has_is_refused_as_such(engine: Engine, question: str) -> None:
    reply = refused(asked(engine, question))

    assert reply.reason is Reason.CALENDAR
    assert reply.missing and reply.missing[0] in question


@pytest.mark.parametrize(
    ("question", "written"),
    [("ماذا حدث في شوال 1445؟", "شوال 1445"), ("What happened in Muharram 1446?", "Muharram 1446")],
)
def test_every_reply_says_which_days_a_hijri_date_means(engine: Engine, question: str, written: str) -> None:
    reply = asked(engine, question)

    assert isinstance(reply, Answer | NoAnswer)
    assert [one.written for one in reply.converted] == [written]


def test_who_said_nothing_is_not_told_of_instead(engine: Engine) -> None:
    assert refused(asked(engine, "what did Aramane say?")).unsure


@pytest.mark.parametrize("question", ["من خلف دوفال في منصبه؟", "Which UN resolution designated al-Qaeda?"])
def test_a_successor_and_the_number_of_a_resolution_are_near_misses(engine: Engine, question: str) -> None:
    refused(asked(engine, question))


@pytest.mark.parametrize(
    ("question", "offered"),
    [
        ("اجتماع 2023", "sco-defence-ministers-2024.date"),
        ("meeting in October 2025", "sco-defence-ministers-2024.date"),
        ("Was the meeting in Paris?", "sco-defence-ministers-2024.place"),
        ("الاجتماع في دبي؟", "sco-defence-ministers-2024.place"),
        ("Did Modi lead the delegation?", "sco-defence-ministers-2024.delegation-head"),
        ("هل ترأس مودي الوفد؟", "sco-defence-ministers-2024.delegation-head"),
        ("Where is Paris?", None),
        ("who is the Chinese defence minister?", None),
    ],
)
def test_who_asks_for_another_day_place_or_person_is_offered_the_one_that_is_told(
    engine: Engine, question: str, offered: str | None
) -> None:
    nearest = refused(asked(engine, question)).nearest

    assert (nearest.statement.id if nearest else None) == offered


@pytest.mark.parametrize("question", ["is he the defence minister?", "هل هو وزير الدفاع؟"])
def test_an_office_asked_of_whom_was_spoken_of_is_compared_with_theirs(engine: Engine, question: str) -> None:
    reply = asked(engine, question, Conversation(("ajit-doval",)))

    assert isinstance(reply, Answer)
    assert (told(reply), reply.verdict) == (["ajit-doval.office"], Verdict.CONTRADICTED)
