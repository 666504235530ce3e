"""Every kind of picture of the shipped facts, in both languages and looks, with the words that go with them.

`python -m tests.bot.drawing.gallery` writes docs/pictures.md and what it shows.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from PIL import Image

from bot.drawing.pictures import draw
from bot.drawing.scenes import CardShape, PictureKind, Scene
from bot.interface.cards import caption, card
from bot.interface.citations import Citations
from bot.interface.pictures.pictured import Pictured
from bot.interface.words.bidi import without_marks
from bot.interface.words.markup import Block, Page
from bot.interface.words.wording import LANGUAGES, Wording, Wordings
from knowledge.compiled.base import KnowledgeBase
from knowledge.curation import compiler
from knowledge.curation.corpus import read_folder
from knowledge.curation.folder import DEFAULT, Folder
from knowledge.working_out.facts import Facts

DOCS = Path(__file__).resolve().parents[3] / "docs"
DAY = date(2026, 11, 30)
STATEMENT = "sco-defence-ministers-2024.date"
_HEAD = """\
# Pictures

What the bot draws of the shipped facts, light and dark, with the words that stand below each. `make pictures` makes it.
How they are drawn: [decision 18](decisions/0018-pictures.md).
"""
_WIDTH = 640


def main() -> None:
    """Write the page and its pictures."""
    logging.disable()
    knowledge = compiler.in_memory(read_folder(Folder.locate(DEFAULT)))
    parts = (part for lang in LANGUAGES for part in _language(knowledge, Wordings.load().speak(lang)))
    (DOCS / "pictures.md").write_text("\n".join((_HEAD, *parts)), encoding="utf-8")


def _language(knowledge: KnowledgeBase, wording: Wording) -> Iterator[str]:
    for name, (light, words) in _drawn(knowledge, wording, dark=False).items():
        dark, _ = _drawn(knowledge, wording, dark=True)[name]
        plain = without_marks(Page(words).plain)
        title, *lines = (line for line in plain.splitlines() if line)
        files = [
            _written(scene, f"drawn-{name}-{wording.lang}-{look}") for scene, look in ((light, "light"), (dark, "dark"))
        ]
        alternative = " ".join((title, *lines)).replace("[", "(").replace("]", ")")
        yield f"## {title}\n"
        yield "| | |\n|---|---|\n| " + " | ".join(f"![{alternative}](pictures/{file})" for file in files) + " |\n"
        yield "\n".join(f"> {line}  " for line in lines) + "\n"


def _drawn(knowledge: KnowledgeBase, wording: Wording, *, dark: bool) -> dict[str, tuple[Scene, tuple[Block, ...]]]:
    made = Pictured(Facts(knowledge), wording, DAY, dark=dark)
    source = max(knowledge.sources.values(), key=lambda one: len(one.text))
    pictures = {
        "timeline": made.of_entities(PictureKind.TIMELINE),
        "network": made.of_entities(PictureKind.NETWORK),
        "schematic": made.of_entities(PictureKind.SCHEMATIC),
        "coverage": made.of_document(source),
    }
    citations = Citations(knowledge.sources, wording, DAY, "marsad_bot")
    statement = knowledge.statements[STATEMENT]
    cards = {
        f"card-{shape}": (card(statement, citations, shape, dark=dark), (caption(statement, citations),))
        for shape in CardShape
    }
    return {name: (one.scene, one.caption) for name, one in pictures.items() if one} | cards


def _written(scene: Scene, name: str) -> str:
    picture = Image.open(io.BytesIO(draw(scene)))
    picture.thumbnail((_WIDTH, 4 * _WIDTH))
    picture.save(DOCS / "pictures" / f"{name}.webp", quality=80, method=6)
    return f"{name}.webp"


if __name__ == "__main__":
    main()
