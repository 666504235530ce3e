"""`doc accept`: takes proposals of a document over from a worksheet, by the rules of the desk and counted as there."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.documents import IdArgument
from bot.cli.own_folder import require_own, user
from bot.cli.session import IntoOption, KnowledgeOption, open_session, say
from bot.cli.taking_over import Done, TakingOver
from bot.cli.worksheet import Worksheet
from bot.clocks import here
from bot.desk.bench import Bench
from bot.desk.papers import Papers
from bot.publishing.archives import archive_of
from knowledge.drafting.kept_folder import KeptFolder
from knowledge.drafting.store import FOLDER, Drafts


def register(doc: typer.Typer) -> None:
    """Add the command of this module."""
    doc.command()(accept)


def accept(
    id_: IdArgument,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A worksheet: by the id of a proposal, its wordings.")],
    *,
    into: IntoOption = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """Take proposals over into the facts, each by all rules or not at all, or correct what was taken."""
    session = open_session(into or knowledge)
    folder = session.library.folder
    require_own(folder.root)
    worksheet = Worksheet.read(file)
    drafts = Drafts(session.settings.data / FOLDER)
    bench = Bench(KeptFolder(folder), Papers(folder, archive_of(session.settings)), drafts, here)
    bench.kept.refresh()
    bench.prepare(id_)
    counted: Counter[Done] = Counter()
    for outcome in TakingOver(id_, bench, user()).all(worksheet):
        counted[outcome.done] += 1
        for one in outcome.told:
            say(str(one))
    say(f"{id_}: {_summary(counted)}", sys.stderr)
    say(_next(counted), sys.stderr)
    if counted[Done.REFUSED]:
        raise typer.Exit(1)


def _summary(counted: Counter[Done]) -> str:
    """How many entries came to what; what had been taken is told where there is any of it."""
    besides = [f"{counted[one]} {one}" for one in (Done.CORRECTED,) if counted[one]]
    if same := counted[Done.UNCHANGED]:
        besides.append(f"{same} already there just so (change its lines to correct it)")
    return ", ".join([f"{counted[Done.TAKEN]} taken", *besides, f"{counted[Done.REFUSED]} refused"])


def _next(counted: Counter[Done]) -> str:
    if counted[Done.REFUSED]:
        return "next: mend the lines above in the worksheet and run this again; the others stand in the facts"
    return "next: marsad kb check, then marsad kb plan"
