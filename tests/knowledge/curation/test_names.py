"""Names that states have by rule, and what they yield to."""

from __future__ import annotations

from knowledge.curation.names import of_states, with_names_by_rule
from knowledge.model import Alias, Entity, Kind, Strength


def actor(id_: str, en: str, *aliases: Alias, ar: str = "س", type_: str = "state") -> Entity:
    return Entity(id_, Kind.ACTOR, type_, {"ar": ar, "en": en}, aliases, {"ar": en, "en": en})


def names(*entities: Entity) -> dict[str, set[str]]:
    found = with_names_by_rule({one.id: one for one in entities})
    return {id_: {alias.text for alias in one.aliases} for id_, one in found.items()}


def test_a_state_is_known_in_the_languages_of_readers_and_by_its_adjectives() -> None:
    found = names(actor("egypt", "Egypt"), actor("india", "India"), actor("saudi-arabia", "Saudi Arabia"))

    assert {"مصر", "مصري", "مصرية", "Египет", "Египетский".lower()} <= {one.lower() for one in found["egypt"]} | found[
        "egypt"
    ]
    assert {"الهند", "Индия", "Индийский"} <= found["india"]
    assert {"Саудовская Аравия", "Саудовский"} <= found["saudi-arabia"]


def test_a_state_by_another_of_its_english_names_is_the_same() -> None:
    found = names(actor("turkey", "Turkey", Alias("Türkiye", "en", Strength.STRONG)))

    assert "Турция" in found["turkey"]


def test_nobody_else_has_names_by_rule() -> None:
    found = names(actor("x", "Egypt", type_="organisation"), actor("narnia", "Narnia"))

    assert found == {"x": set(), "narnia": set()}


def test_a_rule_yields_to_the_names_that_editors_gave() -> None:
    found = names(actor("egypt", "Egypt"), actor("paper", "Daily", Alias("مصري", "ar", Strength.WEAK)))

    assert "مصري" not in found["egypt"]
    assert found["paper"] == {"مصري"}


def test_the_names_of_all_states_are_words_for_a_state_abroad_but_for_short_ones() -> None:
    found = {(one.lang, " ".join(one.words)) for one in of_states("other-state")}

    assert {("en", "germany"), ("ru", "германия"), ("ru", "суданский"), ("ar", "المانيا")} <= found
    assert not {("ar", "مالي"), ("en", "chad"), ("en", "european union")} & found
    assert len(found) > 500
