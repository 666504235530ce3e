from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.compiled import base
from knowledge.compiled.base import KnowledgeBase
from knowledge.curation import compiler
from knowledge.errors import UnusableArtefact
from knowledge.model import Source
from knowledge.search import grams, index
from knowledge.search import ranker as module
from knowledge.search.documents import Document
from knowledge.search.grams import ragged
from knowledge.search.index import SearchIndex
from knowledge.search.ranker import Ranker
from knowledge.search.searcher import HitKind, Searcher
from knowledge.text.sentences import passages
from tests.support.facts import knowledge_base
from tests.support.folders import KnowledgeFolder

REPORTS = {
    "summit": ("القمة الخليجية", "عُقدت القمة في الرياض. ناقش القادة أمن الملاحة. وقّع الوزراء اتفاقية للتعاون الدفاعي."),
    "talks": ("محادثات أستانا", "بدأت المحادثات في مدينة أستانا. ترأس أحمد الفهد وفد بلاده."),
    "drill": ("تمرين بحري", "شاركت ثلاث سفن في التمرين. أشرفت القوات البحرية على المناورة في بحر العرب."),
    "english": ("Border security", "The ministers met in Geneva. Patrols along the border were doubled."),
}


def archive(texts: dict[str, tuple[str, str]], *, curated: tuple[str, ...] = ()) -> KnowledgeBase:
    sources = {
        id_: Source(id_, "ar", date(2024, 1, 1), "", text, title=title or None, curated=id_ in curated)
        for id_, (title, text) in texts.items()
    }
    return replace(knowledge_base(), sources=sources, entities={}, statements={})


@pytest.fixture(scope="module")
def reports() -> Searcher:
    return Searcher(archive(REPORTS)).warm()


@pytest.mark.parametrize(
    ("query", "passage"),
    [
        ("عقدت القمة في الرياض", "summit#1"),
        ("أمن الملاحة", "summit#2"),
        ("امن الملاحه", "summit#2"),
        ("أمـــن المِلاحَة", "summit#2"),
        ("اتفاقيه التعاون الدفاعى", "summit#3"),
        ("وبالاتفاقية الدفاعية", "summit#3"),
        ("اتفقاية التعاون", "summit#3"),
        ("من تراس وفد بلاده", "talks#2"),
        ("المناوره في بحر العرب", "drill#2"),
        ("patrol on the borders", "english#2"),
        ("PATROLS", "english#2"),
        ("ministres in Geneva", "english#1"),
    ],
)
def test_phone_spelling_finds_the_sentence(reports: Searcher, query: str, passage: str) -> None:
    assert reports.search(query)[0].id == passage


def test_words_of_the_title_count_for_every_sentence_under_it(reports: Searcher) -> None:
    assert [hit.id for hit in reports.search("الخليجية الملاحة", top=1)] == ["summit#2"]


@pytest.mark.parametrize("written", ["أحمد", "احمد", "إحمد", "أَحْمَد"])
def test_the_exact_form_outranks_all_that_folding_makes_the_same(written: str) -> None:
    forms = ["احمد", "أحمد", "إحمد", "أَحْمَد"]
    texts = {f"n{i}": ("", f"وصل {forms[i % 4] if i % 10 else forms[0]} إلى المدينة.") for i in range(200)}
    texts = {id_: text for id_, text in texts.items() if written not in text[1]}
    texts["exact"] = ("", f"في مساء ذلك اليوم وصل {written} إلى المدينة.")

    hits = Searcher(archive(texts)).search(f"وصل {written}", top=3)

    assert hits[0].id == "exact#1"
    assert hits[0].score > hits[1].score


def test_a_source_gives_one_passage_unless_all_are_asked_for(reports: Searcher) -> None:
    one, every = reports.search("القمة الرياض الملاحة"), reports.search("القمة الرياض الملاحة", every_passage=True)

    assert [hit.source for hit in one].count("summit") == 1
    assert {hit.id for hit in every} >= {"summit#1", "summit#2", "summit#3"}
    assert one[0] == every[0]


def test_results_are_no_more_than_asked_for(reports: Searcher) -> None:
    assert [len(reports.search("في", top=top)) for top in (1, 2, 3)] == [1, 2, 3]


def test_passages_are_numbered_and_cut_as_everywhere_else() -> None:
    words = [f"كلمة{i}" for i in range(3000)]
    text = " ".join(f"{word}." if i % 7 == 6 else word for i, word in enumerate(words))
    knowledge = archive({"long": ("كتاب طويل", text)})
    searcher = Searcher(knowledge)

    for passage in list(passages(knowledge.sources["long"]))[::40]:
        hit = searcher.search(passage.text, top=1)[0]
        assert (hit.id, hit.text) == (passage.id, passage.text)


