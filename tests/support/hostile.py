"""Texts that cost the engine as much as any do, found by looking for them, and how its work is counted."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

LONGEST = 4096
"""Characters of a message on Telegram."""


def filled(unit: str, size: int = LONGEST) -> str:
    """A unit as often as it fits into a message, or into fewer characters."""
    return (unit * (size // len(unit) + 1))[:size]


REPEATED = (
    *("\ufdfa", "\ufdfa ", "1-2-", "1/2/24 ", "25/4/2024", "1.2.", "3,5 ", "al-a@b.c ", "el-x", "a'b", "x_", "7a"),
    *("th", "qh", "ba ", "b5 ", "a", "و", "ال", "لا ", "من ", "ما ", "who ", "India\n", "Is India in the SCO? "),
    *(" ", "\n", "\u200d", "؟", "«a", "?\n", "India's", "http://a.", "م\u0650\u0327", "مارس2024", "not "),
)
"""Filling a message, each of them cost up to 160 ordinary questions, or would where a limit was taken away."""

WORST = (
    *("ما " * 42, "لا " * 42, "марте " * 42, "security " * 42, "ما الفرق بين " * 14),
    "Is it true that " + "والتعاون " * 38,
    "Is والتعاون والتعاون والتعاون happenings ? ? zzqqx ? والتعاون لماذا two والتعاون ؟ who ? " + "والتعاون " * 28,
    (
        "Is ؟ true ? that ? coastal противостоять терроризму لماذا? دول? dammet европу دول? ملاصقه هل "
        "minister? الأمن is demanded? موجودين как \n долго minister? دول? لديكم defence what تحرك"
    ),
    (
        "هل بلا لا لا ? \n  لا الحاصل ? \n مب tashkant التعاون؟ اعلان مشترك \n tashkant helps? التعاون؟ "
        "متى галактика helps? البحرين ينصب في \n  التقي date? التعاون؟ jumhuriyat لا? what مب قوي"
    ),
    (
        "هل annul projects invigorate ? what التعاون؟ \n what what who what what mu لا el common تاع ground "
        "повседневный ابي накалить? مقالتين السماح monqasma سميلي не etzakaro"
    ),
    (
        "mawqif mowahad \n ماذا غير ذلك? mabyehtamsh يسبق من متي raises in who الدول who is in? вражда "
        "بصوره mawqif هل tashkant تقوللي sa7 ما"
    ),
    (
        "which armani first ؟ في؟ التهديدات؟ مداخله اولا؟ 2alaha التهديدات؟ ايهما متالف رايح التطوير "
        "التهديدات؟ ايهما اولا؟ في؟ التهديدات؟ ايهما extremist movements في؟ التهديدات؟ ايهما اولا؟ في؟"
    ),
    (
        "نيسان cyber signd ابرييل outfits ١٩؟ \n وانهي антитеррору? cyber اليومم ? نقاط and every wozra "
        "3omr, ابرييل ? Evropa؟ المحدثات соглашние good attack? اليومم بكم قريب signd антитеррору? signd "
        "tegara نقاط Туркменистана? Evropa؟ القاعدة؟ صارت؟ attack?"
    ),
)
"""The worst of 50,000 that were made of the words of the vocabulary; the last six are read as several questions."""


def work(ask: Callable[[], object]) -> int:
    """How many functions are called, ours and Python's: the same in every run, unlike time."""
    called = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal called
        called += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        ask()
    finally:
        sys.setprofile(before)
    return called
