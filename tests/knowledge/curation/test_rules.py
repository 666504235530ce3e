"""Every rule of curation, broken once in a folder that is valid otherwise."""

from __future__ import annotations

import pytest

from tests.support.folders import LOG, STORM, KnowledgeFolder

STORM_FILE = "facts/meetings/storm-council.yaml"
MET = "statements.met"
NAMING = "quote «Council of Storms met in Harbour City on 3 May 2021» too"
LEAVE = "; quote the words that say it, or leave it out"
MEETINGS = "council-session, dialogue, ministerial-meeting, summit, talks, visit"
SAY = "; the quotes say {}: write that, or quote the words that say it"
ATTENDANCE = "statements.attendance"
QUOTE = "quote: Seven states took part."
PROPERTY = "property: participant\n"
NEAREST = "does not stand in log byte for byte; the nearest is"
NEITHER = "neither wording nor quote"
SAY_OR_LEAVE = "say it there, or leave `value` out"
BOTH = "both sides must"


def with_(*lines: str) -> str:
    """The property of a statement with lines below it."""
    return PROPERTY + "".join(f"    {line}\n" for line in lines)


RULES: dict[str, tuple[str, str, str]] = {
    "a quote of other words": (
        QUOTE,
        "quote: Seven winds.",
        f"35: {ATTENDANCE}.citations.0.quote: does not stand in log",
    ),
    "one letter of a quote changed": (
        QUOTE,
        "quote: Seven stales took part.",
        f"35: {ATTENDANCE}.citations.0.quote: {NEAREST} «Seven states took part.»",
    ),
    "words of a quote cut off": (
        QUOTE,
        "quote: Seven stales took par",
        f"35: {ATTENDANCE}.citations.0.quote: {NEAREST} «Seven states took part»",
    ),
    "an occurrence that is not there": (
        QUOTE,
        f"{QUOTE}\n        occurrence: 2",
        f"36: {ATTENDANCE}.citations.0.occurrence: the quote stands only 1 times in log",
    ),
    "a quote of more than 200 characters": (
        QUOTE,
        f"quote: Seven {'x' * 201}",
        f"35: {ATTENDANCE}.citations.0.quote: string should have at most 200 characters (found 'Seven {'x' * 50}…)",
    ),
    "no citation": (
        f"citations:\n      - source: log\n        {QUOTE}\n",
        "citations: []\n",
        f"33: {ATTENDANCE}.citations: is empty; a statement carries at least one citation",
    ),
    "an unknown source": (
        "source: log",
        "source: logs",
        f"26: {MET}.citations.0.source: unknown source 'logs'; did you mean 'log'?",
    ),
    "a day that no quote carries": (
        "on 3 May 2021.",
        "on 4 May 2021.",
        f"24: {MET}.wording.en: the number 4 stands in no quote{SAY.format(3)}",
    ),
    "a month that no quote carries": (
        "3 مايو",
        "3 يونيو",
        f"23: {MET}.wording.ar: the month 6 stands in no quote («يونيو»){SAY.format(5)}",
    ),
    "a year that no quote carries": (
        "on 3 May 2021.",
        "on 3 May 2022.",
        f"24: {MET}.wording.en: the year 2022 stands in no quote{SAY.format(2021)}",
    ),
    "an ordinal that no quote carries": (
        "en: The Storm Council met",
        "en: The nineteenth Storm Council met",
        f"24: {MET}.wording.en: the ordinal 19 stands in no quote («nineteenth»){LEAVE}",
    ),
    "a number in words that no quote carries": (
        "Seven states attended.",
        "Eight states attended.",
        f"32: {ATTENDANCE}.wording.en: the number 8 stands in no quote («Eight»){SAY.format(7)}",
    ),
    "a name that no quote carries": (
        "Seven states attended.",
        "Seven states attended in Harbour City.",
        f"32: {ATTENDANCE}.wording.en: names harbour («Harbour City»), which no quote names; {NAMING}",
    ),
    "an unknown property": (
        "property: date",
        "property: dates",
        f"18: {MET}.property: unknown property 'dates'; did you mean 'date'?",
    ),
    "an unknown place": (
        "place: harbour",
        "place: nowhere",
        "15: place: unknown entity 'nowhere'; no entity has this id: add it first, or leave it out",
    ),
    "an unknown entity": (
        "      - harbour\n",
        "      - harbor\n",
        f"21: {MET}.about.0: unknown entity 'harbor'; did you mean 'harbour'?",
    ),
    "an unknown speaker": (
        PROPERTY,
        with_("said_by: nobody"),
        f"30: {ATTENDANCE}.said_by: unknown entity 'nobody'; no entity has this id: add it first, or leave it out",
    ),
    "a question without a letter": (
        PROPERTY,
        with_("questions:", "  - '?!'"),
        f"31: {ATTENDANCE}.questions.0: '?!' has no letter or digit",
    ),
    "a question that stands twice": (
        PROPERTY,
        with_("questions:", "  - who came", "  - Who came?"),
        f"32: {ATTENDANCE}.questions.1: 'Who came?' stands here twice",
    ),
    "a question of more than 200 characters": (
        PROPERTY,
        with_("questions:", f"  - {'x' * 201}"),
        f"31: {ATTENDANCE}.questions.0: string should have at most 200 characters (found '{'x' * 56}…)",
    ),
    "a value of no kind": (
        "value: 2021-05-03",
        "value: harbur",
        f"19: {MET}.value: 'harbur' is no entity, date or number; did you mean 'harbour'?",
    ),
    "a disagreement with an unknown statement": (
        PROPERTY,
        with_("contradicts:", "  - storm-council.mat"),
        f"31: {ATTENDANCE}.contradicts.0: unknown statement 'storm-council.mat'; did you mean 'storm-council.met'?",
    ),
    "a disagreement that only one side knows": (
        PROPERTY,
        with_("contradicts:", "  - storm-council.met"),
        f"31: {ATTENDANCE}.contradicts.0: storm-council.met does not name storm-council.attendance in return; {BOTH}",
    ),
    "a disagreement with itself": (
        PROPERTY,
        with_("contradicts:", "  - storm-council.attendance"),
        f"31: {ATTENDANCE}.contradicts.0: a statement cannot disagree with itself",
    ),
    "a type of another kind": (
        "type: talks",
        "type: state",
        f"1: type: state is no type of meeting: {MEETINGS}; files of type state stand in actors/",
    ),
    "an alias without a letter": (
        "- council\n",
        '- "!?"\n',
        "6: aliases.en: '!?' has no letter or digit and would match everything",
    ),
    "an alias in an unheard-of language": (
        "aliases:\n  en:",
        "aliases:\n  english:",
        "6: aliases.english: string should match pattern '^[a-z]{2,3}(-[a-z]{4})?$' (found 'english')",
    ),
    "a date outside the calendar": (
        "dates: 2021-05-03",
        "dates: 2021-02-29",
        "14: dates: 2021-02-29 is not in the calendar",
    ),
    "an id of other letters": (
        "  attendance:",
        "  Attendance!:",
        "28: statements.Attendance!: 'Attendance!' is no id; use small letters, digits and single hyphens",
    ),
    "an invisible character": (
        "en: Storm Council\n",
        'en: "Storm\\u200bCouncil"\n',
        "4: names.en: holds the invisible character U+200B; remove it",
    ),
    "a wording in one language": (
        "      ar: حضرت المجلس سبع دول.\n",
        "",
        f"30: {ATTENDANCE}.wording.ar: is missing; write the same in Arabic",
    ),
    "a wording of more than 300 characters": (
        "en: Seven states attended.",
        f"en: {'a' * 301}",
        f"32: {ATTENDANCE}.wording.en: string should have at most 300 characters (found '{'a' * 56}…)",
    ),
    "a date that no wording tells": (
        "value: 2021-05-03",
        "value: 2020-05-03",
        f"19: {MET}.value: {NEITHER} tells the date 2020-05-03; they say 2021-05-03: write that, or {SAY_OR_LEAVE}",
    ),
    "a number that nothing says": (
        PROPERTY,
        with_("value: 8"),
        f"30: {ATTENDANCE}.value: {NEITHER} says the number 8; they say 7: write that, or {SAY_OR_LEAVE}",
    ),
    "a place that nothing names": (
        PROPERTY,
        with_("value: harbour"),
        f"30: {ATTENDANCE}.value: {NEITHER} names harbour; {SAY_OR_LEAVE}",
    ),
    "an unknown key": (
        PROPERTY,
        with_("proprety: date"),
        f"30: {ATTENDANCE}.proprety: unknown key; remove it or correct its spelling; did you mean 'property'?",
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), RULES.values(), ids=RULES)
def test_a_broken_rule_is_told_with_file_and_line(folder: KnowledgeFolder, old: str, new: str, expected: str) -> None:
    assert old in STORM
    folder.fact("meetings/storm-council", STORM.replace(old, new, 1))

    assert folder.problems() == [f"{STORM_FILE}:{expected}"]


