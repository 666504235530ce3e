"""The decision: what is told, what is asked back, what is refused and why."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from knowledge.answering.decision import Accept, Choose, Refuse, decide
from knowledge.answering.engine import Engine
from knowledge.answering.naming import bare_entity
from knowledge.answering.weighing import evidence, fitting_ones, gather, is_open
from knowledge.dates import DateMention
from knowledge.dialogue import Reason
from knowledge.learned.calibration import Calibration
from knowledge.matching.features import EVIDENCE
from knowledge.matching.matcher import Candidate
from knowledge.model import Statement
from knowledge.understanding.question import Item, Question
from knowledge.vocabulary.forms import Grade
from knowledge.vocabulary.terms import Ask
from tests.support.matching import candidate, concept, entity, item, question
from tests.support.town import ENTITIES, statement

SURE, UNSURE = Calibration(1.0, 5.0, {}), Calibration(1.0, -5.0, {})
"""Answers whatever it is asked; answers nothing."""


@pytest.mark.parametrize(("price", "threshold"), [(1.0, 0.5), (3.0, 0.75), (9.0, 0.9)])
def test_the_threshold_is_where_answering_begins_to_pay(price: float, threshold: float) -> None:
    assert Calibration(price, 0.0, {}).threshold == pytest.approx(threshold)


def test_evidence_without_a_weight_does_not_count() -> None:
    calibration = Calibration(1.0, 0.0, {"coverage": 2.0})

    assert calibration.probability({"coverage": 0.0, "other": 5.0}) == pytest.approx(0.5)
    assert calibration.probability({"coverage": 1.0}) > calibration.probability({"coverage": 0.5})


@pytest.mark.parametrize("value", [-1e9, 1e9])
def test_extreme_evidence_stays_a_probability(value: float) -> None:
    assert 0.0 <= Calibration(1.0, 0.0, {"coverage": 1.0}).probability({"coverage": value}) <= 1.0


def test_what_can_be_weighed_is_what_is_found_as_evidence(engine: Engine) -> None:
    question = engine.reader.read("When is the SCO defence ministers' meeting?")
    fitting = fitting_ones(engine.matcher.rank(question))

    assert evidence(question, fitting, gather(question, fitting)).keys() == EVIDENCE


def told(*some: Candidate) -> list[str]:
    return [one.statement.id for one in some]


X, Y, Z = item(concept("x")), item(concept("y")), item(concept("z"))
ASKED = question(X)

REFUSED: dict[str, tuple[Question, list[Candidate], Calibration, Reason, tuple[str, ...], str | None]] = {
    # why: question, candidates, calibration, reason, what is missing, what is offered
    "nothing is asked": (question(), [candidate()], SURE, Reason.UNSAFE, (), None),
    "only what helps to choose": (
        question(item(concept("x"), light=True)),
        [candidate()],
        SURE,
        Reason.UNSAFE,
        (),
        None,
    ),
    "only unknown words": (question(unmatched=["zorble"]), [candidate()], SURE, Reason.WORDS, ("zorble",), None),
    "no statement comes near": (ASKED, [], SURE, Reason.NOTHING, (), None),
    "none comes near an unknown word": (
        replace(ASKED, unmatched=("zorble",)),
        [],
        SURE,
        Reason.WORDS,
        ("zorble",),
        None,
    ),
    "another date": (
        question(X, dates=[DateMention(2021, 5, (3, 4)), DateMention(2022)]),
        [candidate("a.x", features={"off_date": 1.0})],
        SURE,
        Reason.DATE,
        ("2021-05-03-04", "2022"),
        "a.x",
    ),
    "another date before another figure": (
        question(X, dates=[DateMention(month=5)], numbers=[9]),
        [candidate("a.x", features={"off_date": 1.0}, wrong_figure=True, unmet=(Y,))],
        SURE,
        Reason.DATE,
        ("05",),
        "a.x",
    ),
    "another figure": (
        question(X, ordinals=[4], numbers=[9]),
        [candidate("a.x", wrong_figure=True, unmet=(Y,))],
        SURE,
        Reason.NUMBER,
        ("4", "9"),
        "a.x",
    ),
    "what was spoken of, which the question does not name": (
        ASKED,
        [candidate("a.x", unmet=(replace(Y, text=""),))],
        SURE,
        Reason.PROPERTY,
        (),
        None,
    ),
    "a name that is not there": (ASKED, [candidate("a.x", unmet=(Y, Z))], SURE, Reason.ENTITY, ("y", "z"), "a.x"),
    "another host": (ASKED, [candidate("a.x", wrong_host=True)], SURE, Reason.ENTITY, (), "a.x"),
    "the best is contradicted though another fits": (
        ASKED,
        [candidate("a.x", unmet=(Y,)), candidate("b.x")],
        SURE,
        Reason.ENTITY,
        ("y",),
        "a.x",
    ),
    "the chance is too small": (ASKED, [candidate("a.x", missing=(Y,))], UNSURE, Reason.PROPERTY, ("y",), "a.x"),
    "a word is unknown besides": (
        replace(ASKED, unmatched=("zorble",)),
        [candidate("a.x", missing=(Y,))],
        UNSURE,
        Reason.WORDS,
        ("zorble",),
        "a.x",
    ),
    "a word is unknown and the property another": (
        replace(ASKED, unmatched=("zorble",)),
        [candidate("a.x", missing=(Y,), features={"off_property": 1.0})],
        UNSURE,
        Reason.PROPERTY,
        ("y",),
        "a.x",
    ),
}


@pytest.mark.parametrize("why", REFUSED)
def test_a_refusal_says_why_and_offers_what_comes_nearest(why: str) -> None:
    asked, ranked, calibration, reason, missing, nearest = REFUSED[why]
    refused = decide(asked, ranked, calibration).outcome

    assert isinstance(refused, Refuse)
    assert (refused.reason, refused.missing) == (reason, missing)
    assert (refused.nearest and refused.nearest.statement.id) == nearest
    assert (refused.probability is not None) is (calibration is UNSURE)


def test_an_answer_is_told_from_the_threshold_on() -> None:
    assert isinstance(decide(ASKED, [candidate()], Calibration(1.0, 0.0, {})).outcome, Accept)
    assert isinstance(decide(ASKED, [candidate()], Calibration(1.0, -0.01, {})).outcome, Refuse)
    assert isinstance(decide(ASKED, [candidate()], Calibration(3.0, 1.0, {})).outcome, Refuse)


def test_a_statement_that_no_question_taught_has_a_model_of_its_own() -> None:
    calibration = Calibration(1.0, 5.0, {}, untaught_bias=-5.0)

    assert isinstance(decide(ASKED, [candidate()], calibration).outcome, Accept)
    assert isinstance(decide(ASKED, [candidate(taught=False)], calibration).outcome, Refuse)


def test_a_date_alone_can_be_asked_about() -> None:
    accepted = decide(question(dates=[DateMention(2021)]), [candidate("a.x")], SURE).outcome

    assert isinstance(accepted, Accept)
    assert told(*accepted.candidates) == ["a.x"]


@pytest.mark.parametrize(
    ("missing", "unmatched", "opened"), [((), (), False), ((X,), (), True), ((), ("z",), True), ((X,), ("z",), True)]
)
def test_a_question_is_open_where_a_word_of_it_is_not_carried(
    missing: tuple[Item, ...], unmatched: tuple[str, ...], *, opened: bool
) -> None:
    assert is_open(question(unmatched=unmatched), candidate(missing=missing)) is opened


def test_where_the_best_meets_every_constraint_the_others_that_do_fit_too() -> None:
    ranked = [candidate("a.x"), candidate("b.x", unmet=(X,)), candidate("c.x", wrong_figure=True), candidate("d.x")]

    assert told(*fitting_ones(ranked)) == ["a.x", "d.x"]
    assert fitting_ones(ranked[1:]) == []


def worded(id_: str, letters: int) -> Statement:
    return statement(id_, "date", ar="ا" * letters, en="x")


def about(id_: str, *others: str) -> Statement:
    return statement(id_, "date", ar="اجتمع المجلس", en="The council met", about=others)


GATHERED: dict[str, tuple[Question, list[Candidate], list[str]]] = {
    # why: question, candidates that fit, what is told
    "one alone": (ASKED, [candidate("a.x", 9.0)], ["a.x"]),
    "what fits nearly as well": (ASKED, [candidate("a.x", 9.0), candidate("b.x", 6.0)], ["a.x", "b.x"]),
    "not what fits worse": (ASKED, [candidate("a.x", 9.0), candidate("b.x", 5.9)], ["a.x"]),
    "in their order": (
        ASKED,
        [candidate("a.x", 9.0), candidate("b.x", 8.0), candidate("c.x", 8.0)],
        ["a.x", "b.x", "c.x"],
    ),
    "what supplies a lack comes first": (
        ASKED,
        [candidate("a.x", 9.0, missing=(X,)), candidate("a.y", 8.0, missing=(X,)), candidate("a.z", 7.0)],
        ["a.x", "a.z", "a.y"],
    ),
    "if it is of the same subject": (
        ASKED,
        [candidate("a.x", 9.0, missing=(X,)), candidate("b.y", 8.0, missing=(X,)), candidate("c.z", 7.0)],
        ["a.x", "b.y", "c.z"],
    ),
    "what lacks the same supplies nothing": (
        ASKED,
        [
            candidate("a.w", 9.0, missing=(X, Y)),
            candidate("a.x", 8.0, missing=(Y, X)),
            candidate("a.y", 7.0, missing=(X,)),
        ],
        ["a.w", "a.y", "a.x"],
    ),
    "what was supplied once is not lacked again": (
        ASKED,
        [
            candidate("a.v", 9.0, missing=(X, Y)),
            candidate("a.w", 8.8, missing=(X, Y)),
            candidate("a.x", 8.0, missing=(Y,)),
            candidate("a.y", 7.0, missing=(Y,)),
            candidate("a.z", 6.5, missing=(X,)),
        ],
        ["a.v", "a.x", "a.z", "a.w", "a.y"],
    ),
    "a yes or no lacks nothing": (
        question(X, asks=[Ask.YES_NO]),
        [candidate("a.x", 9.0, missing=(X,)), candidate("a.y", 8.0, missing=(X,)), candidate("a.z", 7.0)],
        ["a.x", "a.y", "a.z"],
    ),
    "what nobody asked for is no company": (
        ASKED,
        [candidate("a.x", 9.0), candidate("b.x", 9.0, taught=False)],
        ["a.x"],
    ),
    "but beside another such it is": (
        ASKED,
        [candidate("a.x", 9.0, taught=False), candidate("b.x", 9.0, taught=False), candidate("c.x", 9.0)],
        ["a.x", "b.x", "c.x"],
    ),
    "the whole is told for its part": (
        ASKED,
        [candidate("a.x", 9.0, wholes=frozenset({"b.x"})), candidate("b.x", 6.0)],
        ["b.x", "a.x"],
    ),
    "but not where the question names whom the part is about": (
        question(X, item(entity("norland"), hard=True)),
        [candidate("a.x", 9.0, wholes=frozenset({"b.x"}), told=about("a.x", "norland")), candidate("b.x", 8.0)],
        ["a.x", "b.x"],
    ),
    "nor for a list": (
        question(X, item(entity("norland"), hard=True), asks=[Ask.LIST]),
        [candidate("a.x", 9.0, wholes=frozenset({"b.x"}), told=about("a.x", "norland")), candidate("b.x", 8.0)],
        ["b.x", "a.x"],
    ),
    "nor where that is what it is about anyway": (
        question(X, item(entity("a"), hard=True)),
        [candidate("a.x", 9.0, wholes=frozenset({"b.x"}), told=about("a.x", "a")), candidate("b.x", 8.0)],
        ["b.x", "a.x"],
    ),
    "a whole that fits worse is not": (
        ASKED,
        [candidate("a.x", 9.0, wholes=frozenset({"b.x"})), candidate("b.x", 5.9)],
        ["a.x"],
    ),
    "the fullest of two": (
        ASKED,
        [
            candidate("a.x", 9.0, wholes=frozenset({"b.x", "c.x"}), told=worded("a.x", 10)),
            candidate("b.x", 8.0, told=worded("b.x", 20)),
            candidate("c.x", 7.0, told=worded("c.x", 30)),
        ],
        ["c.x", "a.x", "b.x"],
    ),
    "a whole that lacks more is not": (
        ASKED,
        [candidate("a.x", 9.0, wholes=frozenset({"b.x"})), candidate("b.x", 8.0, missing=(X,))],
        ["a.x", "b.x"],
    ),
    "one that lacks the same is": (
        ASKED,
        [candidate("a.x", 9.0, wholes=frozenset({"b.x"}), missing=(X, Y)), candidate("b.x", 8.0, missing=(X,))],
        ["b.x", "a.x"],
    ),
    "another one that fits better is no whole": (
        ASKED,
        [candidate("a.x", 9.0, wholes=frozenset({"c.x"})), candidate("b.x", 8.0, told=worded("b.x", 99))],
        ["a.x", "b.x"],
    ),
}


@pytest.mark.parametrize("why", GATHERED)
def test_beside_the_best_stands_what_it_lacks_and_what_fits_as_well(why: str) -> None:
    asked, fitting, ids = GATHERED[why]

    assert told(*gather(asked, fitting)) == ids


def weighed(asked: Question, best: Candidate, *others: Candidate) -> dict[str, float]:
    return evidence(asked, [best, *others], [best])


WEIGHED: dict[str, tuple[str, Question, Candidate, float]] = {
    # why: what is weighed, the question, the statement, the figure
    "two of five items": ("items", question(X, Y), candidate(), 0.4),
    "five are all": ("items", question(X, Y, Z, X, Y), candidate(), 1.0),
    "more than five are no more": ("items", question(*[X] * 9), candidate(), 1.0),
    "what helps to choose is none": ("items", question(X, item(concept("y"), light=True)), candidate(), 0.2),
    "one unknown word of three": ("unmatched", question(unmatched=["a"]), candidate(), 1 / 3),
    "four are three": ("unmatched", question(unmatched=["a", "b", "c", "d"]), candidate(), 1.0),
    "nothing is strange": ("foreign", question(X), candidate(), 0.0),
    "something is, as it is written": ("foreign", question(X, Y), candidate(strange=(Y,)), 1.0),
    "by its stem": ("foreign", question(X), candidate(strange=(item(concept("x"), grade=Grade.STEM),)), 0.5),
    "in passing": ("foreign", question(X), candidate(strange=(item(concept("x"), light=True),)), 0.5),
    "nothing at all": ("foreign", question(), candidate(), 0.0),
    "another of the kind": ("other", question(), candidate(missing=(X, item(concept("y"), decisive=True))), 1.0),
    "the same": ("other", question(item(concept("y"), decisive=True)), candidate(missing=(X,)), 0.0),
    "one thing is missing": ("missing", question(), candidate(missing=(X,)), 1 / 3),
    "four are missing": ("missing", question(), candidate(missing=(X,) * 4), 1.0),
    "one stands nowhere": ("absent", question(), candidate(absent=1), 1 / 3),
    "four stand nowhere": ("absent", question(), candidate(absent=4), 1.0),
    "half is corrected": ("corrected", question(X, item(concept("y"), grade=Grade.CORRECTED)), candidate(), 0.5),
    "nothing is corrected": ("corrected", question(X), candidate(), 0.0),
    "there is nothing to correct": ("corrected", question(), candidate(), 0.0),
    "every word is carried": ("whole", question(X), candidate(), 1.0),
    "a word is not": ("whole", question(X), candidate(missing=(X,)), 0.0),
    "a yes or no": ("yes_no", question(asks=[Ask.YES_NO]), candidate(), 1.0),
    "no yes or no": ("yes_no", question(asks=[Ask.PLACE]), candidate(), 0.0),
    "a yes or no of which a word is not carried": (
        "open_yes_no",
        question(asks=[Ask.YES_NO]),
        candidate(missing=(X,)),
        1.0,
    ),
    "a yes or no of which every word is": ("open_yes_no", question(asks=[Ask.YES_NO]), candidate(), 0.0),
    "a word is not carried of another question": ("open_yes_no", question(), candidate(missing=(X,)), 0.0),
    "a date is named": ("dated", question(dates=[DateMention(2021)]), candidate(), 1.0),
    "none is": ("dated", question(numbers=[2021]), candidate(), 0.0),
    "the chance that is learned": ("certainty", question(), candidate(certainty=0.3), 0.3),
    "how well it is known": ("known", question(), candidate(known=0.7), 0.7),
    "up to three halves": ("known", question(), candidate(known=9.0), 1.5),
    "either way": ("known", question(), candidate(known=-9.0), -1.5),
    "a feature": ("coverage", question(), candidate(features={"coverage": 0.7}), 0.7),
    "it leads alone": ("lead", question(), candidate(), 1.0),
}


@pytest.mark.parametrize("why", WEIGHED)
def test_evidence_is_a_figure_by_name(why: str) -> None:
    name, asked, best, figure = WEIGHED[why]

    assert weighed(asked, best)[name] == pytest.approx(figure)


def test_the_lead_is_the_share_of_the_odds() -> None:
    found = weighed(ASKED, candidate("a.x", 2.0), candidate("b.x", 2.0), candidate("c.x", 2.0 - math.log(2)))

    assert found["lead"] == pytest.approx(1 / 2.5)
    assert found["lead_of_two"] == pytest.approx(2 / 2.5)


def test_what_is_told_is_weighed_and_not_the_best_of_which_it_is_the_whole() -> None:
    best, whole = candidate("a.x", 2.0, certainty=0.1), candidate("b.x", 1.0, certainty=0.9)

    assert evidence(ASKED, [best, whole], [whole])["certainty"] == 0.9


VAGUE = item(entity("tarek-lundo"), entity("anna-lundo"))


def rival(who: str, score: float, **features: float) -> Candidate:
    known = {"coverage": 1.0, "property_asked": 1.0, "ask_met": 1.0, "subject": 1.0} | features
    return candidate(f"{who}.office", score, features=known)


CHOICES: dict[str, tuple[list[Item], list[Candidate], list[str]]] = {
    # why: the items, candidates, the choices
    "two that fit equally": ([VAGUE], [rival("tarek-lundo", 9), rival("anna-lundo", 9)], ["tarek-lundo", "anna-lundo"]),
    "the better one first": ([VAGUE], [rival("anna-lundo", 9), rival("tarek-lundo", 9)], ["anna-lundo", "tarek-lundo"]),
    "told apart by letters and length alone": (
        [VAGUE],
        [rival("tarek-lundo", 9), rival("anna-lundo", 3, association=-5.0, length=-2.0)],
        ["tarek-lundo", "anna-lundo"],
    ),
    "better in what is said": (
        [VAGUE],
        [rival("tarek-lundo", 9, coverage=0.5), rival("anna-lundo", 3)],
        ["tarek-lundo", "anna-lundo"],
    ),
    "worse in coverage": ([VAGUE], [rival("tarek-lundo", 9), rival("anna-lundo", 3, coverage=0.9)], []),
    "worse in the property": ([VAGUE], [rival("tarek-lundo", 9), rival("anna-lundo", 3, property_asked=0.0)], []),
    "worse in what is asked": ([VAGUE], [rival("tarek-lundo", 9), rival("anna-lundo", 3, ask_met=0.5)], []),
    "worse in the subject": ([VAGUE], [rival("tarek-lundo", 9), rival("anna-lundo", 3, subject=0.0)], []),
    "a little worse": (
        [VAGUE],
        [rival("tarek-lundo", 9), rival("anna-lundo", 8.5, coverage=0.9)],
        ["tarek-lundo", "anna-lundo"],
    ),
    "not so little": ([VAGUE], [rival("tarek-lundo", 9), rival("anna-lundo", 8.4, coverage=0.9)], []),
    "one of them alone fits": ([VAGUE], [rival("tarek-lundo", 9)], []),
    "two statements of the same": ([VAGUE], [rival("tarek-lundo", 9), rival("tarek-lundo", 9)], []),
    "another subject is none of them": ([VAGUE], [rival("tarek-lundo", 9), rival("mira-voss", 9)], []),
    "the first is of another subject": (
        [VAGUE],
        [rival("mira-voss", 9), rival("tarek-lundo", 9), rival("anna-lundo", 9)],
        ["tarek-lundo", "anna-lundo"],
    ),
    "a name for certain is not vague": (
        [item(*VAGUE.terms, hard=True)],
        [rival("tarek-lundo", 9), rival("anna-lundo", 9)],
        [],
    ),
    "a name of one is not vague": (
        [item(entity("tarek-lundo"))],
        [rival("tarek-lundo", 9), rival("anna-lundo", 9)],
        [],
    ),
    "another word settles it": (
        [VAGUE, item(entity("anna-lundo"))],
        [rival("tarek-lundo", 9), rival("anna-lundo", 9)],
        [],
    ),
    "a name for certain settles it": (
        [item(entity("anna-lundo"), entity("norland"), hard=True), VAGUE],
        [rival("tarek-lundo", 9), rival("anna-lundo", 9)],
        [],
    ),
    "a word for somebody else does not": (
        [item(entity("norland")), VAGUE],
        [rival("tarek-lundo", 9), rival("anna-lundo", 9)],
        ["tarek-lundo", "anna-lundo"],
    ),
    "nor does another vague one": (
        [item(entity("norland"), entity("sudria")), VAGUE],
        [rival("tarek-lundo", 9), rival("anna-lundo", 9)],
        ["tarek-lundo", "anna-lundo"],
    ),
    "concepts are no choices": ([item(concept("x"), concept("y"))], [rival("x", 9), rival("y", 9)], []),
}


@pytest.mark.parametrize("why", CHOICES)
def test_a_vague_name_is_asked_back_where_its_readings_fit_alike(why: str) -> None:
    items, ranked, choices = CHOICES[why]
    decision = decide(question(*items), ranked, SURE).outcome

    assert (list(decision.entities) if isinstance(decision, Choose) else []) == choices
    assert isinstance(decision, Choose | Accept)


def test_nothing_is_asked_back_where_no_answer_would_be_told() -> None:
    assert isinstance(
        decide(question(VAGUE), [rival("tarek-lundo", 9), rival("anna-lundo", 9)], UNSURE).outcome, Refuse
    )


def names(*ids: str, **flags: Any) -> Item:
    return item(*map(entity, ids), **flags)


LIGHT = item(concept("office"), light=True)
BARE: dict[str, tuple[Question, str | None]] = {
    "a name alone": (question(names("mira-voss")), "mira-voss"),
    "who is it": (question(names("mira-voss"), asks=[Ask.PERSON]), "mira-voss"),
    "what is it": (question(names("mira-voss"), asks=[Ask.THING]), "mira-voss"),
    "tell me about it": (question(names("tidefall"), asks=[Ask.BRIEFING]), "tidefall"),
    "who or what": (question(names("mira-voss"), asks=[Ask.PERSON, Ask.THING]), "mira-voss"),
    "when is it": (question(names("tidefall"), asks=[Ask.TIME]), None),
    "who and where is it": (question(names("mira-voss"), asks=[Ask.PERSON, Ask.PLACE]), None),
    "who is a state": (question(names("norland"), asks=[Ask.PERSON]), "norland"),
    "who is an exercise": (question(names("tidefall"), asks=[Ask.PERSON]), None),
    "what is an exercise": (question(names("tidefall"), asks=[Ask.THING]), "tidefall"),
    "with a word that says little": (question(names("mira-voss"), LIGHT), "mira-voss"),
    "that alone": (question(LIGHT), None),
    "with a word that says something": (question(names("mira-voss"), X), None),
    "two names": (question(names("mira-voss"), names("norland")), None),
    "a vague name means the first": (question(names("tarek-lundo", "anna-lundo")), "tarek-lundo"),
    "a concept": (question(X), None),
    "an unknown word beside it": (question(names("mira-voss"), unmatched=["zorble"]), None),
    "a date beside it": (question(names("mira-voss"), dates=[DateMention(2021)]), None),
    "a number beside it": (question(names("mira-voss"), numbers=[5]), "mira-voss"),
    "something strange in passing": (
        question(names("mira-voss"), item(concept("x"), foreign=True, light=True)),
        None,
    ),
    "somebody whom nobody knows": (question(names("nobody")), None),
    "nothing": (question(), None),
}


@pytest.mark.parametrize("why", BARE)
def test_a_name_that_nothing_is_asked_of_is_bare(why: str) -> None:
    asked, entity_id = BARE[why]
    known: Iterable[Any] = ENTITIES

    assert bare_entity(asked, {one.id: one for one in known}) == entity_id


def test_a_stranger_declined_in_russian_is_one_and_an_arabic_word_of_its_stem_is_not() -> None:
    for text, refused in (("России", True), ("الرياضة", False)):
        stranger = Item((concept("abroad"),), text, Grade.STEM, stranger=True)

        outcome = decide(question(stranger), [candidate(missing=(stranger,))], SURE).outcome

        assert isinstance(outcome, Refuse) is refused


def test_what_only_frames_a_question_is_foreign_to_taught_facts_alone() -> None:
    framing = item(concept("model"), light=True)

    for taught in (True, False):
        best = candidate(strange=(framing,), taught=taught)
        assert bool(evidence(question(X, framing), [best], [best])["foreign"]) is taught
