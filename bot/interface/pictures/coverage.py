"""How much of each sentence of a document stands in quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from bot.drawing.scenes import CoverageChart
from bot.drawing.style import MOST_BARS, MOST_CELLS
from bot.interface.pictures.making import Picture, PictureMaker
from bot.interface.words.attribution import source_name
from knowledge.model import Source
from knowledge.text.sentences import sentences


def coverage(maker: PictureMaker, source: Source) -> Picture:
    """Of what everybody may see; a document without a sentence is one."""
    text, quoted = source.text, _quoted(maker, source)
    parts = tuple(_covered(text[start:end], quoted[start:end]) for start, end in sentences(text) or [(0, len(text))])
    words = maker.wording
    frame = maker.framed(words.text("picture.coverage", name=source_name(source, words)))
    scene = CoverageChart(frame, parts, words.text("picture.uncited"), words.text("picture.cited"))
    full, some = sum(part >= 1 for part in parts), sum(0 < part < 1 for part in parts)
    counts = {"full": full, "some": some, "none": len(parts) - full - some}
    line = words.plural("picture.covered", len(parts), n=len(parts), **counts)
    return Picture(scene, maker.caption(frame, [line, *_besides(maker, parts)]))


def _besides(maker: PictureMaker, parts: Sequence[float]) -> Iterator[str]:
    """Which bars are not full, or of how many sentences a square is."""
    short = [str(number) for number, part in enumerate(parts, start=1) if part < 1]
    if len(parts) <= MOST_BARS and short:
        yield maker.wording.text("picture.not-full", numbers=maker.wording.listed(short))
    elif len(parts) > MOST_CELLS:
        yield maker.wording.text("picture.square", n=ceil(len(parts) / MOST_CELLS))


def _quoted(maker: PictureMaker, source: Source) -> bytearray:
    """By letter of a document whether it stands in a quote."""
    found = bytearray(len(source.text))
    for said in maker.knowledge.current.values():
        for one in said.citations:
            if one.source == source.id:
                found[one.start : one.start + len(one.quote)] = b"\1" * len(one.quote)
    return found[: len(source.text)]


def _covered(text: str, quoted: bytearray) -> float:
    letters = [is_quoted for char, is_quoted in zip(text, quoted, strict=True) if char.isalnum()]
    return sum(letters) / len(letters) if letters else 1.0
