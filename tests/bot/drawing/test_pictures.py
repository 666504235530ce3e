"""Pictures of every kind: at 3, 30 and 300 items, with hostile words, in both languages and looks."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from bot.drawing.canvas import Canvas
from bot.drawing.lettering import width
from bot.drawing.pictures import draw
from bot.drawing.scenes import CardShape, Scene, dumped, loaded
from bot.drawing.studio import Studio
from bot.drawing.style import REGULAR, SIZES
from tests.support.scenes import HOSTILE, LONG, NAMES, called, pictures, scenes

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]

_FAINT = 40
"""Of 255: the edges of letters that nobody sees."""


@pytest.fixture
def sheets(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[Canvas, int]]]:
    """Every canvas that becomes a picture, with its height."""
    found: list[tuple[Canvas, int]] = []
    plain = Canvas.png

    def noted(self: Canvas, height: float) -> bytes:
        found.append((self, round(height)))
        return plain(self, height)

    monkeypatch.setattr(Canvas, "png", noted)
    yield found


def written_over(sheet: Canvas, height: int) -> list[tuple[int, int, int, int]]:
    """The lines of letters of which a pixel lies outside the sheet, on a shape, on a code, or on another line."""
    taken = (sheet._outlined(height) != [int(sheet.palette.ground[at : at + 2], 16) for at in (1, 3, 5)]).any(axis=2)
    for left, top, cells in sheet._codes:
        taken[top : top + len(cells), left : left + len(cells)] = True
    over = []
    for one in sheet.written:
        left, top, right, bottom = one.box
        ink = one.ink.pixels > _FAINT
        under = taken[top:bottom, left:right]
        if left < 0 or top < 0 or under.shape != ink.shape or (under & ink).any():
            over.append(one.box)
        else:
            under |= ink
    return over


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize(
    ("words", "count"),
    [*(("", count) for count in (1, 3, 30, 300)), (LONG, 30), (HOSTILE, 30)],
    ids=["1", "3", "30", "300", "200 letters", "hostile"],
)
def test_nothing_overlaps_and_nothing_leaves_the_picture(
    count: int, words: str, lang: str, sheets: list[tuple[Canvas, int]]
) -> None:
    made = pictures(count, lang, called(words or NAMES[lang]))
    for scene in (*(one.scene for one in made), *scenes(count, lang, words=words)[-len(CardShape) :]):
        width, height = Image.open(io.BytesIO(draw(loaded(dumped(scene))))).size

        assert height <= 2 * width
        assert written_over(*sheets[-1]) == []


def test_the_same_scene_is_the_same_picture_and_the_other_look_another() -> None:
    (one, *_), (dark, *_) = scenes(3, "en"), scenes(3, "en", dark=True)

    assert draw(one) == draw(one)
    assert draw(one) != draw(dark)


def test_arabic_is_joined_and_runs_from_right_to_left() -> None:
    """Letters that are joined take less room than the same letters each alone."""
    assert width("سلام", SIZES.text, REGULAR) < sum(width(one, SIZES.text, REGULAR) for one in "سلام")


async def test_the_process_starts_when_it_is_wanted_draws_each_once_and_ends(tmp_path: Path) -> None:
    (scene, *_) = scenes(3, "ar")
    studio = Studio(tmp_path, idle=0.2)
    assert not studio.apart.is_running
    made = await studio.picture(scene)
    assert made is not None
    assert await studio.picture(scene) is made

    process = studio.apart.process
    assert process is not None
    await asyncio.wait_for(process.wait(), 20)
    assert await studio.picture(scene) is made
    assert not studio.apart.is_running
    await studio.close()


async def test_what_cannot_be_drawn_comes_back_as_nothing_and_the_next_is_drawn(tmp_path: Path) -> None:
    (scene, *_) = scenes(3, "en")
    studio = Studio(tmp_path)
    assert await studio.picture(Scene(scene.frame)) is None
    assert await studio.picture(scene) is not None
    process = studio.apart.process
    assert process is not None
    process.kill()
    await process.wait()
    (_, other, *_) = scenes(3, "en")
    assert await studio.picture(other) is not None
    await studio.close()


def test_cards_have_their_proportions() -> None:
    found = {one.shape: Image.open(io.BytesIO(draw(one))).size for one in scenes(3, "en") if hasattr(one, "shape")}

    assert found == {CardShape.SQUARE: (1080, 1080), CardShape.WIDE: (1280, 720)}
