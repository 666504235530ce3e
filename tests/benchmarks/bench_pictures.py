"""What a picture of new names costs beside a bare figure of matplotlib's with forty lines, and what it holds."""

from __future__ import annotations

import io
import random
import string
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from bot.drawing.pictures import draw
from bot.drawing.studio import Studio
from bot.interface.pictures.making import Picture
from tests.benchmarks.memory import memory
from tests.support.scenes import DRAWN, NAMES, Naming, called, pictured, pictures, scenes

pytestmark = [pytest.mark.bench, pytest.mark.filterwarnings("ignore")]


def bare() -> None:
    """A sheet of that size with forty lines."""
    figure = Figure(figsize=(15, 20), dpi=72)
    FigureCanvasAgg(figure)
    for number in range(40):
        figure.text(0.1, number / 40, "SCO Defence Ministers' Meeting in Astana", fontsize=30)
    figure.savefig(io.BytesIO(), format="png")


def milliseconds(*works: Callable[[], object]) -> float:
    """Of a core, the middle of all but the first."""
    taken = []
    for work in works:
        began = time.process_time()
        work()
        taken.append((time.process_time() - began) * 1000)
    return median(taken[1:])


def new_words(lang: str, seed: int) -> Naming:
    """Names of nine words each that no picture has shown."""
    letters = {"ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "en": string.ascii_lowercase}[lang]

    def named(kind: str, number: int) -> str:
        drawn = random.Random(f"{kind}{number}{seed}")
        return " ".join("".join(drawn.choices(letters, k=drawn.randint(3, 8))) for _ in range(9))

    return named


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("count", [3, 30, 300])
def test_a_picture_costs_no_more_than_a_bare_one(count: int, lang: str) -> None:
    beside = milliseconds(*[bare] * 8)
    rounds = [pictures(count, lang, new_words(lang, seed)) for seed in range(8)]
    drawn = [[*map(drawing, made[: len(DRAWN)]), drawing(made[-1])] for made in rounds]
    for kind, works in zip(("timeline", "network", "schematic", "coverage"), zip(*drawn, strict=True), strict=True):
        took = milliseconds(*works)
        sys.stdout.write(f"\n{kind} of {count}, {lang}: {took:.0f} ms, {took / beside:.2f} bare ones")
        assert took <= beside
    cards = [[partial(draw, one) for one in scenes(3, lang, words=f"{seed} {NAMES[lang]}")[-2:]] for seed in range(8)]
    for shape, works in zip(("square", "wide"), zip(*cards, strict=True), strict=True):
        took = milliseconds(*works)
        sys.stdout.write(f"\n{shape} card, {lang}: {took:.0f} ms, {took / beside:.2f} bare ones")
        assert took <= beside


def drawing(picture: Picture) -> Callable[[], object]:
    """What draws it."""
    return partial(draw, picture.scene)


@pytest.mark.parametrize("count", [3, 30, 300, 5_000])
def test_choosing_what_is_shown_costs_little(count: int) -> None:
    made, _ = pictured(count, "ar", called(NAMES["ar"]))
    for kind in DRAWN:
        took = milliseconds(*[partial(made.of_entities, kind)] * 6)
        sys.stdout.write(f"\nchoosing and wording a page, {kind.name} of {count}: {took:.0f} ms")


async def test_what_the_process_holds(tmp_path: Path) -> None:
    studio = Studio(tmp_path)
    for scene in (one for count in (3, 30, 300) for lang in ("ar", "en") for one in scenes(count, lang)):
        began = time.perf_counter()
        assert await studio.picture(scene)
        sys.stdout.write(f"\n{type(scene).__name__}: {(time.perf_counter() - began) * 1000:.0f} ms until it is there")
    assert studio.apart.process is not None
    sys.stdout.write(f"\nat most {memory('VmHWM', studio.apart.process.pid):.0f} MB")
    await studio.close()
