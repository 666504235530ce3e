"""Aliases that say only what kind of event is meant, where facts have two of the kind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from knowledge.curation.shared_names import with_shared_names
from knowledge.model import Alias, Entity, Kind, Strength
from knowledge.text.folding import words
from knowledge.vocabulary.phrasings import Phrase

WORDS = [("concept", "meet", "meeting"), ("concept", "minister", "minister"), ("concept", "meet", "gathering")]
WORDS += [("concept", "defence", "defence"), ("neutral", "neutral", "of")]
PHRASES = [Phrase(words(text), "en", kind, id_) for kind, id_, text in WORDS]
GENERIC, OTHER = "defence ministers' meeting", "Meeting of Zerkon Defence Ministers"


def meeting(id_: str, en: str, *aliases: str, type_: str = "ministerial-meeting", kind: Kind = Kind.MEETING) -> Entity:
    strong = tuple(Alias(text, "en", Strength.STRONG) for text in aliases)
    return Entity(id_, kind, type_, {"ar": "س", "en": en}, strong, {"ar": en, "en": en})


def called(*entities: Entity) -> dict[str, set[tuple[str, Strength]]]:
    found = with_shared_names({one.id: one for one in entities}, PHRASES)
    return {id_: {(alias.text, alias.strength) for alias in one.aliases} for id_, one in found.items()}


def test_an_alias_that_two_events_of_a_kind_answer_to_is_a_weak_one_of_both() -> None:
    found = called(meeting("norland", "Norland Ministers", GENERIC), meeting("zerkon", OTHER))

    assert found == {"norland": {(GENERIC, Strength.WEAK)}, "zerkon": {(GENERIC, Strength.WEAK)}}


def kept() -> Iterator[tuple[str, str, Entity, Entity]]:
    """Why, which alias, of which event, beside which other."""
    first, second = meeting("norland", "Norland Ministers", GENERIC), meeting("zerkon", OTHER)
    yield "one that has a name of its own", "Norland meeting", meeting("norland", "N", "Norland meeting"), second
    yield "of one word", "meeting", meeting("norland", "Norland Ministers", "meeting"), second
    yield "the other is of another kind", GENERIC, first, meeting("zerkon", OTHER, type_="talks")
    yield "the other says less", GENERIC, first, meeting("zerkon", "Zerkon Meeting")
    body, other = (meeting(one.id, one.names["en"], GENERIC, kind=Kind.ACTOR) for one in (first, second))
    yield "whoever is no event", GENERIC, body, other
    yield "what it is called in the first place", GENERIC, meeting("norland", GENERIC, GENERIC), second


@pytest.mark.parametrize(("alias", "one", "other"), [row[1:] for row in kept()], ids=[row[0] for row in kept()])
def test_other_aliases_stay_as_strong_as_the_editor_made_them(alias: str, one: Entity, other: Entity) -> None:
    assert (alias, Strength.STRONG) in called(one, other)["norland"]


def test_words_of_one_meaning_are_as_good_as_the_same() -> None:
    gathering = "defence ministers' gathering"

    found = called(meeting("norland", "Norland Ministers", gathering), meeting("zerkon", OTHER))

    assert found["norland"] == {(gathering, Strength.WEAK)}
