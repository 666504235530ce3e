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
    *("ما " * 44, "لا " * 44, "марте " * 44, "security " * 44, "ما الفرق بين " * 14),
    "Is it true that " + "والتعاون " * 40,
    (
        "Is it true that ? لماذا? دول? ملاصقه india هل minister? الأمن is demanded? ٢٥ التدريبات "
        "как долго minister? لماذا? دول? bgad لديكم defence birth لماذا? . ближайшее كيشارك "
        "исключение الهند. لماذا? دول? европу"
    ),
    (
        "Is it true that . لا التعاون؟ cybercrime التعاون؟ '24 هل '24 мореплавание what التعاون؟ "
        "التعاون؟ регион اسما двенадцатых الأمن التعاون؟ девятнадцатая التعاون؟ التعاون؟ omen its "
        "goals التعاون؟ ما موقع venezuela التعاون؟ التعاون؟ التعاون؟ . يستوجب ازا الدول الحبيسه "
        "التعاون؟ التعاون؟ التعاون"
    ),
    (
        "which armani first ؟ في؟ التهديدات؟ مداخله اولا؟ 2alaha التهديدات؟ ايهما متالف رايح "
        "التطوير التهديدات؟ ايهما اولا؟ في؟ التهديدات؟ ايهما extremist movements في؟ التهديدات؟ "
        "ايهما اولا؟ في؟ التهديدات؟ 1 اولا؟ في؟ التهديدات؟ netham اولا؟ في؟ التهديدات؟ اجتماع وزرا "
        "الدفاع في منظمه شنغهاي للتعاون اولا؟"
    ),
    (
        "how many . who would التqاره غير who هل counterbalancing يفرق ٢٥ \n regional 3andi so2al "
        "шестидесятому هل التqاره غير الشرعيه biannual ما يفرق ٢٥ \n сказала шестидесятому هل "
        "التqاره غير الشرعيه biannual ما يفرق ٢٥ \n لا шестидесятому هل"
    ),
)
"""The worst of 26,000 that were made of the words of the vocabulary; the last four are read as several questions."""


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
