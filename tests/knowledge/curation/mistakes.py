"""Mistakes that editors make, made on purpose: `python -m tests.knowledge.curation.mistakes DIR`.

Each becomes a folder in DIR with the file as it was typed and, in message.txt, what `kb check` says of it. Whoever sees
these two mends the file; with `--mended` behind DIR, every folder is checked again and it is told which are right now.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.curation.corpus import Corpus, read
from knowledge.curation.folder import Folder
from knowledge.errors import InvalidFiles, Problem
from tests.support.folders import KnowledgeFolder

TEXT = """\
اجتماع وزراء دفاع دول الساحل
اجتمع وزراء دفاع دول الساحل في نواكشوط يومي 12 و13 مايو 2025.
ترأس الاجتماع وزير الدفاع الموريتاني حننه ولد سيدي، وحضره رئيس الأركان السنغالي مباي سيسي.
لم تشارك مالي في اجتماع وزراء دفاع دول الساحل.
وأعلن أن السنغال سترسل 250 جنديا إلى تمرين مشترك بعد اجتماع وزراء دفاع دول الساحل.
ومن المتوقع أن يعقد اجتماع وزراء دفاع دول الساحل المقبل في داكار عام 2026.
"""
MEETING = "meetings/sahel-defence-2025"
FACTS: Mapping[str, str] = {
    MEETING: """\
