"""What another meeting of a kind, curated by the book, does to questions about the one that was there first."""

from __future__ import annotations

import hashlib
import shutil
from datetime import date
from pathlib import Path

import pytest

from knowledge.answering.engine import Engine
from knowledge.curation import compiler
from knowledge.curation.corpus import read_folder
from knowledge.curation.folder import DEFAULT, Folder
from knowledge.dialogue import Ambiguous, Answer, NoAnswer, Reply

pytestmark = pytest.mark.slow

MET = "عقد وزراء الدفاع في دول مجلس التعاون الخليجي اجتماعهم في الدوحة يوم 18 سبتمبر 2025"
CHAIRED = "وترأس الاجتماع الشيخ سعود آل ثاني"
CAME = "وحضر الاجتماع محمد المزروعي عن الإمارات وسعود آل ثاني عن قطر وخالد بن سلمان عن السعودية"
STOOD = "ومثّل الإمارات الوزير محمد المزروعي"
MINISTER = "ووزير خارجية الإمارات هو عبدالله بن زايد"
TEXT = f"{MET}، {STOOD}. {CAME}. {CHAIRED}. {MINISTER}.\n"
MEETING = f"""\
type: ministerial-meeting
names: {{ar: اجتماع وزراء الدفاع في دول مجلس التعاون الخليجي, en: Meeting of Gulf Defence Ministers}}
summary: {{ar: اجتماع وزاري., en: A ministerial meeting.}}
dates: 2025-09-18
statements:
  date:
    property: date
    value: 2025-09-18
    wording:
      ar: عُقد اجتماع وزراء الدفاع في دول مجلس التعاون الخليجي في الدوحة يوم 18 سبتمبر 2025.
      en: The meeting of Gulf defence ministers was held in Doha on 18 September 2025.
    citations: [{{source: gulf, quote: {MET}}}]
  uae:
    property: representative
    about: [united-arab-emirates]
    wording:
      ar: مثّل الإمارات في اجتماع وزراء الدفاع في دول مجلس التعاون الوزير محمد المزروعي.
      en: The minister Mohammed Al Mazrouei represented the Emirates at the meeting of Gulf defence ministers.
    citations: [{{source: gulf, quote: {STOOD}}}, {{source: gulf, quote: {MET}}}]
  all:
    property: representative
    about: [united-arab-emirates]
    wording:
      ar: حضر اجتماع وزراء الدفاع في دول مجلس التعاون محمد المزروعي عن الإمارات وسعود آل ثاني عن قطر
        وخالد بن سلمان عن السعودية.
      en: The meeting of Gulf defence ministers was attended by Mohammed Al Mazrouei for the Emirates, Saud Al Thani
        for Qatar and Khalid bin Salman for Saudi Arabia.
    citations: [{{source: gulf, quote: {CAME}}}, {{source: gulf, quote: {MET}}}]
  chair:
    property: chair
    wording:
      ar: ترأس اجتماع وزراء الدفاع في دول مجلس التعاون الشيخ سعود آل ثاني.
      en: Sheikh Saud Al Thani chaired the meeting of Gulf defence ministers.
    citations: [{{source: gulf, quote: {CHAIRED}}}, {{source: gulf, quote: {MET}}}]
"""
STATE = f"""\
type: state
names: {{ar: الإمارات, en: United Arab Emirates}}
aliases: {{en: {{strong: [Emirates]}}}}
summary: {{ar: دولة., en: A state.}}
statements:
  minister:
    property: office
    wording:
      ar: وزير خارجية الإمارات هو عبدالله بن زايد.
      en: The foreign minister of the Emirates is Abdullah bin Zayed.
    citations: [{{source: gulf, quote: {MINISTER}}}]
"""
BOTH = {"gulf-defence-ministers-2025", "sco-defence-ministers-2024"}


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The shipped facts, and another meeting of defence ministers."""
    folder = tmp_path_factory.mktemp("beside")
    shutil.copytree(DEFAULT / "facts", folder / "facts")
    shutil.copytree(Folder.locate(DEFAULT).seeds, folder / "seeds")
    (folder / "seeds" / "gulf.txt").write_text(TEXT, "utf-8")
    listed = {"file": "gulf.txt", "sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "language": "ar"}
    lines = "".join(f"    {key}: {value}\n" for key, value in {**listed, "received": "2026-11-20"}.items())
    with (folder / "seeds" / "sources.yaml").open("a", encoding="utf-8") as sources:
        sources.write(f"  gulf:\n{lines}    curation: partial\n    title: اجتماع وزراء الدفاع\n")
    _written(folder / "facts" / "meetings" / "gulf-defence-ministers-2025.yaml", MEETING)
    _written(folder / "facts" / "actors" / "united-arab-emirates.yaml", STATE)
    return Engine(compiler.in_memory(read_folder(Folder.locate(folder)))).warm()


def _written(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def reply(beside: Engine, text: str) -> Reply:
    return beside.reply_to(text, today=date(2026, 11, 30))


@pytest.mark.parametrize("text", ["متى اجتماع وزراء الدفاع؟", "When is the defence ministers' meeting?"])
def test_of_two_meetings_of_a_kind_it_is_asked_which(beside: Engine, text: str) -> None:
    found = reply(beside, text)

    assert isinstance(found, Ambiguous)
    assert {choice.entity for choice in found.choices} == BOTH


TOLD = {
    "متى اجتماع وزراء الدفاع الخليجي؟": "gulf-defence-ministers-2025.date",
    "متى اجتماع وزراء دفاع منظمة شنغهاي؟": "sco-defence-ministers-2024.date",
    "متى كان اجتماع وزراء الدفاع عام 2025؟": "gulf-defence-ministers-2025.date",
    "من مثّل الإمارات؟": "gulf-defence-ministers-2025.uae",
    "Who represented the Emirates?": "gulf-defence-ministers-2025.uae",
    "Who chaired the Gulf defence ministers' meeting?": "gulf-defence-ministers-2025.chair",
    "من وزير خارجية الإمارات؟": "united-arab-emirates.minister",
}


@pytest.mark.parametrize("text", TOLD)
def test_the_one_that_is_meant_is_told_and_of_two_that_answer_the_narrower(beside: Engine, text: str) -> None:
    found = reply(beside, text)

    assert isinstance(found, Answer)
    assert found.sentences[0].statement.id == TOLD[text]


@pytest.mark.parametrize(
    "text",
    [
        "Who chaired the SCO defence ministers' meeting?",
        "من ترأس اجتماع وزراء الدفاع في شنغهاي؟",
        "من وزير خارجية الهند؟",
        "Who is the foreign minister of Kazakhstan?",
        "من رئيس الإمارات؟",
        "Who is the president of Qatar?",
    ],
)
def test_what_is_told_of_one_is_not_told_of_another(beside: Engine, text: str) -> None:
    assert isinstance(reply(beside, text), NoAnswer)