@given(st.text(alphabet=st.sampled_from("ابتأةى قمالرياض ملاحة.؟!_abc 012\u200d\u064e\n"), max_size=80))
def test_scores_are_shares_best_first_and_no_hit_comes_twice(query: str) -> None:
    hits = SEARCHER.search(query, every_passage=True)

    assert all(0 <= hit.score <= 1 for hit in hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len({hit.id for hit in hits}) == len(hits)


SEARCHER = Searcher(archive(REPORTS))


@pytest.mark.parametrize(
    "query",
    [
        "",
        " \n",
        "؟!…",
        "😀😀",
        "\0",
        "\ud800",
        "و",
        "القمة " * 500,
        "في من على إلى عن",
        "1234567890 " * 400,
        "ا" * 4096,
        " ".join("اب" * size for size in range(1, 60)),
        " ".join(f"اسم{number}" for number in range(1000)),
        "国防部长" * 1000,
    ],
)
def test_nothing_that_is_typed_breaks_a_search(reports: Searcher, query: str) -> None:
    assert all(0 <= hit.score <= 1 for hit in reports.search(query))
    assert all(0 <= score <= 1 for _, _, score in reports.sentences(query, candidates=5))


def test_an_archive_without_anything_finds_nothing() -> None:
    empty = Searcher(archive({}))

    assert empty.search("القمة") == []
    assert list(empty.sentences("القمة", candidates=5)) == []
    assert not empty.has_documents


def test_statements_and_passages_are_ranked_by_one_score() -> None:
    hits = Searcher(knowledge_base()).search("مكان الاجتماع أستانا")

    assert hits[0].kind is HitKind.STATEMENT
    assert {hit.kind for hit in hits} == {HitKind.STATEMENT, HitKind.PASSAGE}


@pytest.mark.parametrize(
    ("query", "text"),
    [("the place of the meeting", "The meeting's place is Astana."), ("مكان", "مكان الاجتماع أستانا.")],
)
def test_a_statement_is_shown_in_the_language_of_the_query(query: str, text: str) -> None:
    assert [hit.text for hit in Searcher(knowledge_base()).search(query) if hit.id == "meeting.place"] == [text]


def test_only_sentences_of_uncurated_documents_are_quoted() -> None:
    searcher = Searcher(archive(REPORTS, curated=("summit", "english")))

    found = [passage.id for passage, _, _ in searcher.sentences("ترأس أحمد الفهد وفد بلاده", candidates=5)]
    assert found[0] == "talks#2"
    assert not {"summit", "english"} & {id_.partition("#")[0] for id_ in found}
    assert searcher.search("عقدت القمة في الرياض")[0].id == "summit#1"


def test_withdrawn_statements_are_not_found(folder: KnowledgeFolder, tmp_path: Path) -> None:
    folder.archive("news", {"id": "n1", "title": "t", "text": "A gale hit the coast. Two ships sank."})
    everything = compiled(folder, tmp_path)
    ids = {hit.id for hit in Searcher(everything).search("seven states attended the council")}
    path = folder.root / "facts" / "meetings" / "storm-council.yaml"
    yaml = path.read_text("utf-8")
    withdrawn = "    withdrawn:\n      since: 2022-03-01\n      reason:\n        ar: خطأ.\n        en: Wrong.\n"
    path.write_text(yaml.replace("property: participant\n", f"property: participant\n{withdrawn}"), "utf-8")

    left = {hit.id for hit in Searcher(compiled(folder, tmp_path)).search("seven states attended the council")}

    assert ids - left == {"storm-council.attendance"}


def compiled(folder: KnowledgeFolder, target: Path) -> KnowledgeBase:
    return base.load(compiler.compile_corpus(folder.read(), target / "kb.sqlite"))


@pytest.fixture
def stored(folder: KnowledgeFolder, tmp_path: Path) -> Path:
    folder.archive("news", *({"id": id_, "title": title, "text": text} for id_, (title, text) in REPORTS.items()))
    return compiler.compile_corpus(folder.read(), tmp_path / "kb.sqlite")


def test_a_stored_index_finds_what_a_fresh_one_finds(stored: Path) -> None:
    loaded = base.load(stored)
    fresh = replace(loaded, index=None)

    for query in ("القمة في الرياض", "storm council", "seven states", "بحر العرب"):
        assert Searcher(loaded).search(query) == Searcher(fresh).search(query) != []


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (
            "UPDATE array SET version = 0 WHERE part = 'search index'",
            "has search index 0, this Marsad reads search index 1",
        ),
        (
            "UPDATE array SET version = 0 WHERE part = 'associations'",
            "has associations 0, this Marsad reads associations 2",
        ),
        ("UPDATE array SET data = substr(data, 1, length(data) / 2) WHERE length(data)", "has lost bytes of"),
        ("UPDATE array SET data = zeroblob(length(data)) WHERE name = 'postings.places'", "has lost bytes of"),
        ("DELETE FROM array WHERE part = 'search index'", "it holds no search index"),
        ("DELETE FROM array WHERE part = 'associations'", "it holds no associations"),
        ("DROP TABLE array", "no such table"),
    ],
)
def test_arrays_that_cannot_be_used_say_why_and_how_to_make_others(stored: Path, statement: str, reason: str) -> None:
    with sqlite3.connect(stored) as connection:
        connection.execute(statement)
    connection.close()

    with pytest.raises(UnusableArtefact, match=reason) as caught:
        base.load(stored)
    assert "marsad kb build" in str(caught.value)


