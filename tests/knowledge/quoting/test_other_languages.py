"""What documents in another language say to a question, where a model knows how near they come in meaning."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from knowledge.answering.engine import Engine
from knowledge.archive.documents import Archive
from knowledge.archive.door import ArchiveDoor
from knowledge.archive.embedding import Embedding
from knowledge.archive.vectors import vectors_beside
from knowledge.curation.records import ArchiveRecord
from knowledge.dialogue import NoAnswer, Quoted, Reply
from knowledge.search.meaning import Meaning
from tests.support.themes import Themes

TODAY = date(2025, 4, 5)
THEMES = (("маяк", "منار", "lighthouse"), ("хлеб", "خبز", "bread"), ("крыс", "جرذ", "rat"))
TEXTS = {
    "ar": "ينزل المطر على الجبال. افتتح سالم الفارسي المنارة يوم الأحد. وارتفع سعر الخبز.",
    "en": "Rain fell in the hills. A lighthouse opens in Tolm after 40 days. Rats are gone.",
    "water": "ووقّع وزير الطاقة داود رحيم اتفاق تقاسم مياه زربان. ومدة الاتفاق عشر سنوات.",
}


def beside(town: Engine, folder: Path, model: Themes | None) -> Engine:
    """A world beside an archive, with a model or without."""
    archive = Archive(folder / "archive.sqlite")
    lang = {"water": "ar"}
    records = [ArchiveRecord(id=id_, title="", text=text, lang=lang.get(id_, id_)) for id_, text in TEXTS.items()]
    archive.receive(records, today=TODAY)
    if model is None:
        return replace(town, elsewhere=ArchiveDoor(archive.path))
    vectors = vectors_beside(archive.path, model)
    Embedding(archive.path, vectors, model, 100).some(lambda: True)
    known = Meaning(model, np.zeros((10_000, vectors.width), dtype=np.int8), np.zeros(10_000, dtype=np.float32))
    return Engine(town.knowledge, known, ArchiveDoor(archive.path, model))


@pytest.fixture
def engine(town: Engine, tmp_path: Path) -> Engine:
    return beside(town, tmp_path, Themes(axes=THEMES))


def sources(reply: Reply) -> list[str]:
    assert isinstance(reply, Quoted | NoAnswer), reply
    return [quote.document.id for quote in reply.quotes]


def asked(engine: Engine, question: str) -> Reply:
    return engine.reply_to(question, today=TODAY)


def test_the_best_sentence_of_each_other_language_is_quoted(engine: Engine) -> None:
    reply = asked(engine, "Когда откроют маяк?")

    assert isinstance(reply, Quoted)
    assert {quote.document.language for quote in reply.quotes} == {"ar", "en"}
    assert all("منار" in quote.passage.text or "lighthouse" in quote.passage.text for quote in reply.quotes)


def test_the_languages_of_documents_are_ranked_apart(engine: Engine) -> None:
    reply = asked(engine, "متى افتتح سالم الفارسي المنارة؟")

    assert sources(reply)[:1] == ["ar"]  # by words, in the question's own language


def test_without_a_model_nothing_is_quoted_that_no_word_finds(town: Engine, tmp_path: Path) -> None:
    reply = asked(beside(town, tmp_path, None), "Когда откроют маяк?")

    assert isinstance(reply, NoAnswer)


def test_a_figure_of_something_else_is_near_at_most(engine: Engine) -> None:
    reply = asked(engine, "Сколько рыбаков видели маяк?")

    assert isinstance(reply, NoAnswer)
    assert sources(reply)  # and is offered as that


def test_arabic_in_latin_letters_means_nothing_to_a_model(engine: Engine) -> None:
    assert sources(asked(engine, "wein el manara elyom ya shabab?")) == []


def test_what_words_find_in_another_language_is_only_near_where_a_model_doubts_it(town: Engine, tmp_path: Path) -> None:
    question = "How long does the water agreement of Zarban last?"
    by_words = asked(beside(town, tmp_path / "words", None), question)
    doubted = asked(beside(town, tmp_path / "model", Themes(axes=THEMES)), question)

    assert isinstance(by_words, Quoted)
    assert isinstance(doubted, NoAnswer)
    assert sources(by_words) == ["water"]