def test_the_folder_whose_rules_are_broken_here_is_valid(folder: KnowledgeFolder) -> None:
    assert folder.problems() == []


def test_figures_of_the_announcing_wording_must_be_quoted_too(folder: KnowledgeFolder) -> None:
    upcoming = with_("upcoming:", "  ar: تحضر سبع دول.", "  en: 8 states are to attend.")
    folder.fact("meetings/storm-council", STORM.replace(PROPERTY, upcoming))

    assert folder.problems() == [
        f"{STORM_FILE}:32: {ATTENDANCE}.upcoming.en: the number 8 stands in no quote{SAY.format(7)}"
    ]


def test_a_quote_that_stands_twice_needs_an_occurrence(folder: KnowledgeFolder) -> None:
    twice = f"{LOG} Seven states took part."
    folder.source("log", twice)
    problem = "stands 2 times in log; lengthen it, or say which with `occurrence`"
    assert folder.problems() == [f"{STORM_FILE}:35: {ATTENDANCE}.citations.0.quote: {problem}"]

    citations = f"{QUOTE}\n        occurrence: 2\n      - source: log\n        {QUOTE}\n        occurrence: 1"
    folder.fact("meetings/storm-council", STORM.replace(QUOTE, citations))

    starts = [citation.start for citation in folder.read().statements["storm-council.attendance"].citations]
    assert starts == [twice.rindex("Seven"), twice.index("Seven")]


