"""What somebody probably meant who wrote a name that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from pydantic import BaseModel

_LEAST_ALIKE = 70


def did_you_mean(wrong: str, known: Iterable[str], *, otherwise: str = "") -> str:
    """The end of a message about an unknown name: the nearest known one, or `otherwise` where none is near."""
    from rapidfuzz import fuzz

    near = max(known, key=lambda name: fuzz.ratio(wrong, name), default=None)
    return f"; did you mean {near!r}?" if near and fuzz.ratio(wrong, near) >= _LEAST_ALIKE else otherwise


def key_meant(wrong: str, model: type[BaseModel], path: Sequence[str | int]) -> str:
    """The same of a key that a shape has not: `path` leads from the outermost shape to the value that holds the key."""
    shapes = [model]
    for part in path:
        shapes = [inner for one in shapes for inner in _inside(one, str(part))] or shapes
    return did_you_mean(wrong, [name for one in shapes for name in one.model_fields])


def _inside(shape: type[BaseModel], name: str) -> Iterator[type[BaseModel]]:
    """The shapes of a field, whether it holds one, a list or a mapping of them."""
    info = shape.model_fields.get(name)
    return _shapes(info.annotation) if info else iter(())


def _shapes(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _shapes(argument)
