"""When a statement is to be looked at again, and what readers are told once that day has passed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.interface.render import render
from bot.interface.words.bidi import without_marks
from bot.interface.words.wording import LANGUAGES, Wordings
from knowledge.answering.composing import Composer
from knowledge.compiled.base import KnowledgeBase
from knowledge.dialogue import Answer
from knowledge.model import LocalText, Review, Statement, Withdrawal
from knowledge.reviewing import due, overdue, review_of
from knowledge.vocabulary.phrasings import PropertyRecord
from tests.support.facts import DATE, MEETING, knowledge_base

LABEL = {"label": {"ar": "المنصب", "en": "the office"}}
PROPERTIES = {
    "office": PropertyRecord.model_validate(LABEL | {"review_after": 365}),
    "date": PropertyRecord.model_validate(LABEL),
}
SEEN, LATER = date(2023, 1, 1), date(2023, 6, 1)
OFFICE = replace(DATE, id="meeting.office", property="office", caveat=None, last_seen=SEEN)
REASON: LocalText = {"ar": "خطأ", "en": "wrong"}


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (OFFICE, Review(date(2024, 1, 1), SEEN)),
        (replace(OFFICE, reviewed=LATER), Review(date(2024, 5, 31), LATER)),
        (replace(OFFICE, review_by=date(2030, 1, 1)), Review(date(2030, 1, 1), SEEN)),
        (replace(DATE, review_by=date(2030, 1, 1)), Review(date(2030, 1, 1), None)),
        (replace(DATE, last_seen=SEEN), None),
        (replace(OFFICE, property="of-an-older-vocabulary"), None),
        (replace(OFFICE, last_seen=None), None),
        (replace(OFFICE, review_by=date(2020, 1, 1), withdrawn=Withdrawal(SEEN, REASON)), None),
    ],
)
def test_a_statement_says_by_when_it_is_to_be_reviewed_else_its_property_does(
    statement: Statement, expected: Review | None
) -> None:
    assert review_of(statement, PROPERTIES) == expected


def test_what_is_due_comes_with_the_longest_waiting_first_and_not_on_its_very_day() -> None:
    older = replace(OFFICE, id="meeting.older", review_by=date(2023, 12, 31))

    assert [one.id for one, _ in due([OFFICE, DATE, older], PROPERTIES, date(2024, 1, 2))] == [older.id, OFFICE.id]
    assert overdue(OFFICE, PROPERTIES, date(2024, 1, 1)) is None


TOLD = {
    "en": "The meeting was announced for 25 April 2024.\nThis may be outdated; last reviewed on 1 January 2023.",
    "ar": "أُعلن أن الاجتماع يُعقد في 25 أبريل 2024.\nقد تكون هذه المعلومة قديمة؛ آخر مراجعة لها في 1 يناير 2023.",
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_after_its_day_an_answer_says_that_it_may_be_outdated_and_the_answer_alone_does_not(
    lang: str, knowledge: KnowledgeBase
) -> None:
    phrasings = replace(knowledge.phrasings, properties=PROPERTIES)
    base = replace(knowledge_base(), statements={OFFICE.id: OFFICE}, phrasings=phrasings)
    sentence = Composer(base).sentence(OFFICE, lang, date(2024, 1, 2))
    shown = render(Answer(lang, (sentence,), (MEETING.id,), 1.0), base, Wordings.load().speak(lang))

    assert without_marks(shown.reply).startswith(TOLD[lang])
    assert shown.text == TOLD[lang].partition("\n")[0]
