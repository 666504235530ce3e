"""PDFs as newsrooms get them, each with its true text; `makers.py` made them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from knowledge.documents.reading import read
from knowledge.errors import UnreadableFile
from tests.knowledge.documents.truth import PAPERS, share, true_text

QUICK = (
    "strait.chromium.amiri.2",
    "strait.libreoffice.amiri.1",
    "strait.reportlab.dejavu.1",
    "strait.weasyprint.amiri.1",
    "strait.typst.dejavu.1",
    "corridor.weasyprint.amiri.2",
)
HEADED = ("typst.amiri.2",)
"""Papers of one page, on which no header repeats."""

ALL = sorted(path.stem for path in PAPERS.glob("*.pdf"))


@pytest.mark.parametrize(
    "name", [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in ALL]
)
def test_words_of_a_paper_are_right_and_in_order_without_what_stands_on_every_page(name: str) -> None:
    found = read(f"{name}.pdf", (PAPERS / f"{name}.pdf").read_bytes())
    right, more = share(name, found.text)

    assert right >= 0.99
    assert more <= (5 if name.endswith(HEADED) else 4)
    assert found.proposed.language == name.split(".", maxsplit=1)[0].replace("strait", "ar").replace("corridor", "en")


def test_a_paper_behind_a_password_is_refused_with_what_to_do() -> None:
    with pytest.raises(UnreadableFile, match="protected by a password; save it without one"):
        read("x.pdf", (PAPERS / "refused" / "locked.pdf").read_bytes())


def test_a_paper_is_known_by_its_title_and_its_paragraphs_and_pages() -> None:
    found = read("x.pdf", (PAPERS / "corridor.weasyprint.dejavu.1.pdf").read_bytes())
    paragraphs = true_text("corridor").strip().split("\n\n")

    assert found.proposed.title == paragraphs[0]
    assert found.text.split("\n\n")[:3] == paragraphs[:3]
    assert len(found.pages) == 3
    assert all(one < other for one, other in pairwise(found.pages))
    assert found.text[found.pages[1] :].split()[0] in paragraphs[3] + paragraphs[2]
