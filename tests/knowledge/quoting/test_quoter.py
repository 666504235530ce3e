"""What is quoted of documents, with an archive of its own beside a made-up world."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge.answering.engine import Engine
from knowledge.archive.documents import Archive
from knowledge.archive.door import ArchiveDoor
from knowledge.archive.fed import fed_id
from knowledge.curation.records import ArchiveRecord
from knowledge.dialogue import Answer, NoAnswer, Quoted, Reply
from knowledge.model import Citation, Passage
from knowledge.quoting.asked_for import AskedFor
from knowledge.quoting.quoter import Quoter
from knowledge.quoting.results import by_story, is_about, met
from knowledge.search.searcher import HitKind, Searcher
from knowledge.search.within import EVERYWHERE
from tests.support.folders import json_lines

TODAY = date(2025, 4, 5)
BRIDGE = (
    "The zqarro bridge at Tolm will open to trucks in May, the road agency said on Monday. "
    "It cost 94 million dollars. It was built by a Vellish company in twenty-six months. "
    "Agency head Farro Zokin said it would carry 1,500 vehicles a day. Pedestrians must use the ferry."
)
BREAD = "Bread prices in Tolm rose by a third. Bakers blamed the flour, which comes from Orn."
WATER = "وقّع وزير الطاقة داود رحيم اتفاق تقاسم مياه زربان أمس الأربعاء. ومدة الاتفاق عشر سنوات."
CAMP = "Soldiers from 14 countries trained at Port Vesk last week. The soldiers slept in tents."
CAMP_AR = "شارك جنود من 14 دولة في تدريب مرفأ فسك الأسبوع الماضي. ونام الجنود في خيام."
DOCUMENTS = (
    {"id": "bridge", "title": "Bridge opens", "text": BRIDGE, "publisher": "Wire", "date": "2024-11-19", "lang": "en"},
    {
        "id": "copy",
        "title": "Tolm waits",
        "text": f"TOLM, 18 Nov. - {BRIDGE}",
        "publisher": "Post",
        "date": "2024-11-20",
    },
    {"id": "bread", "title": "Bread", "text": BREAD, "publisher": "Post", "date": "2025-04-02", "lang": "en"},
    {"id": "camp", "title": "Training", "text": CAMP, "publisher": "Post", "date": "2025-03-02", "lang": "en"},
    {"id": "camp-ar", "title": "تدريب", "text": CAMP_AR, "publisher": "وكالة الساحل", "date": "2025-03-02"},
    {"id": "water", "title": "اتفاق زربان", "text": WATER, "publisher": "وكالة الساحل", "date": "2024-11-07"},
)


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> ArchiveDoor:
    folder = tmp_path_factory.mktemp("archive")
    lines: Path = folder / "news.jsonl"
    lines.write_bytes(json_lines(*DOCUMENTS))
    assert Archive(folder / "archive.sqlite").take(lines, today=TODAY).problems == ()
    return ArchiveDoor(folder / "archive.sqlite")


@pytest.fixture(scope="module")
def engine(town: Engine, door: ArchiveDoor) -> Engine:
    return replace(town, elsewhere=door)


def asked(engine: Engine, question: str) -> Reply:
    return engine.reply_to(question, today=TODAY)


def quoted(engine: Engine, question: str) -> Quoted:
    reply = asked(engine, question)
    assert isinstance(reply, Quoted), reply
    return reply


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How much did the zqarro bridge cost?", "94 million"),
        ("Who built the zqarro bridge?", "Vellish company"),
        ("How many vehicles will the zqarro bridge carry?", "1,500"),
        ("When will the zqarro bridge open?", "in May"),
        ("كم مدة اتفاق مياه زربان؟", "عشر سنوات"),
        ("قديش مدة اتفاق مي زربان؟", "عشر سنوات"),
        ("كم كلف جسر زقارو؟", "94 million"),
    ],
)
def test_the_sentence_that_says_it_comes_first(engine: Engine, question: str, words: str) -> None:
    first = quoted(engine, question).quotes[0]

    assert words in first.passage.text
    assert first.passage.text[slice(*first.answering)] in first.document.text
    assert first.document.text[first.passage.start :].startswith(first.passage.text[:20])


@pytest.mark.parametrize(
    "question",
    [
        "How many vehicles used the ferry at the zqarro bridge?",
        "Which Ornish company built the zqarro bridge?",
        "How many Vellish soldiers trained at Port Vesk?",
        "Who painted the zqarro bridge?",
        "من ألغى اتفاق تقاسم مياه زربان؟",
    ],
)
def test_what_somebody_else_did_is_no_answer(engine: Engine, question: str) -> None:
    assert isinstance(asked(engine, question), NoAnswer)


def test_a_name_is_looked_for_though_its_words_say_nothing_elsewhere(town: Engine) -> None:
    words = AskedFor.of(town.reader.read("Who owns the Ever Given?")).words

    assert [one.text for one in words] == ["owns", "Ever", "Given"]


def test_a_sentence_that_points_back_comes_with_the_one_before(engine: Engine) -> None:
    first = quoted(engine, "Who built the zqarro bridge?").quotes[0]

    assert first.passage.text.startswith("It cost 94 million dollars. It was built")
    assert first.passage.text[slice(*first.answering)].startswith("It was built")


def test_copies_of_a_story_are_one_and_no_sentence_is_told_twice(engine: Engine) -> None:
    quotes = quoted(engine, "How many vehicles will the zqarro bridge carry?").quotes

    assert len({one.passage.text for one in quotes}) == len(quotes)
    assert {quotes[0].document.id, *(one.id for one in quotes[0].copies)} == {"bridge", "copy"}


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("How much did the Korrin bridge at Tolm cost?", "Korrin"),
        ("How many vehicles did the zqarro bridge carry in 1998?", "1998"),
        ("كم مدة اتفاق مياه سربون؟", "سربون"),
        ("How many trains will the zqarro bridge carry?", "trains"),
        ("When will the third zqarro bridge open?", "third"),
        ("When was the zqarro bridge painted?", "painted"),
        ("متى وقّع داود رحيم اتفاق الحبوب؟", "الحبوب"),
        ("متى التقى داود رحيم الحد؟", "الحد"),
    ],
)
def test_what_an_article_does_not_name_is_no_answer(engine: Engine, question: str, missing: str) -> None:
    reply = asked(engine, question)

    assert isinstance(reply, NoAnswer), reply
    assert not reply.quotes or missing in reply.unsaid


def test_a_search_shows_nothing_that_has_few_of_its_words(engine: Engine) -> None:
    hits = [one for one in engine.searcher.search("zqarro bridge", top=20) if one.kind is HitKind.PASSAGE]
    shown = {one.source for one in hits if is_about(one, "zqarro bridge")}

    assert shown <= {"bridge", "copy"}
    assert shown < {one.source for one in hits}


def test_reports_that_say_the_same_are_told_once_whatever_stands_before_one_of_them(engine: Engine) -> None:
    quotes = quoted(engine, "What is the latest on the zqarro bridge?").quotes

    assert len(quotes) == 1
    assert len(quotes[0].copies) == 1


@pytest.mark.parametrize(
    "question",
    [
        "How many soldiers trained at Port Vesk?",
        "How many days did the soldiers train at Port Vesk?",
        "When did 14 soldiers train at Port Vesk?",
        "كم جنديا شارك في تدريب مرفأ فسك؟",
        "متى تدرب 14 جنديا في مرفأ فسك؟",
    ],
)
def test_a_figure_beside_another_noun_is_no_answer(engine: Engine, question: str) -> None:
    assert isinstance(asked(engine, question), NoAnswer)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How many countries trained soldiers at Port Vesk?", "14 countries"),
        ("When did soldiers of 14 countries train at Port Vesk?", "last week"),
        ("كم دولة شاركت في تدريب مرفأ فسك؟", "14 دولة"),
    ],
)
def test_a_figure_beside_its_noun_is_one(engine: Engine, question: str, words: str) -> None:
    assert words in quoted(engine, question).quotes[0].passage.text


def test_a_question_about_nothing_that_is_told_quotes_nothing(engine: Engine) -> None:
    reply = asked(engine, "Who won the chess cup of Arrat?")

    assert isinstance(reply, NoAnswer)
    assert reply.quotes == ()


def test_curated_facts_come_first_and_are_not_mixed_with_quotes(town: Engine, engine: Engine) -> None:
    alone = town.reply_to("which city is the venue of the council?", today=TODAY)

    assert isinstance(alone, Answer)
    assert asked(engine, "which city is the venue of the council?") == alone


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("what is the latest on Tolm?", "bread"),
        ("what is the latest on Tolm from Wire?", "bridge"),
        ("what happened in Tolm this week?", "bread"),
        ("آخر أخبار زربان", "water"),
    ],
)
def test_the_newest_that_is_asked_for_is_told(engine: Engine, question: str, document: str) -> None:
    assert quoted(engine, question).quotes[0].document.id == document


def test_what_a_feed_brought_without_a_day_is_as_new_as_it_came(town: Engine, tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive.sqlite")
    fields = {"title": "Envoys in Zephyria", "text": "Envoys flew to Zephyria.", "lang": "en", "received": TODAY}
    kept = ({**fields, "id": id_} for id_ in (fed_id("coast", "a" * 20), "by-hand"))
    archive.receive([ArchiveRecord.model_validate(one) for one in kept], today=TODAY)
    quotes = quoted(Engine(town.knowledge, elsewhere=ArchiveDoor(archive.path)), "the latest on Zephyria").quotes

    assert [one.document.id for one in quotes] == [fed_id("coast", "a" * 20)]


def test_what_is_withheld_is_quoted_from_no_copy_either(engine: Engine) -> None:
    withheld = Citation("log", "It cost 94 million dollars", 0)
    searcher = Searcher(replace(engine.knowledge, withheld=(withheld,)), elsewhere=engine.elsewhere)

    texts = [passage.text for passage, _, _ in searcher.sentences("cost of the zqarro bridge", candidates=20)]
    assert texts
    assert not any("94 million" in text for text in texts)
    assert not any("94 million" in hit.text for hit in searcher.search("94 million dollars", every_passage=True))


def test_hits_of_one_story_are_one(engine: Engine) -> None:
    hits = engine.searcher.search("vehicles on the zqarro bridge", top=10)
    stories = by_story(one for one in hits if one.kind is HitKind.PASSAGE)

    assert [one.id for one in hits if one.text == hits[0].text] == [hits[0].id]
    assert [one.hit.source for one in stories].count("copy") + [one.hit.source for one in stories].count("bridge") == 1


def test_words_that_were_looked_for_are_found_in_other_forms() -> None:
    text = "Two bridges opened."

    assert [text[slice(*place)] for place in met(text, "bridge open")] == ["bridges", "opened"]


class _Index:
    """An outside search engine, as small as one can be."""

    def __init__(self, door: ArchiveDoor) -> None:
        self.passages = [passage for passage, _ in door.search("bread prices", candidates=5)]

    def search(self, query: str, **_: object) -> list[tuple[Passage, float]]:
        return [(one, 0.9) for one in self.passages if set(query.split()) & set(one.text.split())]

    def nearest(self, *_: object, **__: object) -> dict[str, list[tuple[Passage, float]]]:
        return {}

    def newest(self, *_: object) -> tuple[()]:
        return ()

    def document(self, *_: object) -> None:
        return None

    def publishers(self) -> tuple[()]:
        return ()

    def count(self) -> int:
        return len(self.passages)

    def mentioning(self, *_: object, **__: object) -> int:
        return 0

    def respelled(self, _: str) -> tuple[()]:
        return ()


@pytest.mark.parametrize(
    ("question", "mentioned"),
    [
        ("What is the GDP of Tolm?", (("Tolm", 3),)),
        ("What is the GDP of Zarban?", (("زربان", 1),)),
        ("What is the GDP of Orn and of Zarban?", (("Orn", 1), ("زربان", 1))),
        ("What is the GDP of Qarnak?", ()),
    ],
)
def test_a_refusal_knows_how_many_documents_mention_what_it_names(
    engine: Engine, question: str, mentioned: tuple[tuple[str, int], ...]
) -> None:
    reply = asked(engine, question)

    assert isinstance(reply, NoAnswer)
    assert reply.mentioned == mentioned


def test_documents_that_became_sources_are_counted_among_these(engine: Engine, door: ArchiveDoor) -> None:
    copied = replace(next(iter(engine.knowledge.sources.values())), id="bridge", text=BRIDGE)
    knowledge = replace(engine.knowledge, sources={**engine.knowledge.sources, copied.id: copied})

    assert [Searcher(one, elsewhere=door).mentioning("Tolm") for one in (engine.knowledge, knowledge)] == [3, 2]


def test_any_search_engine_can_stand_behind_the_protocol(town: Engine, door: ArchiveDoor) -> None:
    other = replace(town, elsewhere=_Index(door))

    assert quoted(other, "Whom did the bakers of Tolm blame for Bread prices?").quotes[0].document.id == "bread"


@pytest.mark.parametrize(
    ("question", "against"),
    [("When will the zqarro bridge be painted by fishermen?", 0.0), ("How much did the Korrin bridge cost?", 1.0)],
)
def test_a_name_that_is_missing_speaks_against_a_sentence_as_no_other_word_does(
    engine: Engine, question: str, against: float
) -> None:
    quoter = Quoter(engine.searcher, engine.reader, engine.knowledge)
    judged = quoter.judged(engine.reader.read(question), EVERYWHERE)

    assert max(judged, key=lambda one: one.evidence.order).evidence.features[3] == against