CONTRADICTION = with_("contradicts:", "  - storm-council.met")
ANSWERED = "property: date\n    contradicts:\n      - storm-council.attendance\n"
WITHDRAWN = ("withdrawn:", "  since: 2022-03-01", "  reason:", "    ar: صحّح المصدر خبره.", "    en: Corrected.")


def test_a_disagreement_that_both_sides_know_stays(folder: KnowledgeFolder) -> None:
    folder.fact("meetings/storm-council", STORM.replace(PROPERTY, CONTRADICTION).replace("property: date\n", ANSWERED))

    assert folder.problems() == []


def test_a_disagreement_ends_when_one_side_is_withdrawn(folder: KnowledgeFolder) -> None:
    one_side = with_("contradicts:", "  - storm-council.met", *WITHDRAWN)
    folder.fact("meetings/storm-council", STORM.replace(PROPERTY, one_side).replace("property: date\n", ANSWERED))
    over = "is withdrawn: the disagreement is over, remove it from both"

    assert folder.problems() == [
        f"{STORM_FILE}:20: {MET}.contradicts.0: one of storm-council.met and storm-council.attendance {over}",
        f"{STORM_FILE}:33: {ATTENDANCE}.contradicts.0: one of storm-council.attendance and storm-council.met {over}",
    ]


def test_a_strong_name_belongs_to_one_entity(folder: KnowledgeFolder) -> None:
    shared = STORM.replace("- Council of Storms", "- Council of Storms\n      - harbour  CITY")
    folder.fact("meetings/storm-council", shared)
    [problem] = folder.problems()

    assert problem == (
        "facts/topics/harbour.yaml:1: aliases: 'Harbour City' is a strong name of storm-council too; "
        "make it weak in one of them"
    )


def test_a_weak_alias_may_be_shared(folder: KnowledgeFolder) -> None:
    folder.fact("meetings/storm-council", STORM.replace("- council\n", "- Harbour City\n"))

    assert folder.problems() == []


def test_three_uncovered_words_are_a_gap_and_two_are_none(folder: KnowledgeFolder) -> None:
    folder.source("log", f"{LOG} Mild weather.")
    assert folder.problems() == []

    folder.source("log", f"{LOG} The weather: mild.")
    gap = f"no quote covers «The weather: mild» (line 1, at {len(LOG) + 1}); cite it or waive it"
    assert folder.problems() == [f"seeds/sources.yaml:3: sources.log: {gap}"]


def test_a_long_gap_is_shown_by_its_ends_and_its_lines(folder: KnowledgeFolder) -> None:
    folder.source(
        "log", f"{LOG}\n\nOne two three four five six seven eight,\n{'and so on ' * 30}nearly at its end now."
    )

    (gap,) = folder.problems()
    assert gap.endswith(
        ": no quote covers «One two three four five six seven eight, … and so on nearly at its end now» "
        "(lines 3–4, 103 words, at 78); cite it or waive it"
    )


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        (STORM.replace("type: talks", "type: tea"), ":1: type: "),
        (
            STORM.replace("met on 3", "met: on 3"),
            ":24: is no YAML: mapping values",
        ),
    ],
)
def test_gaps_are_told_beside_a_file_that_is_wrong_whose_quotes_still_count(
    folder: KnowledgeFolder, facts: str, problem: str
) -> None:
    folder.source("log", f"{LOG} The weather was mild.")
    folder.fact("meetings/storm-council", facts)
    wrong, gap = folder.problems()

    assert wrong.startswith(f"{STORM_FILE}{problem}")
    assert "no quote covers «The weather was mild»" in gap


