"""What a reader sees of the archive on a phone: `python -m tests.golden.archive_replies` writes a page of the docs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.answering import Answerer
from bot.interface.words.markup import Page, Row
from bot.interface.words.wording import Wordings
from tests.golden.archived import TODAY, opened

PAGE = Path("docs/archive-replies.md")
QUESTIONS = (
    "كم شاحنة عبرت معبر جديدة في اليوم الأول؟",
    "How many cylinders will be resealed at Navoi?",
    "مين قائد المناورات اللي عند الدقم؟",
    "When will Muscat Almaty flights resume?",
    "كم مسافرا عبر معبر جديدة في اليوم الأول؟",
    "How many submarines did Oman order?",
    "كم ارتفاع سد روغون؟",
    "kam qateel fi zilzal badakhshan?",
    "ما آخر الأخبار عن درع الموج؟",
    "What is the latest on Aktau?",
)
SEARCHES = ("زلزال بدخشان", "Aktau port waiting times")
_HEAD = """# Ten replies from the archive

What a reader sees, with the buttons below it, where the facts have no answer and the archive holds the 43 made-up
articles of `tests/golden/archive/`, on 5 April 2025; then two searches.
Made by `python -m tests.golden.archive_replies`.
"""


def written(answerer: Answerer) -> Iterator[str]:
    """The page, block by block."""
    yield _HEAD
    for question in QUESTIONS:
        response = answerer.answer(question)
        yield from _shown(question, response.page, is_arabic=response.reply.lang == "ar")
    for words in SEARCHES:
        lang = "en" if words.isascii() else "ar"
        yield from _shown(f"/search {words}", answerer.passages(lang).search(words, TODAY), is_arabic=lang == "ar")


def _shown(question: str, page: Page, *, is_arabic: bool) -> Iterator[str]:
    direction = ' dir="rtl"' if is_arabic else ""
    body = page.html.replace("\n", "<br>\n")
    yield f"<table><tr><td{direction}><b>{question}</b><br><br>\n{body}{_keys(page.buttons)}</td></tr></table>\n"


def _keys(rows: Iterable[Row]) -> str:
    labels = (" · ".join(f"[{button.label}]" for button in row) for row in rows)
    return "".join(f"<br>\n<code>{line}</code>" for line in labels)


def main() -> None:
    """Write the page."""
    with TemporaryDirectory() as folder:
        engine = opened(Path(folder))
        now = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)
        answerer = Answerer(lambda: engine, Wordings.load(), lambda: now)
        PAGE.write_text("\n".join(written(answerer)), encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")


if __name__ == "__main__":
    main()
