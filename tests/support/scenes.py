"""Scenes of every kind with so many items."""

from __future__ import annotations

from collections.abc import Sequence

from bot.drawing.scenes import Card, CardShape, CoverageChart, Network, PictureFrame, Scene, Schematic, Timeline

NAMES = {
    "ar": "الدورة رقم {n} لاجتماع وزراء الدفاع في منظمة شنغهاي للتعاون (SCO) في أستانا",
    "en": "Session {n} of the SCO Defence Ministers’ Meeting in Astana (أستانا)",
}
HOSTILE = "\u202e</b> $\\frac{{1}}{{0}}$ {n} \x00\ufdd0 " + "و" * 120 + " \u2067" + "W" * 200 + " 👩‍🚀"
LINK = "https://t.me/marsad_bot?start=s_MOPUO8nwm-IX_AO9"
_SHOWN = 12
"""Of a page, or of a side: more than that is paged or counted before anything is drawn."""


def scenes(count: int, lang: str, *, dark: bool = False, words: str | Sequence[str] = "") -> tuple[Scene, ...]:
    """A timeline, a network, a schematic, a coverage chart and both cards."""
    given = [words or NAMES[lang]] * _SHOWN if isinstance(words, str) else words
    named = tuple(given[n].format(n=n) for n in range(min(count, _SHOWN)))
    frame = PictureFrame(named[0], named[-1], lang == "ar", dark)
    links = tuple((n, (n * 5 + more) % len(named)) for n in range(len(named)) for more in range(2))
    days = tuple(
        (("25–26 أبريل 2024" if lang == "ar" else "25–26 April 2024"), one, n % 2 == 0) for n, one in enumerate(named)
    )
    parts = tuple((n % 10) / 9 for n in range(count))
    return (
        Timeline(frame, days, named[0], named[0]),
        Network(frame, named, named, links, (0,), *named[:1] * 4),
        Schematic(frame, ((named[0], named[:8]),) * min(count, 3), ((named[0], named[:2]),) * min(count, 5)),
        CoverageChart(frame, parts, named[0], named[0]),
        Card(frame, named[0], LINK, named[0], CardShape.SQUARE),
        Card(frame, named[0], LINK, named[0], CardShape.WIDE),
    )
