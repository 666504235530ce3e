"""`doc draft`: what an editor may take over from a document, with the reasons; it changes no fact."""

from __future__ import annotations

import asyncio
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from bot.cli.documents import IdArgument, store_of
from bot.cli.session import IntoOption, JsonOption, KnowledgeOption, WrongUse, day, open_session, say
from bot.language_model.client import LanguageModel, ModelFailed
from bot.language_model.proposing import propose
from bot.publishing.known_words import known_words
from bot.settings.values import Settings
from knowledge.drafting.advice import Adviser, joined
from knowledge.drafting.drafter import Drafter
from knowledge.drafting.kept_folder import KeptFolder
from knowledge.drafting.proposals import DocumentDraft, ProposedStatement
from knowledge.drafting.store import FOLDER, Drafts
from knowledge.files.suggestions import did_you_mean
from knowledge.files.written_yaml import OnOneLine, dump, dump_compact
from knowledge.model import Entity, Modality, Polarity, Source


def register(doc: typer.Typer) -> None:
    """Add the command of this module."""
    doc.command()(draft)


def draft(
    id_: IdArgument,
    *,
    into: IntoOption = None,
    knowledge: KnowledgeOption = None,
    about: Annotated[str | None, typer.Option("--about", metavar="ID", help="Whom or what it is about.")] = None,
    model: Annotated[bool, typer.Option("--model", help="Ask the language model of desk.model too.")] = False,
    short: Annotated[bool, typer.Option("--short", help="Each quote once, with the ids of what it may tell.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Print what is proposed of a document, as records of facts with the reasons; nothing of it is accepted."""
    session = open_session(into or knowledge)
    source = store_of(into or knowledge).get(id_).source
    folder, data = session.library.folder, session.library.data
    kept = KeptFolder(folder, lambda: known_words(folder, data))
    corpus = kept.corpus
    entities = dict(corpus.entities)
    if about and about not in entities:
        raise WrongUse(f"--about: the facts have no entity {about!r}{did_you_mean(about, entities)}")
    made = Drafter(corpus.lexicon, corpus.phrasings, corpus.claim_reader, entities).draft(source, about)
    if model:
        made = _advised(made, source, kept, session.settings)
    Drafts(session.settings.data / FOLDER).keep(id_, made.record())
    if as_json:
        say(json.dumps(made.record(), ensure_ascii=False))
        return
    for line in _short(made) if short else _files(made, entities):
        say(line)
    say(
        f"{id_}: {len(made.statements)} statements and {len(made.entities)} entities proposed; "
        f"they quote {made.covered} of {made.words} words",
        sys.stderr,
    )
    if short:
        say(f"next: write what you take, by these ids, into a file; then marsad doc accept {id_} FILE", sys.stderr)


def _advised(made: DocumentDraft, source: Source, kept: KeptFolder, settings: Settings) -> DocumentDraft:
    """A draft with what the language model adds; what was refused of it is said."""
    asked = LanguageModel.of(settings)
    if asked is None:
        raise WrongUse("--model: no language model is set; write desk.model.url and desk.model.name")
    adviser = Adviser(asked.name, kept, source, made.subject)
    try:
        advice = asyncio.run(propose(asked, adviser, day(None)))
    except ModelFailed as error:
        say(str(error), sys.stderr)
        raise typer.Exit(1) from None
    for one in advice.refused:
        say(f"refused of {asked.name}: «{one.what}»: {one.why}", sys.stderr)
    say(f"{asked.name}: {len(advice.statements)} proposals, {len(advice.refused)} refused", sys.stderr)
    return joined(made, advice, source)


def _short(made: DocumentDraft) -> Iterator[str]:
    """Entities, and by quote the ids of the statements with what is known of each."""
    if made.entities:
        yield "# whom and what the facts do not have, as a worksheet takes it; one of both names is a guess"
    for entity in made.entities:
        line = {"type": entity.type, **entity.names, **({"summary": dict(entity.summary)} if entity.summary else {})}
        yield dump_compact({entity.id: OnOneLine(line)}).rstrip()
    yield "\n# by sentence what may be quoted, and what for: an id, its value, how it is meant unless it is plainly so"
    quotes: defaultdict[tuple[int, str], list[ProposedStatement]] = defaultdict(list)
    for one in made.statements:
        quotes[one.sentence, one.quote].append(one)
    for (number, quote), own in quotes.items():
        yield f"\n{number} «{quote}»"
        yield from (f"  {_known(one)}" for one in own)


def _known(one: ProposedStatement) -> str:
    """The id of a statement, its value, and how it is meant where that is not plain."""
    meant = (one.modality.value if one.modality is not Modality.STATED else "", one.said_by or "")
    denied = one.polarity.value if one.polarity is not Polarity.AFFIRMED else ""
    worded = "has a wording" if one.wording else ""
    return "  ".join(filter(None, (one.id, one.value or "", *meant, denied, worded)))


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
