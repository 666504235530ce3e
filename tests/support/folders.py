"""A small knowledge folder of made-up facts, written to disk by tests that break one rule at a time."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge.curation.corpus import Corpus, read_folder
from knowledge.curation.folder import Folder
from knowledge.errors import InvalidFiles
from knowledge.files.written_yaml import dump
from knowledge.learned.reading import BUILT_IN as LEARNED
from knowledge.learned.reading import DECISION
from knowledge.vocabulary.reading_phrasings import BUILT_IN

STORM = """\
type: talks
names:
  ar: مجلس العاصفة
  en: Storm Council
aliases:
  en:
    strong:
      - Council of Storms
    weak:
      - council
summary:
  ar: اجتماع خيالي.
  en: An imaginary meeting.
dates: 2021-05-03
place: harbour
statements:
  met:
    property: date
    value: 2021-05-03
    about:
      - harbour
    wording:
      ar: اجتمع مجلس العاصفة في 3 مايو 2021.
      en: The Storm Council met on 3 May 2021.
    citations:
      - source: log
        quote: Council of Storms met in Harbour City on 3 May 2021
  attendance:
    property: participant
    wording:
      ar: حضرت المجلس سبع دول.
      en: Seven states attended.
    citations:
      - source: log
        quote: Seven states took part.
"""
"""The facts of a meeting; every line stands where the tests of the rules expect it."""

SECRET = """\
  captain:
    property: participant
    wording:
      ar: حضر القبطان زمرد مجلس العاصفة.
      en: Captain Zumurrud attended the Storm Council.
    citations:
      - source: log
        quote: Captain Zumurrud attended the Council of Storms
"""
"""A statement that a curator may mark."""

EVERYTHING = (
    STORM.replace(
        "property: participant\n",
        """property: participant
    value: harbour
    said_by: harbour
    upcoming:
      ar: تحضر المجلس سبع دول.
      en: Seven states are to attend.
    caveat:
      ar: رواية واحدة.
      en: One account.
    corrected:
      ar: سوء فهم.
      en: A misunderstanding.
    withdrawn:
      since: 2022-03-01
      reason:
        ar: صحّح المصدر خبره.
        en: The source corrected it.
        ru: Источник исправил.
    marking: internal
    review_by: 2022-06-01
    reviewed: 2022-01-02
    news: true
""",
    )
    .replace("    value: 2021-05-03\n", "    value: 2021-05-03\n    embargoed_until: 2021-05-04\n")
    .replace("place: harbour\n", 'place: harbour\nbegins: "15:30"\nzone: Asia/Riyadh\n')
)
"""The same facts with every field of a statement filled in, and one of the two withdrawn."""

HARBOUR = """\
type: place
names:
  ar: مدينة الميناء
  en: Harbour City
summary:
  ar: مدينة خيالية.
  en: An imaginary city.
"""

OF_SCHEMA_6 = Path(__file__).parent.parent / "knowledge" / "compiled" / "data" / "k6-3f3161d65d6ed2de.sqlite"
"""What an earlier release compiled of the folder that `KnowledgeFolder.complete` makes."""

LOG = "Council of Storms met in Harbour City on 3 May 2021. Seven states took part."

ENGLISH = """\
language: en
asks:
  time: [when]
  place: [where]
neutral: [the, a, of, in, at]
chat:
  thanks: [thank you]
concepts:
  meet: [met, meeting]
"""
"""Far fewer words than the built-in languages, which take most of a second to read."""

CALENDAR = """\
months:
  1: [January, يناير]
  2: [February, فبراير]
  3: [March, Mar, مارس]
  4: [April, أبريل]
  5: [May, مايو]
  6: [June, يونيو]
  7: [July, يوليو]
  8: [August, أغسطس]
  9: [September, سبتمبر]
  10: [October, أكتوبر]
  11: [November, نوفمبر]
  12: [December, ديسمبر]
timid_months: [May, Mar]
ordinals: {1: [first, أول], 2: [second, ثاني], 3: [third, ثالث], 19: [nineteenth]}
ordinal_endings: [st, nd, rd, th]
cardinals: {2: [two], 3: [three], 5: [five], 7: [seven, سبع], 8: [eight], 9: [nine]}
between_days: [and, to, و, إلى]
before_year: [of, من]
before_month: [of, من]
"""
"""Far fewer again than in all languages together: reading those takes longer than all else of a small folder."""

PROPERTIES = """\
implied:
  talks: [meet]
roles: {negation: [], day: [], city: [], name: [], unnamed: [], session: [], act: [meet], host: [], accession: [],
  mutual: [], spoken-of: [], before: [], after: [], date: [date], member: [], frame: [], sequence: [], stranger: [],
  abroad: [], elsewhere: [], somebody-else: [], when: [], where: [], why: [], news: [], example: [], speaking: [],
  doing: [participant], apart: [date], holder: [], partly: [], first: [], state: [], duration: [], unit: [],
  standing: [], later: [], earlier: [], beside: [], broad: []}
