"""Documents that nobody has curated, in the chat: quoted, searched, and read on from a quote."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.interface.buttons.encoding import digest, encode
from bot.interface.buttons.presses import ReadOn, SearchFor, WholePassage
from bot.interface.words.bidi import without_marks
from knowledge.answering.quoting import knowing_documents
from knowledge.archive.fed import fed_id
from knowledge.dates import PartialDate
from knowledge.dialogue import NoAnswer, Quoted, QuotedPassage, Reason
from knowledge.model import Citation, Passage
from tests.handlers.conftest import Serve
from tests.support.facts import COMPLETE, ScriptedEngine, knowledge_base
from tests.support.telegram import FakeTelegram, Reader, buttons

SENTENCES = ("The ferry sank.", "Divers found it <b>there</b>.", "Nobody was hurt.", "A court asked why.", "It rained.")
REPORT = replace(
    COMPLETE,
    id="report",
    title="The ferry & the court",
    publisher="Wire",
    published=PartialDate.parse("2025-03-05"),
    text=" ".join(SENTENCES),
    language="en",
    short=None,
    url="https://wire.example/1",
    curated=False,
)
KEY = digest(REPORT.id)
SECOND = REPORT.text.index(SENTENCES[1])
QUOTE = QuotedPassage(Passage("report#2", "report", 0, " ".join(SENTENCES[:2])), REPORT, (16, 45), SECOND, score=0.95)


@pytest.fixture
def engine() -> ScriptedEngine:
    knowledge = knowledge_base()
    withheld = (Citation("other", SENTENCES[4], 0),)
    knowledge = replace(knowledge, sources={**knowledge.sources, "report": REPORT}, withheld=withheld)
    return ScriptedEngine({"who found it?": Quoted("en", (QUOTE,), 0.95)}, knowledge)


async def told(serve: Serve, engine: ScriptedEngine, telegram: FakeTelegram, text: str, *presses: str) -> list[str]:
    """What is sent to a reader who writes a text and then presses buttons."""
    async with serve(engine) as app:
        reader = Reader(app.bot, 7)
        await app.process_update(reader.writes(text))
        for press in presses:
            await app.process_update(reader.presses(press))
        return [without_marks(sent["text"]) for sent in telegram.sent()]


async def test_a_quote_comes_with_its_origin_and_two_ways_on(
    serve: Serve, engine: ScriptedEngine, telegram: FakeTelegram
) -> None:
    [sent] = await told(serve, engine, telegram, "who found it?")
    words, _, origin = sent.partition("</blockquote>\n")

    assert words == "<blockquote>The ferry sank. <b>Divers found it &lt;b&gt;there&lt;/b&gt;.</b>"
    assert origin == "Uncurated, from Wire, “The ferry &amp; the court”, 5 March 2025\nhttps://wire.example/1"
    assert buttons(telegram.sent()[0]) == [
        [("Read on", encode(ReadOn(KEY, SECOND))), ("The whole passage", encode(WholePassage(KEY, SECOND)))]
    ]


async def test_who_reads_on_gets_what_follows_but_nothing_that_is_withheld(
    serve: Serve, engine: ScriptedEngine, telegram: FakeTelegram
) -> None:
    fourth = REPORT.text.index(SENTENCES[3])
    presses = (encode(ReadOn(KEY, SECOND)), encode(WholePassage(KEY, SECOND)), encode(ReadOn(KEY, fourth)))
    _, following, whole = await told(serve, engine, telegram, "who found it?", *presses)

    assert following.startswith("<blockquote>Nobody was hurt. A court asked why.</blockquote>")
    assert whole.startswith("<blockquote>The ferry sank. <b>Divers found it")
    assert "rained" not in following + whole
    assert [one["text"] for one in telegram.made("answerCallbackQuery") if "text" in one] == [
        "There is nothing more of this document."
    ]


async def test_a_search_shows_documents_with_the_words_in_bold(
    serve: Serve, engine: ScriptedEngine, telegram: FakeTelegram
) -> None:
    [sent] = await told(serve, engine, telegram, "/search divers ferry")

    assert "<b>Uncurated documents</b>" in sent
    assert "<b>Divers</b> found it &lt;b&gt;there&lt;/b&gt;." in sent or "The <b>ferry</b> sank." in sent
    assert "Wire, “The ferry &amp; the court”, 5 March 2025" in sent


async def test_a_search_and_the_list_of_sources_hold_nothing_withheld(
    serve: Serve, engine: ScriptedEngine, telegram: FakeTelegram
) -> None:
    [sent] = await told(serve, engine, telegram, "/search rained")

    assert "rained." not in sent


@pytest.mark.parametrize(
    ("question", "denied", "mentioned", "words"),
    [
        ("/briefing ferry", "I have no curated fact on ferry.", "One uncurated document mentions ferry.", "ferry"),
        ("/briefing Divers found", "I have no curated fact on Divers found.", "mentions Divers found.", "Divers found"),
        ("who owns the ferry?", "I have no curated fact on ferry.", "One uncurated document mentions ferry.", "ferry"),
        ("من يملك العبّارة؟", "ليس لديّ معلومة مراجَعة عن ferry.", "تذكر ferry وثيقة واحدة غير مراجَعة.", "ferry"),
    ],
)
async def test_a_refusal_that_names_something_says_which_documents_mention_it_and_leads_to_them(
    serve: Serve, engine: ScriptedEngine, telegram: FakeTelegram, question: str, denied: str, mentioned: str, words: str
) -> None:
    asked = {"who owns the ferry?": "en", "من يملك العبّارة؟": "ar"}
    engine.script = {
        text: knowing_documents(NoAnswer(lang, Reason.WORDS, ("ferry",)), engine.searcher)
        for text, lang in asked.items()
    }
    answer, found = await told(serve, engine, telegram, question, encode(SearchFor(words)))

    assert answer.splitlines()[0] == denied
    assert mentioned in answer.splitlines()[1]
    labels = {press: without_marks(label) for row in buttons(telegram.sent()[0]) for label, press in row}
    assert labels[encode(SearchFor(words))].endswith(f": {words}")
    assert "<b>ferry</b>" in found or "<b>Divers</b>" in found


@pytest.mark.parametrize("named", ["zebras", "rained", "It rained.", "ferry zebras", ""])
def test_what_no_document_may_be_shown_to_mention_is_said_to_be_unknown(engine: ScriptedEngine, named: str) -> None:
    refused = knowing_documents(NoAnswer("en", Reason.WORDS, (named,)), engine.searcher)

    assert refused.mentioned == ()


async def test_the_list_of_sources_knows_the_documents_that_nobody_has_curated(
    serve: Serve, engine: ScriptedEngine, telegram: FakeTelegram
) -> None:
    [sent] = await told(serve, engine, telegram, "/source")

    assert "Uncurated documents, to be searched (1), the newest:</b>" in sent
    assert "• Wire, “The ferry &amp; the court”, 5 March 2025" in sent


async def test_of_what_a_feed_brought_no_more_is_shown_than_the_sentence(
    serve: Serve, engine: ScriptedEngine, telegram: FakeTelegram
) -> None:
    fed = replace(REPORT, id=fed_id("wire", "0123456789abcdef0123"))
    knowledge = replace(engine.knowledge, sources={**engine.knowledge.sources, fed.id: fed})
    engine = ScriptedEngine({"who found it?": Quoted("en", (replace(QUOTE, document=fed),), 0.95)}, knowledge)
    presses = [encode(kind(digest(fed.id), SECOND)) for kind in (ReadOn, WholePassage)]
    sent = await told(serve, engine, telegram, "who found it?", *presses)

    assert len(sent) == 1
    assert buttons(telegram.sent()[0]) == []
    assert [one["text"] for one in telegram.made("answerCallbackQuery")] == [
        "There is nothing more of this document."
    ] * 2


@pytest.mark.parametrize("press", [ReadOn("zzzzzzzz", 0), WholePassage(KEY, 99999)])
async def test_a_document_that_is_gone_is_said_to_be(
    serve: Serve, engine: ScriptedEngine, telegram: FakeTelegram, press: ReadOn | WholePassage
) -> None:
    sent = await told(serve, engine, telegram, "who found it?", encode(press))

    assert len(sent) == 1


async def test_a_group_hears_a_quote_only_where_it_is_sure(
    serve: Serve, engine: ScriptedEngine, telegram: FakeTelegram
) -> None:
    engine.script = {**engine.script, "who?": Quoted("en", (QUOTE,), 0.7)}
    async with serve(engine) as app:
        group = Reader(app.bot, -100, chat_type="group")
        await app.process_update(group.writes("/ask who found it?"))
        await app.process_update(group.writes("/ask who?"))
        sure, unsure = [without_marks(sent["text"]) for sent in telegram.sent()]

    assert "Divers" in sure
    assert "Divers" not in unsure
