"""Figures of a wording against those of its quote, through `kb check` and in answers: one reading for both."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.curation.figures import carried
from knowledge.dialogue import NoAnswer
from knowledge.learning.built_in_engine import TODAY
from knowledge.matching.matcher import Candidate
from knowledge.vocabulary.phrasings import Phrasings
from tests.support.folders import LOG, STORM, KnowledgeFolder
from tests.support.lessons import engine_of


@pytest.fixture
def folder(folder: KnowledgeFolder) -> KnowledgeFolder:
    """One that reads figures in all languages."""
    folder.whole_calendar()
    return folder


@pytest.fixture(scope="module")
def storm(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The council of 3 May 2021, which 1,200 soldiers attended."""
    folder = KnowledgeFolder.made(tmp_path_factory.mktemp("kb"))
    folder.whole_calendar()
    quote = "1,200 soldiers, 40% of them, took part."
    return engine_of(quoting(folder, quote, ar="حضر ١٬٢٠٠ جندي، 40٪ منهم.", en="1,200 soldiers attended, 40% of them."))


@pytest.mark.parametrize("quote", ["شهران", "خلال شهرين", "عقد القمتين", "وقع الوزيران", "للدولتين"])
def test_a_dual_carries_two_of_something(phrasings: Phrasings, quote: str) -> None:
    assert ("number", 2.0) in carried([quote], phrasings.calendar)


@pytest.mark.parametrize("quote", ["المشاركين", "شهر", "الوزراء", "عمان وطهران"])
def test_a_plural_and_a_name_do_not(phrasings: Phrasings, quote: str) -> None:
    assert ("number", 2.0) not in carried([quote], phrasings.calendar)


def quoting(folder: KnowledgeFolder, quote: str, *, ar: str, en: str) -> KnowledgeFolder:
    """The folder with another second sentence in its document, quoted and worded."""
    folder.source("log", LOG.replace("Seven states took part.", quote))
    wording = STORM.replace("حضرت المجلس سبع دول.", ar).replace("Seven states attended.", en)
    folder.fact("meetings/storm-council", wording.replace("quote: Seven states took part.", f'quote: "{quote}"'))
    return folder


FITTING: dict[str, tuple[str, str, str]] = {
    "a figure in other digits": ("شارك ١٬٢٠٠ جندي", "شارك 1200 جندي.", "1,200 soldiers took part."),
    "a figure in words": ("شارك مئة وعشرون جنديا", "شارك 120 جنديا.", "120 soldiers took part."),
    "a scale": ("كلف ٣٫٥ مليون", "كلف 3,500,000.", "It cost 3.5 million."),
    "a share": ("شارك خمسون بالمئة", "شارك 50٪.", "50 percent took part."),
    "an ordinal by rule": ("الدورة السادسة والأربعون", "الدورة السادسة والأربعون.", "The 46th session."),
    "a figure behind the article": ("القمة العربية العادية الـ32", "القمة الثانية والثلاثون.", "The 32nd summit."),
    "an article that stands apart": ("الدورة العادية ال 159", "الدورة الـ159.", "The 159th session."),
    "the article for an ordinal": ("The 32nd summit met", "اجتمعت القمة العربية الـ32.", "The 32nd summit met."),
    "the article for a number": ("All 22 states came", "حضرت الدول العربية الـ22.", "All 22 states came."),
    "what counts, though it may order": ("قادة الدول السبع والعشرين", "قادة 27 دولة.", "The leaders of 27 states."),
    "a rank": ("شارك الفريق أول بحري", "شارك الفريق أول.", "A general took part."),
    "a rank of another language": ("First Lieutenant Ali came", "حضر الملازم أول علي.", "A first lieutenant came."),
    "twenty, which Arabic counts and orders with": ("مجموعة العشرين", "مجموعة العشرين.", "The group of twenty."),
    "a day of the week that is written like two": (
        "Fire ceased on Monday night",
        "توقفت النار مساء يوم الاثنين.",
        "Fire ceased on Monday night.",
    ),
    "a month without a number": ("He came in March to list them", "حضر في مارس.", "He came in March."),
    "a number that a word is written onto": ("15-летний, двухдневный визит", "زيارة يومين لابن 15.", "2 days, at 15."),
    "a number in words with another word": ("Пятнадцатилетний мальчик", "صبي عمره 15.", "A boy of 15."),
    "an hour": ("It began at 4 a.m.", "بدأ عند الرابعة من فجر اليوم.", "It began at four in the morning."),
    "an hour in figures": ("بدأ الساعة الرابعة صباحًا", "بدأ في 04:00.", "It began at 4:00 a.m."),
    "an hour and a half": ("بدأ في السادسة والنصف مساءً", "بدأ في 18:30.", "It began at 6.30 pm."),
    "noon": ("It began at noon", "بدأ عند الظهر.", "It began at 12:00."),
    "an hour of the night": ("بدأ في العاشرة ليلا", "بدأ في 22:00.", "It began at ten at night."),
    "an hour of either half": ("It began at 4 p.m.", "بدأ في الساعة الرابعة.", "It began at 16:00."),
    "another name of the month": ("اجتمع في 5 غشت 2021", "اجتمع في 5 آب 2021.", "It met on 5 August 2021."),
    "the part of the month of its days": ("اجتمع في 25 أبريل 2021", "أواخر أبريل 2021.", "In late April 2021."),
    "the other calendar": ("اجتمع في 15 رمضان 1445", "اجتمع في 25 مارس 2024.", "It met on 15 Ramadan 1445 AH."),
}


