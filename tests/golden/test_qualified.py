"""A statement in its own words and one thing more that it does not say: no yes, whatever else is the same."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.dialogue import Answer, Verdict
from knowledge.learning.built_in_engine import TODAY

pytestmark = [pytest.mark.golden, pytest.mark.slow]
ASKED = {"en": "Is it true that {} {}?", "ar": "هل صحيح أن {} {}؟"}
MORE = {
    "en": (
        "by force", "despite objections", "in Beijing", "for ten years", "since 2001", "in 2019", "on 3 May",
        "before the elections", "at the request of Russia", "for the second time", "in secret",
        "because of the elections", "for economic reasons", "unanimously", "in all sectors", "for all members",
        "permanently", "via Pakistan", "instead of China", "more than Russia", "as the top priority",
        "and nuclear weapons", "in the health sector", "by 2030", "in December", "with Iranian support",
    ),
    "ar": (
        "رغم الاعتراضات", "في بكين", "لمدة عشر سنوات", "منذ 2001", "عام 2019", "في 3 مايو", "قبل الانتخابات",
        "بطلب من روسيا", "للمرة الثانية", "سرًا", "بسبب الانتخابات", "لأسباب اقتصادية", "بالإجماع", "في كل القطاعات",
        "لكل الأعضاء", "نهائيًا", "عبر باكستان", "بدلًا من الصين", "أكثر من روسيا", "كأولوية قصوى",
        "والأسلحة النووية", "في قطاع الصحة", "بحلول 2030", "في ديسمبر", "بدعم إيراني",
    ),
}  # fmt: skip
"""What no statement of the two documents says of anything."""
PARTS = 3


@pytest.mark.parametrize("lang", MORE)
@pytest.mark.parametrize("part", range(PARTS))
def test_whoever_says_one_thing_more_than_a_statement_gets_no_yes(engine: Engine, lang: str, part: int) -> None:
    asked = [
        (one.id, more, ASKED[lang].format(one.wording[lang].rstrip("."), more))
        for one in list(engine.knowledge.statements.values())[part::PARTS]
        for more in MORE[lang]
    ]
    replies = ((*one, engine.reply_to(one[-1], today=TODAY)) for one in asked)
    confirmed = [
        (id_, more)
        for id_, more, _, reply in replies
        if isinstance(reply, Answer) and reply.verdict is Verdict.CONFIRMED
    ]

    assert len(asked) > 1000
    assert confirmed == []
