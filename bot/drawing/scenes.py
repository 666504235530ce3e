"""What is drawn, as values that a process can be handed: words that are chosen already, and no numbers of pixels."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class PictureKind(StrEnum):
    """What can be drawn; the value is what a button carries."""

    TIMELINE = "t"
    NETWORK = "n"
    SCHEMATIC = "s"
    COVERAGE = "c"


class Look(StrEnum):
    """The colours of a picture; the value is what a button carries."""

    LIGHT = "l"
    DARK = "d"

    @property
    def other(self) -> Look:
        """The one that it is not."""
        return Look.LIGHT if self is Look.DARK else Look.DARK


class CardShape(StrEnum):
    """The proportions of a card."""

    SQUARE = "square"
    WIDE = "wide"


class Standing(StrEnum):
    """How far what is drawn is certain."""

    STATED = "stated"
    ANNOUNCED = "announced"
    CLAIMED = "claimed"
    """Somebody else than the document says so."""


@dataclass(frozen=True, slots=True)
class PictureFrame:
    """What stands around a picture, and how it looks."""

    title: str
    footer: str
    rtl: bool
    dark: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """Any picture."""

    frame: PictureFrame


@dataclass(frozen=True, slots=True)
class Timeline(Scene):
    """Events in order: the day in words, what happens, and how certain that is."""

    rows: tuple[tuple[str, str, Standing], ...]
    undated: tuple[tuple[str, Standing], ...]
    """What has no place in the order."""
    no_order: str
    """The words above these."""
    key: tuple[tuple[Standing, str], ...]
    """What the marks mean."""


@dataclass(frozen=True, slots=True)
class Network(Scene):
    """Who takes part in what: two columns, and the links between them by number."""

    left: tuple[str, ...]
    right: tuple[tuple[str, Standing], ...]
    links: tuple[tuple[int, int, Standing], ...]
    left_title: str
    right_title: str
    key: tuple[tuple[Standing, str], ...]
    """What the marks mean."""


@dataclass(frozen=True, slots=True)
class Schematic(Scene):
    """Corridors with what they connect, in no order, and places with what happens there; no map."""

    corridors: tuple[tuple[str, tuple[str, ...]], ...]
    places: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class CoverageChart(Scene):
    """How much of each sentence of a document stands in quotes, from 0 to 1."""

    parts: tuple[float, ...]
    none: str
    whole: str
    """The words at the two ends of the key."""


@dataclass(frozen=True, slots=True)
class Card(Scene):
    """One statement to pass on: `title` of its frame is the sentence."""

    note: str
    """What limits it; empty where nothing does."""
    source: str
    link: str
    """What the code leads to; empty where nothing does."""
    hint: str
    shape: CardShape


SCENES: Mapping[str, type[Scene]] = {one.__name__: one for one in (Timeline, Network, Schematic, CoverageChart, Card)}


def dumped(scene: Scene) -> bytes:
    """A scene as a line of JSON; equal scenes are equal bytes."""
    return json.dumps({"scene": type(scene).__name__} | asdict(scene), ensure_ascii=False).encode("utf-8", "replace")


def loaded(data: bytes) -> Scene:
    """The scene that `dumped` wrote."""
    fields: dict[str, Any] = json.loads(data)
    kind = SCENES[fields.pop("scene")]
    return kind(frame=PictureFrame(**fields.pop("frame")), **fields)
