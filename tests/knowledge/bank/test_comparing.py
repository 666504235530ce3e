"""What becomes of an answer, as a truth table: two replies and what is right in, a kind and a judgement out."""

from __future__ import annotations

import pytest

from knowledge.bank.comparing import Replied, change
from knowledge.bank.questions import BankQuestion

RIGHT = Replied("answer", None, "It met in May.", ("council.date",))
OTHER = Replied("answer", None, "Seven came.", ("council.attendance",))
REFUSED = Replied("unknown", None, "My sources do not say this.", ())
UNSURE = Replied("unknown", None, "Not sure that you ask this: seven came.", ("council.attendance",))
QUOTED = Replied("quoted", None, "May it was.", ())

ASKED = {"q": "when?"}
GOLD = ASKED | {"gold_all": [["May", "مايو"]]}
BY_ID = ASKED | {"statements": ["council.date"]}
IN_VAIN = ASKED | {"answerable": False}
CONFIRMED, DENIED = (Replied("answer", verdict, "Said.", ()) for verdict in ("confirmed", "contradicted"))
YES = ASKED | {"verdict": "confirmed"}


@pytest.mark.parametrize(
    ("question", "old", "new", "kind", "judged"),
    [
        (ASKED, RIGHT, REFUSED, "lost", None),
        (GOLD, RIGHT, REFUSED, "lost", "worse"),
        (GOLD, REFUSED, RIGHT, "gained", "better"),
        (GOLD, REFUSED, OTHER, "gained", "worse"),
        (GOLD, OTHER, REFUSED, "lost", "better"),
        (GOLD, RIGHT, OTHER, "changed", "worse"),
        (GOLD, REFUSED, UNSURE, "changed", None),
        (GOLD, RIGHT, QUOTED, "changed", "worse"),
        (BY_ID, OTHER, RIGHT, "changed", "better"),
        (BY_ID, RIGHT, OTHER, "changed", "worse"),
        (IN_VAIN, REFUSED, OTHER, "gained", "worse"),
        (IN_VAIN, OTHER, REFUSED, "lost", "better"),
        (ASKED | {"answerable": True}, OTHER, REFUSED, "lost", "worse"),
        (YES, CONFIRMED, DENIED, "changed", "worse"),
    ],
)  # fmt: skip
def test_what_becomes_of_an_answer(
    question: dict[str, object], old: Replied, new: Replied, kind: str, judged: str | None
) -> None:
    found = change(BankQuestion.model_validate(question), old, new)

    assert found
    assert (found.kind, found.judged) == (kind, judged)


def test_other_words_for_the_same_statements_are_no_change() -> None:
    reworded = Replied("answer", None, "In summer.", RIGHT.statements)

    assert change(BankQuestion.model_validate(GOLD), RIGHT, reworded) is None


def test_refusing_what_was_withdrawn_is_not_worse_and_telling_another_fact_instead_is() -> None:
    question = BankQuestion.model_validate(GOLD)
    refused = change(question, RIGHT, REFUSED, gone=RIGHT.statements)
    guessed = change(question, RIGHT, OTHER, gone=RIGHT.statements)

    assert refused
    assert guessed
    assert (refused.kind, refused.judged, guessed.judged) == ("lost", None, "worse")
