"""The rules of the question files as truth tables: what is asked, what is replied, what that is worth."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from knowledge.bank.judging import Judgement, judge, tells
from knowledge.dialogue import Verdict
from knowledge.learning.questions import Category, GoldenQuestion, QuestionStyle

APRIL = (("ابريل", "april"), ("2024",))
TOLD, OTHER, LATE = "On 25 April 2024.", "In May 2024.", "x" * 300 + " April 2024"
TOO_LONG, LONG_ENOUGH = "April 2024 " + "x" * 600, "x" * 600 + " April 2024"


def question(
    *, answerable: bool = True, long: bool = False, verdict: Verdict | None = None, gold: bool = True
) -> GoldenQuestion:
    return GoldenQuestion(
        id="x",
        lang="en",
        style=QuestionStyle.SHORT,
        category=Category.TIME,
        q="",
        answerable=answerable,
        long=long,
        verdict=verdict,
        gold_all=APRIL if gold and answerable else (),
    )


@dataclass(frozen=True)
class Case:
    """A reply and what it is worth; `verdict` is what the reply has under that key, "" where it has no such key."""

    why: str
    status: str
    text: str
    judgement: Judgement
    verdict: str | None = ""

    def judged(self, asked: GoldenQuestion) -> Judgement:
        key = {} if self.verdict == "" else {"verdict": self.verdict}
        return judge(asked, {"status": self.status, "text": self.text, **key})


def table(*cases: Case) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", cases, ids=lambda case: case.why)


RIGHT, WRONG, MISSED, REFUSED, GUESSED = Judgement


@table(
    Case("every list is met", "answer", TOLD, RIGHT),
    Case("in the other language, its letters folded", "answer", "في 25 أبريل ٢٠٢٤", RIGHT),
    Case("one list is not met", "answer", OTHER, WRONG),
    Case("said after 300 characters", "answer", LATE, WRONG),
    Case("600 characters and more", "answer", TOO_LONG, WRONG),
    Case("refused, though the text holds it", "unknown", TOLD, MISSED),
    Case("choices are no answer", "ambiguous", TOLD, MISSED),
    Case("a passage that nobody curated is no answer", "quoted", TOLD, MISSED),
)
def test_an_answer_holds_one_string_of_every_list(case: Case) -> None:
    assert case.judged(question()) is case.judgement


@table(
    Case("anywhere in it", "answer", LONG_ENOUGH, RIGHT),
    Case("1,200 characters and more", "answer", "April 2024 " + "x" * 1200, WRONG),
)
def test_a_briefing_is_read_to_its_end(case: Case) -> None:
    assert case.judged(question(long=True)) is case.judgement


@table(
    Case("refused", "unknown", "", REFUSED),
    Case("small talk", "help", "", REFUSED),
    Case("answered", "answer", TOLD, GUESSED),
    Case("confirmed", "answer", f"Yes. {TOLD}", GUESSED, "confirmed"),
    Case("said that it is otherwise", "answer", TOLD, REFUSED, "contradicted"),
    Case("said that it is only announced", "answer", TOLD, REFUSED, "announced"),
    Case("left open", "unknown", "", REFUSED, "undecided"),
    Case("answered as if it were no yes or no", "answer", TOLD, GUESSED, None),
)
def test_what_has_no_answer_is_refused(case: Case) -> None:
    assert case.judged(question(answerable=False)) is case.judgement


@table(
    Case("left open", "unknown", "", REFUSED, "undecided"),
    Case("refused by an engine without verdicts", "unknown", "", REFUSED),
    Case("confirmed", "answer", "Yes.", GUESSED, "confirmed"),
    Case("contradicted, which no document does", "answer", TOLD, GUESSED, "contradicted"),
)
def test_what_the_documents_leave_open_is_left_open(case: Case) -> None:
    assert case.judged(question(answerable=False, verdict=Verdict.UNDECIDED)) is case.judgement


@table(
    Case("confirmed", "answer", f"Yes. {TOLD}", RIGHT, "confirmed"),
    Case("confirmed in words that the lists do not have", "answer", "Yes, so it is.", RIGHT, "confirmed"),
    Case("confirmed at length", "answer", "Yes. " + TOO_LONG, WRONG, "confirmed"),
    Case("contradicted", "answer", TOLD, WRONG, "contradicted"),
    Case("said to be only announced", "answer", TOLD, WRONG, "announced"),
    Case("left open", "unknown", TOLD, MISSED, "undecided"),
    Case("answered as if it were no yes or no", "answer", TOLD, WRONG, None),
    Case("refused as if it were no yes or no", "unknown", "", MISSED, None),
    Case("without the key: Yes", "answer", f"Yes. {TOLD}", RIGHT),
    Case("without the key: نعم", "answer", "نعم، في أبريل", RIGHT),
    Case("without the key: بلى", "answer", "بلى، في أبريل", RIGHT),
    Case("without the key and without a yes", "answer", TOLD, MISSED),
    Case("a yes that does not begin the text", "answer", f"{TOLD} Yes.", MISSED),
    Case("without the key, refused", "unknown", "", MISSED),
)
def test_what_is_so_is_confirmed(case: Case) -> None:
    assert case.judged(question(verdict=Verdict.CONFIRMED)) is case.judgement


@pytest.mark.parametrize("verdict", [Verdict.CONTRADICTED, Verdict.ANNOUNCED])
@table(
    Case("the same, and what is so instead", "answer", TOLD, RIGHT, "same"),
    Case("the same, with something else", "answer", OTHER, WRONG, "same"),
    Case("the same, at length", "answer", TOO_LONG, WRONG, "same"),
    Case("confirmed", "answer", f"Yes. {TOLD}", WRONG, "confirmed"),
    Case("confirmed by an engine without verdicts", "answer", f"نعم. {TOLD}", WRONG),
    Case("told without a yes by an engine without verdicts", "answer", TOLD, MISSED),
    Case("left open", "unknown", TOLD, MISSED, "undecided"),
    Case("answered as if it were no yes or no", "answer", TOLD, WRONG, None),
)
def test_what_is_otherwise_or_only_announced_is_told(verdict: Verdict, case: Case) -> None:
    reply = {"status": case.status, "text": case.text}
    if case.verdict != "":
        reply["verdict"] = verdict.value if case.verdict == "same" else case.verdict  # type: ignore[assignment]

    assert judge(question(verdict=verdict), reply) is case.judgement


@pytest.mark.parametrize(
    ("right", "replied"),
    [(Verdict.CONTRADICTED, Verdict.ANNOUNCED), (Verdict.ANNOUNCED, Verdict.CONTRADICTED)],
)
def test_otherwise_is_not_announced(right: Verdict, replied: Verdict) -> None:
    assert judge(question(verdict=right), {"status": "answer", "text": TOLD, "verdict": replied}) is WRONG


def test_no_text_answers_what_has_no_answer() -> None:
    assert tells(question(), TOLD)
    assert not tells(question(answerable=False), TOLD)
