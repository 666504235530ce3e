"""Of whole pages of newsrooms the article is read, and nothing of what stands around it."""

from __future__ import annotations

import pytest

from knowledge.documents.reading import read
from tests.golden.archive_pages import FORMS, faults, pages

HALVES = ("tuning", "reporting")
FORMATS = [(half, form) for half in HALVES for form in FORMS]


@pytest.mark.golden
@pytest.mark.parametrize(("half", "form"), FORMATS)
def test_one_sentence_in_a_hundred_is_cut_wrong_or_made_of_what_surrounds_articles(half: str, form: str) -> None:
    found = faults(half, form)

    assert found.marked > 90
    assert len(found.lost) + len(found.made) <= 0.01 * found.marked


@pytest.mark.golden
@pytest.mark.parametrize("half", HALVES)
def test_a_pasted_page_has_the_title_of_its_article(half: str) -> None:
    titles = {page.title: read(f"{page.id}.txt", page.pasted.encode()).proposed.title for page in pages(half)}

    assert len(titles) > 10
    assert {title: found for title, found in titles.items() if title != found} == {}
