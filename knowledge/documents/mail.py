"""Messages of e-mail: their words, who sent them and when; what is attached is left out."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage

from knowledge.documents.extract import Extract, SelfDescription
from knowledge.documents.file_dates import proposed_date
from knowledge.documents.plain import read_text
from knowledge.documents.web import read_html
from knowledge.errors import UnreadableFile

_BEGINS = re.compile(rb"^content-type:", re.IGNORECASE | re.MULTILINE)
_MOST_NAMED = 5
_MOST_PARTS = 500
"""A part within a part costs the parser a pass over all that is in it: 3,000 took nine seconds and 0.7 GB."""


def read_eml(data: bytes) -> Extract:
    """The plain part of a message, or the HTML part where there is no other."""
    if len(_BEGINS.findall(data)) > _MOST_PARTS:
        raise UnreadableFile(f"holds more than {_MOST_PARTS} parts; save its words as text")
    message = message_from_bytes(data, policy=policy.default)
    body = message.get_body(("plain", "html"))
    if not isinstance(body, EmailMessage):
        raise UnreadableFile("holds no words, only what is attached; save that and add it by itself")
    found = _words(body)
    subject, sender = str(message["subject"] or "").strip(), message["from"]
    names = [one.display_name or one.addr_spec for one in getattr(sender, "addresses", ())]
    date = proposed_date(str(message["date"] or ""))
    proposed = SelfDescription(
        subject or found.proposed.title, names[0] if names else None, date, found.proposed.language
    )
    attached = [str(part.get_filename() or part.get_content_type()) for part in message.iter_attachments()]
    more = f" and {len(attached) - _MOST_NAMED:,} more" if len(attached) > _MOST_NAMED else ""
    named = ", ".join(attached[:_MOST_NAMED]) + more
    warnings = (f"left out what is attached: {named}",) if attached else ()
    return Extract(
        f"{subject}\n\n{found.text.strip()}" if subject else found.text, proposed, (), (*found.warnings, *warnings)
    )


def _words(body: EmailMessage) -> Extract:
    payload = body.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    charset = body.get_content_charset()
    if body.get_content_subtype() == "html":
        return read_html(raw, charset)
    return read_text(raw, charset)
