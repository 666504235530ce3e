"""`doc draft`: what an editor may take over from a document, with the reasons; it changes no fact."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import typer

from bot.cli.documents import IdArgument, store_of
from bot.cli.session import IntoOption, JsonOption, KnowledgeOption, open_session, say
from knowledge.curation.corpus import read_finished
from knowledge.drafting.drafter import Drafter
from knowledge.drafting.proposals import DocumentDraft
from knowledge.drafting.store import FOLDER, Drafts
from knowledge.files.strict_yaml import dump
from knowledge.model import Entity


def register(doc: typer.Typer) -> None:
    """Add the command of this module."""
    doc.command()(draft)


def draft(
    id_: IdArgument, *, into: IntoOption = None, knowledge: KnowledgeOption = None, as_json: JsonOption = False
) -> None:
    """Print what is proposed of a document, as records of facts with the reasons; nothing of it is accepted."""
    session = open_session(into or knowledge)
    source = store_of(into or knowledge).get(id_).source
    corpus = read_finished(session.library.folder)
    entities = dict(corpus.entities)
    made = Drafter(corpus.lexicon, corpus.phrasings, corpus.claim_reader, entities).draft(source)
    Drafts(session.settings.data / FOLDER).keep(id_, made.record())
    if as_json:
        say(json.dumps(made.record(), ensure_ascii=False))
        return
    for line in _files(made, entities):
        say(line)
    say(
        f"{id_}: {len(made.statements)} statements and {len(made.entities)} entities proposed; "
        f"they quote {made.covered} of {made.words} words",
        sys.stderr,
    )


def _files(made: DocumentDraft, entities: dict[str, Entity]) -> Iterator[str]:
    """Each file of facts that they would stand in."""
    places = {one.id: f"{one.kind.folder}/{one.id}" for one in made.entities}
    places |= {id_: f"{one.kind.folder}/{id_}" for id_, one in entities.items()}
    records: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for entity in made.entities:
        records[entity.id] |= entity.record()
    for one in made.statements:
        key = one.id.partition(".")[2]
        records[one.subject or ""].setdefault("statements", {})[key] = one.record()
    for id_, record in records.items():
        yield f"# facts/{places[id_]}.yaml" if id_ else "# about whom the document names nobody that is known"
        yield dump(record)
