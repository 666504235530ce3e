"""What somebody probably meant who wrote a name that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from pydantic import BaseModel

_LEAST_ALIKE = 70
_MOST = 3


def nearest(wrong: str, known: Iterable[str]) -> str:
    """The nearest known name; empty where none is near."""
    from rapidfuzz import fuzz

    near = max(known, key=lambda name: fuzz.ratio(wrong, name), default="")
    return near if near and fuzz.ratio(wrong, near) >= _LEAST_ALIKE else ""


def least_unlike(wrong: str, known: Iterable[str]) -> list[str]:
    """The known names that are least unlike, at most three, the nearest first."""
    from rapidfuzz import fuzz

    return sorted(known, key=lambda name: (-fuzz.ratio(wrong, name), name))[:_MOST]


def did_you_mean(wrong: str, known: Iterable[str], *, otherwise: str = "") -> str:
    """The end of a message about an unknown name: the nearest known one, or `otherwise` where none is near."""
    near = nearest(wrong, known)
    return f"; did you mean {near!r}?" if near else otherwise


def keys_at(model: type[BaseModel], path: Sequence[str | int]) -> Sequence[str]:
    """The keys that a value may have: `path` leads to it from the outermost shape."""
    return list(dict.fromkeys(name for one in _shapes_at(model, path) for name in one.model_fields))


def described(key: str, model: type[BaseModel], path: Sequence[str | int]) -> str:
    """What a shape says that a key of it holds; empty where it says nothing."""
    fields = (one.model_fields.get(key) for one in _shapes_at(model, path))
    return next((field.description for field in fields if field and field.description), "")


def _shapes_at(model: type[BaseModel], path: Sequence[str | int]) -> Sequence[type[BaseModel]]:
    shapes = [model]
    for part in path:
        shapes = [inner for one in shapes for inner in _inside(one, str(part))] or shapes
    return shapes


def _inside(shape: type[BaseModel], name: str) -> Iterator[type[BaseModel]]:
    """The shapes of a field, whether it holds one, a list or a mapping of them."""
    info = shape.model_fields.get(name)
    return _shapes(info.annotation) if info else iter(())


def _shapes(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _shapes(argument)
