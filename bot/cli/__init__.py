"""The command line: one module a family of commands, assembled here."""

from __future__ import annotations

import typer

from bot.cli import (
    asking,
    citing,
    comparing,
    curating,
    documents,
    drafting,
    misses,
    outbox,
    publishing,
    reports,
    restoring,
    running,
    starting,
    storing,
    watching,
)


def application() -> typer.Typer:
    """The whole command `marsad`."""
    app = typer.Typer(
        name="marsad",
        help="Cited answers about regional security: ask, curate, and run the Telegram bot.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    running.register(app)
    starting.register(app)
    asking.register(app)
    kb = typer.Typer(help="Curate the knowledge, and publish it.", no_args_is_help=True)
    curating.register(kb)
    citing.register(kb)
    publishing.register(kb)
    comparing.register(kb)
    app.add_typer(kb, name="kb")
    doc = typer.Typer(help="Documents: add, show, list and remove them, and draft facts.", no_args_is_help=True)
    documents.register(doc)
    drafting.register(doc)
    app.add_typer(doc, name="doc")
    outbox.register(app)
    misses.register(app)
    reports.register(app)
    db = typer.Typer(help="Look after the state: what is kept about chats.", no_args_is_help=True)
    storing.register(db)
    restoring.register(db)
    app.add_typer(db, name="db")
    storing.register_whole(app)
    watching.register(app)
    return app
