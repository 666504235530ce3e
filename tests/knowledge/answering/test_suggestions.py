"""Questions that can be answered: about an entity, beside a refusal, and as examples."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from tests.support.town import STATEMENTS, statement

QUESTIONS: dict[str, tuple[str, str, list[str]]] = {
    "of an event, with the article": (
        "tidefall",
        "en",
        [
            "Who takes part in the Tidefall Drill?",
            "Who hosted the Tidefall Drill?",
            "What is the aim of the Tidefall Drill?",
        ],
    ),
    "in Arabic, without": ("ombrine", "ar", ["ماذا يربط ممر أومبرين؟"]),
    "of an actor, without": ("zerkon", "en", ["Which states does Zerkon include?"]),
    "of what it is no subject of, none": ("norland", "en", []),
    "of a theme, none": ("glimmer", "en", []),
    "of a property without a question, none": ("mira-voss", "en", []),
}


@pytest.mark.parametrize("why", QUESTIONS)
def test_an_entity_can_be_asked_what_its_statements_tell(town: Engine, why: str) -> None:
    id_, lang, questions = QUESTIONS[why]

    assert list(town.suggestions.about(id_, lang)) == questions


def test_the_properties_come_with_their_questions(town: Engine) -> None:
    assert [key for key, _ in town.suggestions.of("tidefall", "en")] == ["participant", "host", "aim"]


def test_no_question_says_a_word_of_the_name_twice(town: Engine) -> None:
    more = [statement(f"ombrine.{key}", key, ar="x", en="x") for key in ("aim", "date")]
    knowledge = replace(town.knowledge, statements={one.id: one for one in (*STATEMENTS, *more)})

    def about(en: str) -> list[str]:
        renamed = replace(knowledge.entities["ombrine"], names={"ar": "ممر", "en": en})
        engine = Engine(replace(knowledge, entities={**knowledge.entities, "ombrine": renamed}))
        return [key for key, _ in engine.suggestions.of("ombrine", "en")]

    assert about("Ombrine Corridor") == ["date", "aim", "connects"]
    assert about("Connecting Corridor") == ["date", "aim"]
    assert about("Corridor of the Is") == ["date", "aim", "connects"]
    assert about("When Corridor") == ["aim", "connects"]


def test_examples_are_one_each_of_the_subjects_of_most_statements(town: Engine) -> None:
    assert town.suggestions.examples("en") == (
        "When is the Zerkon Council?",
        "Who takes part in the Tidefall Drill?",
        "Which states does Zerkon include?",
    )
    assert town.suggestions.examples("ar")[0] == "متى مجلس زركون؟"
