"""What buttons about events and about what was said before mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.interface.buttons.presses import Press
from bot.readers.event_time import Lead


@dataclass(frozen=True, slots=True)
class OfferReminders(Press):
    """Show how long before an event one can be reminded of it."""

    entity: str


@dataclass(frozen=True, slots=True)
class SetReminder(Press):
    """Be reminded of an event."""

    entity: str
    lead: Lead


@dataclass(frozen=True, slots=True)
class EndReminder(Press):
    """Be reminded no more."""

    id: int


@dataclass(frozen=True, slots=True)
class ListReminders(Press):
    """Show a page of what one is reminded of, in the same message."""

    page: int


@dataclass(frozen=True, slots=True)
class ShowReminders(Press):
    """Show what one is reminded of in a new message: below one that is to stay."""


@dataclass(frozen=True, slots=True)
class SendCalendar(Press):
    """Send an event as a file for a calendar."""

    entity: str


@dataclass(frozen=True, slots=True)
class SendAllEvents(Press):
    """Send all events that one follows as a file for a calendar."""


@dataclass(frozen=True, slots=True)
class ShowHistory(Press):
    """Tell what was said of an entity when, and why that changed."""

    entity: str


LETTERS: Mapping[str, type[Press]] = {
    "ro": OfferReminders,
    "rs": SetReminder,
    "re": EndReminder,
    "rl": ListReminders,
    "rm": ShowReminders,
    "rc": SendCalendar,
    "ra": SendAllEvents,
    "rh": ShowHistory,
}
"""As those of `presses`; two letters, for there are no single ones left."""
