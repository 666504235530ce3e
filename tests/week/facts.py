"""What is published in the made-up week: meetings to come, one put off and one called off, a date put right, news."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from knowledge.files.written_yaml import dump
from tests.support.folders import LOG, STORM, KnowledgeFolder

START = datetime(2024, 3, 25, tzinfo=UTC)
"""A Monday; on the Sunday of this week the clocks of Europe go forward."""
DAYS = 7

KINDS = {
    "norland": "actor",
    "sudria": "actor",
    "ostovia": "actor",
    "zerkon": "actor",
    "storm-council": "meeting",
    "harbour-talks": "meeting",
    "lantern-forum": "meeting",
    "tide-drill": "meeting",
    "reed-summit": "meeting",
    "harbour": "topic",
}
"""Every entity with its kind."""
NAMES = {
    "norland": ("نورلانديا", "Norland"),
    "sudria": ("سودريا", "Sudria"),
    "ostovia": ("أوستوفيا", "Ostovia"),
    "zerkon": ("زركون", "Zerkon"),
    "harbour-talks": ("محادثات الخليج الأزرق", "Bluewater Talks"),
    "lantern-forum": ("منتدى الفوانيس", "Lantern Forum"),
    "tide-drill": ("مناورة المدّ", "Tide Drill"),
    "reed-summit": ("قمة القصب", "Reed Summit"),
    "storm-council": ("مجلس العاصفة", "Storm Council"),
}


@dataclass(frozen=True, slots=True)
class Changed:
    """One statement that a publication changes."""

    statement: str
    names: frozenset[str]
    """The entities whose followers it concerns."""
    shows: tuple[str, str]
    """Words of it in Arabic and English that stand in whatever tells it."""
    corrects: bool = False
    rewords: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """What is published at a moment."""

    at: datetime
    changes: tuple[Changed, ...]


_PLEDGE = ("قوارب", "boats")
PLEDGE, STORM_MET, TIDE, REED, QUAY = (
    Changed("norland.pledge", frozenset({"norland"}), _PLEDGE),
    Changed("storm-council.met", frozenset({"storm-council", "harbour"}), ("مايو", "May"), corrects=True),
    Changed("tide-drill.met", frozenset({"tide-drill"}), ("مناورة المدّ", "Tide Drill"), corrects=True),
    Changed("reed-summit.met", frozenset({"reed-summit"}), ("قمة القصب", "Reed Summit"), corrects=True),
    Changed("zerkon.quay", frozenset({"zerkon", "sudria"}), ("رصيف", "quay")),
)
REWORDED = Changed("norland.pledge", frozenset({"norland"}), _PLEDGE, rewords=True)
ASKED = START + timedelta(hours=12)
"""When some ask for the date that is put right a day later."""


def _at(day: int, hour: int, minute: int = 0) -> datetime:
    return START + timedelta(days=day, hours=hour, minutes=minute)


WEEK = (
    Published(_at(0, 10), (PLEDGE,)),
    Published(_at(1, 15), (STORM_MET,)),
    Published(_at(2, 11), (TIDE,)),
    Published(_at(3, 9, 30), (REED,)),
    Published(_at(4, 12), (REWORDED, QUAY)),
)


def write(folder: KnowledgeFolder, published: int) -> None:
    """The facts as they are after so many publications."""
    lines = [LOG.replace("3", "4") if published > 1 else LOG]
    for place, entity in _entities(published).items():
        folder.fact(place, dump(entity))
        lines += [one["citations"][0]["quote"] for one in entity.get("statements", {}).values()]
    folder.fact("meetings/storm-council", _storm() if published > 1 else STORM)
    folder.source("log", " ".join(dict.fromkeys(lines)), language="en")


def _storm() -> str:
    right = STORM.replace("dates: 2021-05-03", "dates: 2021-05-04").replace("value: 2021-05-03", "value: 2021-05-04")
    right = right.replace("3 May", "4 May").replace("3 مايو", "4 مايو")
    line = "      en: The Storm Council met on 4 May 2021.\n"
    return right.replace(line, f"{line}    corrected:\n      ar: خطأ في النقل.\n      en: It was copied wrongly.\n")


def _entities(published: int) -> Mapping[str, Mapping[str, Any]]:
    day = "2024-03-31" if published > 2 else "2024-03-30"
    put_off = {"corrected": {"ar": "هبّت عاصفة.", "en": "There was a storm."}} if published > 2 else {}
    off = {"since": "2024-03-28", "reason": {"ar": "ألغاها المضيف.", "en": "Its host called it off."}}
    called_off = {"withdrawn": off} if published > 3 else {}
    hour = {"begins": "15:30", "zone": "Asia/Riyadh"}
    found = {f"actors/{id_}": _actor(id_, published) for id_ in ("norland", "sudria", "ostovia", "zerkon")}
    return {
        **found,
        "meetings/harbour-talks": _meeting("harbour-talks", "2024-03-28") | hour,
        "meetings/lantern-forum": _meeting("lantern-forum", "2024-03-29/2024-03-30"),
        "meetings/tide-drill": _meeting("tide-drill", day, **put_off),
        "meetings/reed-summit": _meeting("reed-summit", "2024-03-31", **called_off),
    }


def _actor(id_: str, published: int) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if id_ == "norland" and published:
        verb = ("تعهّدت", "pledged") if published < 5 else ("وعدت", "promised")
        said["pledge"] = _said("participant", f"{verb[0]} نورلانديا بسبعة قوارب.", f"Norland {verb[1]} seven boats.")
    if id_ == "zerkon" and published > 4:
        said["quay"] = _said("participant", "بنت زركون رصيفا في سودريا.", "Zerkon built a quay in Sudria.")
        said["quay"]["about"] = ["sudria"]
    kind = "organisation" if id_ == "zerkon" else "state"
    return _named(id_, kind) | ({"statements": said} if said else {})


def _meeting(id_: str, days: str, **more: Any) -> dict[str, Any]:
    names, day = NAMES[id_], f"{days[-2:].lstrip('0')}"
    said = _said("date", f"موعد {names[0]}: {day} مارس 2024.", f"The {names[1]}: {day} March 2024.")
    if "/" in days:
        said = _said("date", f"موعد {names[0]}: 29 و30 مارس 2024.", f"The {names[1]}: 29 and 30 March 2024.")
    if id_ == "harbour-talks":
        said["citations"] = [{"source": "log", "quote": f"The {names[1]}: {day} March 2024. They begin at 15:30."}]
    return _named(id_, "talks") | {"dates": days, "statements": {"met": said | {"value": days} | more}}


def _named(id_: str, type_: str) -> dict[str, Any]:
    ar, en = NAMES[id_]
    return {"type": type_, "names": {"ar": ar, "en": en}, "summary": {"ar": "خيال.", "en": "Imagined."}}


def _said(property_: str, ar: str, en: str) -> dict[str, Any]:
    citation = {"source": "log", "quote": en}
    return {"property": property_, "wording": {"ar": ar, "en": en}, "citations": [citation], "news": True}
