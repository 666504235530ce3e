"""Which types an entity of each kind may have, and of which kind one of a type is."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.model import EntityType, Kind

TYPES: Mapping[Kind, frozenset[EntityType]] = {
    Kind.ACTOR: frozenset(
        {
            EntityType.PERSON, EntityType.OFFICE, EntityType.STATE, EntityType.GROUP_OF_STATES,
            EntityType.ORGANISATION, EntityType.BODY, EntityType.ARMED_GROUP,
        }
    ),
    Kind.MEETING: frozenset(
        {
            EntityType.SUMMIT, EntityType.MINISTERIAL_MEETING, EntityType.COUNCIL_SESSION, EntityType.TALKS,
            EntityType.DIALOGUE, EntityType.VISIT,
        }
    ),
    Kind.INITIATIVE: frozenset(
        {
            EntityType.EXERCISE, EntityType.CORRIDOR, EntityType.AGREEMENT, EntityType.JOINT_STATEMENT,
            EntityType.COOPERATION,
        }
    ),
    Kind.TOPIC: frozenset(
        {EntityType.ATTACK, EntityType.CONFLICT, EntityType.THREAT, EntityType.THEME, EntityType.PLACE}
    ),
}  # fmt: skip
"""What an entity of each kind may be more closely."""
_KIND_OF = {type_.value: kind for kind, types in TYPES.items() for type_ in types}


def kind_of(type_: object) -> Kind:
    """The kind of entities of a type; an actor where there is no such type."""
    return _KIND_OF.get(str(type_), Kind.ACTOR)