@pytest.mark.parametrize(("quote", "ar", "en"), FITTING.values(), ids=FITTING)
def test_a_wording_may_write_the_figures_of_its_quote_otherwise(
    folder: KnowledgeFolder, quote: str, ar: str, en: str
) -> None:
    assert quoting(folder, quote, ar=ar, en=en).problems() == []


@pytest.mark.parametrize("text", ["الوزيران الاثنان", "الوزيرين الاثنين", "اتفق بين الاثنين", "شارك اثنين"])
def test_what_counts_two_is_no_day_of_the_week(phrasings: Phrasings, text: str) -> None:
    assert ("number", 2) in carried([text], phrasings.calendar)


@pytest.mark.parametrize("text", ["ليلة الاثنين", "الأحد والاثنين", "بين الاثنين والخميس", "حتى يوم الإثنين"])
def test_a_day_of_the_week_counts_nothing(phrasings: Phrasings, text: str) -> None:
    assert carried([text], phrasings.calendar) == frozenset()


@pytest.mark.parametrize(
    "text", ["It may happen", "Prime Minister May said", "The march on Rome", "the last march", "أب"]
)
def test_what_is_written_like_a_month_is_none_without_a_word_before_it(phrasings: Phrasings, text: str) -> None:
    assert carried([text], phrasings.calendar) == frozenset()


WRONG: dict[str, tuple[str, str, str]] = {
    "the other half of the day": ("It began at 4 a.m.", "It began at 4 p.m.", "the hour 16:00"),
    "a half of the day that nobody told": ("بدأ الساعة الرابعة", "It began at 4 a.m.", "the hour 04:00"),
    "another hour": ("بدأ عند الرابعة فجرا", "It began at 5 a.m.", "the hour 05:00"),
    "an ordinal that is no hour": ("الدورة الرابعة", "It began at 4 a.m.", "the hour 04:00"),
    "a part of a figure": ("شارك ١٬٢٠٠ جندي", "200 soldiers took part.", "the number 200"),
    "another scale": ("كلف ٣٫٥ مليون", "It cost 3.5 billion.", "the number 3500000000"),
    "no scale": ("كلف ٣٫٥ مليون", "It cost 3.5.", "the number 3.5"),
    "a share for a number": ("شارك 50 جنديا", "50% took part.", "the percent 50"),
    "a number for a share": ("شارك 50٪", "50 took part.", "the number 50"),
    "an ordinal for a number": ("حضرت القمة 32 دولة", "The 32nd summit.", "the ordinal 32"),
    "an ordinal for so many": ("الوزراء والأمناء والمندوبين الـ32", "The 32nd minister.", "the ordinal 32"),
    "a number for an ordinal": ("الدورة السابعة والعشرون", "27 sessions.", "the number 27"),
    "an ordinal beside a rank": ("شارك فريق أول للمرة الثانية", "It took part for the first time.", "the ordinal 1"),
    "a brigade that is numbered": ("شارك اللواء الأول", "The 2nd brigade took part.", "the ordinal 2"),
    "another ordinal": ("الدورة السادسة والأربعون", "The 40th session.", "the number 40"),
    "another part of the month": ("اجتمع في 25 أبريل 2021", "In early April 2021.", "the part of a month early"),
    "a part of the month for the whole": ("اجتمع في أبريل 2021", "In late April 2021.", "the part of a month late"),
    "another day of the other calendar": ("15 رمضان 1445", "On 26 March 2024.", "the number 26"),
}


