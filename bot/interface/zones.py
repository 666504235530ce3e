"""Time zones as readers choose them: by region and city, by name in either language, by what is nearly a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from zoneinfo import available_timezones

from babel.core import Locale, get_global
from babel.dates import get_timezone_location
from rapidfuzz import fuzz, process

from bot.readers.asked import read_asked
from bot.readers.schedule import zone_of
from knowledge.files.strict_yaml import Record
from knowledge.text.folding import fold, words
from knowledge.text.listed import Listed

UTC = "UTC"
REGIONS: Mapping[str, tuple[str, ...]] = {
    "arab": (
        "Asia/Riyadh", "Africa/Cairo", "Asia/Baghdad", "Asia/Dubai", "Asia/Amman", "Asia/Beirut", "Asia/Damascus",
        "Asia/Kuwait", "Asia/Qatar", "Asia/Bahrain", "Asia/Muscat", "Asia/Aden", "Asia/Gaza", "Africa/Khartoum",
        "Africa/Tripoli", "Africa/Tunis", "Africa/Algiers", "Africa/Casablanca", "Africa/Nouakchott",
        "Africa/Mogadishu",
    ),
    "europe": (
        "Europe/London", "Europe/Paris", "Europe/Berlin", "Europe/Brussels", "Europe/Zurich", "Europe/Madrid",
        "Europe/Rome", "Europe/Vienna", "Europe/Athens", "Europe/Kyiv", "Europe/Istanbul", "Europe/Moscow",
    ),
    "asia": (
        "Asia/Tehran", "Asia/Baku", "Asia/Kabul", "Asia/Karachi", "Asia/Tashkent", "Asia/Almaty", "Asia/Bishkek",
        "Asia/Dushanbe", "Asia/Kolkata", "Asia/Dhaka", "Asia/Jakarta", "Asia/Singapore", "Asia/Shanghai",
        "Asia/Tokyo", "Asia/Seoul", "Australia/Sydney",
    ),
    "america": (
        "America/New_York", "America/Toronto", "America/Chicago", "America/Denver", "America/Los_Angeles",
        "America/Mexico_City", "America/Bogota", "America/Sao_Paulo", "America/Argentina/Buenos_Aires",
    ),
    "africa": (
        "Africa/Lagos", "Africa/Accra", "Africa/Dakar", "Africa/Addis_Ababa", "Africa/Nairobi", "Africa/Kinshasa",
        "Africa/Johannesburg", "Africa/Maputo",
    ),
}  # fmt: skip
"""The zones that are offered by buttons; every other can be written."""
_ORDER = {"ar": ("arab", "europe", "asia", "america", "africa")}
_OTHERWISE = ("europe", "america", "arab", "asia", "africa")
_AREAS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
_LOCALES = ("en", "ar")
_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?00)?")
_MOST_EAST, _MOST_WEST = 14, 12
_NEAR, _MAX_NEAREST = 70, 4


class _ZonesRecord(Record):
    """The whole of `zones.yaml`; capitals by zone."""

    utc: Listed
    capitals: dict[str, Listed]


@cache
def _listed() -> _ZonesRecord:
    return read_asked("zones", _ZonesRecord)


@dataclass(frozen=True, slots=True)
class Nearest:
    """No zone has that name; these are written like it."""

    zones: tuple[str, ...]


def regions(lang: str) -> tuple[str, ...]:
    """The regions, the one first in which most readers of a language live."""
    return _ORDER.get(lang, _OTHERWISE)


def find_zone(text: str) -> str | Nearest:
    """The zone that a text names: an IANA name, a city, a country with one zone, or whole hours from UTC."""
    said = _key(text)
    if zone := _offset(text) or _names().get(said):
        return zone
    near = process.extract(said, _names().keys(), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=20)
    return Nearest(tuple(dict.fromkeys(_names()[name] for name, _, _ in near))[:_MAX_NEAREST])


def is_zone(name: str) -> bool:
    """Whether this machine knows a zone of that name."""
    return name in available_timezones()


def place(zone: str, lang: str) -> str:
    """The city of a zone in a language, or its distance from UTC."""
    if zone.startswith("Etc/GMT") and zone[7:]:
        hours = -int(zone[7:])
        return f"UTC{hours:+}"
    return UTC if zone == UTC else _city(zone, lang)


def _city(zone: str, lang: str) -> str:
    """As the language calls it; its data know some zones by a former name, under which Babel does not look."""
    known = Locale.parse(lang).time_zones
    former = (known[name]["city"] for name in _former_names().get(zone, ()) if "city" in known.get(name, {}))
    return next(former, None) or get_timezone_location(zone, locale=lang, return_city=True).rpartition("/")[2]


@cache
def _former_names() -> Mapping[str, list[str]]:
    names: dict[str, list[str]] = {}
    for former, zone in get_global("zone_aliases").items():
        names.setdefault(zone, []).append(former)
    return names


def time_in(zone: str | None, now: datetime) -> str:
    """What the clocks show there now."""
    return f"{now.astimezone(zone_of(zone)):%H:%M}"


@cache
def _names() -> Mapping[str, str]:
    """Zones by every folded name that one may write; made once, in a quarter of a second."""
    zones = sorted(one for one in available_timezones() if one.partition("/")[0] in _AREAS)
    named = {_key(name): UTC for name in _listed().utc.entries}
    for zone in (*(zone for region in REGIONS.values() for zone in region), *zones):
        for name in _spellings(zone):
            named.setdefault(_key(name), zone)
    return named


def _spellings(zone: str) -> Iterable[str]:
    yield from (zone, zone.rpartition("/")[2])
    if capital := _listed().capitals.get(zone):
        yield from capital.entries
    for locale in _LOCALES:
        yield _city(zone, locale)
        if country := _countries().get(zone):
            yield Locale.parse(locale).territories[country]


@cache
def _countries() -> Mapping[str, str]:
    """The country of each zone that is the only one of it."""
    country_of: Mapping[str, str] = get_global("zone_territories")
    counts = Counter(country_of[zone] for zone in map(str, available_timezones()) if zone in country_of)
    return {zone: country for zone, country in country_of.items() if counts[country] == 1}


def _offset(text: str) -> str | None:
    match = _OFFSET.fullmatch(fold(text).strip())
    if match is None:
        return None
    sign, hours = match.group(1), int(match.group(2))
    if hours > (_MOST_EAST if sign == "+" else _MOST_WEST):
        return None
    # POSIX counts westward, and so do the names of these zones.
    return f"Etc/GMT{'-' if sign == '+' else '+'}{hours}" if hours else UTC


def _key(name: str) -> str:
    return " ".join(words(name))
