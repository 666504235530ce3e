"""Citing below an answer, passing on, and links that open a statement for ever."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.context import Marsad
from bot.interface.buttons.encoding import digest, encode
from bot.interface.buttons.presses import Cite, CiteAs
from bot.interface.words.bidi import without_marks
from bot.publishing.library import Library
from knowledge.citing.formats import CitationFormat
from knowledge.citing.tokens import token
from knowledge.curation.folder import Folder
from tests.handlers.conftest import Serve
from tests.support.clock import Clock
from tests.support.facts import DATE
from tests.support.folders import LOG, STORM, KnowledgeFolder
from tests.support.telegram import FakeTelegram, Reader, labelled

KEYS = (digest(DATE.id),)
LINK = f"https://t.me/marsad_test_bot?start={token(DATE.id)}"


def below(sent: dict[str, Any]) -> dict[str, Any]:
    """The buttons below a message by label."""
    return {without_marks(one["text"]): one for row in sent["reply_markup"]["inline_keyboard"] for one in row}


def plain(sent: dict[str, Any]) -> str:
    return without_marks(sent["text"])


@pytest.mark.parametrize(
    ("question", "label", "lines"),
    [
        (
            "when?",
            "Cite & share",
            [
                "“The meeting was announced for 25 April 2024.”",
                "Note: يوم واحد فقط.",
                "[سيعقد الاجتماع في أستانا. ويستمر يومين.], publisher not known, no date, in Arabic.",
                "In its words: “سيعقد الاج”",
                "As told by Marsad on 1 April 2024",
            ],
        ),
        (
            "متى؟",
            "استشهاد ومشاركة",
            [
                "«أُعلن أن الاجتماع يُعقد في 25 أبريل 2024.»",
                "ملاحظة: يوم واحد فقط.",
                "[سيعقد الاجتماع في أستانا. ويستمر يومين.]، الناشر غير معروف، بلا تاريخ.",
                "بنصّها: «سيعقد الاج»",
                "كما أورده مرصد في 1 أبريل 2024",
            ],
        ),
    ],
)
async def test_a_press_shows_the_whole_citation_to_copy_and_every_other_way_to_take_it_along(
    app: Marsad, reader: Reader, telegram: FakeTelegram, question: str, label: str, lines: list[str]
) -> None:
    await app.process_update(reader.writes(question))
    answer = telegram.sent()[-1]
    await app.process_update(reader.presses(labelled(answer, label), answer))
    sent = telegram.sent()[-1]
    copied, shared, *files = below(sent).values()

    assert f"<pre>{chr(10).join((*lines, LINK))}</pre>" in plain(sent)
    if label == "Cite & share":
        assert copied["copy_text"]["text"].endswith(f"no date {LINK}")
        assert shared["switch_inline_query"] == token(DATE.id)
        assert len(files) == 3


async def test_a_file_goes_out_with_its_references(app: Marsad, reader: Reader, telegram: FakeTelegram) -> None:
    for format_ in CitationFormat:
        await app.process_update(reader.presses(encode(CiteAs(format_, KEYS))))

    assert [without_marks(call["caption"]) for call in telegram.made("sendDocument")] == [
        f"{name}, for your reference manager." for name in ("BibTeX", "RIS", "CSL-JSON")
    ]


@pytest.mark.parametrize("press", [Cite(("AAAAAAAA",)), CiteAs(CitationFormat.RIS, ("AAAAAAAA",))], ids=repr)
async def test_what_is_not_held_any_more_is_not_cited(
    app: Marsad, reader: Reader, telegram: FakeTelegram, press: Cite | CiteAs
) -> None:
    await app.process_update(reader.presses(encode(press)))

    assert telegram.methods == ["answerCallbackQuery"]


async def test_a_link_opens_its_statement_and_another_one_says_that_it_leads_nowhere(
    app: Marsad, reader: Reader, telegram: FakeTelegram
) -> None:
    for id_ in (DATE.id, "meeting.never"):
        await app.process_update(reader.writes(f"/start {token(id_)}", language="en"))
    held, unknown = telegram.sent()

    assert plain(held).startswith("The meeting was announced for 25 April 2024.")
    assert plain(unknown).startswith("This link leads to nothing that I can tell.")


@pytest.fixture
def library(folder: KnowledgeFolder, tmp_path: Path, clock: Clock) -> Library:
    return Library(Folder.locate(folder.root), tmp_path / "data", now=clock)


REWORDED = STORM.replace("Seven states attended.", "Seven states came.")
CHANGES = {
    "reworded": (
        REWORDED,
        "Seven states came.",
        "Worded otherwise before:\nFrom 1 April 2024: <s>Seven states attended.</s>",
    ),
    "corrected": (
        REWORDED + "    corrected:\n      ar: خطأ.\n      en: A miscount.\n",
        "Seven states came.",
        "Corrected since: A miscount.\nFrom 1 April 2024: <s>Seven states attended.</s>",
    ),
    "withdrawn": (
        STORM
        + "    withdrawn:\n      since: 2024-04-01\n      reason:\n        ar: خطأ.\n        en: The log was wrong.\n",
        "I withdrew this on 1 April 2024: The log was wrong.",
        "<s>Seven states attended.</s>\n\nSource: ",
    ),
    "removed": (
        STORM[: STORM.index("  attendance:")],
        "I no longer hold this. When I last did, it read:",
        "<s>Seven states attended.</s>\n\nSource: ",
    ),
    "marked internal": (
        STORM + "    marking: internal\n",
        "This link leads to nothing that I can tell. You can ask me instead.",
        "",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize(("facts", "begins", "holds"), CHANGES.values(), ids=CHANGES)
async def test_a_link_made_with_one_version_opens_with_the_next(
    serve: Serve, telegram: FakeTelegram, folder: KnowledgeFolder, library: Library, facts: str, begins: str, holds: str
) -> None:
    library.served()
    made = f"/start {token('storm-council.attendance')}"
    folder.fact("meetings/storm-council", facts)
    folder.source("log", LOG, language="en", curation="partial")
    library.propose(library.build().stem, library.now())
    assert library.promote(library.now())

    async with serve(library.served(), library) as app:
        await app.process_update(Reader(app.bot, language="en").writes(made))
    said = plain(telegram.sent()[-1])

    assert said.startswith(begins)
    assert holds in said
    assert holds or "Seven states" not in said


@pytest.mark.parametrize("words", ["cite this", "استشهاد", "/cite"])
async def test_what_was_told_last_is_cited_when_it_is_asked_for_in_words(
    app: Marsad, reader: Reader, telegram: FakeTelegram, words: str
) -> None:
    await app.process_update(reader.writes("when?"))
    await app.process_update(reader.writes(words))

    said = plain(telegram.sent()[-1])

    assert LINK in said
    assert "<pre>" in said


async def test_a_statement_is_passed_on_inline_with_its_source_and_a_way_back(
    app: Marsad, reader: Reader, telegram: FakeTelegram
) -> None:
    await app.process_update(reader.types(token(DATE.id)))
    (answered,) = telegram.made("answerInlineQuery")
    (result,) = answered["results"]

    assert without_marks(result["input_message_content"]["message_text"]).startswith("The meeting was announced")
    assert "Source: " in without_marks(result["input_message_content"]["message_text"])
    assert result["reply_markup"]["inline_keyboard"] == [[{"text": "Open in Marsad", "url": LINK}]]