@pytest.mark.parametrize(("quote", "en", "missing"), WRONG.values(), ids=WRONG)
def test_a_figure_that_the_quote_does_not_carry_is_refused(
    folder: KnowledgeFolder, quote: str, en: str, missing: str
) -> None:
    problems = quoting(folder, quote, ar="حضر المجلس.", en=en).problems()

    (said,) = [problem.partition(".wording.en: ")[2].partition(";")[0].partition(" («")[0] for problem in problems]
    assert said == f"{missing} stands in no quote"


def best(engine: Engine, question: str) -> Candidate:
    """What fits best among the statements of the attendance."""
    found = engine.matcher.rank(engine.reader.read(question))
    return next(one for one in found if one.statement.id.endswith("attendance"))


@pytest.mark.parametrize(
    ("question", "contradicted"),
    [
        ("did 1,200 soldiers attend the storm council?", False),
        ("did 1200 soldiers attend the storm council?", False),
        ("did one thousand two hundred soldiers attend the storm council?", False),
        ("هل حضر ١٬٢٠٠ جندي مجلس العاصفة؟", False),
        ("did 200 soldiers attend the storm council?", True),
        ("did 1.2 million soldiers attend the storm council?", True),
        ("did 1,200% attend the storm council?", True),
        ("did 40% of soldiers attend the storm council?", False),
        ("did 50% of soldiers attend the storm council?", True),
    ],
)
def test_a_question_is_met_by_its_own_figure_alone(storm: Engine, question: str, *, contradicted: bool) -> None:
    assert best(storm, question).contradicted is contradicted


@pytest.mark.parametrize(
    ("question", "off_date"),
    [
        ("did the storm council meet in early May 2021?", False),
        ("did the storm council meet in mid-May 2021?", True),
        ("did the storm council meet at the end of the month?", True),
        ("did the storm council meet at the beginning of the month?", False),
        ("did the storm council meet in Ramadan 1442?", False),
        ("did the storm council meet in AH 1443?", True),
        ("did the storm council meet on 31 May 2021?", True),
    ],
)
def test_another_part_of_the_month_or_another_calendar_s_month_is_another_date(
    storm: Engine, question: str, *, off_date: bool
) -> None:
    found = storm.matcher.rank(storm.reader.read(question))
    met = next(one for one in found if one.statement.id == "storm-council.met")

    assert bool(met.features.off_date) is off_date


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("did the storm council meet in late May 2021?", "late May 2021"),
        ("did the storm council meet in AH 1443?", "AH 1443"),
        ("did the storm council meet in June 2022?", "2022-06"),
    ],
)
def test_a_refusal_names_the_date_as_it_was_asked_for(storm: Engine, question: str, missing: str) -> None:
    reply = storm.reply_to(question, today=TODAY)

    assert isinstance(reply, NoAnswer)
    assert reply.missing == (missing,)


@pytest.mark.parametrize(
    ("caveat", "lacking"),
    [
        ("The document says so on 3 May 2021.", ""),
        ("Another source says 150 came.", "the number 150"),
        ("It met in 2020.", "the year 2020"),
    ],
)
def test_a_figure_of_a_caveat_stands_in_its_document(folder: KnowledgeFolder, caveat: str, lacking: str) -> None:
    noted = f"property: participant\n    caveat:\n      ar: رواية واحدة.\n      en: {caveat}\n"
    folder.fact("meetings/storm-council", STORM.replace("property: participant\n", noted))

    found = [one for one in folder.problems() if ".attendance.caveat.en: " in one]
    assert len(found) == bool(lacking) and all(lacking in one for one in found)


def test_a_caveat_may_tell_the_figure_that_its_statement_contradicts(folder: KnowledgeFolder) -> None:
    folder.source("diary", "150 states took part.")
    noted = "    caveat: {ar: تقول أخرى 150., en: Another says 150.}\n    contradicts: [storm-council.other]\n"
    ours = STORM.replace("property: participant\n", f"property: participant\n{noted}")
    other = (
        "  other:\n    property: participant\n    contradicts: [storm-council.attendance]\n"
        "    wording: {ar: حضرت 150 دولة., en: 150 states came.}\n"
        "    citations: [{source: diary, quote: 150 states took part.}]\n"
    )
    folder.fact("meetings/storm-council", ours + other)

    assert folder.problems() == []
