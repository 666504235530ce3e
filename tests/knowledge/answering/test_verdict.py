"""Yes is a claim: what is confirmed, denied, only announced, and what stays undecided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge.answering.engine import Engine
from knowledge.curation.corpus import Corpus
from knowledge.dialogue import Answer, NoAnswer, Verdict
from knowledge.learning.newcomers import read_newcomer
from knowledge.matching.profiler import Profiler
from knowledge.model import Polarity
from tests.golden.questions import FOLDER
from tests.support.folders import KnowledgeFolder
from tests.support.lessons import engine_of
from tests.support.town import statement, town

TODAY = date(2026, 11, 21)
YES, NO, AHEAD, OPEN = Verdict.CONFIRMED, Verdict.CONTRADICTED, Verdict.ANNOUNCED, Verdict.UNDECIDED

TABLE = [
    ("Did Doval call for double standards against terrorism?", OPEN, "an against behind what is done without"),
    ("Does India oppose terrorism?", YES, "follows from fighting it"),
    ("هل الهند ضد الإرهاب؟", YES, "the same"),
    ("Is Central Asia landlocked?", YES, "the word itself"),
    ("هل آسيا الوسطى غير ساحلية؟", YES, "a denied opposite is the word"),
    ("أليست الهند عضوا في منظمة شنغهاي؟", YES, "a negative question, and an implied fact"),
    ("Did Doval stress accountability?", YES, "said by somebody"),
    ("Isn't Ajit Doval India's National Security Adviser?", YES, "a negative question in English"),
    ("أرامان هو الأمين العام للدفاع الهندي، صح؟", YES, "a sentence with a tag"),
    ("هل أُعلن عن اجتماع وزراء الدفاع في أستانا؟", YES, "what was announced was announced"),
    ("أيرمي التعاون الدفاعي إلى إضعاف الثقة؟", NO, "the opposite, behind the hamza that asks"),
    ("ألا تضم منظمة شنغهاي بلدانًا أوراسية؟", YES, "«ألا» asks here, and excepts nothing"),
    ("Aramane is India's defence secretary?", YES, "a sentence with a question mark that names the value"),
    ("موعد اجتماع وزراء الدفاع محدد في ٢٥ و٢٦ نيسان ٢٠٢٤؟", YES, "one that gives the date"),
    ("الهند عم تدفع لتقوية الروابط الدفاعية والتعاون الأمني، ما هيك؟", YES, "a tag that begins with «ما»"),
    ("هل لمواجهة المخاطر السيبرانية صلة وثيقة بمحاربة الإرهاب؟", YES, "much is said, nobody named"),
    (
        "Is the relevant transport route known as the International East–West Corridor?",
        OPEN,
        "a name is no matter of course",
    ),
    (
        "Does the cooperation between India and Central Asia include the fight against terrorism?",
        YES,
        "what it focuses on",
    ),
    ("هل تُستبعد الهجمات الإلكترونية من جدول التعاون بين الهند والمنطقة؟", NO, "what it focuses on is not left out"),
    ("Did the Security Council designate India?", OPEN, "of somebody else who alludes to what it designated"),
    ("Did Indian agencies take part?", OPEN, "of agencies of Central Asia, in an exercise that India hosted"),
    ("هل شاركت وكالات هندية في المناورة؟", OPEN, "the same in Arabic"),
    ("Did Central Asian agencies take part?", YES, "those that did"),
    ("Is India's National Security Adviser Ajit Doval?", YES, "an office is who holds it"),
    ("هل أمين عام الدفاع الهندي هو أرامان؟", YES, "the same in Arabic"),
    ("هل مستشار الأمن القومي الهندي هو أرامان؟", NO, "and nobody else"),
    ("Was India hosted?", OPEN, "who did it was not done to"),
    ("هل استضيفت الهند؟", OPEN, "the same of a guessed verb"),
    ("هل تمت استضافة الهند؟", OPEN, "and of its noun"),
    ("Was the corridor built by India?", OPEN, "who contributes builds nothing yet"),
    ("Did India establish the multipolar security architecture?", OPEN, "nor by contributing to building it"),
    ("Построила ли Индия коридор?", OPEN, "the same in Russian"),
    ("Is India helping to build a multipolar security architecture?", YES, "who asks for no more gets a yes"),
    ("Did India create the SCO?", OPEN, "who grows in it did not make it"),
    ("Did India defeat terrorism?", OPEN, "who fights has not won"),
    ("Does India fight terrorism?", YES, "and fights"),
    ("Does India cooperate with terrorists in Central Asia?", AHEAD, "against them is not with them"),
    ("Was India's statement presented by Ajit Doval?", NO, "a word proves one word only"),
    ("Did Aramane announce the defence ministers' meeting?", AHEAD, "who was announced announced nothing"),
    ("Are India and Central Asia one region?", OPEN, "one is a figure"),
    ("المناورة كانت في كازاخستان مو؟", NO, "whoever took part is no place"),
    ("Did the cybersecurity exercise stress cooperation in space?", OPEN, "space is no region"),
    ("Is Central Asia the source of cyber attacks on India?", OPEN, "who faces attacks is not their source"),
    ("Is Central Asia behind the cyber attacks on India?", OPEN, "nor behind them"),
    ("هل نفذت جمهوريات آسيا الوسطى هجمات سيبرانية؟", OPEN, "nor carries them out"),
    ("Правда ли, что Центральная Азия стоит за кибератаками на Индию?", OPEN, "the same in Russian"),
    ("Are the agencies of the five republics the hackers?", OPEN, "whose agencies work against hackers are none"),
    ("هل مازال أرامان أمينا عاما للدفاع؟", OPEN, "still, written as one word"),
    ("Was the exercise hosted?", YES, "and what was done to was"),
    ("Was the exercise hosted in Astana?", OPEN, "not where nobody says so"),
    ("Was the UN Security Council designated?", OPEN, "nor who designates others"),
    ("Do the major powers deter India?", OPEN, "of cooperation that focuses on their balance"),
    (
        "asia el wosta mantiqa mish sa7eleya (landlocked) sa7?",
        YES,
        "a negation ends at the claim that it stands before",
    ),
    ("Верно ли, что ежегодная встреча министров обороны ШОС назначена в Астане?", OPEN, "this month is not each month"),
    ("Does India support terrorism?", NO, "the opposite"),
    ("hal 3oqidat al dawra al 3ishroon li umana2 majlis al amn?", OPEN, "a guessed word that shares a stem"),
    ("Is Central Asia a coastal region?", NO, "the opposite"),
    ("Does defence cooperation reduce trust?", NO, "the opposite of the same thing"),
    ("هل يضعف التعاون الدفاعي الثقة؟", NO, "the same in Arabic"),
    ("Did Doval lead India's delegation?", NO, "another person in a place for one"),
    ("did Uzbekistan host the cyber exercise?", NO, "another host"),
    ("Did six republics take part in the cyber exercise?", NO, "another number of the same"),
    ("Are there four Central Asian republics?", NO, "another number right before a name that holds what it counts"),
    ("أليست آسيا الوسطى منطقة لا منفذ لها على البحر؟", YES, "no way to the sea"),
    ("Разве Центральная Азия не лишена выхода к морю?", YES, "nor where what it would deny is a lack"),
    ("Центральная Азия не лишена выхода к морю?", NO, "but what denies a lack denies it"),
    ("Разве Центральная Азия не имеет выхода к морю?", YES, "what asks whether something is not so denies nothing"),
    ("Разве оборонное сотрудничество не защищает экономические инициативы?", YES, "nor with the verb behind it"),
    (
        "Did India affirm Ajit Doval's commitment to improving transit trade?",
        OPEN,
        "whose it is and who says so changed over",
    ),
    ("Is the UN Security Council among the groups designated by Al-Qaeda?", OPEN, "only ever done to there"),
    ("Is Central Asia a landlocked region as the top priority?", OPEN, "a rank that it does not say"),
    ("Was the cyber exercise held in the eleventh month of 2025?", YES, "a month by its number"),
    ("The ministers' meeting was announced for 25/4–26/4/2024, right?", YES, "two full days with a dash"),
    ("Did the SCO defence ministers' meeting take place?", AHEAD, "only announced"),
    ("هل جرت المحادثات الثنائية؟", AHEAD, "only announced"),
    ("هل عُقد الاجتماع فعلًا؟", AHEAD, "only announced"),
    ("Did Aramane lead the delegation?", AHEAD, "only announced"),
    ("Did the exercise build trust?", AHEAD, "what aims at it rules before what only holds the words"),
    ("هل بنت المناورة الثقة؟", AHEAD, "the same in Arabic"),
    ("Has the meeting contributed to the regional security architecture?", AHEAD, "only expected"),
    ("هل ما استضافت الهند مناورة الأمن السيبراني؟", OPEN, "a word that may deny"),
    ("hal el hend ma estadafat el monawara?", OPEN, "the same in Latin letters"),
    ("هل رفضت الهند استضافة المناورة؟", OPEN, "a verb of another person than is listed"),
    ("Was the cyber exercise hosted by anyone but India?", OPEN, "an exception"),
    ("Did Doval attend the defence ministers' meeting?", OPEN, "who leads does not exclude who attends"),
    ("Was the exercise staged in New Delhi?", OPEN, "a capital is not its state"),
    ("هل تعمل الهند من أجل أن تهيمن قوة واحدة على الأمن؟", OPEN, "two words of one kin prove one another nothing"),
    ("هل صار اجتماع وزراء الدفاع منبرًا قليل الأهمية؟", OPEN, "the negative of two opposites wants its own word"),
    ("Have the Central Asian states already made the partnerships that they seek?", OPEN, "what is sought is not done"),
    ("هل صانت البنية الأمنية سيادة الدول الكبرى لا الدول الصغيرة؟", OPEN, "«لا» before the last words denies them"),
    ("تمت محاسبة من يدعمون الأنشطة الإرهابية، أليس كذلك؟", OPEN, "what somebody stressed has not come about by that"),
    ("Does India fight anything but terrorism?", OPEN, "an exception of things"),
    ("Has India left the SCO?", OPEN, "to leave is a claim"),
    ("Does India recognise the SCO?", OPEN, "two names alone ask for what one is to the other"),
    ("Правда ли, что Индия больше не член ШОС?", NO, "what is denied of a part of a name is denied of the whole"),
    ("Defence cooperation does not help build trust, right?", OPEN, "a helping verb is denied, and the other claimed"),
    ("التعاون الدفاعي لا يساهم في بناء الثقة، صح؟", OPEN, "the same in Arabic"),
    ("Индия не помогает бороться с терроризмом, верно?", OPEN, "the same in Russian"),
    ("India has yet to join the cyber exercise, hasn't it?", OPEN, "what is still to come has not come"),
    ("Central Asia is not coastal (landlocked), right?", YES, "a denied opposite and the word itself"),
    ("هل عارض دوفال مكافحة الإرهاب دون معايير مزدوجة؟", OPEN, "who opposes fighting something does not oppose it"),
    ("Верно ли, что Индия вряд ли член ШОС?", OPEN, "hardly is no yes"),
    ("Does India finance terrorism?", OPEN, "nobody says so or the opposite of it"),
    ("Did only India take part in the cyber exercise?", OPEN, "nobody says only"),
    ("Is the SCO an important platform for Iran?", OPEN, "another state"),
    ("Did the Council of Storms support India?", OPEN, "unknown words"),
    ("Are Central Asian governments looking for partners against terrorism?", YES, "against what it is against"),
    ("Is India against a unified stance on terrorism?", OPEN, "against something else of the same sentence"),
    ("Could the meeting open the door to peacebuilding efforts?", YES, "only whether it may be so"),
    ("Is it certain that the gathering will lead to more robust military cooperation?", AHEAD, "may is not will"),
    (
        "Wasn't session no. 19 of the SCO Security Council secretaries also held in Astana?",
        YES,
        "a number with its sign",
    ),
    ("Wasn't session no. 20 of the SCO Security Council secretaries also held in Astana?", OPEN, "another number"),
    ("اجتماع وزراء دفاع شنغهاي بيصير كل سنة، مو هيك؟", YES, "what is annual is held every year"),
    ("هل انعقد الاجتماع السنوي لوزراء دفاع شنغهاي؟", AHEAD, "and has not been held by that"),
    ("Does the SCO meet at the level of heads of state?", OPEN, "high is not highest"),
    ("هل صحيح أن دوفال أثار مسألة محاسبة من يدعم الإرهاب؟", YES, "whoever does it"),
    ("Does India support those who finance terrorism?", NO, "and nobody who is named does"),
    ("Did Doval stress the fight against terrorism in Astana?", YES, "where the session was at which he said it"),
    ("Did Doval stress the fight against terrorism in Moscow?", OPEN, "another city"),
    (
        "Does India's participation in INSTC reduce isolation in Europe?",
        OPEN,
        "a corridor is nowhere",
    ),
    (
        "Is a multipolar security order something India is helping to build?",
        YES,
        "a relative clause without a word for it",
    ),
    ("Is India something a multipolar security order is helping to build?", OPEN, "the same turned round"),
    ("هل تندرج طاجيكستان ضمن الدول التي تعطي الهند أولوية لعلاقاتها معها؟", YES, "a pronoun at the end points back"),
    ("هل تندرج الهند ضمن الدول التي تعطي طاجيكستان أولوية لعلاقاتها معها؟", OPEN, "the same turned round"),
    ("Is Kyrgyzstan one of India's priorities?", YES, "whose a priority is has it"),
    ("Is India one of Kyrgyzstan's priorities?", OPEN, "the same turned round"),
    ("هل الهند ضمن أولويات طاجيكستان؟", OPEN, "the same in Arabic"),
    ("Is the Ashgabat Agreement among the projects that benefit from Central Asia?", OPEN, "the other way round"),
    ("صحيح إن عشق آباد اسم ممر مش اتفاقية؟", NO, "a denial before the last word is no tag"),
    ("هل حركات التطرف تأتي من الهند وتهدد أفغانستان؟", OPEN, "where something comes from is to be said"),
    ("هل ممر الشمال والجنوب بيوصل آسيا الوسطى بأوروبا وبس؟", OPEN, "no more than that is a limit, with an and too"),
    ("هل تحدث دوفال باسم منظمة شنغهاي؟", OPEN, "who takes part speaks for nobody by that"),
    ("الهند ودول آسيا الوسطى تواجه هجمات سيبرانية على الأنظمة الحيوية؟", YES, "a sentence that says much is one"),
    ("أليست الهند ضد الإرهاب بل معه؟", OPEN, "what corrects itself says two things"),
    ("Does the SCO advance its interests through India?", OPEN, "through whom is to be said"),
    ("Does India prioritise Kazakhstan over Uzbekistan?", OPEN, "a preference over another is to be said"),
    ("Does the SCO platform cause terrorism?", OPEN, "what causes something is to be said"),
    ("Are strong defence ties unnecessary for long-term stability?", NO, "what is essential is not unnecessary"),
    ("هل التنمية أساس البنية التحتية الرقمية؟", OPEN, "what bears another is not borne by it"),
    ("Is digital infrastructure built on development?", OPEN, "whatever something is built on bears it"),
    ("Were the defence ministers' talks cancelled?", OPEN, "who announces does not know what became of it"),
    ("هل ألغي اجتماع وزراء الدفاع؟", OPEN, "the same in Arabic"),
    ("Is Doval's wife India's National Security Adviser?", OPEN, "a relative is somebody else"),
    ("هل ابن أجيت دوفال هو مستشار الأمن القومي الهندي؟", OPEN, "also with a word that stands in names"),
    ("Is King Doval India's National Security Adviser?", OPEN, "an office that nobody gives him"),
    ("Is Ajit Hopkins the National Security Adviser of India?", OPEN, "a first name is half of one"),
    ("Правда ли, что король Аджит открыл встречу?", OPEN, "nor is it another word by its stem"),
    ("Is the Ashgabat Agreement a meeting in Ashgabat?", OPEN, "a city in the name of an agreement is no place"),
    ("Was the SCO defence ministers' meeting announced for 24 to 26 April 2024?", NO, "another range"),
    ("Was the SCO defence ministers' meeting announced for 25 to 26 April 2024?", YES, "the very range"),
]


@pytest.mark.parametrize(("question", "verdict", "why"), TABLE, ids=[row[0] for row in TABLE])
def test_yes_is_said_only_where_a_statement_says_so(engine: Engine, question: str, verdict: Verdict, why: str) -> None:
    reply = engine.reply_to(question, today=TODAY)

    assert isinstance(reply, NoAnswer if verdict is OPEN else Answer), why
    assert reply.verdict is verdict, why


@pytest.mark.parametrize(
    "question",
    [
        "متى اجتماع وزراء الدفاع؟",
        "who heads the Indian delegation?",
        "Ajit Doval",
        "أستانا؟",
        "esm mostashar el amn el qawmi el hendi?",
        "سبب استضافة كازاخستان اجتماع وزراء الدفاع؟",
        "date of the SCO defence ministers' meeting in Astana?",
        "المناورة السيبرانية كانت في نوفمبر ٢٠٢٣؟",
        "thanks, so useful!",
    ],
)
def test_what_is_no_question_of_yes_or_no_has_no_verdict(engine: Engine, question: str) -> None:
    reply = engine.reply_to(question, today=TODAY)

    assert getattr(reply, "verdict", None) is None


def test_an_undecided_question_offers_what_is_near_with_a_reservation(engine: Engine) -> None:
    reply = engine.reply_to("هل ازدادت مشاركة الهند في ممر الشمال والجنوب مرتين؟", today=TODAY)

    assert isinstance(reply, NoAnswer)
    assert reply.verdict is Verdict.UNDECIDED


@pytest.fixture(scope="module")
def absence(corpus: Corpus) -> Engine:
    """A world in which a statement denies, with a claim of which the "not" is a part."""
    known = town(corpus.phrasings, corpus.claim_reader)
    ar, en = "لم تشارك سودريا في مناورة تيدفول.", "Sudria did not take part in the Tidefall Drill."
    absent = statement("tidefall.absent", "participant", about=["sudria"], ar=ar, en=en)
    statements = {**known.statements, absent.id: replace(absent, polarity=Polarity.NEGATED)}
    given = known.lexicon, known.claim_reader, corpus.phrasings, known.entities, tuple(statements.values())
    return Engine(replace(known, statements=statements, profiles=Profiler(*given).profiles()))


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Did Sudria take part in the Tidefall Drill?", NO),
        ("هل شاركت سودريا في مناورة تيدفول؟", NO),
        ("Did Sudria not take part in the Tidefall Drill?", YES),
        ("Sudria did not take part in the Tidefall Drill, right?", YES),
        ("Did Sudria boycott the Tidefall Drill?", OPEN),
    ],
)
def test_what_a_statement_denies_is_denied_and_that_it_is_not_so_confirmed(
    absence: Engine, question: str, verdict: Verdict
) -> None:
    reply = absence.reply_to(question, today=TODAY)

    assert isinstance(reply, Answer | NoAnswer)
    assert reply.verdict is verdict


DENYING = """\
type: state
names: {ar: نورلاند, en: Norland}
summary: {ar: دولة., en: A state.}
statements:
  denial:
    property: rejection
    wording:
      ar: نفت نورلاند أن يكون موقفها من الحصار البحري قد تغير.
      en: Norland denied that its position on the naval blockade had changed.
    citations: [{source: log, quote: Norland denied that its position on the naval blockade had changed.}]
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Has Norland's position on the naval blockade changed?", OPEN),
        ("هل تغير موقف نورلاند من الحصار البحري؟", OPEN),
        ("Did Norland deny that its position on the naval blockade had changed?", YES),
    ],
)
def test_what_somebody_denies_is_no_yes(tmp_path: Path, question: str, verdict: Verdict) -> None:
    folder = KnowledgeFolder(tmp_path / "kb")
    folder.source("log", "Norland denied that its position on the naval blockade had changed.", language="en")
    folder.fact("actors/norland", DENYING)

    assert getattr(engine_of(folder).reply_to(question, today=TODAY), "verdict", OPEN) is verdict


def test_what_somebody_only_said_would_be_done_is_not_done() -> None:
    council, _ = read_newcomer(FOLDER.path / "newcomers" / "tuning" / "council")
    reply = council.reply_to("Did the junta prosecute Bazoum?", today=TODAY)

    assert isinstance(reply, Answer)
    assert reply.verdict is AHEAD
