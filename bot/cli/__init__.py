"""The command line: one module a family of commands, listed here and imported when one of them is called."""

from __future__ import annotations

from bot.cli.on_demand import CommandGroup, Entry, OnDemand


def application() -> CommandGroup:
    """The whole command `marsad`."""
    commands: dict[str, Entry] = {
        "run": OnDemand("running", "Run the bot: on Telegram if a token is set, else on a page of its own."),
        "playground": OnDemand("running", "Run the local Bot API server and its page alone, for any bot."),
        "desk": OnDemand(
            "curators_desk",
            "Open the curators' desk: a page on which documents become facts, are tried and published.",
        ),
        "init": OnDemand(
            "starting",
            "Make a newsroom's own: config.yaml and a knowledge folder to curate, which pass `kb check`.",
        ),
        "ask": OnDemand("asking", "Answer one question, or a batch of them."),
        "search": OnDemand("asking", "Rank statements and source passages, curated or not."),
        "chat": OnDemand("asking", "Talk with Marsad in the terminal."),
        "kb": CommandGroup("kb", "Curate the knowledge, and publish it.", _knowledge()),
        "doc": CommandGroup("doc", "Documents: add, show, list and remove them, and draft facts.", _documents()),
        "feeds": OnDemand("feeds", "Look after the feeds that are watched."),
        "outbox": OnDemand("outbox", "Look after the messages to subscribers."),
        "misses": OnDemand(
            "misses",
            "List unanswered questions by meaning that three or more readers asked, or one waits for; "
            "old ones are deleted.",
        ),
        "reports": OnDemand(
            "reports",
            "List reported mistakes that wait for an answer, without their reporters; "
            "operators answer them in the chat.",
        ),
        "db": CommandGroup("db", "Look after the state: what is kept about chats.", _state()),
        "backup": OnDemand(
            "backing_up",
            "Copy state, drafts, archive and what is known of feeds as one, while the bot runs too; print its path.",
        ),
        "health": OnDemand(
            "watching", "Tell how the bots are that share the data folder; 1 unless one runs and all serve."
        ),
        "config": OnDemand("watching", "Look at what an operator has set."),
    }
    return CommandGroup(
        "marsad", "Cited answers about regional security: ask, curate, and run the Telegram bot.", commands
    )


def _knowledge() -> dict[str, OnDemand]:
    return {
        "check": OnDemand(
            "curating", "Check every rule of curation; list all problems with file and line, or what is there."
        ),
        "build": OnDemand(
            "curating", "Compile the knowledge into one file and print its path; nothing that is served changes."
        ),
        "show": OnDemand(
            "curating", "Show an entity with its statements and quotes in reading order, or one statement."
        ),
        "cite": OnDemand(
            "citing", "Cite a statement as text or for a reference manager; what is not for everybody is not cited."
        ),
        "compare": OnDemand("comparing", "Show which answers change from one version to another, with both replies."),
        "gather": OnDemand(
            "curating", "Write the facts of a document into one file, an entity a line; they say the same."
        ),
        "import": OnDemand("curating", "Take many documents in, to be searched and quoted at once."),
        "diff": OnDemand("publishing", "Show what changed from one version to another, statement by statement."),
        "plan": OnDemand(
            "publishing", "Show what publishing the folder would change, whom it reaches, and how long that takes."
        ),
        "publish": OnDemand(
            "publishing",
            "Publish the folder as it is now: show the plan, ask, and have it served and told after the cooling-off.",
        ),
        "unpublish": OnDemand("publishing", "Take back what waits to be published."),
        "prune": OnDemand(
            "publishing",
            "Delete compiled versions that nobody needs; what they told stays in the history. "
            "A running bot does it too.",
        ),
    }


def _documents() -> dict[str, OnDemand]:
    return {
        "add": OnDemand("documents", "Take a document in, to be searched and quoted at once."),
        "text": OnDemand("documents", "Print the text that was taken from a document."),
        "list": OnDemand("documents", "List the documents, the newest last."),
        "draft": OnDemand(
            "drafting",
            "Print what is proposed of a document, as records of facts with the reasons; nothing of it is accepted.",
        ),
        "accept": OnDemand(
            "accepting",
            "Take proposals over into the facts, each by all rules or not at all, or correct what was taken.",
        ),
        "sitting": OnDemand(
            "sitting",
            "Count what a document took on the desk: decisions, what was typed, checks that failed, "
            "proposals that held.",
        ),
        "remove": OnDemand("documents", "Take a document out, with its original; one that a statement cites stays."),
    }


def _state() -> dict[str, OnDemand]:
    return {
        "upgrade": OnDemand(
            "storing",
            "Bring the state to the tables that this version knows, after a backup; `run` does it at its start.",
        ),
        "backup": OnDemand(
            "storing",
            "Copy the state, also while the bot runs, and print the copy's path; outdated copies are deleted.",
        ),
        "restore": OnDemand(
            "restoring",
            "Put a copy of the state back, without what readers have had deleted since; the bot must be stopped.",
        ),
    }
