"""A value says what the words of its statement say: the year may go without saying, a day or a name may not."""

from __future__ import annotations

import pytest

from tests.support.folders import LOG, STORM, KnowledgeFolder

WORDED = "on 3 May 2021.\n    citations"
ARABIC = "في 3 مايو 2021."
NEITHER = "neither wording nor quote"
SAY = "say it there, or leave `value` out"


def told(folder: KnowledgeFolder, facts: str) -> list[str]:
    folder.fact("meetings/storm-council", facts)
    return [one.partition(".value: ")[2] for one in folder.problems() if ".value: " in one]


def without_a_year(facts: str) -> str:
    return (
        facts.replace(WORDED, "on 3 May.\n    citations")
        .replace(ARABIC, "في 3 مايو.")
        .replace("in Harbour City on 3 May 2021\n", "in Harbour City on 3 May\n")
    )


@pytest.mark.parametrize("value", ["2021-05-03", "2021-05", "2021"])
def test_a_wording_may_tell_a_date_more_precisely(folder: KnowledgeFolder, value: str) -> None:
    assert told(folder, STORM.replace("value: 2021-05-03", f"value: {value}")) == []


@pytest.mark.parametrize("value", ["2022-05-03", "2021-05-04", "2021-06", "2021-05-03/2021-05-05"])
def test_no_other_date_is_told_by_it(folder: KnowledgeFolder, value: str) -> None:
    (problem,) = told(folder, STORM.replace("value: 2021-05-03", f"value: {value}"))

    assert problem.startswith(f"neither wording nor quote tells the date {value}; they say 2021-05-03: write that")


@pytest.mark.parametrize(("published", "is_told"), [("2021-05-04", True), ("2022-05-04", False)])
def test_the_year_may_be_that_of_the_day_of_its_document(
    folder: KnowledgeFolder, published: str, *, is_told: bool
) -> None:
    folder.source("log", LOG.replace(" 2021", ""), published=published)
    found = told(folder, without_a_year(STORM).replace("dates: 2021-05-03\n", ""))

    says = "neither wording nor quote tells the date 2021-05-03; say it there, or leave `value` out"
    assert found == ([] if is_told else [says])


@pytest.mark.parametrize(
    ("month", "published", "is_told"),
    [("in March", "2024-04-02", True), ("in late March", "2024-04-02", True), ("in March", "2025-04-02", False)],
)
def test_a_month_alone_is_that_of_the_year_of_its_document(
    folder: KnowledgeFolder, month: str, published: str, *, is_told: bool
) -> None:
    folder.whole_calendar()
    folder.source("log", LOG.replace("Seven states took part.", f"Seven states joined {month}."), published=published)
    dated = STORM.replace("property: participant\n", "property: participant\n    value: 2024-03\n")
    worded = dated.replace("سبع دول.", "سبع دول في مارس.").replace(
        "Seven states took part.", f"Seven states joined {month}."
    )

    assert bool(told(folder, worded)) is not is_told


@pytest.mark.parametrize(("value", "is_told"), [("7", True), ("70", False)])
def test_a_number_stands_in_a_wording_or_a_quote(folder: KnowledgeFolder, value: str, *, is_told: bool) -> None:
    found = told(folder, STORM.replace("property: participant\n", f"property: participant\n    value: {value}\n"))

    assert bool(found) is not is_told


@pytest.mark.parametrize(
    ("quote", "is_told"), [("Seven states took part.", False), ("Seven took part in Harbour City.", True)]
)
def test_a_place_is_named_by_a_wording_or_a_quote(folder: KnowledgeFolder, quote: str, *, is_told: bool) -> None:
    folder.source("log", LOG.replace("Seven states took part.", quote))
    valued = STORM.replace("property: participant\n", "property: participant\n    value: harbour\n")

    assert bool(told(folder, valued.replace("Seven states took part.", quote))) is not is_told


def test_the_year_of_another_date_is_not_that_of_this_one(folder: KnowledgeFolder) -> None:
    folder.source("log", f"{LOG} It had met in 2020.", published="2020-05-04")
    quoting = STORM.replace("on 3 May 2021\n", "on 3 May 2021\n      - {source: log, quote: It had met in 2020.}\n", 1)
    (problem,) = told(folder, quoting.replace("value: 2021-05-03", "value: 2020-05-03"))

    assert problem.startswith("neither wording nor quote tells the date 2020-05-03; they say 2021-05-03, 2020")


def test_what_was_decided_may_be_told_without_its_name(folder: KnowledgeFolder) -> None:
    folder.fact(
        "initiatives/pact", "type: agreement\nnames: {ar: ميثاق, en: Pact}\nsummary: {ar: ميثاق., en: A pact.}\n"
    )

    assert told(folder, STORM.replace("property: participant\n", "property: participant\n    value: pact\n")) == []


CAPITAL = "type: place\nnames: {ar: بغداد, en: Baghdad}\nsummary: {ar: مدينة., en: A city.}\n"
STATE = "type: state\nnames: {ar: العراق, en: Iraq}\nsummary: {ar: دولة., en: A state.}\n"


@pytest.fixture
def capital(folder: KnowledgeFolder) -> KnowledgeFolder:
    """One that knows a state, its capital, and what Baghdad announced."""
    folder.phrasing("names", "capitals: {IQ: Baghdad}\n")
    folder.fact("topics/baghdad", CAPITAL)
    folder.fact("actors/iraq", STATE)
    folder.source("log", LOG.replace("Seven states took part.", "Baghdad took part."))
    return folder


def of(value: str, *, ar: str = "شاركت بغداد.", en: str = "Baghdad took part.") -> str:
    """The attendance with that value and these wordings, of the quote that names the capital."""
    valued = STORM.replace("property: participant\n", f"property: participant\n    value: {value}\n")
    worded = valued.replace("حضرت المجلس سبع دول.", ar).replace("Seven states attended.", en)
    return worded.replace("quote: Seven states took part.", "quote: Baghdad took part.")


@pytest.mark.parametrize("value", ["baghdad", "iraq"])
def test_a_capital_stands_for_its_state(capital: KnowledgeFolder, value: str) -> None:
    capital.fact("meetings/storm-council", of(value))

    assert capital.problems() == []


def test_a_wording_names_the_state_whose_capital_its_quote_names(capital: KnowledgeFolder) -> None:
    capital.fact("meetings/storm-council", of("iraq", ar="شارك العراق.", en="Iraq took part."))

    assert capital.problems() == []


def test_where_another_state_is_meant_the_message_says_the_state_of_a_capital(capital: KnowledgeFolder) -> None:
    capital.fact("actors/iran", STATE.replace("العراق", "إيران").replace("Iraq", "Iran"))

    assert told(capital, of("iran")) == [f"{NEITHER} names iran; they say iraq: write that, or {SAY}"]
