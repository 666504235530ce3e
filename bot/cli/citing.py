"""`kb cite`: a statement as others cite it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from bot.cli.session import KnowledgeOption, WrongUse, day, open_session, say
from bot.interface.citations import Citations
from bot.interface.words.wording import LANGUAGES, Wordings
from knowledge.citing.formats import CitationFormat
from knowledge.errors import NotFound
from knowledge.model import Readership
from knowledge.visibility import visible


class CitedAs(StrEnum):
    """What `kb cite` writes."""

    TEXT = "text"
    BIBTEX = "bibtex"
    RIS = "ris"
    CSL = "csl"


def register(kb: typer.Typer) -> None:
    """Add the commands of this module."""
    kb.command()(cite)


def cite(
    id_: Annotated[str, typer.Argument(metavar="ID", help="A statement.")],
    format_: Annotated[CitedAs, typer.Option("--format", help="bibtex, ris, csl or text.")] = CitedAs.TEXT,
    *,
    lang: Annotated[str, typer.Option("--lang", help="ar or en.")] = "en",
    bot: Annotated[str | None, typer.Option("--bot", metavar="NAME", help="The bot's name, for the link.")] = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """Cite a statement as text or for a reference manager; what is not for everybody is not cited."""
    if lang not in LANGUAGES:
        raise WrongUse(f"--lang {lang}: statements are worded in {' and '.join(LANGUAGES)}")
    base, today = open_session(knowledge).library.newest(), day(None)
    statement = base.statements.get(id_)
    if statement is None or not visible(statement, Readership.PUBLIC, today):
        raise NotFound(f"{id_}: no statement that everybody may see has this id")
    citations = Citations(base.sources, Wordings.load().speak(lang), today, bot and bot.removeprefix("@"))
    if format_ is CitedAs.TEXT:
        say("\n".join(citations.whole(statement)))
    else:
        say(citations.file([statement], CitationFormat(format_.value)).rstrip("\n"))
