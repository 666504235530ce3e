"""The pages that are made from the project say what the project says."""

from __future__ import annotations

from pathlib import Path

from bot.cli.facts_page import facts_page
from knowledge.curation.corpus import Corpus

DOCS = Path(__file__).parent.parent / "docs"


def test_the_page_of_facts_is_made_from_the_facts(corpus: Corpus) -> None:
    assert (DOCS / "facts.md").read_text(encoding="utf-8") == facts_page(corpus), "run `make docs`"
