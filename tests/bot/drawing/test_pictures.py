"""Pictures of every kind: at 3, 30 and 300 items, with hostile words, in both languages and looks."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

from bot.drawing import canvas
from bot.drawing.canvas import Canvas
from bot.drawing.pictures import draw
from bot.drawing.scenes import CardShape, Scene, dumped, loaded
from bot.drawing.studio import Studio
from bot.drawing.style import LIGHT, SIZES
from tests.support.scenes import HOSTILE, scenes

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]

Box = tuple[float, float, float, float]


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Box]]:
    """Where every line of letters stands: left, top, right, bottom."""
    found: list[Box] = []
    plain = Canvas.text

    def noted(self: Canvas, x: float, y: float, lines: list[str], **how: Any) -> float:
        before = len(self._axes.texts)
        below = plain(self, x, y, lines, **how)
        for text in self._axes.texts[before:]:
            box = text.get_window_extent(FigureCanvasAgg(self._figure).get_renderer())
            height = box.y1 - box.y0
            middle = text.get_position()[1]
            found.append((box.x0, middle - height / 2, box.x1, middle + height / 2))
        return below

    monkeypatch.setattr(Canvas, "text", noted)
    yield found


def overlap(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 2 and down > 8


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("count", [1, 3, 30, 300])
def test_nothing_overlaps_and_nothing_leaves_the_picture(count: int, lang: str, texts: list[Box]) -> None:
    for scene in scenes(count, lang):
        texts.clear()
        picture = Image.open(io.BytesIO(draw(scene)))
        width, height = picture.size

        assert width + height <= 10_000
        assert max(width, height) / min(width, height) <= 20
        assert [box for box in texts if box[0] < 0 or box[2] > width or box[3] > height] == []
        assert [(a, b) for n, a in enumerate(texts) for b in texts[n + 1 :] if overlap(a, b)] == []


@pytest.mark.parametrize("scene", scenes(12, "ar", words=HOSTILE), ids=lambda one: type(one).__name__)
def test_hostile_words_are_drawn_as_words(scene: Scene) -> None:
    assert draw(loaded(dumped(scene))).startswith(b"\x89PNG")


def test_the_same_scene_is_the_same_picture_and_the_other_look_another() -> None:
    (one, *_), (dark, *_) = scenes(3, "en"), scenes(3, "en", dark=True)

    assert draw(one) == draw(one)
    assert draw(one) != draw(dark)


def test_arabic_is_joined_and_runs_from_right_to_left() -> None:
    """Letters that are joined take less room than the same letters each alone."""
    sheet = Canvas(400, LIGHT, rtl=True)
    letters = canvas._properties(SIZES.text, 400)

    assert sheet._wide("سلام", letters) < sum(sheet._wide(one, letters) for one in "سلام")


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
