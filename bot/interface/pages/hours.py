"""The pages about the reader's clock: settings, time zones, and quiet hours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.interface.buttons.encoding import unpacked
from bot.interface.buttons.following import (
    Adjust,
    ListSubscriptions,
    OpenQuiet,
    OpenSettings,
    OpenSubscription,
    OpenZones,
    SetQuiet,
    SetZone,
)
from bot.interface.buttons.keyboards import Keyboards
from bot.interface.buttons.presses import Press
from bot.interface.buttons.remembering import OfferReminders, SetReminder
from bot.interface.words.markup import Block, Button, Page, Row
from bot.interface.words.wording import Worded, Wording
from bot.interface.zones import REGIONS, UTC, place, regions, time_in
from bot.readers.hours import clock
from bot.readers.schedule import Hours, Quiet

_USUAL = (Quiet(22 * 60, 7 * 60), Quiet(23 * 60, 8 * 60), Quiet(21 * 60, 6 * 60), Quiet(0, 7 * 60))


@dataclass(frozen=True, slots=True)
class HoursPages:
    """Makes these pages in one language, at a moment."""

    wording: Wording
    now: datetime

    @property
    def _keyboards(self) -> Keyboards:
        return Keyboards(self.wording)

    def settings(self, language: str | None, hours: Hours) -> Page:
        """Language, time zone and quiet hours, and the ways to change them."""
        name = self.wording.text(f"language.{language or 'auto'}")
        lines = (self.wording.text("settings.says", language=name), self._zone(hours), self._quiet(hours.quiet))
        keyboards = self._keyboards
        return Page(
            (self._block(*lines),),
            (
                *keyboards.languages(language),
                keyboards.row(
                    keyboards.named("button.zone", OpenZones("", "")), keyboards.named("button.quiet", OpenQuiet())
                ),
                (keyboards.named("button.subscriptions", ListSubscriptions(0)),),
            ),
        )

    def regions(self, hours: Hours, then: str = "") -> Page:
        """The parts of the world, to find a time zone; `then` is what is pressed afterwards."""
        keyboards = self._keyboards
        buttons = [
            keyboards.named(f"region.{region}", OpenZones(region, then)) for region in regions(self.wording.lang)
        ]
        rows = keyboards.grid([*buttons, self._choice(UTC, hours, then)], 2)
        if then:
            back = (keyboards.named("button.back", _before(then)),)
            return Page((self._block(self.wording.text("zone.ask.first")),), (*rows, back))
        return Page(
            (self._block(self._zone(hours)), self._block(self.wording.text("zone.ask"))), (*rows, *self._back())
        )

    def zones(self, region: str, hours: Hours, then: str) -> Page:
        """The time zones of a region with what their clocks show now."""
        offered = REGIONS.get(region, ())
        buttons = [self._choice(zone, hours, then) for zone in offered]
        rows = self._keyboards.grid(buttons, 2)
        back = (self._keyboards.named("button.regions", OpenZones("", then)),)
        return Page((self._block(self.wording.text("zone.choose")),), (*rows, back))

    def near(self, text: str, zones: Sequence[str], hours: Hours) -> Page:
        """No zone has that name; these are written like it."""
        key = "zone.near" if zones else "zone.unknown"
        rows = tuple((self._choice(zone, hours, ""),) for zone in zones)
        page = self.regions(hours)
        said = self._block(self.wording.text(key, text=text[:60]))
        return replace(page, blocks=(said,), buttons=(*rows, *page.buttons))

    def chosen(self, hours: Hours) -> Page:
        """The zone that was chosen."""
        return Page((self._block(self._zone(hours)),), tuple(self._back()))

    def quiet(self, hours: Hours) -> Page:
        """The quiet hours, what they mean, and usual ones to choose."""
        means = self.wording.text("quiet.means", example=self._example)
        return Page((self._block(self._quiet(hours.quiet)), self._block(means)), self._windows(hours))

    def nonsense(self, hours: Hours) -> Page:
        """What was written is no window."""
        return Page((self._block(self.wording.text("quiet.nonsense", example=self._example)),), self._windows(hours))

    @property
    def _example(self) -> Worded:
        return self.wording.text("quiet.example")

    def _windows(self, hours: Hours) -> tuple[Row, ...]:
        keyboards = self._keyboards
        windows = [
            keyboards.option(self._window(one), SetQuiet(one.start, one.end), holds=one == hours.quiet)
            for one in _USUAL
        ]
        off = keyboards.option(self.wording.text("button.quiet.off"), SetQuiet(0, 0), holds=hours.quiet is None)
        return (*keyboards.grid(windows, 2), (off,), *self._back())

    def _choice(self, zone: str, hours: Hours, then: str) -> Button:
        label = self.wording.text("zone.button", place=place(zone, self.wording.lang), time=time_in(zone, self.now))
        return self._keyboards.option(label, SetZone(zone, then), holds=zone == hours.zone)

    def _back(self) -> Iterable[Row]:
        yield (self._keyboards.named("button.settings", OpenSettings()),)

    def _zone(self, hours: Hours) -> Worded:
        if hours.zone is None:
            return self.wording.text("zone.none")
        here = place(hours.zone, self.wording.lang)
        return self.wording.text("zone.says", place=here, time=time_in(hours.zone, self.now))

    def _quiet(self, quiet: Quiet | None) -> Worded:
        if quiet is None:
            return self.wording.text("quiet.none")
        return self.wording.text("quiet.says", start=clock(quiet.start), end=clock(quiet.end))

    def _window(self, quiet: Quiet) -> Worded:
        return self.wording.text("quiet.window", start=clock(quiet.start), end=clock(quiet.end))

    def _block(self, *lines: str) -> Block:
        return Block(self.wording.lang, lines)


def _before(then: str) -> Press:
    """Where the reader was who is asked for a zone before something is done."""
    match unpacked(then):
        case Adjust(id=id_):
            return OpenSubscription(id_)
        case SetQuiet():
            return OpenQuiet()
        case SetReminder(entity=entity):
            return OfferReminders(entity)
        case _:
            return OpenSettings()
