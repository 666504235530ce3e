from __future__ import annotations

import pytest

from bot.readers.subscription import EVERYTHING, Scope, Subject, follows
from knowledge.compiled.base import KnowledgeBase


@pytest.mark.parametrize(
    "subject",
    [EVERYTHING, Subject(Scope.KIND, "meeting"), Subject(Scope.ENTITY, "a:b"), Subject(Scope.WORDS, "حدود امن")],
)
def test_a_subject_is_read_as_it_was_written(subject: Subject) -> None:
    assert Subject.parse(str(subject)) == subject


def test_words_are_kept_once_as_written_and_mean_the_same_however_they_are_spelt() -> None:
    written, plain = Subject.of_words("الأمن  والأمنُ أَمن الأمن"), Subject.of_words("الامن والامن امن")
    assert written
    assert plain

    assert written.key == "الأمن والأمنُ أَمن"
    assert written.meaning == plain.meaning
    assert Subject.of_words("غزة") == Subject(Scope.WORDS, "غزة")


def test_everything_holds_everything_and_a_kind_its_subjects(knowledge: KnowledgeBase) -> None:
    for statement in knowledge.current.values():
        kind = knowledge.entities[statement.subject].kind
        assert follows(EVERYTHING, statement, knowledge.entities)
        kinds = {
            one
            for one in ("actor", "meeting", "initiative", "topic")
            if follows(Subject(Scope.KIND, one), statement, knowledge.entities)
        }
        assert kinds == {kind.value}


def test_an_entity_holds_what_is_said_about_it(knowledge: KnowledgeBase) -> None:
    for id_ in knowledge.entities:
        held = [
            one for one in knowledge.current.values() if follows(Subject(Scope.ENTITY, id_), one, knowledge.entities)
        ]
        assert tuple(held) == knowledge.statements_about(id_)


def test_words_hold_statements_with_all_of_them_in_one_language(knowledge: KnowledgeBase) -> None:
    subject = Subject.of_words("defence minister")
    assert subject
    held = [one for one in knowledge.current.values() if follows(subject, one, knowledge.entities)]
    assert held
    assert all("defen" in one.wording["en"].lower() and "minist" in one.wording["en"].lower() for one in held)