def made_up(count: int) -> Iterator[Document]:
    chance = random.Random(5)
    words = ["".join(chance.choices("ابتثجحخدر", k=chance.randint(1, 7))) for _ in range(300)]
    for _ in range(count):
        text = " ".join(chance.choices(words, k=chance.randint(1, 30)))
        middle = text.find(" ", len(text) // 2)
        spans = [(0, middle), (middle + 1, len(text))] if middle > 0 else [(0, len(text))]
        yield Document(" ".join(chance.choices(words, k=chance.randint(0, 3))), text, spans)


def test_an_index_made_in_blocks_is_the_index_made_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = SearchIndex.build(made_up(60)).stored()
    monkeypatch.setattr(grams, "_BLOCK", 17)
    in_blocks = SearchIndex.build(made_up(60)).stored()

    assert {name: bytes(one.data) for name, one in in_blocks.items()} == {
        name: bytes(one.data) for name, one in at_once.items()
    }


def test_candidates_weighed_in_batches_are_ranked_as_those_weighed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    ranker = Ranker(SearchIndex.build(made_up(60)))
    query = next(made_up(1)).text
    at_once = ranker.rank(query, candidates=40)
    monkeypatch.setattr(module, "_COMPARED", 25)

    in_batches = ranker.rank(query, candidates=40)

    assert [one.sentence for one in in_batches] == [one.sentence for one in at_once]
    assert [one.score for one in in_batches] == pytest.approx([one.score for one in at_once])
    assert len(at_once) > 40


def test_the_rarest_grams_are_read_first_when_not_all_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {f"n{i}": ("", f"اجتماع الوزراء في العاصمة رقم {i}.") for i in range(50)}
    texts["rare"] = ("", "اجتماع الوزراء في قرطبة.")
    monkeypatch.setattr(module, "_MOST_READ", 30)

    assert Searcher(archive(texts)).search("اجتماع الوزراء في قرطبة", top=1)[0].id == "rare#1"


def test_a_long_document_is_found_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "_UNIT_WORDS", 5)
    document = Document("", "one two three. four five six. seven eight.", [(0, 14), (15, 29), (30, 42)])
    layout = SearchIndex.build([document, Document("", "nine.", [(0, 5)])]).layout

    assert [layout.units.tolist(), layout.documents.tolist()] == [[0, 1, 3, 4], [0, 2, 3]]
    assert layout.place(0, 2) == (3, 30, 42)


@pytest.mark.parametrize(
    ("starts", "counts", "expected"),
    [([], [], []), ([5], [3], [5, 6, 7]), ([5, 0], [2, 3], [5, 6, 0, 1, 2]), ([1, 9, 4], [1, 0, 2], [1, 4, 5])],
)
def test_runs_are_laid_in_a_row(starts: list[int], counts: list[int], expected: list[int]) -> None:
    assert ragged(np.array(starts, dtype=int), np.array(counts, dtype=int)).tolist() == expected


def test_equal_texts_come_in_their_order() -> None:
    texts = {f"n{i}": ("عنوان", "نص واحد لا يتغير.") for i in range(30)}

    searcher = Searcher(archive(texts))
    hits = searcher.search("نص واحد", top=5, every_passage=True)

    assert [hit.source for hit in hits] == ["n0", "n1", "n2", "n3", "n4"]
    assert [hit.source for hit in searcher.search("نص واحد", top=5)] == ["n0"], "no sentence twice"
