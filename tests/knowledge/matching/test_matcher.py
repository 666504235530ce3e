"""How each statement fits a question: its features, what it does not meet, and what contradicts it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.dates import DateMention
from knowledge.learned.calibration import Calibration
from knowledge.learned.reading import Learned
from knowledge.matching.matcher import Candidate, Matcher
from knowledge.matching.profiles import Profile, Profiles
from knowledge.model import Entity, Kind
from knowledge.understanding.question import Item, Question
from knowledge.vocabulary.forms import Grade
from knowledge.vocabulary.phrasings import Phrasings
from knowledge.vocabulary.terms import Ask, Term, TermKind
from tests.support.matching import candidate, concept, entity, item, profile, question

TYPES = {
    "norland": "state",
    "sudria": "state",
    "zerkon": "organisation",
    "council": "council-session",
    "mira": "person",
    "piracy": "threat",
}
KNOWN = {id_: Entity(id_, Kind.ACTOR, type_, {}, (), {}) for id_, type_ in TYPES.items()}


def matcher(phrasings: Phrasings, *profiles: Profile) -> Matcher:
    """Ranks by coverage and the question word alone, with nothing learned."""
    learned = Learned(Calibration(1.0, 0.0, {}, {"coverage": 1.0, "ask_met": 0.1}))
    return Matcher.of(Profiles.of(profiles), phrasings, learned, KNOWN)


def only(phrasings: Phrasings, asked: Question, one: Profile) -> Candidate:
    """How a statement fits that is the only one."""
    (found,) = matcher(phrasings, one).rank(asked)
    return found


def ids(found: list[Candidate]) -> list[str]:
    return [one.statement.id for one in found]


FEATURES: dict[str, tuple[str, Question, Profile, float]] = {
    # why: the feature, the question, the statement, the figure
    "its property is asked by a concept": (
        "property_asked",
        question(item(concept("aim"))),
        profile(property_="aim"),
        1.0,
    ),
    "by another of its concepts": ("property_asked", question(item(concept("venue"))), profile(property_="place"), 1.0),
    "by two concepts together": (
        "property_asked",
        question(item(concept("present")), item(concept("statement"))),
        profile(property_="speaker"),
        1.0,
    ),
    "not by half of them": ("property_asked", question(item(concept("delegation"))), profile(property_="x"), 0.0),
    "by no concept of another": ("property_asked", question(item(concept("aim"))), profile(property_="place"), 0.0),
    "by the question word that it is about": ("property_asked", question(asks=[Ask.TIME]), profile(), 1.0),
    "by every property that it is about": (
        "property_asked",
        question(asks=[Ask.TIME]),
        profile(property_="history"),
        1.0,
    ),
    "not by what": ("property_asked", question(asks=[Ask.THING]), profile(property_="agenda"), 0.0),
    "nor by how": ("property_asked", question(asks=[Ask.MANNER]), profile(property_="deterrence"), 0.0),
    "nor by where": ("property_asked", question(asks=[Ask.PLACE]), profile(), 0.0),
    "all that is asked is given": (
        "ask_met",
        question(asks=[Ask.TIME]),
        profile(answers=[Ask.TIME], dates=["2021"]),
        1.0,
    ),
    "half of it": ("ask_met", question(asks=[Ask.TIME, Ask.ORDINAL]), profile(answers=[Ask.TIME], dates=["2021"]), 0.5),
    "nothing is asked": ("ask_met", question(), profile(), 1.0),
    "the question names its subject": ("subject", question(item(entity("norland"))), profile("norland.x"), 1.0),
    "it names another": ("subject", question(item(entity("sudria"))), profile("norland.x"), 0.0),
    "the size of its list": ("sized", question(size=3), profile(numbers=[3, 7]), 1.0),
    "another size": ("sized", question(size=4), profile(numbers=[3, 7]), 0.0),
    "no size": ("sized", question(), profile(numbers=[3]), 0.0),
    "its date": ("off_date", question(dates=[DateMention(2021)]), profile(dates=["2021-05"]), 0.0),
    "another date": ("off_date", question(dates=[DateMention(2022)]), profile(dates=["2021-05"]), 1.0),
    "one of two dates": (
        "off_date",
        question(dates=[DateMention(2022), DateMention(2021)]),
        profile(dates=["2021-05"]),
        0.0,
    ),
    "no date is named": ("off_date", question(), profile(), 0.0),
    "its figure": ("off_figure", question(numbers=[5]), profile(numbers=[5]), 0.0),
    "as an ordinal": ("off_figure", question(numbers=[5]), profile(ordinals=[5]), 0.0),
    "an ordinal as a number": ("off_figure", question(ordinals=[5]), profile(numbers=[5]), 0.0),
    "another figure": ("off_figure", question(numbers=[6]), profile(numbers=[5]), 1.0),
    "another ordinal": ("off_figure", question(ordinals=[6]), profile(ordinals=[5]), 1.0),
    "one of two figures": ("off_figure", question(numbers=[5, 6]), profile(numbers=[5]), 1.0),
    "a number and an ordinal": ("off_figure", question(numbers=[5], ordinals=[6]), profile(numbers=[5, 6]), 0.0),
    "the ordinal of the two": ("off_figure", question(numbers=[5], ordinals=[6]), profile(numbers=[5]), 1.0),
    "no figure is named": ("off_figure", question(), profile(), 0.0),
    "a name that it must have": ("unmet", question(item(entity("norland"), hard=True)), profile(), 0.5),
    "two of them": (
        "unmet",
        question(item(entity("norland"), hard=True), item(entity("sudria"), hard=True)),
        profile(),
        1.0,
    ),
    "three are as bad": (
        "unmet",
        question(*[item(entity(one), hard=True) for one in ("norland", "sudria", "mira")]),
        profile(),
        1.0,
    ),
    "a host that it must name": (
        "unmet",
        question(item(concept("host"), light=True), item(entity("norland"), light=True)),
        profile(),
        0.5,
    ),
    "a name that it need not have": ("unmet", question(item(entity("norland"))), profile(), 0.0),
    "a date is asked for and not there": ("off_property", question(asks=[Ask.TIME]), profile(), 1.0),
    "a property that needs what is not named": (
        "off_property",
        question(item(concept("lead"))),
        profile(property_="delegation-head"),
        1.0,
    ),
    "what it needs is named": (
        "off_property",
        question(item(concept("lead")), item(concept("delegation"))),
        profile(property_="delegation-head"),
        0.0,
    ),
    "what it needs is named inside a phrase": (
        "off_property",
        question(item(concept("lead"), parts=((concept("delegation"),),))),
        profile(property_="delegation-head"),
        0.0,
    ),
    "something of the type that it needs": (
        "off_property",
        question(item(concept("lead")), item(entity("norland"))),
        profile(property_="delegation-head"),
        0.0,
    ),
    "something of another type": (
        "off_property",
        question(item(concept("lead")), item(entity("zerkon"))),
        profile(property_="delegation-head"),
        1.0,
    ),
    "a stem of that name is none of its concepts": (
        "off_property",
        question(item(concept("lead")), item(Term(TermKind.STEM, "delegation"))),
        profile(property_="delegation-head"),
        1.0,
    ),
    "what stands after a not is not named": (
        "off_property",
        question(item(concept("lead")), item(concept("negation")), item(concept("delegation"))),
        profile(property_="delegation-head"),
        1.0,
    ),
    "but what stands before it is": (
        "off_property",
        question(item(concept("delegation")), item(concept("negation")), item(concept("lead"))),
        profile(property_="delegation-head"),
        0.0,
    ),
    "a property that needs nothing": ("off_property", question(item(concept("aim"))), profile(property_="aim"), 0.0),
    "it has all that is asked for": ("coverage", question(item(concept("x"))), profile(terms={concept("x"): 1.0}), 1.0),
    "less firmly": ("coverage", question(item(concept("x"))), profile(terms={concept("x"): 0.6}), 0.6),
    "an item of two terms by either": (
        "coverage",
        question(item(concept("x"), concept("y"))),
        profile(terms={concept("y"): 0.9}),
        0.9,
    ),
    "firmly": ("firmness", question(item(concept("x"))), profile(terms={concept("x"): 1.0}), 1.0),
    "not firmly": ("firmness", question(item(concept("x"))), profile(terms={concept("x"): 0.6}), 0.0),
    "an ordinary length": ("length", question(), profile(ar="ا" * 100), 0.0),
}


@pytest.mark.parametrize("why", FEATURES)
def test_a_statement_fits_by_figures(phrasings: Phrasings, why: str) -> None:
    name, asked, one, figure = FEATURES[why]
    beside = question(*asked.items, item(concept("met"), light=True), asks=[])
    held = replace(one, terms={**one.terms, concept("met"): 1.0})
    found = only(phrasings, replace(asked, items=beside.items) if name not in ("coverage", "firmness") else asked, held)

    assert getattr(found.features, name) == pytest.approx(figure)


@pytest.mark.parametrize(
    ("grade", "coverage"),
    [
        (Grade.EXACT, 1.0),
        (Grade.ARTICLE, 1.0),
        (Grade.CLITIC, 1.0),
        (Grade.STEM, 0.95),
        (Grade.CONJUGATED, 0.9),
        (Grade.CORRECTED, 0.9),
    ],
)
def test_a_looser_reading_covers_less(phrasings: Phrasings, grade: Grade, coverage: float) -> None:
    found = only(phrasings, question(item(concept("x"), grade=grade)), profile(terms={concept("x"): 1.0}))

    assert found.features.coverage == pytest.approx(coverage)


def test_what_it_is_filed_under_counts_where_its_subject_is_not_named(town: Engine) -> None:
    def filed(text: str) -> list[tuple[float, float]]:
        ranked = town.matcher.rank(town.reader.read(text))
        return [(o.features.subject, o.features.filed) for o in ranked if o.statement.id == "zerkon.members"]

    assert filed("the members with Norland") == [(0.0, 1.0)]
    assert filed("the members of Zerkon") == [(1.0, 0.0)]
    assert filed("the members of Zerkon with Norland") == [(1.0, 0.0)]
    assert filed("the members with Mira Vosner") == [(0.0, 0.0)]


LIGHT, HARD = item(concept("x"), light=True), item(entity("norland"), hard=True)
LACKING: dict[str, tuple[list[Item], list[str], list[str], int]] = {
    # why: the items, those that it must have and has not, others that it has not, those that no statement has
    "a name": ([HARD], ["norland"], [], 1),
    "a concept": ([item(concept("x"))], [], ["x"], 1),
    "both": ([HARD, item(concept("x"))], ["norland"], ["x"], 2),
    "what is light is not lacked": ([LIGHT], [], [], 0),
    "what it has is not": ([item(concept("met"))], [], [], 0),
    "what another has is not absent": ([item(concept("ship"))], [], ["ship"], 0),
    "nor an item of which another has a term": ([item(concept("ship"), concept("x"))], [], ["ship"], 0),
}


@pytest.mark.parametrize("why", LACKING)
def test_what_a_statement_lacks_is_said(phrasings: Phrasings, why: str) -> None:
    items, unmet, missing, absent = LACKING[why]
    one = profile(terms={concept("met"): 1.0})
    other = profile("tide.x", "aim", terms={concept("ship"): 1.0})
    ranked = matcher(phrasings, one, other).rank(question(item(concept("met")), *items))
    found = next(each for each in ranked if each.statement.id == "council.date")

    assert [each.text for each in found.unmet] == unmet
    assert [each.text for each in found.missing] == missing
    assert found.absent == absent


CONTRADICTED: dict[str, tuple[Question, Profile, bool, str]] = {
    # why: the question, the statement, whether it is contradicted, and by what
    "nothing is against it": (question(), profile(), False, ""),
    "a great ordinal": (question(ordinals=[9]), profile(ordinals=[8]), True, "wrong_figure"),
    "the fourth is great": (question(ordinals=[4]), profile(), True, "wrong_figure"),
    "a small one may mean another": (question(ordinals=[3]), profile(), False, ""),
    "but not of a session": (question(item(concept("session")), ordinals=[2]), profile(), True, "wrong_figure"),
    "the right one of a session": (question(item(concept("session")), ordinals=[2]), profile(ordinals=[2]), False, ""),
    "a small number": (question(numbers=[2]), profile(numbers=[3]), True, "wrong_figure"),
    "a number beside a small ordinal": (
        question(numbers=[9], ordinals=[2]),
        profile(numbers=[9]),
        False,
        "",
    ),
    "another number beside it": (question(numbers=[9], ordinals=[2]), profile(ordinals=[2]), True, "wrong_figure"),
    "the host that is named": (
        question(item(concept("host")), item(entity("norland"))),
        profile(actors=["norland"]),
        False,
        "",
    ),
    "the state where it took place": (
        question(item(concept("host")), item(entity("norland"))),
        profile(hosts=["norland"]),
        False,
        "",
    ),
    "another host": (
        question(item(concept("host")), item(entity("norland"))),
        profile(actors=["sudria"]),
        True,
        "wrong_host",
    ),
    "a state beside no hosting": (question(item(entity("norland"))), profile(actors=["sudria"]), False, ""),
    "one of two hosts": (
        question(item(concept("host")), item(entity("norland")), item(entity("sudria"))),
        profile(actors=["sudria"]),
        True,
        "wrong_host",
    ),
    "an organisation is no host": (question(item(concept("host")), item(entity("zerkon"))), profile(), False, ""),
    "another date": (question(dates=[DateMention(2022)]), profile(dates=["2021"]), True, ""),
    "a name that it must have": (question(HARD), profile(), True, ""),
    "one that it need not have": (question(item(entity("norland"))), profile(), False, ""),
}


@pytest.mark.parametrize("why", CONTRADICTED)
def test_a_constraint_that_is_not_met_contradicts(phrasings: Phrasings, why: str) -> None:
    asked, one, contradicted, wrong = CONTRADICTED[why]
    asked = replace(asked, items=(*asked.items, item(concept("met"))))
    found = only(phrasings, asked, replace(one, terms={concept("met"): 1.0}))

    assert found.contradicted is contradicted
    assert [name for name in ("wrong_figure", "wrong_host") if getattr(found, name)] == wrong.split()


@pytest.mark.parametrize(
    ("known", "contradicted"),
    [
        ({}, False),
        ({"unmet": (HARD,)}, True),
        ({"missing": (LIGHT,), "absent": 3}, False),
        ({"features": {"off_date": 1.0}}, True),
        ({"features": {"off_figure": 1.0, "off_property": 1.0, "unmet": 1.0}}, False),
        ({"wrong_figure": True}, True),
        ({"wrong_host": True}, True),
    ],
)
def test_names_dates_figures_and_hosts_contradict_and_nothing_else(
    known: dict[str, object], *, contradicted: bool
) -> None:
    assert candidate(**known).contradicted is contradicted  # type: ignore[arg-type]


HELD = {"a": [concept("x")], "b": [concept("x"), concept("y")], "c": [], "d": [concept("y")]}


def test_the_best_comes_first_and_equals_come_in_reading_order(phrasings: Phrasings) -> None:
    x, y = concept("x"), concept("y")
    some = [profile(f"{name}.x", terms=dict.fromkeys(held, 1.0)) for name, held in HELD.items()]
    ranked = matcher(phrasings, *some).rank(question(item(x), item(y)))

    assert ids(ranked)[0] == "b.x"
    assert [one.score for one in ranked] == sorted([one.score for one in ranked], reverse=True)
    assert ids(ranked)[1:3] == ["a.x", "d.x"]


def test_what_helps_to_choose_weighs_little(phrasings: Phrasings) -> None:
    some = [profile("a.x", terms={concept("x"): 1.0}), profile("b.x", terms={concept("y"): 1.0})]
    asked = question(item(concept("x")), item(concept("y"), light=True))
    best, other = matcher(phrasings, *some).rank(asked)

    assert best.statement.id == "a.x"
    assert best.features.coverage == pytest.approx(1.0 / (1.0 + 0.15 * 0.5))
    assert other.features.coverage == pytest.approx(0.15 / 1.15)


def test_an_item_weighs_what_its_commonest_term_weighs(phrasings: Phrasings) -> None:
    rare, common = concept("rare"), concept("common")
    some = [profile(f"{name}.x", terms={common: 1.0, **({rare: 1.0} if name == "a" else {})}) for name in "abcdef"]
    engine = matcher(phrasings, *some)
    found = {one.statement.id: one for one in engine.rank(question(item(rare, common), item(rare)))}
    weight, other = engine.profiles.weight(common), engine.profiles.weight(rare)

    assert weight < other
    assert found["b.x"].features.coverage == pytest.approx(weight / (weight + other))


def test_a_part_knows_its_whole(town: Engine) -> None:
    ranked = {one.statement.id: one for one in town.matcher.rank(town.reader.read("the members of Zerkon"))}

    assert ranked["zerkon.members-two"].wholes == {"zerkon.members"}
    assert ranked["zerkon.members"].wholes == frozenset()


ANSWERED: dict[str, tuple[str, str]] = {
    # question, the statement that fits best
    "when did the Zerkon Council meet?": ("English", "zerkon-council.date"),
    "متى اجتمع مجلس زركون؟": ("standard Arabic", "zerkon-council.date"),
    "امتى مجلس زركون": ("Egyptian", "zerkon-council.date"),
    "إيمتى صار مجلس زركون": ("Levantine", "zerkon-council.date"),
    "وين صار مجلس زركون": ("Gulf", "zerkon-council.place"),
    "in which city did the Zerkon Council meet?": ("a city", "zerkon-council.place"),
    "مين ترأس وفد نورلانديا": ("Egyptian", "zerkon-council.head"),
    "منو يترأس وفد نورلانديا": ("Gulf", "zerkon-council.head"),
    "who led the delegation of Norland?": ("English", "zerkon-council.head"),
    "кто возглавил делегацию Norland": ("Russian", "zerkon-council.head"),
    "which session of the Zerkon Council was it?": ("an ordinal", "zerkon-council.session"),
    "كم جمهورية شاركت في مناورة تيدفول؟": ("a number", "tidefall.participants"),
    "who hosted the Tidefall Drill?": ("a host", "tidefall.host"),
    "من استضاف مناورة تيدفول": ("a host", "tidefall.host"),
    "ما هدف مناورة تيدفول؟": ("an aim", "tidefall.aim"),
    "شو هدف مناورة تيدفول": ("an aim, Levantine", "tidefall.aim"),
    "list the members of Zerkon": ("the whole before its part", "zerkon.members"),
    "name the two members of Zerkon": ("the part of that size", "zerkon.members-two"),
    "which two groups did Vosner designate?": ("a list by its size", "mira-voss.designated"),
    "what does the Ombrine Corridor connect?": ("a link", "ombrine.connects"),
    "what is Tarek Lundo's post?": ("an office", "tarek-lundo.office"),
}


@pytest.mark.parametrize("text", ANSWERED)
def test_the_statement_that_answers_fits_best(town: Engine, text: str) -> None:
    why, id_ = ANSWERED[text]

    assert town.matcher.rank(town.reader.read(text))[0].statement.id == id_, why
