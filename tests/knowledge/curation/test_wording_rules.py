"""What a wording asserts against its record: mood, negation, and one value."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.curation.denying import DenialReader
from knowledge.curation.records import StatementRecord
from knowledge.curation.wording_rules import told_too_soon
from knowledge.files.strict_yaml import YamlFile
from knowledge.model import Modality
from tests.support.folders import LOG, STORM, KnowledgeFolder

CLAIMS = """\
language: en
claims:
  hold: [met]
markers:
  announced: [was announced, يعلن]
  negation: [not, لم]
"""


@pytest.fixture
def asserting(folder: KnowledgeFolder) -> KnowledgeFolder:
    folder.phrasing("assertions", "happening: [hold]\n")
    folder.phrasing("claims/en", CLAIMS)
    return folder


def test_a_vocabulary_without_claims_has_no_such_rules(folder: KnowledgeFolder) -> None:
    folder.fact(
        "meetings/storm-council", STORM.replace("property: date\n", "property: date\n    modality: announced\n")
    )

    assert folder.problems() == []


def test_an_announcement_is_worded_as_one(asserting: KnowledgeFolder) -> None:
    asserting.fact(
        "meetings/storm-council", STORM.replace("property: date\n", "property: date\n    modality: announced\n")
    )

    assert [one.partition(": ")[2] for one in asserting.problems()] == [
        f"statements.met.wording.{lang}: is worded as a fact, though the statement is announced; "
        f'word it as that ("{words}"), or give the statement another `modality`'
        for lang, words in (("ar", "أُعلن"), ("en", "was announced"))
    ]


def test_what_is_stated_is_not_worded_as_announced(asserting: KnowledgeFolder) -> None:
    asserting.fact(
        "meetings/storm-council", STORM.replace("The Storm Council met on", "The Storm Council was announced for")
    )

    assert any("announces, and the statement is stated" in one for one in asserting.problems())


MOODS = {
    "expected": [
        ("would run from Basra.", "سيمر من البصرة."),
        ("is due to open.", "يُفترض أن يفتتح."),
        ("is planned to open.", "من المخطط أن يفتتح."),
    ],
    "intended": [
        ("would be built.", "من المخطط أن يُبنى."),
        ("is planned to run to Basra.", "تخطط لأن يصل إلى البصرة."),
        ("pledged to build it.", "سوف تبنيه."),
        ("sought to build it.", "كان يُفترض أن تبنيه."),
    ],
    "announced": [("was planned for May.", "كان المخطط في مايو.")],
}


@pytest.mark.parametrize(("mood", "en", "ar"), [(mood, *both) for mood, told in MOODS.items() for both in told])
def test_a_mood_is_worded_as_it_is_usual(asserting: KnowledgeFolder, mood: str, en: str, ar: str) -> None:
    marked = STORM.replace("property: participant\n", f"property: participant\n    modality: {mood}\n")
    worded = marked.replace("Seven states attended.", f'"It {en}"').replace("حضرت المجلس سبع دول.", ar)
    asserting.fact("meetings/storm-council", worded)

    assert [one for one in asserting.problems() if ".wording." in one and "worded as a fact" in one] == []


@pytest.mark.parametrize("mood", ["expected", "intended"])
@pytest.mark.parametrize(
    ("en", "ar"), [("It runs to Basra.", "سياسة السيادة في سيناء."), ("It ran.", "ستة ستون سياق.")]
)
def test_a_fact_is_no_expectation(asserting: KnowledgeFolder, mood: str, en: str, ar: str) -> None:
    marked = STORM.replace("property: participant\n", f"property: participant\n    modality: {mood}\n")
    asserting.fact(
        "meetings/storm-council", marked.replace("Seven states attended.", en).replace("حضرت المجلس سبع دول.", ar)
    )

    assert len([one for one in asserting.problems() if "worded as a fact" in one]) == 2


@pytest.mark.parametrize(
    ("quote", "ar", "en", "too_soon"),
    [
        ("سيعقد المجلس في الميناء", "عُقد المجلس.", "The council sat.", "ar"),
        ("من المتوقع أن يجتمع المجلس", "اجتمع المجلس.", "The council sat.", "ar"),
        ("قد تحضر سبع دول", "حضرت سبع دول.", "Seven states came.", "ar"),
        ("Seven states plan to come and may attend", "جاءت سبع دول.", "Seven states attended.", "en"),
        ("The council is expected to be held", "انعقد المجلس.", "The council was held.", "en"),
        ("سيعقد المجلس في الميناء", "سيُعقد المجلس.", "The council sat.", ""),
        ("The council was held and will be held again", "انعقد المجلس.", "The council was held.", ""),
        ("On 3 May Iran attended", "حضرت إيران.", "Iran attended.", ""),
        ("السيطرة على سيارة الميناء", "زيارة الميناء للسيطرة.", "A visit.", ""),
    ],
)
def test_what_is_still_to_come_is_not_told_by_the_same_verb_as_done(
    engine: Engine, quote: str, ar: str, en: str, too_soon: str
) -> None:
    given = {"property": "place", "wording": {"ar": ar, "en": en}, "citations": [{"source": "log", "quote": quote}]}
    statement = StatementRecord.model_validate(given)
    placed = [(YamlFile("facts"), ("statements", "sat"), "council.sat", statement)]
    found = [one.field for one in told_too_soon(placed, engine.knowledge.claim_reader)]
    expected = statement.model_copy(update={"modality": Modality.EXPECTED})

    assert found == ([f"statements.sat.wording.{too_soon}"] if too_soon else [])
    assert list(told_too_soon([(*placed[0][:3], expected)], engine.knowledge.claim_reader)) == []


@pytest.mark.parametrize("polarity", ["negated", "affirmed"])
def test_what_a_negated_statement_denies_it_does_not_announce(asserting: KnowledgeFolder, polarity: str) -> None:
    asserting.source("log", LOG.replace("Seven states took part.", "No date was announced."))
    denied = STORM.replace("property: participant\n", f"property: participant\n    polarity: {polarity}\n")
    worded = denied.replace("Seven states attended.", "No date was announced.").replace(
        "حضرت المجلس سبع دول.", "لم يعلن موعد."
    )
    asserting.fact("meetings/storm-council", worded.replace("Seven states took part.", "No date was announced."))

    assert any("announces, and the statement" in one for one in asserting.problems()) is (polarity == "affirmed")


def test_a_negation_in_one_wording_alone_is_an_error(asserting: KnowledgeFolder) -> None:
    asserting.fact("meetings/storm-council", STORM.replace("Seven states attended.", "Seven states did not attend."))

    assert any("denies («not attend.»), though the statement is affirmed" in one for one in asserting.problems())


def test_a_negated_statement_denies_in_both_languages(asserting: KnowledgeFolder) -> None:
    negated = STORM.replace("property: participant\n", "property: participant\n    polarity: negated\n")
    asserting.fact("meetings/storm-council", negated.replace("Seven states attended.", "Seven states did not attend."))

    assert [one.rpartition(": ")[2] for one in asserting.problems()] == [
        "denies nothing, though the statement is negated; say it with a plain not («not», «no», «لم», «لا»)"
    ]


def test_what_opens_a_negative_question_denies_in_a_sentence(asserting: KnowledgeFolder) -> None:
    asserting.phrasing("claims/en", f"{CLAIMS}  negative-question: [did not]\n")
    denied = STORM.replace("Seven states attended.", "Seven states did not attend.")
    asserting.fact("meetings/storm-council", denied)

    assert any("denies («did not attend.»), though the statement is affirmed" in one for one in asserting.problems())


OPPOSITES = {
    "opposites: [[hold, hold]]\n": "'hold' cannot be its own opposite",
    "opposites: [[hold, cancel]]\n": "no language in claims/ has a word for 'cancel'",
    "opposites: [[hold, hold]]\nfollows: {hold: [hold]}\n": "'hold' would deny what follows from it",
}


@pytest.mark.parametrize("yaml", OPPOSITES)
def test_an_opposite_that_denies_itself_or_has_no_word_is_an_error(asserting: KnowledgeFolder, yaml: str) -> None:
    asserting.phrasing("assertions", yaml)

    assert any(OPPOSITES[yaml] in one for one in asserting.problems())


def test_an_arabic_word_that_may_open_a_negative_question_is_another_one_in_a_sentence(
    asserting: KnowledgeFolder,
) -> None:
    asserting.phrasing("claims/en", f"{CLAIMS}  negative-question: [did not, أولا]\n")
    first = STORM.replace("سبع دول.", "سبع دول أولًا.")
    assert first != STORM
    asserting.fact("meetings/storm-council", first)

    assert asserting.problems() == []


DENIES = {
    "by a claim of its own": [
        "Norland did not take part in the naval exercise.",
        "لم تشارك نورلاند في التمرين البحري.",
        "لن تشارك نورلاند في التمرين.",
        "ولم تشارك نورلاند في التمرين.",
        "فلن يشارك أحد في التمرين.",
        "The ministers did not agree on a date.",
        "لم يخلُ المكان.",
    ],
    "that there is any": [
        "No date had been announced.",
        "He said that there is no military solution.",
        "Nobody took part.",
        "لا حل عسكريا للأزمة.",
    ],
}
AFFIRMS = {
    "in other words": ["Norland took part in the exercise.", "Central Asia is landlocked.", "آسيا الوسطى غير ساحلية."],
    "with what only looks like a not": [
        "لا تزال المحادثات مستمرة.",
        "لم تخلُ المباحثات من خلاف.",
        "ولم يخلُ البيان من إشارة إلى الممر.",
        "لا يخلو الاتفاق من ثغرات.",
        "لم يكتفِ الوزير بذلك.",
        "The talks were not without tension.",
        "Переговоры прошли не без разногласий.",
        "ولا يزال القتال مستمرا.",
        "ولم يزل القتال مستمرا.",
        "فلا يزالون في المدينة.",
        "ولا شك أن الوزراء حضروا.",
        "شارك ما لا يقل عن 30 وزيرا.",
        "The talks are still going on, and no less than 30 ministers came.",
        "Not only ministers came: Resolution No. 2254 and a no-fly zone were discussed.",
        "В учениях участвовали не менее 30 стран.",
        "ترأس بولا تينوبو اجتماع القادة.",
        "لولا الوساطة لاستمر القتال.",
    ],
}


@pytest.mark.parametrize(
    ("text", "denies"),
    [
        pytest.param(text, told is DENIES, id=f"{how}: {text}")
        for told in (DENIES, AFFIRMS)
        for how, texts in told.items()
        for text in texts
    ],
)
def test_a_sentence_denies_by_what_it_says_and_not_by_how_it_looks(engine: Engine, text: str, *, denies: bool) -> None:
    assert DenialReader(engine.knowledge.claim_reader).denies(text) is denies


@pytest.mark.parametrize(
    ("text", "telling"),
    [
        ("The ministry denied that jets were used.", "denied"),
        ("نفت الوزارة أن تكون الطائرات قد قصفت.", "نفت"),
    ],
)
def test_who_denies_something_is_affirmed(engine: Engine, text: str, telling: str) -> None:
    reader = DenialReader(engine.knowledge.claim_reader)

    assert (reader.denies(text), reader.telling(text)) == (False, telling)


def test_a_name_of_an_entity_is_never_a_not(asserting: KnowledgeFolder) -> None:
    named = STORM.replace("Council of Storms\n", "Council of Storms\n      - Not Council\n")
    assert named != STORM
    asserting.fact("meetings/storm-council", named.replace("The Storm Council met", "The Not Council met"))

    assert asserting.problems() == []


def both(folder: KnowledgeFolder, first: str, second: str) -> list[str]:
    """What is wrong about a not where the attendance, "seven states took part", has these two quotes."""
    folder.source("log", LOG.replace("Seven states took part.", f"{first} {second}"))
    quotes = f'quote: "{first}"\n      - source: log\n        quote: "{second}"'
    folder.fact("meetings/storm-council", STORM.replace("quote: Seven states took part.", quotes))
    return [one for one in folder.problems() if 'says "not"' in one]


def test_a_quote_that_is_there_to_name_somebody_may_have_a_not_of_its_own(asserting: KnowledgeFolder) -> None:
    assert both(asserting, "Seven states attended.", "Nobody said why the Council of Storms met.") == []


@pytest.mark.parametrize("second", ["The states did not come.", "The Council of Storms had not attended before."])
def test_a_further_quote_that_denies_what_is_told_is_named(asserting: KnowledgeFolder, second: str) -> None:
    (told,) = both(asserting, "Seven were there.", second)

    assert ".attendance.citations.1.quote: a quote says" in told


DENIED = {
    "The council denied that seven came.": "says who denies it («denied»), which is affirmed, though the statement "
    "is negated; leave `polarity` out, or say with a plain not («not», «no», «لم», «لا») what is not so",
    "Seven came.": "denies nothing, though the statement is negated; say it with a plain not («not», «no», «لم», «لا»)",
}


@pytest.mark.parametrize("en", DENIED)
def test_a_negated_statement_that_only_tells_who_denies_is_told_so(asserting: KnowledgeFolder, en: str) -> None:
    negated = STORM.replace("property: participant\n", "property: participant\n    polarity: negated\n")
    worded = negated.replace("Seven states attended.", en).replace("حضرت المجلس سبع", "لم تحضر المجلس سبع")
    asserting.fact("meetings/storm-council", worded)

    assert [one.partition(".wording.en: ")[2] for one in asserting.problems()] == [DENIED[en]]


def test_a_wording_that_denies_what_its_quote_says_that_somebody_denies_is_told_both_ways_out(
    asserting: KnowledgeFolder,
) -> None:
    quote = "Seven states denied that they took part."
    asserting.source("log", LOG.replace("Seven states took part.", quote))
    denying = STORM.replace("Seven states attended.", "Seven states did not attend.")
    asserting.fact("meetings/storm-council", denying.replace("Seven states took part.", quote))

    (told,) = (one.partition(".wording.en: ")[2] for one in asserting.problems())
    assert told == (
        "denies («not attend.»), though the statement is affirmed; its quote says who denies it («denied»): "
        "word it as that, or give it `polarity: negated`, `modality: claimed` and `said_by`"
    )
