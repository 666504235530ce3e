from __future__ import annotations

import io
import math
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from knowledge.answering.engine import Engine
from knowledge.dialogue import Answer
from knowledge.files.arrays import StoredArrays
from knowledge.learned.files import NOTHING_LEARNED, read_associations, write_learned
from knowledge.learned.reading import ASSOCIATIONS, BUILT_IN
from knowledge.matching.pointing import Associations, Pointed, held_terms, named_terms
from knowledge.matching.signs import key, signs
from knowledge.vocabulary.terms import Term, TermKind
from tests.support.folders import STORM, KnowledgeFolder
from tests.support.lessons import ASKED, ATTENDANCE, MET, engine_of, taught
from tests.support.matching import concept, entity, profile

SHIPPED = BUILT_IN / ASSOCIATIONS
LULL = STORM.replace("Storm Council", "Lull Forum").replace("Council of Storms\n", "Forum of Lulls\n")
LATER = (
    LULL[: LULL.index("  attendance:")]
    .replace("العاصفة", "السكون")
    .replace("council", "forum")
    .replace("log", "diary")
    .replace("Council of Storms met", "Lull Forum met")
)
"""The meeting of another body, of which only the date is known: a fact that is curated later."""


@pytest.fixture
def small(folder: KnowledgeFolder) -> Engine:
    return engine_of(folder)


@pytest.fixture
def lessons(small: Engine) -> StoredArrays:
    return taught(small)


@pytest.fixture
def grown(folder: KnowledgeFolder) -> Engine:
    """The same knowledge with another meeting."""
    folder.fact("meetings/lull-forum", LATER)
    folder.source("diary", "Lull Forum met in Harbour City on 3 May 2021.", language="en")
    return engine_of(folder)


def shown(engine: Engine, text: str, *strange: Term) -> list[str]:
    return list(signs(engine.reader.read(text), frozenset(strange)))


def pointed(engine: Engine, stored: StoredArrays, text: str) -> Pointed:
    return Associations.of(stored, engine.profiles.profiles).pointed(engine.reader.read(text))


def most(engine: Engine, stored: StoredArrays, text: str) -> str | None:
    """The statement that a question points to more than to any other and to nothing, or none."""
    found = pointed(engine, stored, text)
    index = found.foremost[0]
    return engine.profiles.profiles[index].statement.id if found.statements[index] > found.nothing else None


def test_a_question_shows_its_terms_its_question_words_each_two_of_them_and_its_words(small: Engine) -> None:
    found = shown(small, "When did the Storm Council meet?")

    assert {"entity:storm-council", "concept:meet", "asks:time", "word:council"} <= set(found)
    assert "asks:time concept:meet" in found
    assert "asks:time entity:storm-council" in found
    assert not any("harbour" in sign or "asks:place" in sign for sign in found)


def test_every_sign_is_shown_once_and_in_any_order_of_words_the_same(small: Engine) -> None:
    found = shown(small, "when when did the Storm Council meet meet")

    assert len(found) == len(set(found))
    assert set(found) == set(shown(small, "the Storm Council did meet when"))


def test_only_unknown_words_are_spelt_out(small: Engine) -> None:
    found = [sign for sign in shown(small, "when did zorble meet") if sign.startswith("letters:")]

    assert {"letters: zo", "letters:orbl", "letters:le "} <= set(found)
    assert not [sign for sign in shown(small, "when the meeting") if sign.startswith("letters:")]


def test_signs_are_known_by_the_same_number_in_every_process() -> None:
    assert key("concept:meet") == 0x8A060E1D


def test_questions_point_to_the_statement_that_answers_others_like_them(small: Engine, lessons: StoredArrays) -> None:
    assert most(small, lessons, "when is the council?") == MET
    assert most(small, lessons, "which states came to the Storm Council?") == ATTENDANCE


def test_what_was_asked_in_vain_points_to_nothing(small: Engine, lessons: StoredArrays) -> None:
    assert most(small, lessons, "did the Storm Council cost much money?") is None


def test_what_was_never_seen_points_to_no_statement_more_than_to_another(small: Engine, lessons: StoredArrays) -> None:
    assert pointed(small, lessons, "xyzzy").statements == [0.0, 0.0]


@pytest.mark.parametrize("text", ["when did the Storm Council meet?", "what did it cost", "xyzzy", ""])
def test_the_chances_of_all_statements_leave_room_for_nothing(small: Engine, lessons: StoredArrays, text: str) -> None:
    found = pointed(small, lessons, text)
    chances = [found.chance(index) for index in range(len(found.statements))]

    assert min(chances) > 0
    assert sum(chances) < 1