def test_what_is_proposed_blocks_nothing_and_says_nothing(folder: KnowledgeFolder) -> None:
    unfinished = "  later:\n    proposed: true\n    why: [a guess]\n    property: no-such\n    wording: {ar: \n"
    folder.fact("meetings/storm-council", STORM + unfinished.replace("{ar: ", "{}"))
    folder.fact("actors/somebody", "proposed: true\nnames: {en: }\n")
    corpus = folder.read()

    assert list(corpus.statements) == ["storm-council.met", "storm-council.attendance"]
    assert corpus.proposed == ("somebody", "storm-council.later")


def test_a_gap_may_be_waived_with_a_reason(folder: KnowledgeFolder) -> None:
    text = f"{LOG} The weather was mild."
    folder.source("log", text, waived=[{"words": "The weather was mild.", "reason": "No fact."}])
    assert folder.problems() == []

    folder.source("log", text, waived=[{"words": "The weather was mild."}])
    assert folder.problems()[-1] == "seeds/sources.yaml:9: sources.log.waived.0.reason: is missing"


def test_a_waiver_must_stand_in_its_document(folder: KnowledgeFolder) -> None:
    folder.source("log", LOG, waived=[{"words": "The weather was mild.", "reason": "No fact."}])

    assert folder.problems() == [
        "seeds/sources.yaml:10: sources.log.waived.0.words: these words do not stand in the document; copy them from it"
    ]


def test_coverage_counts_the_words_inside_quotes(folder: KnowledgeFolder) -> None:
    folder.source("log", f"{LOG} Mild weather.")
    coverage = folder.read().coverage["log"]

    assert (coverage.words, coverage.covered, coverage.gaps) == (17, 15, ())


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ('begins: "15:00"', None),
        ('begins: "03:00"\nzone: Asia/Riyadh', None),
        ('begins: "16:00"', "begins: no quote of it says 16:00"),
        ('begins: "25:00"', "begins: "),
        ("zone: Asia/Riyadh", "has a zone and no hour"),
        ('begins: "15:00"\nzone: Asia/Nowhere', "'Asia/Nowhere' is no time zone"),
    ],
)
def test_the_hour_of_an_event_stands_in_a_quote_and_its_zone_is_one(
    folder: KnowledgeFolder, lines: str, expected: str | None
) -> None:
    folder.fact("meetings/storm-council", STORM.replace("place: harbour\n", f"place: harbour\n{lines}\n"))
    problems = folder.problems()

    assert (not problems) if expected is None else any(expected in one for one in problems)


def test_an_unsound_statement_hides_no_mistake_of_the_others(folder: KnowledgeFolder) -> None:
    unsound = STORM.replace(QUOTE, "qoute: Seven states took part.").replace("on 3 May 2021.", "on 4 May 2021.")
    folder.fact("meetings/storm-council", unsound)

    found = [one.partition(": ")[2].partition(": ")[0] for one in folder.problems()]
    assert found[:2] == [f"{MET}.wording.en", f"{ATTENDANCE}.citations.0.qoute"]


def test_a_quote_that_is_too_long_hides_no_mistake_of_its_statement(folder: KnowledgeFolder) -> None:
    long = f"Seven states took part{' and talked' * 20}."
    folder.source("log", LOG.replace("Seven states took part.", long))
    lengthened = STORM.replace(QUOTE, f"quote: {long}").replace("Seven states attended.", "Eight states attended.")
    folder.fact("meetings/storm-council", lengthened)

    found = [one.partition(": ")[2].partition(": ")[0] for one in folder.problems()]
    assert found == [f"{ATTENDANCE}.wording.en", f"{ATTENDANCE}.citations.0.quote"]


@pytest.mark.parametrize("began", ["at four in the morning", "عند الرابعة من فجر اليوم", "at 4 a.m."])
def test_the_hour_of_an_event_may_be_told_in_words(folder: KnowledgeFolder, began: str) -> None:
    folder.source("log", f"{LOG} It began {began}.")
    quoting = STORM.replace("took part.\n", f"took part.\n      - source: log\n        quote: It began {began}.\n")
    folder.fact("meetings/storm-council", quoting.replace("place: harbour\n", 'place: harbour\nbegins: "04:00"\n'))

    assert folder.problems() == []


def test_an_hour_without_a_day_is_a_mistake(folder: KnowledgeFolder) -> None:
    folder.fact("meetings/storm-council", STORM.replace("dates: 2021-05-03\n", 'dates: 2021-05\nbegins: "15:00"\n'))

    assert any("begins at an hour of no day" in one for one in folder.problems())