properties:
  date: {label: {ar: الموعد, en: the date}, answers: [time]}
  participant: {label: {ar: المشاركون, en: who takes part}, answers: [person, group, quantity, list]}
"""
"""What can be asked in these words."""


@dataclass
class KnowledgeFolder:
    """Writes facts, seeds and phrasings below `root`; as it is made it is valid."""

    root: Path
    listing: dict[str, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def made(cls, root: Path) -> KnowledgeFolder:
        """The valid folder."""
        folder = cls(root)
        folder.fact("meetings/storm-council", STORM)
        folder.fact("topics/harbour", HARBOUR)
        folder.source("log", LOG, language="en")
        folder.phrasing("en", ENGLISH)
        folder.phrasing("properties", PROPERTIES)
        folder.phrasing("calendar", CALENDAR)
        folder.learned((LEARNED / DECISION).read_text("utf-8"))
        return folder

    def whole_calendar(self) -> None:
        """Have it read dates and figures in all languages."""
        self.phrasing("calendar", (BUILT_IN / "calendar.yaml").read_text("utf-8"))

    def secret(self, marking: str) -> None:
        """A third statement, which alone says Zumurrud, with a line of YAML that marks it; in the built-in words."""
        for words in ("vocabulary", "learned"):
            shutil.rmtree(self.root / words, ignore_errors=True)
        self.fact("meetings/storm-council", f"{STORM}{SECRET}    {marking}\n")
        self.source("log", f"{LOG} Captain Zumurrud attended the Council of Storms.", language="en")

    def complete(self) -> None:
        """Facts, documents and an archive in which every field of every type has a value somewhere."""
        self.fact("meetings/storm-council", EVERYTHING)
        note = {"ar": "بلا عنوان.", "en": "Untitled."}
        known = {"title": "T", "publisher": "P", "published": "2021-05", "url": "https://news.example/t"}
        self.source("other", "Nothing.", note=note, short={"ar": "أخرى", "en": "Other"}, **known)
        self.archive("news", {"id": "n1", "title": "t", "text": "One. Two.", "lang": "ar", "received": "2022-03-04"})

    def fact(self, place: str, yaml: str | bytes) -> Path:
        """Write a file of facts; `place` is its folder and id."""
        path = self.root / "facts" / f"{place}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(yaml if isinstance(yaml, bytes) else yaml.encode())
        return path

    def phrasing(self, name: str, yaml: str) -> Path:
        """Write a file of phrasings."""
        path = self.root / "vocabulary" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml, encoding="utf-8")
        return path

    def learned(self, yaml: str) -> Path:
        """Write the fitted decision; nothing else is learned."""
        path = self.root / "learned" / DECISION
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml, encoding="utf-8")
        return path

    def source(self, id_: str, text: str, **known: Any) -> Path:
        """Write a document and list it with a sha256 that fits."""
        path = self.root / "seeds" / f"{id_}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        digest = hashlib.sha256(text.encode()).hexdigest()
        fields = {"file": path.name, "sha256": digest, "language": "ar", "received": "2022-01-02"}
        self.listing[id_] = fields | known
        self.list_sources()
        return path

    def list_sources(self) -> None:
        """Write `sources.yaml`; JSON is YAML too."""
        listing = json.dumps({"sources": self.listing}, ensure_ascii=False, indent=1)
        (self.root / "seeds" / "sources.yaml").write_text(listing, encoding="utf-8")

    def list_plainly(self) -> Path:
        """Write `sources.yaml` as an editor writes it, a line a key; where it is."""
        path = self.root / "seeds" / "sources.yaml"
        path.write_text(dump({"sources": self.listing}), encoding="utf-8")
        return path

    def archive(self, name: str, *records: dict[str, Any] | bytes) -> Path:
        """Write an archive of imported documents."""
        path = self.root / "seeds" / f"{name}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(json_lines(*records))
        return path

    def read(self) -> Corpus:
        """Read and check the folder."""
        return read_folder(Folder.locate(self.root))

    def problems(self) -> list[str]:
        """What is wrong with the folder, a line each; empty for a valid one."""
        try:
            self.read()
        except InvalidFiles as error:
            return [str(problem) for problem in error.problems]
        return []


def json_lines(*records: dict[str, Any] | bytes) -> bytes:
    """Records as JSON Lines; bytes go in as they are."""
    lines = (
        record if isinstance(record, bytes) else json.dumps(record, ensure_ascii=False).encode() for record in records
    )
    return b"".join(line + b"\n" for line in lines)
