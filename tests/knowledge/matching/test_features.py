"""What of a question matters for each statement, and whether a statement gives the wanted kind of answer."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from knowledge.dates import DateMention
from knowledge.matching.features import Features, Ranking, Sought, length
from knowledge.matching.profiles import Profile
from knowledge.understanding.question import Question, Span
from knowledge.vocabulary.assertions import Marker
from knowledge.vocabulary.forms import Grade, Sense, SenseKind
from knowledge.vocabulary.roles import Role
from knowledge.vocabulary.terms import Ask
from tests.support.matching import NO_FEATURES, ROLES, concept, entity, item, profile, question

TYPES = {
    "norland": "state",
    "sudria": "state",
    "vellin": "place",
    "mira-voss": "person",
    "anna": "person",
    "zerkon": "organisation",
    "pact": "agreement",
    "council": "council-session",
    "ministers": "ministerial-meeting",
    "talks": "talks",
    "drill": "exercise",
}
DAY = "2021-05-03"


def named(*ids: str) -> list[object]:
    return [item(entity(id_) if id_ in TYPES else concept(id_)) for id_ in ids]


def asking(*asks: Ask, names: str = "", **known: object) -> Question:
    """A question of these kinds that names these entities and concepts."""
    return question(*named(*names.split()), asks=asks, **known)  # type: ignore[arg-type]


GIVEN: dict[str, tuple[Ask, str, Profile, float]] = {
    # why: what is asked for, what is named, the statement, how well it gives that
    "its property is about just that": (Ask.TIME, "", profile(answers=[Ask.TIME], dates=[DAY]), 1.0),
    "it gives that too, and holds some": (Ask.TIME, "", profile(answers=[Ask.THING, Ask.TIME], dates=[DAY]), 0.9),
    "it gives that too, and holds none": (Ask.TIME, "", profile(answers=[Ask.THING, Ask.TIME]), 0.6),
    "it holds some on the way": (Ask.TIME, "", profile(answers=[Ask.THING], dates=[DAY]), 0.4),
    "it holds none": (Ask.TIME, "", profile(answers=[Ask.THING]), 0.0),
    "a date that is known but not told is none": (Ask.TIME, "", profile(dates=[DAY], dated=False), 0.0),
    "a date is told and none is known": (Ask.TIME, "", profile(), 0.0),
    "a day is asked for and a month known": (Ask.TIME, "day", profile(answers=[Ask.TIME], dates=["2021-05"]), 0.0),
    "a day is asked for and one of two dates is one": (
        Ask.TIME,
        "day",
        profile(answers=[Ask.TIME], dates=["2021-05", DAY]),
        1.0,
    ),
    "a day is asked for and a year known": (Ask.TIME, "day", profile(answers=[Ask.TIME], dates=["2021"]), 0.0),
    "a day is named and a place asked for": (Ask.PLACE, "day", profile(answers=[Ask.PLACE], dates=["2021"]), 1.0),
    "no figure, though its property is about one": (Ask.ORDINAL, "", profile(answers=[Ask.ORDINAL]), 0.0),
    "an ordinal": (Ask.ORDINAL, "", profile(answers=[Ask.ORDINAL], ordinals=[9]), 1.0),
    "an ordinal on the way": (Ask.ORDINAL, "", profile(ordinals=[9]), 0.4),
    "no number": (Ask.QUANTITY, "", profile(answers=[Ask.QUANTITY]), 0.0),
    "a number": (Ask.QUANTITY, "", profile(answers=[Ask.QUANTITY], numbers=[9]), 1.0),
    "an ordinal is no number": (Ask.QUANTITY, "", profile(answers=[Ask.QUANTITY], ordinals=[9]), 0.0),
    "a number of what is named": (Ask.QUANTITY, "state", profile(numbers=[9], counted=["state"]), 0.4),
    "a number of something else": (Ask.QUANTITY, "state", profile(numbers=[9], counted=["ship"]), 0.0),
    "a number of nothing": (Ask.QUANTITY, "state", profile(numbers=[9]), 0.0),
    "no number of what is named": (Ask.QUANTITY, "state", profile(counted=["state"]), 0.0),
    "the number of a session is an ordinal": (
        Ask.QUANTITY,
        "session",
        profile(answers=[Ask.ORDINAL, Ask.QUANTITY], ordinals=[9]),
        0.9,
    ),
    "a session without an ordinal": (
        Ask.QUANTITY,
        "session",
        profile(answers=[Ask.ORDINAL, Ask.QUANTITY], numbers=[9], counted=["session"]),
        0.0,
    ),
    "sessions that another property counts": (
        Ask.QUANTITY,
        "session",
        profile(answers=[Ask.QUANTITY], ordinals=[9]),
        0.0,
    ),
    "an ordinal counts no states": (
        Ask.QUANTITY,
        "state",
        profile(answers=[Ask.ORDINAL, Ask.QUANTITY], ordinals=[9]),
        0.0,
    ),
    "a place that nobody named": (Ask.PLACE, "norland", profile(places=["norland", "vellin"]), 0.4),
    "the place that was named": (Ask.PLACE, "norland", profile(places=["norland"]), 0.0),
    "no place": (Ask.PLACE, "", profile(), 0.0),
    "a city is asked for and one is there": (
        Ask.PLACE,
        "city",
        profile(answers=[Ask.PLACE], cities=["vellin"], places=["vellin"]),
        1.0,
    ),
    "a city is asked for and a state is there": (
        Ask.PLACE,
        "city",
        profile(answers=[Ask.PLACE], places=["norland"]),
        0.0,
    ),
    "somebody whom nobody named": (Ask.PERSON, "norland", profile(actors=["norland", "mira-voss"]), 0.4),
    "only who was named": (Ask.PERSON, "norland", profile(actors=["norland"]), 0.0),
    "a group like a person": (Ask.GROUP, "", profile(answers=[Ask.LIST, Ask.GROUP], actors=["zerkon"]), 0.9),
    "a person of whom the property is": (Ask.PERSON, "norland", profile(answers=[Ask.PERSON]), 1.0),
    "a reason that the property gives too": (Ask.REASON, "", profile(answers=[Ask.THING, Ask.REASON]), 0.9),
    "any statement may be a reason": (Ask.REASON, "", profile(), 0.7),
    "or a thing": (Ask.THING, "", profile(answers=[Ask.TIME]), 0.7),
    "or a manner": (Ask.MANNER, "", profile(answers=[Ask.TIME]), 0.7),
}


@pytest.mark.parametrize("why", GIVEN)
def test_a_statement_gives_a_kind_of_answer_as_its_property_does_or_on_the_way(why: str) -> None:
    ask, names, one, given = GIVEN[why]

    assert Sought.of(asking(ask, names=names), TYPES, ROLES).given_by(one) == [given]


def valued(value: str, **known: object) -> Profile:
    """A statement with a value, whatever its property usually gives."""
    one = profile(answers=[Ask.THING], actors=["mira-voss", "norland"], people=["mira-voss"], places=["vellin"])
    return replace(one, statement=replace(one.statement, value=value), **known)  # type: ignore[arg-type]


VALUES: dict[str, tuple[Ask, str, str, float]] = {
    "a person": (Ask.PERSON, "", "mira-voss", 1.0),
    "a group": (Ask.GROUP, "", "norland", 1.0),
    "a place": (Ask.PLACE, "", "vellin", 1.0),
    "no person is a group": (Ask.GROUP, "", "mira-voss", 0.4),
    "whom the question names already": (Ask.PERSON, "mira-voss", "mira-voss", 0.4),
    "another kind": (Ask.PERSON, "", "vellin", 0.4),
}


@pytest.mark.parametrize("why", VALUES)
def test_a_statement_gives_what_its_value_is(why: str) -> None:
    ask, names, value, given = VALUES[why]

    assert Sought.of(asking(ask, names=names), TYPES, ROLES).given_by(valued(value)) == [given]


COUNTED: dict[str, tuple[list[str], str, Profile, float]] = {
    "the counted concept alone": (["ship"], "state ship", profile(numbers=[9], counted=["state"]), 0.0),
    "and no other": (["ship"], "state", profile(numbers=[9], counted=["ship"]), 0.4),
    "what is done is not counted": (["attend"], "attend", profile(numbers=[9], counted=["attend"]), 0.4),
    "but what is named is": (["attend"], "state", profile(numbers=[9], counted=["state"]), 0.4),
    "a time that passes in its units": (["duration"], "duration", profile(numbers=[9], counted=["unit"]), 0.4),
    "and not by anything else": (["duration"], "duration", profile(numbers=[9], counted=["ship"]), 0.0),
    "nor is the unit of a date": (["unit"], "unit", profile(numbers=[9], counted=["ship"]), 0.0),
    "what only frames a date counts nothing": ([], "unit", profile(numbers=[9], counted=["ship"]), 0.4),
    "sessions as ordinals": (["session"], "session", profile(answers=[Ask.ORDINAL], ordinals=[9]), 0.4),
    "not what takes part in one": (["state"], "session state", profile(answers=[Ask.ORDINAL], ordinals=[9]), 0.0),
}


@pytest.mark.parametrize("why", COUNTED)
def test_what_stands_after_how_many_is_what_is_counted(why: str) -> None:
    counted, names, one, given = COUNTED[why]
    asked = asking(Ask.QUANTITY, names=names, counted=frozenset(counted))

    assert Sought.of(asked, TYPES, ROLES).given_by(one) == [given]


def test_of_two_readings_of_a_question_word_the_better_one_counts() -> None:
    asked = Question("?", "en", (frozenset({Ask.TIME, Ask.PLACE}),), (), question().quantities, ())

    assert Sought.of(asked, {}, ROLES).given_by(profile(answers=[Ask.PLACE], places=["vellin"])) == [1.0]


@pytest.mark.parametrize(
    ("asks", "dates", "wanted"),
    [
        ([Ask.TIME, Ask.PLACE], [], [{Ask.TIME}, {Ask.PLACE}]),
        ([Ask.YES_NO], [], []),
        ([Ask.BRIEFING, Ask.LIST, Ask.PLACE], [], [{Ask.PLACE}]),
        ([Ask.YES_NO], [DateMention(2021)], [{Ask.TIME}]),
        ([Ask.YES_NO, Ask.PLACE], [DateMention(2021)], [{Ask.PLACE}]),
        ([Ask.LIST], [DateMention(2021)], []),
        ([], [DateMention(2021)], []),
    ],
    ids=[
        "each question word wants its kind",
        "a yes or no fits any kind",
        "so do briefings and lists",
        "a yes or no with a date asks for the date",
        "but not beside another question word",
        "nor does a list with a date",
        "nor what asks nothing",
    ],
)
def test_some_question_words_want_a_kind_of_answer(
    asks: list[Ask], dates: list[DateMention], wanted: list[set[Ask]]
) -> None:
    assert list(Sought.of(asking(*asks, dates=dates), TYPES, ROLES).asked) == wanted


def holding(*concepts: str, asks: list[Ask]) -> Question:
    """A question whose word is followed by the first of these, and has the others somewhere."""
    places = [(one, (5 * at, 5 * at + 4)) for at, one in enumerate(concepts, 1)]
    items = [item(concept(one), place=place) for one, place in places]
    who = Span("who", (Sense(SenseKind.ASK, asks[0], "en"),), Grade.EXACT, (0, 3), ()) if asks else None
    return question(*items, asks=asks, spans=(who,) if who else ())


OFFICES: dict[str, tuple[Question, Profile, bool]] = {
    "another office": (holding("holder", asks=[Ask.PERSON]), profile(), True),
    "that office": (holding("holder", asks=[Ask.PERSON]), profile(terms={concept("holder"): 0.75}), False),
    "one that only goes without saying": (
        holding("holder", asks=[Ask.PERSON]),
        profile(terms={concept("holder"): 0.6}),
        True,
    ),
    "an office that something is done to": (holding("meet", "holder", asks=[Ask.PERSON]), profile(), False),
    "a name beside an office": (holding("name", "holder", asks=[]), profile(), True),
    "no person is asked for": (holding("holder", asks=[Ask.PLACE]), profile(places=["vellin"]), False),
}


@pytest.mark.parametrize("why", OFFICES)
def test_who_holds_an_office_is_told_by_what_names_it(why: str) -> None:
    asked, one, lacks = OFFICES[why]
    sought = Sought.of(asked, TYPES, ROLES)

    assert sought.lacks(one, sought.given_by(one)) is lacks


@pytest.mark.parametrize(
    ("asked", "id_", "stands"),
    [
        (asking(Ask.THING, names="mira-voss pact"), "mira-voss.x", True),
        (asking(Ask.YES_NO, names="mira-voss pact"), "mira-voss.x", False),
        (asking(Ask.THING, names="mira-voss anna"), "mira-voss.x", False),
        (asking(Ask.THING, names="pact"), "mira-voss.x", False),
        (asking(Ask.THING, names="zerkon pact"), "zerkon.x", False),
    ],
    ids=[
        "a person who is named",
        "not for a yes",
        "nor beside another person",
        "somebody whom nobody named",
        "no organisation",
    ],
)
def test_who_somebody_is_holds_on_every_occasion(asked: Question, id_: str, *, stands: bool) -> None:
    told = profile(id_, Role.STANDING.value).statement

    assert Sought.of(asked, TYPES, ROLES).stands(told) is stands
    assert not Sought.of(asked, TYPES, ROLES).stands(replace(told, property="date"))


LACKING: dict[str, tuple[Question, Profile, bool]] = {
    "a date that is not there": (asking(Ask.TIME), profile(), True),
    "a date that is": (asking(Ask.TIME), profile(dates=[DAY]), False),
    "a number that is not there": (asking(Ask.QUANTITY), profile(), True),
    "an ordinal that is not there": (asking(Ask.ORDINAL), profile(), True),
    "a place may go without saying": (asking(Ask.PLACE), profile(), False),
    "a city may not": (asking(Ask.PLACE, names="city"), profile(places=["norland"]), True),
    "a person may": (asking(Ask.PERSON), profile(), False),
    "one of two things": (asking(Ask.PLACE, Ask.TIME), profile(), True),
    "nothing is asked for": (asking(), profile(), False),
    "a name of an official": (asking(names="name minister"), profile(), True),
    "a name that is there": (asking(names="name minister"), profile(people=["mira-voss"]), False),
    "a name that the question has itself": (
        asking(names="name minister mira-voss"),
        profile(people=["mira-voss"]),
        True,
    ),
    "the name of what is no official": (asking(names="name drill"), profile(), False),
    "an official without a name": (asking(names="minister"), profile(), False),
    "a list of officials": (asking(Ask.LIST, names="counterpart"), profile(), True),
    "a list of anything": (asking(Ask.LIST, names="drill"), profile(), False),
    "a list of states": (asking(Ask.LIST, names="state"), profile(), True),
    "a list of states that names some": (asking(Ask.LIST, names="state"), profile(actors=["norland", "sudria"]), False),
    "a list of states that names one": (asking(Ask.LIST, names="state"), profile(actors=["norland", "zerkon"]), True),
    "how many states": (
        asking(Ask.LIST, Ask.QUANTITY, names="state"),
        profile(numbers=[3], counted=["state"]),
        False,
    ),
    "whose officer, and it tells of theirs": (
        asking(names="holder norland"),
        profile("mira-voss.office", "standing", terms={entity("norland"): 0.9}),
        False,
    ),
    "whose officer, and it tells of another": (
        asking(names="holder norland"),
        profile("mira-voss.office", "standing", terms={entity("norland"): 0.6}),
        True,
    ),
    "whose officer, and it tells what happened to them": (
        asking(names="holder norland"),
        profile("norland.date", terms={entity("norland"): 1.0}),
        True,
    ),
    "why, and nothing says so": (asking(Ask.REASON), profile(), True),
    "why, and a word says so": (asking(Ask.REASON), replace(profile(), marked=frozenset({Marker.CAUSAL})), False),
    "why, by what it intends": (asking(Ask.REASON), replace(profile(), marked=frozenset({Marker.INTENDED})), False),
    "why, by its property": (asking(Ask.REASON), profile(answers=[Ask.REASON]), False),
    "when an organisation was joined": (asking(Ask.TIME, names="accession zerkon"), profile(dates=[DAY]), True),
    "when an agreement was joined": (asking(Ask.TIME, names="accession pact"), profile(dates=[DAY]), True),
    "when a session was joined": (asking(Ask.TIME, names="accession council"), profile(dates=[DAY]), False),
    "when a session of one was joined": (
        asking(Ask.TIME, names="accession zerkon council"),
        profile(dates=[DAY]),
        False,
    ),
    "when talks of one were joined": (asking(Ask.TIME, names="accession zerkon talks"), profile(dates=[DAY]), False),
    "when its ministers joined": (asking(Ask.TIME, names="accession zerkon ministers"), profile(dates=[DAY]), False),
    "when its drill was joined": (asking(Ask.TIME, names="accession zerkon drill"), profile(dates=[DAY]), True),
    "when an organisation met": (asking(Ask.TIME, names="meet zerkon"), profile(dates=[DAY]), False),
    "who joined an organisation": (asking(Ask.PERSON, names="accession zerkon"), profile(dates=[DAY]), False),
    "when a state joined": (asking(Ask.TIME, names="accession norland"), profile(dates=[DAY]), False),
}


@pytest.mark.parametrize("why", LACKING)
def test_a_date_a_figure_a_city_or_a_name_has_to_be_there(why: str) -> None:
    asked, one, lacks = LACKING[why]
    sought = Sought.of(asked, TYPES, ROLES)

    assert sought.lacks(one, sought.given_by(one)) is lacks


@pytest.mark.parametrize(
    ("names", "hosts"),
    [("host norland", {"norland"}), ("norland", set()), ("host vellin zerkon", set()), ("host", set())],
)
def test_the_states_of_which_hosting_is_said_are_hosts(names: str, hosts: set[str]) -> None:
    assert Sought.of(asking(names=names), TYPES, ROLES).hosts == hosts


def test_every_entity_named_is_known() -> None:
    assert Sought.of(asking(names="norland host vellin"), TYPES, ROLES).entities == {"norland", "vellin"}


def test_the_score_is_the_weighted_sum_of_the_features_by_name() -> None:
    ranking = Ranking.of({"coverage": 2.0, "length": -1.0, "no_such_feature": 9.0})

    assert len(ranking.weights) == len(Features._fields)
    assert ranking.score(NO_FEATURES._replace(coverage=0.5, length=0.25, unmet=1.0)) == 0.75


@pytest.mark.parametrize(("letters", "figure"), [(100, 0.0), (200, math.log(2)), (50, -math.log(2))])
def test_the_length_is_the_logarithm_of_hundreds_of_letters(letters: int, figure: float) -> None:
    assert length(profile(ar="ا" * letters)) == pytest.approx(figure)
