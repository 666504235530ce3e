"""Scenes of every kind of a made-up world with so many of everything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

from bot.drawing.scenes import Card, CardShape, PictureFrame, PictureKind, Scene
from bot.interface.pictures.making import Picture
from bot.interface.pictures.pictured import Pictured
from bot.interface.words.wording import Wordings
from knowledge.working_out.facts import Facts
from tests.support.pictured_world import World

NAMES = {
    "ar": "الدورة رقم {n} لاجتماع وزراء الدفاع في منظمة شنغهاي للتعاون (SCO) في أستانا",
    "en": "Session {n} of the SCO Defence Ministers’ Meeting in Astana (أستانا)",
}
HOSTILE = "\u202e</b> $\\frac{1}{0}$ {n} \x00\ufdd0 " + "و" * 120 + " \u2067" + "W" * 200 + " 👩‍🚀"
LONG = ("اجتماع Defence {n} " * 20)[:200]
LINK = "https://t.me/marsad_bot?start=s_MOPUO8nwm-IX_AO9"
DRAWN = (PictureKind.TIMELINE, PictureKind.NETWORK, PictureKind.SCHEMATIC)
Naming = Callable[[str, int], str]


def called(words: str) -> Naming:
    """Everything by the same words and its number."""
    return lambda _kind, number: words.replace("{n}", str(number))


def pictured(count: int, lang: str, named: Naming, *, dark: bool = False) -> tuple[Pictured, World]:
    """What makes the pictures of such a world."""
    world = World(count, named)
    return Pictured(Facts(world.knowledge()), _wordings().speak(lang), date(2026, 11, 30), dark), world


def pictures(count: int, lang: str, named: Naming, *, dark: bool = False) -> list[Picture]:
    """The first and the last picture of every kind."""
    made, _ = pictured(count, lang, named, dark=dark)
    (source,) = made.facts.knowledge.sources.values()
    firsts = [picture for kind in DRAWN if (picture := made.of_entities(kind))]
    lasts = [last for kind in DRAWN if (last := made.of_entities(kind, page=10_000)) and last not in firsts]
    return [*firsts, *lasts, made.of_document(source)]


def scenes(count: int, lang: str, *, dark: bool = False, words: str = "") -> tuple[Scene, ...]:
    """A timeline, a network, a schematic, a coverage chart and both cards."""
    named = called(words or NAMES[lang])
    one, frame = named("event", 0), PictureFrame(named("event", 1), named("event", 2), lang == "ar", dark)
    made = pictures(count, lang, named, dark=dark)
    cards = (Card(frame, one, one, LINK, one, shape) for shape in CardShape)
    return (*(picture.scene for picture in (*made[: len(DRAWN)], made[-1])), *cards)


@cache
def _wordings() -> Wordings:
    return Wordings.load()