type: ministerial-meeting
names: {ar: اجتماع وزراء دفاع دول الساحل, en: Sahel defence ministers' meeting}
summary:
  ar: اجتماع وزراء دفاع دول الساحل في نواكشوط يومي 12 و13 مايو 2025.
  en: A meeting of the Sahel defence ministers in Nouakchott on 12–13 May 2025.
dates: 2025-05-12/2025-05-13
place: nouakchott
statements:
  date:
    property: date
    value: 2025-05-12/2025-05-13
    wording:
      ar: اجتمع وزراء دفاع دول الساحل في نواكشوط يومي 12 و13 مايو 2025.
      en: The Sahel defence ministers met in Nouakchott on 12–13 May 2025.
    citations:
      - source: sahel
        quote: اجتمع وزراء دفاع دول الساحل في نواكشوط يومي 12 و13 مايو 2025
  chair:
    property: chair
    value: hanena-ould-sidi
    about: [mauritania]
    wording:
      ar: ترأس وزير الدفاع الموريتاني حننه ولد سيدي اجتماع وزراء دفاع دول الساحل.
      en: Mauritania's defence minister Hanena Ould Sidi chaired the Sahel defence ministers' meeting.
    citations:
      - source: sahel
        quote: ترأس الاجتماع وزير الدفاع الموريتاني حننه ولد سيدي، وحضره رئيس الأركان السنغالي مباي سيسي
      - source: sahel
        quote: اجتماع وزراء دفاع دول الساحل
        occurrence: 1
  absent-mali:
    property: participant
    value: mali
    polarity: negated
    wording:
      ar: لم تشارك مالي في اجتماع وزراء دفاع دول الساحل.
      en: Mali did not take part in the Sahel defence ministers' meeting.
    citations:
      - source: sahel
        quote: لم تشارك مالي في اجتماع وزراء دفاع دول الساحل
  troops:
    property: troops
    value: senegal
    modality: announced
    wording:
      ar: أُعلن أن السنغال سترسل 250 جنديًا إلى تمرين مشترك بعد اجتماع وزراء دفاع دول الساحل.
      en: Senegal was announced to send 250 soldiers to a joint exercise after the Sahel defence ministers' meeting.
    citations:
      - source: sahel
        quote: وأعلن أن السنغال سترسل 250 جنديا إلى تمرين مشترك بعد اجتماع وزراء دفاع دول الساحل
  next-meeting:
    property: next-meeting
    value: dakar
    modality: expected
    wording:
      ar: من المتوقع أن يُعقد اجتماع وزراء دفاع دول الساحل المقبل في داكار عام 2026.
      en: The next Sahel defence ministers' meeting is expected to be held in Dakar in 2026.
    citations:
      - source: sahel
        quote: ومن المتوقع أن يعقد اجتماع وزراء دفاع دول الساحل المقبل في داكار عام 2026
""",
    "actors/hanena-ould-sidi": """\
type: person
names: {ar: حننه ولد سيدي, en: Hanena Ould Sidi}
summary: {ar: وزير الدفاع الموريتاني., en: Mauritania's minister of defence.}
""",
    "actors/mbaye-cisse": """\
type: person
names: {ar: مباي سيسي, en: Mbaye Cissé}
summary: {ar: رئيس الأركان السنغالي., en: Senegal's chief of staff.}
""",
    "actors/mauritania": """\
type: state
names: {ar: موريتانيا, en: Mauritania}
summary: {ar: دولة في غرب أفريقيا., en: A state in West Africa.}
""",
    "actors/senegal": """\
type: state
names: {ar: السنغال, en: Senegal}
summary: {ar: دولة في غرب أفريقيا., en: A state in West Africa.}
""",
    "actors/mali": """\
type: state
names: {ar: مالي, en: Mali}
summary: {ar: دولة في غرب أفريقيا., en: A state in West Africa.}
""",
    "topics/nouakchott": """\
type: place
names: {ar: نواكشوط, en: Nouakchott}
summary: {ar: عاصمة موريتانيا., en: The capital of Mauritania.}
""",
    "topics/dakar": """\
type: place
names: {ar: داكار, en: Dakar}
summary: {ar: عاصمة السنغال., en: The capital of Senegal.}
""",
}  # fmt: skip
"""Right as they stand."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One slip: words of a file, and what was typed instead of them."""

    name: str
    right: str
    typed: str
    mend: str
    """What its message has to hold, so that nobody has to guess."""
    file: str = MEETING


MISTAKES: Sequence[Mistake] = (
    Mistake("colon", "en: The Sahel defence ministers met", "en: Note: the Sahel defence ministers met", "in quotes"),
    Mistake("no-space", "property: chair", "property:chair", "property: chair"),
    Mistake("tab", "    property: chair", "\tproperty: chair", "spaces"),
    Mistake("wrong-quote", "نواكشوط يومي 12 و13 مايو 2025\n  chair", "نواكشوط يومي 12 و13 ماي 2025\n  chair", "مايو"),
    Mistake("unknown-key", "property: chair", "proprety: chair", "'property'"),
    Mistake("unknown-type", "type: ministerial-meeting", "type: ministerial-meetng", "'ministerial-meeting'"),
    Mistake("type-of-another-folder", "type: ministerial-meeting", "type: person", "ministerial-meeting"),
    Mistake("unknown-property", "property: chair", "property: chairman", "'chair'"),
    Mistake("unknown-value", "value: senegal", "value: sengal", "'senegal'"),
    Mistake("no-citations", "citations:", "citatons:", "'citations'"),
    Mistake("unknown-modality", "modality: announced", "modality: anounced", "'announced'"),
    Mistake("no-modality", "    modality: announced\n", "", "`modality: announced`"),
    Mistake("negation-added", "Senegal was announced to send", "Senegal was announced not to send", "not"),
    Mistake("negation-dropped", "Mali did not take part in", "Mali took part in", "لم"),
    Mistake("negation-dropped-everywhere", "polarity: negated\n    wording:\n      ar: لم تشارك مالي في "
            "اجتماع وزراء دفاع دول الساحل.\n      en: Mali did not take part",
            "wording:\n      ar: شاركت مالي في اجتماع وزراء دفاع دول الساحل.\n      en: Mali took part", "لم"),
    Mistake("tense", "meeting is expected to be held", "meeting was held", "is expected to"),
    Mistake("figure", "send 250 soldiers", "send 520 soldiers", "250"),
    Mistake("figure-of-the-head", "on 12–13 May 2025.\ndates", "on 12–23 May 2025.\ndates", "13"),
    Mistake("anothers-office", "Mauritania's defence minister Hanena Ould Sidi", "Senegal's defence minister "
            "Hanena Ould Sidi", "mauritania"),
    Mistake("value-of-another-year", "value: 2025-05-12/2025-05-13", "value: 2024-05-12/2024-05-13",
            "2025-05-12/2025-05-13"),
    Mistake("value-that-nobody-names", "value: mali", "value: dakar", "mali"),
    Mistake("anothers-name", "Mali did not take part", "Mauritania did not take part", "mali"),
    Mistake("no-arabic", "      ar: لم تشارك مالي في اجتماع وزراء دفاع دول الساحل.\n", "", "Arabic"),
)  # fmt: skip


def folder(root: Path, mistake: Mistake | None = None) -> KnowledgeFolder:
    """The facts below a folder, with one mistake in them."""
    made = KnowledgeFolder(root)
    made.source("sahel", TEXT, language="ar")
    made.list_plainly()
    for place, text in FACTS.items():
        made.fact(place, wrong(text, mistake) if mistake and mistake.file == place else text)
    return made


def wrong(text: str, mistake: Mistake) -> str:
    """A file as it was typed."""
    if text.count(mistake.right) < 1:
        raise ValueError(f"{mistake.name}: there are no such words")
    return text.replace(mistake.right, mistake.typed, 1)


def problems(root: Path, before: Corpus | None = None) -> Sequence[Problem]:
    """What a folder breaks of the rules."""
    try:
        reading = read(Folder.locate(root), before)
    except InvalidFiles as error:
        return error.problems
    return tuple(reading.uncovered)


def _exercises(target: Path) -> Iterator[str]:
    before = read(Folder.locate(folder(target / "right").root)).corpus
    for mistake in MISTAKES:
        root = folder(target / mistake.name, mistake).root
        told = "\n".join(map(str, problems(root, before)))
        (root / "message.txt").write_text(f"{told}\n", encoding="utf-8")
        yield f"== {mistake.name}: {root / 'facts' / mistake.file}.yaml\n{told}\n"


def _mended(target: Path) -> Iterator[str]:
    before = read(Folder.locate(target / "right")).corpus
    right = 0
    for mistake in MISTAKES:
        found = problems(target / mistake.name, before)
        right += not found
        yield f"{'right' if not found else 'wrong'}  {mistake.name}  {'; '.join(map(str, found))}\n"
    yield f"{right} of {len(MISTAKES)} are right\n"


if __name__ == "__main__":
    place = Path(sys.argv[1])
    is_mended = sys.argv[2:] == ["--mended"]
    if not is_mended:
        shutil.rmtree(place, ignore_errors=True)
    for line in (_mended if is_mended else _exercises)(place):
        sys.stdout.write(line)
