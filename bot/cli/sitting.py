"""`doc sitting`: what it took to bring a document from its file into the facts, on the desk."""

from __future__ import annotations

import json
from dataclasses import replace

import typer

from bot.cli.documents import IdArgument, store_of
from bot.cli.session import IntoOption, JsonOption, KnowledgeOption, open_session, say
from knowledge.curation.chronicle import Chronicle, Deed
from knowledge.drafting.decisions import Decisions, Verb
from knowledge.drafting.sitting import Sitting, counted
from knowledge.drafting.store import FOLDER, Drafts

_VERBS = {
    Verb.EDIT: "changed",
    Verb.NEW: "made by hand",
    Verb.ACCEPT: "accepted",
    Verb.SKIP: "left out",
    Verb.SPLIT: "split",
    Verb.MERGE: "merged",
    Verb.WAIVE: "waived",
    Verb.UNDO: "taken back",
}


def register(doc: typer.Typer) -> None:
    """Add the command of this module."""
    doc.command()(sitting)


def sitting(
    id_: IdArgument, *, into: IntoOption = None, knowledge: KnowledgeOption = None, as_json: JsonOption = False
) -> None:
    """Count what a document took on the desk: decisions, what was typed, checks that failed, proposals that held."""
    session = open_session(into or knowledge)
    source = store_of(into or knowledge).get(id_).source
    drafts = Drafts(session.settings.data / FOLDER)
    decisions = Decisions(drafts.folder_of(id_))
    done = Chronicle(session.library.folder.root).all()
    reasons = [one.get("reason", "") for one in done if one.get("did") == Deed.WAIVED and one.get("document") == id_]
    known = counted(decisions.all(), lambda number: drafts.version(id_, number), source.text, reasons=reasons)
    found = replace(known, refused=decisions.refused())
    if as_json:
        say(json.dumps(found.record(), ensure_ascii=False))
        return
    for line in _lines(found):
        say(line)


def _lines(found: Sitting) -> list[str]:
    verbs = ", ".join(f"{_VERBS[Verb(verb)]} {number}" for verb, number in sorted(found.verbs.items()))
    held = "have the property and quote that were proposed"
    share = f" ({found.proposed / found.accepted:.0%})" if found.accepted else ""
    return [
        f"decisions   {found.decisions} that changed the facts; in all: {verbs or 'none'}",
        f"typed       {found.characters} characters in {found.fields} fields; what was copied or chosen is not counted",
        f"refused     {found.refused} decisions that broke a rule; nothing was written for them",
        f"in facts    {found.accepted} statements; {found.proposed}{share} {held}",
    ]
