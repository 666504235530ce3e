"""What a text names that can be followed."""

from __future__ import annotations

import pytest

from bot.interface.catalogue import Catalogue
from bot.interface.subjects import MAX_WORDS_BYTES, Offer, resolve
from bot.readers.subscription import EVERYTHING, Scope, Subject
from knowledge.answering.engine import Engine


@pytest.fixture(scope="module")
def catalogue(engine: Engine) -> Catalogue:
    return Catalogue(engine.knowledge)


@pytest.mark.parametrize("text", ["all", "ALL", "Everything", "الكل", "كل شيء", "كل شئ", "الكُلّ", " all! "])
def test_everything_has_its_usual_names(engine: Engine, catalogue: Catalogue, text: str) -> None:
    assert resolve(text, catalogue, engine.reader) == EVERYTHING


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("meetings", "meeting"), ("اجتماعات", "meeting"), ("الإجتماعات", "meeting"), ("Actors", "actor"),
        ("جهات", "actor"), ("initiatives", "initiative"), ("المبادرات", "initiative"), ("topics", "topic"),
        ("المواضيع", "topic"),
    ],
)  # fmt: skip
def test_kinds_are_named_in_both_languages(engine: Engine, catalogue: Catalogue, text: str, kind: str) -> None:
    assert resolve(text, catalogue, engine.reader) == Subject(Scope.KIND, kind)


@pytest.mark.parametrize("text", ["Astana", "أستانا", "استانا", "astana"])
def test_an_entity_is_found_as_a_briefing_finds_it(engine: Engine, catalogue: Catalogue, text: str) -> None:
    assert resolve(text, catalogue, engine.reader) == Subject(Scope.ENTITY, "astana")


@pytest.mark.parametrize(("text", "entity"), [("كابل", "afghanistan"), ("Kabul", "afghanistan")])
def test_a_weak_alias_alone_is_only_offered(engine: Engine, catalogue: Catalogue, text: str, entity: str) -> None:
    found = resolve(text, catalogue, engine.reader)

    assert isinstance(found, Offer)
    assert entity in [one.id for one in found.entities]


@pytest.mark.parametrize("text", ["طالبان", "Taliban", "Талибан", "آلماتي", "Almaty"])
def test_what_no_source_knows_is_no_neighbour_of_it(engine: Engine, catalogue: Catalogue, text: str) -> None:
    found = resolve(text, catalogue, engine.reader)

    assert isinstance(found, Offer)
    assert not {"afghanistan", "kazakhstan"} & {one.id for one in found.entities}


@pytest.mark.parametrize("text", ["Giridhr Aramnae", "Giridar Armane"])
def test_a_name_with_slips_is_found_or_offered(engine: Engine, catalogue: Catalogue, text: str) -> None:
    match resolve(text, catalogue, engine.reader):
        case Offer(entities):
            assert [one.id for one in entities][:1] == ["giridhar-aramane"]
        case subject:
            assert subject == Subject(Scope.ENTITY, "giridhar-aramane")


def test_what_nobody_is_called_can_be_followed_by_its_words(engine: Engine, catalogue: Catalogue) -> None:
    found = resolve("zebra zebra crossings", catalogue, engine.reader)

    assert found == Offer((), Subject(Scope.WORDS, "zebra crossings"))


@pytest.mark.parametrize(
    ("text", "entity", "words"),
    [
        ("terrorism in Africa", "terrorism", "terrorism in Africa"),
        ("الإرهاب في أفريقيا", "terrorism", "الإرهاب في أفريقيا"),
        ("Indian navy", "india", "Indian navy"),
        ("maritime piracy", "cybercrime", "maritime piracy"),
        ("food security", "regional-security", "food security"),
    ],
)
def test_where_words_are_left_over_it_is_asked_what_is_meant_and_the_words_are_offered_too(
    engine: Engine, catalogue: Catalogue, text: str, entity: str, words: str
) -> None:
    found = resolve(text, catalogue, engine.reader)

    assert isinstance(found, Offer)
    assert [one.id for one in found.entities] == [entity]
    assert found.words == Subject(Scope.WORDS, words)


@pytest.mark.parametrize("text", ["news about terrorism", "أخبار الإرهاب", "the terrorism", "terrorism please"])
def test_words_that_say_nothing_are_not_left_over(engine: Engine, catalogue: Catalogue, text: str) -> None:
    assert resolve(text, catalogue, engine.reader) == Subject(Scope.ENTITY, "terrorism")


@pytest.mark.parametrize("text", ["", "   ", "؟!", "👍", "\u202e", "z" * 500, "حمار " * 30 + "و".join("ابتثجح")])
def test_nothing_and_too_much_offer_no_words(engine: Engine, catalogue: Catalogue, text: str) -> None:
    found = resolve(text, catalogue, engine.reader)

    assert isinstance(found, Offer)
    assert found.words is None or len(found.words.key.encode()) <= MAX_WORDS_BYTES
    assert bool(found.words) == text.startswith("حمار")
