"""What each statement is about: its terms and how firmly it has them, its figures, dates, places and people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering.engine import Engine
from knowledge.matching.profiler import Profiler
from knowledge.matching.profiles import Profile
from knowledge.matching.terms_of_texts import terms_of
from knowledge.model import EntityType, Statement
from knowledge.vocabulary.lexicon import Lexicon
from knowledge.vocabulary.phrasings import Phrasings
from knowledge.vocabulary.terms import TermKind
from tests.support.matching import concept, entity
from tests.support.town import DIARY, ENTITIES, LOG, STATEMENTS, statement


@pytest.fixture(scope="session")
def profiles(town: Engine) -> dict[str, Profile]:
    return {one.statement.id: one for one in town.knowledge.profiles}


def profiled(town: Engine, phrasings: Phrasings, *statements: Statement) -> list[Profile]:
    """What these are about, in a world where nothing else is stated."""
    entities = {one.id: one for one in ENTITIES}
    held = town.knowledge
    return list(Profiler(held.lexicon, held.claim_reader, phrasings, entities, statements).profiles())


def lone(town: Engine, phrasings: Phrasings, en: str, **known: object) -> Profile:
    """What a statement about a theme is about that stands alone and says the same in both languages."""
    (found,) = profiled(
        town,
        phrasings,
        statement("glimmer.x", "content", **({"ar": en, "en": en, "quote": "-"} | known)),  # type: ignore[arg-type]
    )
    return found


IN_WORDING, BESIDE, ABOUT, IN_QUOTE, IN_CONTEXT, KIN, THROUGHOUT = 1.0, 0.95, 0.9, 0.75, 0.6, 0.6, 0.3

FIRM: dict[str, tuple[str, str, float]] = {
    "its subject": ("zerkon-council.head", "zerkon-council", IN_WORDING),
    "its value": ("zerkon-council.head", "mira-voss", BESIDE),
    "what it is filed under": ("zerkon-council.head", "norland", ABOUT),
    "who says it": ("zerkon-council.stressed", "mira-voss", BESIDE),
    "a name inside another name": ("zerkon-council.date", "zerkon", BESIDE),
    "the place of its event": ("zerkon-council.date", "vellin", IN_CONTEXT),
    "who is named with its event elsewhere": ("zerkon-council.date", "norland", IN_CONTEXT),
    "the host of its event": ("tidefall.aim", "norland", IN_CONTEXT),
    "what the other statements of its source are about": ("tidefall.host", "zerkon-council", THROUGHOUT),
    "and of another source": ("tidefall.aim", "ombrine", THROUGHOUT),
    "not those of another": ("ombrine.connects", "zerkon-council", 0.0),
    "nothing else": ("zerkon.members", "mira-voss", 0.0),
    "what a weak alias may name is not named": ("tarek-lundo.office", "anna-lundo", 0.0),
}


@pytest.mark.parametrize("why", FIRM)
def test_a_statement_has_entities_by_what_it_says_and_where_it_stands(profiles: dict[str, Profile], why: str) -> None:
    id_, named, firmness = FIRM[why]

    assert profiles[id_].terms.get(entity(named), 0.0) == firmness


CONCEPTS: dict[str, tuple[str, str, float]] = {
    "a word of its wording": ("tidefall.participants", "republic", IN_WORDING),
    "of the other wording": ("zerkon-council.session", "session", IN_WORDING),
    "what its property is asked by": ("zerkon-council.place", "venue", IN_WORDING),
    "the kin of what it says": ("zerkon-council.stressed", "partnership", KIN),
    "the kin of what asks for it": ("ombrine.connects", "link", KIN),
    "what goes without saying of its subject": ("tidefall.aim", "exercise", IN_WORDING),
    "what goes without saying of whom it names": ("zerkon-council.stressed", "official", IN_QUOTE),
    "no other word": ("zerkon.members", "exercise", 0.0),
}


@pytest.mark.parametrize("why", CONCEPTS)
def test_a_statement_has_concepts_by_its_words_and_their_kin(profiles: dict[str, Profile], why: str) -> None:
    id_, named, firmness = CONCEPTS[why]

    assert profiles[id_].terms.get(concept(named), 0.0) == firmness


TOLD: dict[str, tuple[str, str, bool]] = {
    "what its property is asked by": ("zerkon-council.place", "venue", True),
    "what goes without saying of whom it names": ("zerkon-council.stressed", "official", True),
    "a word of both languages": ("tidefall.participants", "republic", True),
    "the kin of what it says": ("zerkon-council.stressed", "partnership", False),
}


@pytest.mark.parametrize("why", TOLD)
def test_a_statement_tells_of_what_it_says_and_not_of_its_kin(profiles: dict[str, Profile], why: str) -> None:
    id_, named, told = TOLD[why]

    assert (named in profiles[id_].told) is told


def test_a_word_of_one_language_alone_is_not_told_of(town: Engine, phrasings: Phrasings) -> None:
    assert "weather" in lone(town, phrasings, "The weather.").told
    assert "weather" not in lone(town, phrasings, "The weather.", ar="الجمهورية.").told


def test_words_of_the_quote_count_less_than_those_of_the_wording(town: Engine, phrasings: Phrasings) -> None:
    found = lone(town, phrasings, "A lantern.", quote="Norland, a lantern and a republic").terms

    assert found[entity("norland")] == found[concept("republic")] == IN_QUOTE
    assert {firm for term, firm in found.items() if term.id == "lantern"} == {IN_WORDING}


def test_both_tenses_are_read(town: Engine, phrasings: Phrasings) -> None:
    found = lone(town, phrasings, "A lantern.", upcoming="It will be a republic on 5 May 2021, the ninth.")

    assert found.terms[concept("republic")] == IN_WORDING
    assert found.dated
    assert found.ordinals == {9}


def test_what_stands_in_three_tenths_of_a_source_goes_without_saying(town: Engine, phrasings: Phrasings) -> None:
    def on(*named: str, source: str = LOG, at: int = 0) -> Statement:
        return statement(f"glimmer.{at}{source}", "content", ar="x", en="x", quote="-", about=named, source=source)

    some = [on("norland", "sudria", at=at) for at in range(2)] + [
        on("norland", at=2),
        *(on(at=at) for at in range(3, 10)),
    ]
    told = profiled(town, phrasings, *some, on("ostovia", source=DIARY))

    assert told[9].terms.get(entity("norland")) == THROUGHOUT
    assert entity("sudria") not in told[9].terms
    assert entity("ostovia") not in told[9].terms
    assert entity("norland") not in told[10].terms


NUMBERS: dict[str, tuple[str, set[int], set[str], set[str]]] = {
    # text, numbers, counted, not counted
    "what follows a number": ("We saw 5 republics.", {5}, {"republic"}, {"exercise"}),
    "and its kin": ("We saw 5 republics.", {5}, {"republic", "state"}, set()),
    "three words on": ("We saw 5 of those republics here.", {5}, {"republic"}, set()),
    "four words on": ("We saw 5 of all those republics here.", {5}, {"republic"}, set()),
    "not five": ("We saw 5 x x x x republics.", {5}, set(), {"republic"}),
    "right before it": ("We saw republics 5.", {5}, {"republic"}, set()),
    "not two before it": ("We saw republics x 5.", {5}, set(), {"republic"}),
    "before a definite Arabic one": ("رأينا الجمهوريات س س الخمس هنا.", {5}, {"republic"}, set()),
    "not after a definite Arabic one": ("رأينا الخمس الجمهوريات.", {5}, set(), {"republic"}),
    "each number by itself": ("We saw 5 republics and x x x 7 ministers.", {5, 7}, {"republic", "minister"}, set()),
    "no number counts nothing": ("We saw republics.", set(), set(), {"republic"}),
    "at the very beginning": ("5 republics", {5}, {"republic"}, set()),
}


@pytest.mark.parametrize("why", NUMBERS)
def test_a_number_counts_the_words_beside_it(town: Engine, phrasings: Phrasings, why: str) -> None:
    text, numbers, counted, uncounted = NUMBERS[why]
    found = lone(town, phrasings, text)

    assert found.numbers == numbers
    assert counted <= found.counted
    assert found.counted.isdisjoint(uncounted)


LISTS: dict[str, tuple[dict[str, object], set[int], set[str], set[str]]] = {
    "three states": ({"en": "Norland, Sudria, Ostovia"}, {3}, {"state", "republic"}, {"group"}),
    "filed under two": ({"en": "x", "about": ["norland", "sudria"]}, {2}, {"state"}, set()),
    "two of three are filed under": (
        {"en": "Norland, Sudria, Ostovia", "about": ["norland", "sudria"]},
        {2, 3},
        {"state"},
        set(),
    ),
    "two groups and a state": ({"en": "Grellov, Brakkosh, Norland"}, {2}, {"group"}, {"state"}),
    "one is no list": ({"en": "Norland"}, set(), set(), {"state"}),
    "one of each kind is none": ({"en": "Norland, Grellov"}, set(), set(), {"state", "group"}),
    "what only the quote lists is not listed": ({"en": "x", "quote": "Norland, Sudria"}, set(), set(), {"state"}),
}


@pytest.mark.parametrize("why", LISTS)
def test_a_list_has_its_size_and_counts_its_kind(town: Engine, phrasings: Phrasings, why: str) -> None:
    known, numbers, counted, uncounted = LISTS[why]
    en = str(known["en"])
    found = lone(town, phrasings, en, **{key: value for key, value in known.items() if key != "en"})

    assert found.numbers == numbers
    assert counted <= found.counted
    assert found.counted.isdisjoint(uncounted)


def test_a_statement_about_one_of_a_kind_lists_the_others(town: Engine, phrasings: Phrasings) -> None:
    (found,) = profiled(
        town,
        phrasings,
        statement("norland.x", "content", ar="x", en="x", quote="-", about=["sudria", "ostovia"], value="norland"),
    )

    assert found.numbers == {2}


NAMED: dict[str, tuple[str, set[str], set[str], set[str], set[str]]] = {
    # text, places, cities, actors, people
    "a state": ("Norland", {"norland"}, set(), {"norland"}, set()),
    "a city": ("Vellin", {"vellin"}, {"vellin"}, set(), set()),
    "a person": ("Mira Vosner", set(), set(), {"mira-voss"}, {"mira-voss"}),
    "an organisation": ("Zerkon", set(), set(), {"zerkon"}, set()),
    "an event": ("Tidefall Drill", set(), set(), set(), set()),
    "a state and a city": ("Norland, Vellin", {"norland", "vellin"}, {"vellin"}, {"norland"}, set()),
    "nobody": ("x", set(), set(), set(), set()),
}


@pytest.mark.parametrize("why", NAMED)
def test_places_and_actors_are_told_apart(town: Engine, phrasings: Phrasings, why: str) -> None:
    text, places, cities, actors, people = NAMED[why]
    found = lone(town, phrasings, text)

    assert found.places == places
    assert found.cities == cities
    assert found.actors == actors
    assert found.people == people


def test_who_goes_without_saying_is_not_named(profiles: dict[str, Profile]) -> None:
    assert profiles["zerkon-council.date"].places == frozenset()


DATES: dict[str, tuple[str, list[str], bool]] = {
    "its value, which is the date of its event, once": ("zerkon-council.date", ["2021-05-03/2021-05-04"], True),
    "the date of its event alone, which it does not tell": ("zerkon-council.place", ["2021-05-03/2021-05-04"], False),
    "a number is no date": ("zerkon-council.session", ["2021-05-03/2021-05-04"], False),
    "an entity is none": ("tidefall.host", ["2022-06"], False),
    "none": ("zerkon.members", [], False),
}


@pytest.mark.parametrize("why", DATES)
def test_a_statement_has_the_dates_of_its_value_and_its_event(profiles: dict[str, Profile], why: str) -> None:
    id_, dates, dated = DATES[why]

    assert [str(date) for date in profiles[id_].dates] == dates
    assert profiles[id_].dated is dated


def test_a_source_lends_all_its_dates_and_no_others(profiles: dict[str, Profile]) -> None:
    assert [str(date) for date in profiles["zerkon.members"].period] == ["2021-05-03/2021-05-04", "2022-06"]
    assert [str(date) for date in profiles["ombrine.connects"].period] == ["2022-06"]


ORDINALS: dict[str, tuple[str, set[int]]] = {
    "an ordinal": ("the ninth", {9}),
    "the places of two titles that are quoted": ("«x» «y»", {1, 2}),
    "of three, and an ordinal": ("the ninth: «x» «y» «z»", {1, 2, 3, 9}),
    "one title has no place": ("«x»", set()),
    "none": ("x", set()),
}


@pytest.mark.parametrize("why", ORDINALS)
def test_titles_that_are_quoted_have_their_places(town: Engine, phrasings: Phrasings, why: str) -> None:
    text, ordinals = ORDINALS[why]

    assert lone(town, phrasings, text).ordinals == ordinals


def test_the_wording_with_most_titles_counts_and_the_quote_has_none(town: Engine, phrasings: Phrasings) -> None:
    assert lone(town, phrasings, "x", ar="«س» «ص»").ordinals == {1, 2}
    assert lone(town, phrasings, "x", quote="«x» «y» the ninth").ordinals == {9}


def test_what_an_order_of_events_names_is_no_context_of_the_event(town: Engine, phrasings: Phrasings) -> None:
    after = statement("tidefall.after", "sequence", ar="x", en="After Sudria, before Ostovia.", quote="-")
    met = statement("tidefall.met", "content", ar="x", en="Grellov met.", quote="Brakkosh")
    told = profiled(town, phrasings, after, met, statement("tidefall.y", "content", ar="x", en="x", quote="-"))[2]

    assert told.terms[entity("grell")] == told.terms[entity("brakka")] == IN_CONTEXT
    assert entity("sudria") not in told.terms


TERMS: dict[str, tuple[str, set[str], set[str]]] = {
    # text, held, not held
    "an entity and a concept": ("Norland led", {"norland", "lead"}, set()),
    "overlapping ones": ("Zerkon Council", {"zerkon", "zerkon-council", "council"}, set()),
    "no weak alias": ("Lundo", set(), {"tarek-lundo", "anna-lundo"}),
    "a word that is known as it stands is not read by its stem": ("منظمة", {"organisation"}, {"host"}),
    "a phrase that carries nothing": ("من قبل نورلانديا", {"norland"}, {"before"}),
    "the same word elsewhere carries": ("قبل نورلانديا", {"norland", "before"}, set()),
    "no question word": ("who when", set(), {"person", "time"}),
    "nothing": ("", set(), set()),
}


@pytest.mark.parametrize("why", TERMS)
def test_a_text_holds_every_name_and_concept_that_stands_in_it(town: Engine, why: str) -> None:
    text, held, other = TERMS[why]
    found = {term.id for term in terms_of(text, town.knowledge.lexicon) if term.kind is not TermKind.STEM}

    assert held <= found
    assert found.isdisjoint(other)


def test_every_word_gives_its_stems() -> None:
    found = terms_of("Lanterns والفوانيس", Lexicon.of(()))

    assert {term.kind for term in found} == {TermKind.STEM}
    assert {"lantern", "فوانيس"} <= {term.id for term in found}


def test_each_statement_has_a_profile_in_order(town: Engine) -> None:
    assert [one.statement.id for one in town.knowledge.profiles] == [one.id for one in STATEMENTS]
    assert [str(ask) for ask in town.knowledge.profiles[0].answers] == ["time"]


def test_a_date_that_a_wording_tells_is_a_date_of_the_statement(town: Engine, phrasings: Phrasings) -> None:
    told = lone(town, phrasings, "It came back on 9 September 2017, after 2009.")

    assert [str(date) for date in told.dates] == ["2017-09-09", "2009"]


@pytest.mark.parametrize(
    ("id_", "en", "days"),
    [
        ("glimmer.x", "Mira Vosner spoke on 5 May.", "2021-05-05"),
        ("tidefall.x", "It was warned of on 7 March.", "2022-03-07"),
        ("tidefall.x", "It was warned of on 29 February.", ""),
        ("glimmer.x", "Mira Vosner spoke in May.", ""),
    ],
    ids=["of its source", "of its event", "not if that has none", "a month without a year is of none"],
)
def test_a_day_that_is_told_without_a_year_is_of_that_of_its_event_or_its_source(
    town: Engine, phrasings: Phrasings, id_: str, en: str, days: str
) -> None:
    date, *_ = STATEMENTS
    told = profiled(town, phrasings, date, statement(id_, "content", en=en, ar=en))[-1]

    assert [str(one) for one in told.dates if str(one) != "2022-06"] == days.split()


def test_what_happens_in_a_capital_happens_in_its_state(town: Engine, phrasings: Phrasings) -> None:
    held, entities = town.knowledge, {one.id: one for one in ENTITIES}
    entities["glimmer"] = replace(entities["glimmer"], type=EntityType.ATTACK)
    where = statement("glimmer.place", "place", value="vellin", ar="وقع الغليمر في فيلينا.", en="It was in Vellin.")
    other = statement("glimmer.x", "content", ar="كان الغليمر واسعا.", en="The glimmerage was wide.")
    words = held.lexicon, held.claim_reader, phrasings, entities, [where, other]

    for lies_in, hosts in (({"vellin": "norland"}, {"norland"}), ({}, set())):
        _, found = Profiler(*words, lies_in).profiles()
        assert found.hosts == hosts
        assert (entity("norland") in found.terms) is bool(hosts)


def test_other_takers_part_do_not_go_without_saying_where_one_is_named(town: Engine, phrasings: Phrasings) -> None:
    host = statement(
        "tidefall.host", "host", en="Norland hosted the Tidefall Drill.", ar="استضافت نورلاند تدريب تيدفال."
    )
    both = statement(
        "tidefall.both", "participant", en="Norland and Sudria took part in the Tidefall Drill.", ar="شاركتا."
    )
    sent = statement("tidefall.sent", "troops", en="Norland sent 500 to the Tidefall Drill.", ar="أرسلت نورلاند 500.")
    aim = statement("tidefall.aim", "aim", en="The Tidefall Drill tested boats.", ar="اختبر القوارب.")
    _, _, of_one, of_none = profiled(town, phrasings, host, both, sent, aim)

    assert entity("sudria") not in of_one.terms
    assert of_none.terms[entity("sudria")] == IN_CONTEXT


def test_what_the_words_of_a_name_mean_is_told_wherever_it_is_named(town: Engine, phrasings: Phrasings) -> None:
    held = town.knowledge
    entities = {one.id: one for one in ENTITIES}
    entities["glimmer"] = replace(entities["glimmer"], names={"ar": "غليمر", "en": "Trade Glimmer"})
    shone = statement("glimmer.x", "content", ar="هو", en="It", quote="-")

    (found,) = Profiler(held.lexicon, held.claim_reader, phrasings, entities, [shone]).profiles()

    assert "trade" in found.told


def test_no_statement_holds_one_of_the_states_that_no_source_names_for_another(
    town: Engine, phrasings: Phrasings
) -> None:
    assert concept("other-state") not in lone(town, phrasings, "They met beyond Pakistan").terms