@pytest.mark.parametrize(("statements", "nothing"), [([900.0, -900.0], 0.0), ([-900.0], 900.0), ([], 0.0)])
def test_chances_of_extreme_odds_stay_chances(statements: list[float], nothing: float) -> None:
    found = Pointed.of(statements, nothing, np.zeros(len(statements), dtype=bool))

    assert sum(found.chance(index) for index in range(len(statements))) <= 1


def test_what_a_statement_is_about_and_says_of_it_counts_twice() -> None:
    one = profile("council.x", "aim", terms={concept("ship"): 0.6, entity("council"): 1.0})

    assert named_terms(one) == {
        "concept:ship": 0.6,
        "entity:council": 1.0,
        "property:aim": 2.0,
        "subject:council": 2.0,
    }


def test_statements_are_rows_of_length_one_over_the_terms_that_are_known() -> None:
    some = [profile("a.x", "aim", terms={concept("ship"): 1.5, concept("new"): 1.0}), profile("b.x", "date")]
    found = held_terms(some, ["concept:ship", "property:aim", "concept:old"])

    assert found == pytest.approx(np.array([[0.6, 0.8, 0.0], [0.0, 0.0, 0.0]]))


def test_what_is_pointed_to_is_told_in_tens_of_log_odds() -> None:
    found = Pointed.of([20.0, -5.0], -10.0, np.zeros(2, dtype=bool))

    assert [found.strength(index) for index in (0, 1)] == [2.0, -0.5]
    assert [found.known(index) for index in (0, 1)] == [3.0, 3.0]
    assert found.foremost == [0, 1]


def test_the_chance_of_a_statement_is_its_share_of_the_odds_of_all_and_of_nothing() -> None:
    found = Pointed.of([math.log(2), 0.0], 0.0, np.zeros(2, dtype=bool))

    assert [found.chance(index) for index in (0, 1)] == pytest.approx([0.5, 0.25])


def test_of_an_untaught_statement_it_is_never_known_that_nothing_is_meant() -> None:
    lower, higher = (Pointed.of([best, 0.0], 0.0, np.array([False, True])) for best in (-20.0, 20.0))

    assert (lower.known(0), lower.known(1)) == (-2.0, 0.0)
    assert (higher.known(0), higher.known(1)) == (2.0, 2.0)
    assert (lower.statements[1], higher.statements[1]) == (-2.0, 18.0)


def test_where_nothing_is_taught_nothing_is_pointed_to() -> None:
    found = Pointed.of([5.0, 7.0], 3.0, np.ones(2, dtype=bool))

    assert found.statements == [0.0, 0.0]
    assert found.foremost == []
    assert found.known(0) == found.chance(0) == 0.0


def test_the_eight_that_it_points_to_most_are_looked_at_closely() -> None:
    found = Pointed.of(np.arange(12.0), 0.0, np.zeros(12, dtype=bool))

    assert found.foremost == [11, 10, 9, 8, 7, 6, 5, 4]


def test_a_statement_that_is_curated_later_stands_a_little_behind_the_best(
    lessons: StoredArrays, grown: Engine
) -> None:
    for text in ("when did the Lull Forum meet?", "what did the Lull Forum cost?"):
        found = pointed(grown, lessons, text)
        later = [one.statement.id for one in grown.profiles.profiles].index("lull-forum.met")

        assert found.untaught == {later}
        assert found.statements[later] == max(found.best, found.nothing) - 2.0


def test_of_a_statement_that_is_curated_later_it_is_not_known_that_nobody_tells_it(
    lessons: StoredArrays, grown: Engine
) -> None:
    found = pointed(grown, lessons, "what did the Lull Forum cost?")
    ids = [one.statement.id for one in grown.profiles.profiles]

    assert found.known(ids.index(MET)) < 0
    assert found.known(ids.index("lull-forum.met")) == 0
    assert found.chance(ids.index("lull-forum.met")) == 0
    assert ids.index("lull-forum.met") not in found.foremost


def test_a_statement_that_fewer_than_three_questions_taught_counts_as_untaught(small: Engine) -> None:
    twice = taught(small, dict(list(ASKED.items())[1:]))
    found = pointed(small, twice, "when did the Storm Council meet?")

    assert [small.profiles.profiles[index].statement.id for index in found.untaught] == [MET]


def test_nearly_all_that_is_shipped_was_taught(engine: Engine) -> None:
    assert engine.matcher.associations.untaught.sum() < 0.1 * len(engine.profiles.profiles)


