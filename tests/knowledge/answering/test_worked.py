"""How much of what was worked out is told, and as what: by the heading, which says what the lines are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from knowledge.answering.composing import Composer
from knowledge.answering.engine import Engine
from knowledge.answering.worked import answer
from knowledge.dialogue import Answer, Heading, Over, Result, ResultKind, Verdict
from knowledge.working_out.findings import Finding
from tests.support.matching import question
from tests.support.town import statement

DAY = date(2023, 1, 1)
ALIKE = ["red ship blue crew", "crew blue ship red"]


def lines(count: int, length: int) -> list[str]:
    """So many texts of a length that share no word."""
    return [(f"zab{number} " * length)[:length] for number in range(count)]


def told(town: Engine, heading: Heading, texts: list[str]) -> Answer:
    statements = [statement(f"zerkon-council.line{at}", "date", ar=text, en=text) for at, text in enumerate(texts)]
    knowledge = replace(town.knowledge, statements={one.id: one for one in statements})
    result = Result(ResultKind.LIST, Over.STATEMENTS, len(texts), (), heading)
    return answer(Finding(result, tuple(statements)), question(), Composer(knowledge), DAY)


KEPT: dict[str, tuple[Heading, list[str], int]] = {
    # why: heading, texts, how many from the front are told
    "a message has room for 440 letters of lines, three a line for its sign": (Heading.FIRST, lines(3, 217), 2),
    "a letter more is too much": (Heading.FIRST, lines(3, 218), 1),
    "the first stays, however long": (Heading.FIRST, lines(2, 900), 1),
    "what is left out is left out to the end": (Heading.FIRST, [*lines(1, 300), "zoom " * 60, "short"], 1),
    "a timeline has room for 1,040": (Heading.TIMELINE, lines(6, 205), 5),
    "and not for one more": (Heading.TIMELINE, lines(6, 206), 5 - 1),
    "so has what somebody said": (Heading.SAID, lines(6, 205), 5),
    "so has what somebody does": (Heading.DOES, lines(6, 205), 5),
    "in an order two lines may be alike": (Heading.TIMELINE, ALIKE, 2),
    "in a digest nothing is said twice": (Heading.DIGEST, ALIKE, 1),
    "nor in what is new": (Heading.NEW, ALIKE, 1),
    "a digest has room for 1,040": (Heading.DIGEST, lines(6, 205), 5),
    "names stand in the heading, and their statements only carry them": (Heading.NAMED, lines(9, 300), 9),
    "two lines show that something is mentioned": (Heading.MENTION, lines(3, 9), 2),
}


@pytest.mark.parametrize("why", KEPT)
def test_as_many_lines_are_told_as_their_kind_wants_and_a_message_holds(town: Engine, why: str) -> None:
    heading, texts, count = KEPT[why]

    assert [one.text for one in told(town, heading, texts).sentences] == texts[:count]


@pytest.mark.parametrize("heading", Heading)
def test_only_that_something_is_mentioned_is_a_yes(town: Engine, heading: Heading) -> None:
    assert told(town, heading, ["red ship"]).verdict is (Verdict.CONFIRMED if heading is Heading.MENTION else None)
