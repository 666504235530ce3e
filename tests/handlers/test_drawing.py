"""Pictures below answers: what their buttons do, where nothing can be drawn, and what is said below them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from bot.drawing.scenes import (
    Card,
    CardShape,
    CoverageChart,
    Look,
    Network,
    PictureKind,
    Scene,
    Schematic,
    Standing,
    Timeline,
)
from bot.drawing.studio import Studio
from bot.interface.buttons.encoding import digest, encode
from bot.interface.buttons.presses import Draw, DrawCard, Related, ShowPage
from bot.interface.words.bidi import without_marks
from knowledge.answering.engine import Engine
from tests.handlers.conftest import Serve
from tests.support.facts import DATE, NAMELESS
from tests.support.telegram import FakeTelegram, Reader

KEYS = (digest(DATE.id),)
COVERAGE = Draw(PictureKind.COVERAGE, (digest(NAMELESS.id),), 0, Look.LIGHT)
TIMELINE = Draw(PictureKind.TIMELINE, (), 0, Look.LIGHT)


@dataclass
class FakeStudio:
    """Keeps what it is to draw."""

    png: bytes | None = b"PNG"
    scenes: list[Scene] = field(default_factory=list)

    async def picture(self, scene: Scene) -> bytes | None:
        self.scenes.append(scene)
        return self.png

    @property
    def studio(self) -> Studio:
        return cast("Studio", self)


def labels(sent: dict[str, Any]) -> list[list[str]]:
    rows = (sent.get("reply_markup") or {"inline_keyboard": []})["inline_keyboard"]
    return [[without_marks(one["text"]) for one in row] for row in rows]


async def test_a_card_goes_out_as_a_picture_with_the_same_in_words(serve: Serve, telegram: FakeTelegram) -> None:
    drawn = FakeStudio()
    async with serve(studio=drawn.studio) as app:
        await app.process_update(
            Reader(app.bot, language="en").presses(encode(DrawCard(CardShape.WIDE, KEYS, Look.DARK)))
        )
    (sent,) = telegram.made("sendPhoto")
    (scene,) = drawn.scenes

    assert isinstance(scene, Card)
    assert (scene.frame.title, scene.frame.dark) == ("The meeting was announced for 25 April 2024.", True)
    assert scene.link.startswith("https://t.me/marsad_test_bot?start=s_")
    assert scene.frame.title in sent["caption"]
    assert without_marks(scene.note) == "Note: يوم واحد فقط."
    assert scene.note in sent["caption"]
    assert scene.link in sent["caption"]
    assert labels(sent) == [["Light"]]


async def test_coverage_says_the_same_in_words(serve: Serve, telegram: FakeTelegram) -> None:
    drawn = FakeStudio()
    async with serve(studio=drawn.studio) as app:
        await app.process_update(Reader(app.bot, language="en").presses(encode(COVERAGE)))
    (scene,) = drawn.scenes

    assert isinstance(scene, CoverageChart)
    assert [round(part, 2) for part in scene.parts] == [0.43, 0.0]
    assert (
        "Of 2 sentences, 0 are quoted in full, 1 in part, 1 not at all.\n• Not quoted in full: 1 and 2.\n"
        in without_marks(telegram.made("sendPhoto")[0]["caption"])
    )


async def test_what_cannot_be_drawn_is_said_in_words(serve: Serve, telegram: FakeTelegram) -> None:
    async with serve(studio=FakeStudio(None).studio) as app:
        await app.process_update(Reader(app.bot, language="en").presses(encode(COVERAGE)))
    said = without_marks(telegram.sent()[0]["text"])

    assert said.startswith("The picture cannot be drawn now; here it is in words.")
    assert "Of 2 sentences" in said


async def test_pressed_below_a_picture_another_takes_its_place(serve: Serve, telegram: FakeTelegram) -> None:
    photo: dict[str, Any] = {"photo": [{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}]}
    async with serve(studio=FakeStudio().studio) as app:
        await app.process_update(Reader(app.bot, language="en").presses(encode(COVERAGE), **photo))

    assert telegram.methods == ["editMessageMedia", "answerCallbackQuery"]


@pytest.mark.parametrize("draws", [True, False])
async def test_where_nothing_can_be_drawn_no_button_offers_it(
    serve: Serve, telegram: FakeTelegram, engine: Engine, *, draws: bool
) -> None:
    subject = next(key for key in engine.knowledge.current if key.startswith("sco-defence-ministers-2024."))
    async with serve(engine, studio=FakeStudio().studio if draws else None) as app:
        reader = Reader(app.bot, language="en")
        await app.process_update(reader.writes("what is the timeline of events?"))
        await app.process_update(reader.presses(encode(Related((digest(subject),)))))
        await app.process_update(reader.presses(encode(ShowPage("source"))))
    offered = [label for sent in telegram.sent() for row in labels(sent) for label in row]
    pictures = {"As a picture", "Picture: who takes part", "Picture: places", "Coverage: Astana meeting document"}

    assert pictures & set(offered) == (pictures if draws else set())


async def test_a_timeline_tells_announced_and_stated_apart_in_both(
    serve: Serve, telegram: FakeTelegram, engine: Engine
) -> None:
    drawn = FakeStudio()
    async with serve(engine, studio=drawn.studio) as app:
        await app.process_update(Reader(app.bot, language="en").presses(encode(TIMELINE)))
    (scene,) = drawn.scenes
    caption = without_marks(telegram.made("sendPhoto")[0]["caption"])

    assert isinstance(scene, Timeline)
    assert ("25–26 April 2024", "SCO Defence Ministers' Meeting", Standing.ANNOUNCED) in {
        (without_marks(day), without_marks(name), how) for day, name, how in scene.rows
    }
    assert "25–26 April 2024: SCO Defence Ministers' Meeting (only announced)" in caption
    assert "November 2025: Strategic cybersecurity exercise\n" in caption


@pytest.mark.parametrize("kind", [PictureKind.NETWORK, PictureKind.SCHEMATIC])
async def test_who_takes_part_and_what_happens_where_tells_what_is_only_announced(
    serve: Serve, telegram: FakeTelegram, engine: Engine, kind: PictureKind
) -> None:
    drawn = FakeStudio()
    async with serve(engine, studio=drawn.studio) as app:
        await app.process_update(Reader(app.bot, language="en").presses(encode(Draw(kind, (), 0, Look.LIGHT))))
    (scene,) = drawn.scenes
    caption = without_marks(telegram.made("sendPhoto")[0]["caption"])
    ahead = (
        {without_marks(name) for name, how in scene.right if how is Standing.ANNOUNCED}
        if isinstance(scene, Network)
        else {without_marks(event) for _, events in cast("Schematic", scene).places for event in events}
    )

    assert "SCO Defence Ministers' Meeting (only announced)" in caption
    assert "19th session of SCO Security Council secretaries (only announced)" not in caption
    assert ahead & {"SCO Defence Ministers' Meeting", "SCO Defence Ministers' Meeting (only announced)"}
    assert "Strategic cybersecurity exercise" not in ahead


@pytest.mark.parametrize(
    ("words", "kind", "title"),
    [
        ("ارسم الخط الزمني", Timeline, "الخط الزمني"),
        ("draw the network of India and Ajit Doval", Network, "Who takes part in what: India and Ajit Doval"),
        ("خريطة أستانا", Schematic, "الممرات والأماكن: أستانا"),
    ],
)
async def test_a_picture_is_drawn_when_it_is_asked_for_in_words(
    serve: Serve, telegram: FakeTelegram, engine: Engine, words: str, kind: type[Scene], title: str
) -> None:
    drawn = FakeStudio()
    async with serve(engine, studio=drawn.studio) as app:
        await app.process_update(Reader(app.bot, language="ar").writes(words))
    (scene,) = drawn.scenes

    assert isinstance(scene, kind)
    assert without_marks(scene.frame.title) == title
    assert title in without_marks(telegram.made("sendPhoto")[0]["caption"])


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ("draw the network of the Ashgabat Agreement", "My sources hold nothing of this that can be drawn."),
        ("draw the timeline", "The picture cannot be drawn now; here it is in words."),
        ("draw me a cat", "My sources do not say this."),
    ],
)
async def test_what_is_asked_for_and_cannot_be_drawn_is_said_in_words(
    serve: Serve, telegram: FakeTelegram, engine: Engine, words: str, begins: str
) -> None:
    async with serve(engine) as app:
        await app.process_update(Reader(app.bot, language="en").writes(words))

    assert without_marks(telegram.sent()[-1]["text"]).startswith(begins)