def test_a_term_that_no_statement_held_when_it_was_learned_is_strange_and_gives_no_sign(
    lessons: StoredArrays, grown: Engine
) -> None:
    lull = Term(TermKind.ENTITY, "lull-forum")
    text = "when did the Lull Forum meet?"

    assert lull in Associations.of(lessons, grown.profiles.profiles).strange
    assert any("lull-forum" in sign for sign in shown(grown, text))
    assert not any("lull-forum" in sign for sign in shown(grown, text, lull))
    assert "asks:time concept:meet" in shown(grown, text, lull)


def test_no_term_of_what_was_learned_from_is_strange(engine: Engine) -> None:
    assert not engine.matcher.associations.strange


def test_without_the_file_nothing_is_pointed_to_and_questions_are_answered(small: Engine) -> None:
    found = small.matcher.associations.pointed(small.reader.read("when the meeting of the Storm Council?"))
    reply = small.reply_to("when the meeting of the Storm Council?", today=date(2022, 1, 1))

    assert (set(found.statements), found.nothing, found.known(0)) == ({0.0}, 0.0, 0.0)
    assert isinstance(reply, Answer)
    assert reply.sentences[0].statement.id == MET


def test_what_is_written_is_read_back_and_the_same_arrays_give_the_same_bytes(
    lessons: StoredArrays, tmp_path: Path
) -> None:
    one, two = tmp_path / "one.npz", tmp_path / "two.npz"
    write_learned(one, lessons)
    write_learned(two, lessons)

    assert one.read_bytes() == two.read_bytes()
    assert read_associations(one, name="one") == (lessons, [])


def test_the_file_travels_in_the_compiled_knowledge(folder: KnowledgeFolder, lessons: StoredArrays) -> None:
    write_learned(folder.root / "learned" / ASSOCIATIONS, lessons)
    engine = engine_of(folder)

    assert engine.knowledge.learned.associations == lessons
    assert most(engine, engine.knowledge.learned.associations, "who came to the council?") == ATTENDANCE


def test_another_file_makes_another_version(folder: KnowledgeFolder, lessons: StoredArrays) -> None:
    before = folder.read().version
    write_learned(folder.root / "learned" / ASSOCIATIONS, lessons)

    assert folder.read().version != before


def zipped(**arrays: npt.ArrayLike) -> bytes:
    file = io.BytesIO()
    np.savez(file, allow_pickle=True, **{name: np.asarray(array) for name, array in arrays.items()})
    return file.getvalue()


def altered(**arrays: npt.NDArray[np.generic]) -> bytes:
    """The arrays of one that learned nothing, with some of them replaced."""
    whole = {name: np.frombuffer(one.data, dtype=one.type) for name, one in NOTHING_LEARNED.items()}
    return zipped(**(whole | arrays))


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda raw: b"",
    "a few bytes": lambda raw: raw[:3],
    "truncated": lambda raw: raw[: len(raw) // 2],
    "its end is lost": lambda raw: raw[:-30],
    "no npz": lambda raw: b"type: talks\n" * 99,
    "a hole in the middle": lambda raw: raw[:4000] + bytes(8000) + raw[12000:],
    "one byte is another": lambda raw: raw[:300_000] + bytes([raw[300_000] ^ 255]) + raw[300_001:],
    "an array is missing": lambda raw: zipped(signs=[1]),
    "pickled": lambda raw: zipped(signs=np.array([None])),
    "of another type": lambda raw: altered(rows=np.zeros(0, dtype="<f8")),
    "of other sizes": lambda raw: altered(weights=np.zeros(3, dtype="<f4")),
}


@pytest.mark.parametrize("how", DAMAGE)
def test_a_damaged_file_is_one_problem_that_says_what_to_do(folder: KnowledgeFolder, how: str) -> None:
    path = folder.root / "learned" / ASSOCIATIONS
    damaged = DAMAGE[how](SHIPPED.read_bytes())
    path.write_bytes(damaged)
    (problem,) = folder.problems()

    assert problem.startswith(f"learned/{ASSOCIATIONS}")
    assert "cannot be read" in problem
    assert problem.endswith(
        "restore the built-in one, or make it anew with `python -m knowledge.learning.calibrate tests/golden`"
    )
    assert path.read_bytes() == damaged


def test_a_damaged_file_hides_no_other_problem(folder: KnowledgeFolder) -> None:
    (folder.root / "learned" / ASSOCIATIONS).write_bytes(b"")
    folder.fact("topics/harbour", "type: planet\n")

    assert {problem.partition(":")[0] for problem in folder.problems()} >= {
        f"learned/{ASSOCIATIONS}",
        "facts/topics/harbour.yaml",
    }
