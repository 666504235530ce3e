"""Somebody whom the facts do not have yet: an id, both names, and what kind of thing it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from knowledge.curation.names import of_state, state_called
from knowledge.drafting.people import Holder
from knowledge.drafting.proposals import ProposedEntity
from knowledge.model import EntityType, Kind
from knowledge.text.folding import fold, script
from knowledge.text.letters import Script
from knowledge.text.transliteration import in_arabic, in_latin

_NO_ID = re.compile(r"[^a-z0-9]+")


@dataclass(slots=True)
class Newcomers:
    """The proposed entities of one document, each once."""

    taken: frozenset[str]
    _found: dict[str, ProposedEntity] = field(default_factory=dict)

    def take(self, proposed: ProposedEntity) -> str | None:
        """The id under which it is proposed; None where the facts have that id for another."""
        if proposed.id in self.taken or not proposed.id:
            return None
        return self._found.setdefault(proposed.id, proposed).id

    def all(self) -> tuple[ProposedEntity, ...]:
        """In the order in which the document names them."""
        return tuple(self._found.values())


def proposed_person(holder: Holder) -> ProposedEntity:
    """Who stands beside an office: a person, with the other name transliterated."""
    latin = " ".join(one.capitalize() for one in in_latin(fold(holder.name)).split())
    is_arabic = script(holder.name) is Script.ARABIC
    english = holder.name if script(holder.name) is Script.LATIN else latin
    names = {"ar": holder.name if is_arabic else in_arabic(fold(latin)), "en": english}
    id_ = _NO_ID.sub("-", fold(english)).strip("-")[:60]
    why = f"«{holder.name}» stands beside the office «{holder.office}»; look at the transliterated name"
    return ProposedEntity(id_, Kind.ACTOR, EntityType.PERSON.value, names, {}, why)


def proposed_state(text: str) -> ProposedEntity | None:
    """A state by one of its names, as CLDR calls it; None where these words name none for certain."""
    if (english := state_called(text)) is None:
        return None
    id_ = _NO_ID.sub("-", fold(english)).strip("-")
    why = f"«{text}» is a state; its names are those of CLDR"
    return ProposedEntity(id_, Kind.ACTOR, EntityType.STATE.value, of_state(id_), {}, why)
