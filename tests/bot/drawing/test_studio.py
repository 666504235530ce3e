"""How many may wait for a picture, without drawing one."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.drawing import studio
from bot.drawing.scenes import CoverageChart, PictureFrame
from bot.drawing.studio import Studio


def scene(number: int) -> CoverageChart:
    return CoverageChart(PictureFrame(str(number), "", rtl=False), (1.0,), "", "")


async def test_who_comes_when_too_many_wait_is_told_at_once_and_nobody_else_loses_a_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free, drawn = asyncio.Event(), []

    async def made(_self: Studio, content: bytes) -> bytes:
        await free.wait()
        drawn.append(content)
        return b"PNG"

    monkeypatch.setattr(Studio, "_made", made)
    place = Studio(tmp_path)
    waiting = [asyncio.create_task(place.picture(scene(n))) for n in range(studio._MOST_WAITING)]
    await asyncio.sleep(0)

    assert await place.picture(scene(99)) is None
    free.set()
    assert await asyncio.gather(*waiting) == [b"PNG"] * len(waiting)
    assert await place.picture(scene(0)) == b"PNG"
    assert len(drawn) == len(waiting)


async def test_what_is_kept_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def made(_self: Studio, content: bytes) -> bytes:
        return bytes(studio._KEPT_BYTES // 3)

    monkeypatch.setattr(Studio, "_made", made)
    place = Studio(tmp_path)
    for number in range(10):
        await place.picture(scene(number))

    assert sum(map(len, place._kept.values())) <= studio._KEPT_BYTES
