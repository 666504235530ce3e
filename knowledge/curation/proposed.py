"""What is only proposed in a file of facts: it is set aside before any rule looks at it, so that it blocks nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from knowledge.files.describing import Path_
from knowledge.files.strict_yaml import YamlFile

KEY = "proposed"
"""`proposed: true`, of an entity or of a statement."""
_STATEMENTS = "statements"


def set_aside(document: YamlFile, entity_id: str) -> list[str]:
    """Take what is proposed out of a file, with its problems; the ids of what was taken out.

    Of an entity that is proposed itself nothing is left: `data` is None then.
    """
    places = dict(_proposed(document, entity_id))
    document.problems = [one for one in document.problems if not any(_inside(one.field, at) for at in places.values())]
    if () in places.values():
        document.data = None
    for place in filter(None, places.values()):
        del document.data[_STATEMENTS][place[-1]]
    return list(places)


def _proposed(document: YamlFile, entity_id: str) -> Iterator[tuple[str, Path_]]:
    if not isinstance(document.data, Mapping):
        return
    if is_proposed(document.data):
        yield entity_id, ()
        return
    statements = document.data.get(_STATEMENTS)
    for key, value in statements.items() if isinstance(statements, Mapping) else ():
        if is_proposed(value):
            yield f"{entity_id}.{key}", (_STATEMENTS, key)


def is_proposed(value: object) -> bool:
    """Whether a value says that nobody has accepted it yet."""
    return isinstance(value, Mapping) and value.get(KEY) == "true"


def _inside(field: str, place: Path_) -> bool:
    prefix = ".".join(map(str, place))
    return not prefix or field == prefix or field.startswith(f"{prefix}.")
