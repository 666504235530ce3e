from __future__ import annotations

import re

import numpy as np

from knowledge.answering.engine import Engine
from knowledge.compiled.base import KnowledgeBase
from knowledge.files.arrays import StoredArrays
from knowledge.learning.examples import FOLDS, folds, own_lessons
from knowledge.learning.golden_sentences import asked_about, rests_on, spans
from knowledge.matching.signs import key, signs
from tests.golden.questions import FOLDER, read
from tests.support.folders import KnowledgeFolder
from tests.support.lessons import ASKED, MET, engine_of, taught

SUMMARY = re.compile(r"(A0?|B|meta)-(summary|briefing|brief)")
"""What the few questions are about that ask for a whole document."""


def known(stored: StoredArrays) -> set[int]:
    return set(np.frombuffer(stored["signs"].data, dtype=stored["signs"].type).tolist())


def test_every_sentence_stands_in_its_document_in_order(knowledge: KnowledgeBase) -> None:
    found = spans(knowledge, FOLDER.sentences)
    by_source = {source: [span for span in found.values() if span[0] == source] for source in knowledge.sources}

    assert len(found) == 33
    for source, of_source in by_source.items():
        ends = [end for _, _, end in of_source]
        assert [start for _, start, _ in of_source] == [0, *ends[:-1]]
        assert ends[-1] == len(knowledge.sources[source].text)


def test_a_statement_rests_on_every_sentence(knowledge: KnowledgeBase) -> None:
    statements = knowledge.current.values()

    for name, span in spans(knowledge, FOLDER.sentences).items():
        assert any(rests_on(one, [span]) for one in statements), name
    for one in statements:
        assert rests_on(one, list(spans(knowledge, FOLDER.sentences).values())), one.id


def test_every_question_with_an_answer_names_a_sentence_but_for_summaries(knowledge: KnowledgeBase) -> None:
    found = spans(knowledge, FOLDER.sentences)
    nameless = [one for one in read("tuning") if one.answerable and not asked_about(one.fact, found)]

    assert all(SUMMARY.match(one.fact) for one in nameless), {one.fact for one in nameless}
    assert len(nameless) < 20


def test_a_question_about_two_sentences_is_about_both(knowledge: KnowledgeBase) -> None:
    found = spans(knowledge, FOLDER.sentences)

    assert asked_about("A2-host-A3", found) == (found["A2"], found["A3"])
    assert asked_about("none", found) == ()


def test_all_questions_of_a_writer_are_in_one_fold() -> None:
    tuning = read("tuning")
    of_writer = folds(tuning)

    assert set(of_writer) == {one.writer for one in tuning}
    assert set(of_writer.values()) == set(range(FOLDS))
    assert of_writer == folds(tuning[::-1])


def test_what_marsad_suggests_leads_to_a_statement(engine: Engine) -> None:
    lessons = list(own_lessons(engine))

    assert lessons
    assert all(one.answerable and one.right.any() for one in lessons)


def test_learning_twice_gives_the_same_arrays(folder: KnowledgeFolder) -> None:
    engine = engine_of(folder)

    assert taught(engine) == taught(engine)


def test_questions_whose_answer_no_statement_tells_teach_nothing(folder: KnowledgeFolder) -> None:
    engine = engine_of(folder)

    assert taught(engine, {**ASKED, "when did the zeppelins meet": "nobody.knows"}) == taught(engine)


def test_a_sign_of_a_single_question_is_not_learned(folder: KnowledgeFolder) -> None:
    engine = engine_of(folder)
    once, twice = {"when zeppelins": MET}, {"when zeppelins": MET, "zeppelins on what day": MET}
    (sign,) = (one for one in signs(engine.reader.read("zeppelins"), frozenset()) if one.startswith("word:"))

    assert key(sign) not in known(taught(engine, {**ASKED, **once}))
    assert key(sign) in known(taught(engine, {**ASKED, **twice}))
