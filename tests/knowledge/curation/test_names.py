"""Names that states have by rule, and what they yield to."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.curation.names import WellKnown, capitals, of_capitals, of_states, read_well_known, with_names_by_rule
from knowledge.model import Alias, Entity, Kind, Strength
from knowledge.vocabulary.reading_phrasings import BUILT_IN


def actor(id_: str, en: str, *aliases: Alias, ar: str = "س", type_: str = "state") -> Entity:
    return Entity(id_, Kind.ACTOR, type_, {"ar": ar, "en": en}, aliases, {"ar": en, "en": en})


def names(*entities: Entity) -> dict[str, set[str]]:
    found = with_names_by_rule({one.id: one for one in entities})
    return {id_: {alias.text for alias in one.aliases} for id_, one in found.items()}


def test_a_state_is_known_in_the_languages_of_readers_and_by_its_adjectives() -> None:
    found = names(actor("egypt", "Egypt"), actor("india", "India"), actor("saudi-arabia", "Saudi Arabia"))

    assert {"مصر", "مصري", "مصرية", "Египет", "Египетский".lower()} <= {one.lower() for one in found["egypt"]} | found[
        "egypt"
    ]
    assert {"الهند", "Индия", "Индийский"} <= found["india"]
    assert {"Саудовская Аравия", "Саудовский"} <= found["saudi-arabia"]


def test_a_state_by_another_of_its_english_names_is_the_same() -> None:
    found = names(actor("turkey", "Turkey", Alias("Türkiye", "en", Strength.STRONG)))

    assert "Турция" in found["turkey"]


def test_nobody_else_has_names_by_rule() -> None:
    found = names(actor("x", "Egypt", type_="organisation"), actor("narnia", "Narnia"))

    assert found == {"x": set(), "narnia": set()}


def test_a_rule_yields_to_the_names_that_editors_gave() -> None:
    found = names(actor("egypt", "Egypt"), actor("paper", "Daily", Alias("مصري", "ar", Strength.WEAK)))

    assert "مصري" not in found["egypt"]
    assert found["paper"] == {"مصري"}


@pytest.fixture(scope="module")
def well_known() -> WellKnown:
    found, problems = read_well_known(BUILT_IN)
    assert not problems
    return found


def test_the_names_of_all_states_are_words_for_a_state_abroad_however_short(well_known: WellKnown) -> None:
    found = {(one.lang, " ".join(one.words)) for one in of_states("other-state", well_known)}

    assert {("en", "germany"), ("ru", "германия"), ("ru", "суданский"), ("ar", "المانيا")} <= found
    assert {("en", "togo"), ("en", "chad"), ("ar", "توغو"), ("ru", "перу"), ("en", "nigerien")} <= found
    assert ("en", "european union") not in found


def test_a_name_that_is_another_word_too_is_a_state_only_behind_a_word_that_says_so(well_known: WellKnown) -> None:
    found = {(one.lang, " ".join(one.words)) for one in of_states("other-state", well_known)}

    assert {("ar", "في مالي"), ("ru", "в того")} <= found
    assert not {("ar", "مالي"), ("ru", "того")} & found
    assert {"Того"}.isdisjoint(known(well_known, actor("togo", "Togo"))["togo"])


def test_the_capital_of_every_state_is_a_place_elsewhere(well_known: WellKnown) -> None:
    found = {(one.lang, " ".join(one.words)) for one in of_capitals("other-place", well_known)}

    assert {("en", "bamako"), ("ar", "بماكو"), ("ru", "уагадугу"), ("ar", "الشام")} <= found


def known(well_known: WellKnown, *entities: Entity) -> dict[str, dict[str, Strength]]:
    found = with_names_by_rule({one.id: one for one in entities}, well_known)
    return {id_: {alias.text: alias.strength for alias in one.aliases} for id_, one in found.items()}


def test_a_place_goes_by_all_names_that_are_well_known_of_it(well_known: WellKnown) -> None:
    found = known(
        well_known, actor("peking", "Peking", type_="place"), actor("z", "Tehran", type_="place"), actor("u", "Gaza")
    )

    assert {"beijing", "بكين", "пекин"} <= found["peking"].keys()
    assert {"طهران", "Тегеран"} <= found["z"].keys()
    assert "сектор газа" not in found["u"]


def test_a_state_goes_by_its_demonyms_and_its_name_in_arabic_in_latin_letters(well_known: WellKnown) -> None:
    found = known(well_known, actor("us", "United States"), actor("sa", "Saudi Arabia"))

    assert {"американский", "الأمريكان", "Americans"} <= found["us"].keys()
    assert {"Saudis", "el so3odeya"} <= found["sa"].keys()


def test_a_capital_is_said_for_its_state_but_never_for_certain_nor_where_it_is_curated(well_known: WellKnown) -> None:
    alone = known(well_known, actor("russia", "Russia"))
    both = known(well_known, actor("russia", "Russia"), actor("moscow", "Moscow", type_="place"))

    assert alone["russia"]["Moscow"] is Strength.WEAK
    assert "Moscow" not in both["russia"]


def test_a_capital_lies_in_its_state_where_both_are_curated(well_known: WellKnown) -> None:
    russia, moscow, bryansk = (
        actor("ru", "Russia"),
        actor("m", "Moscow", type_="place"),
        actor("b", "Bryansk", type_="place"),
    )

    assert capitals({one.id: one for one in (russia, moscow, bryansk)}, well_known) == {"m": "ru"}
    assert capitals({"m": moscow}, well_known) == {}


def test_names_of_another_shape_are_reported_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "names.yaml").write_text("states:\n  SA: [Saudi]\n", "utf-8")

    _, problems = read_well_known(tmp_path)

    assert [(one.file, one.line) for one in problems] == [("vocabulary/names.yaml", 2)]


UNKNOWN_NAMES = {
    "states: {QQ: {en: [Qian]}}": "1: states.QQ: CLDR knows no state of the code 'QQ'",
    "states: {EU: {en: [Union]}}": "1: states.EU: CLDR knows no state of the code 'EU'",
    "groups:\n  150: {en: [European]}\n  159: {en: [Martian]}": "3: groups.159: CLDR knows no group of the code '159'",
    "capitals: {IQ: Bagdhad}": "1: capitals.IQ: no city is called 'Bagdhad'; did you mean 'baghdad'?",
    "capitals: {IQ: Zorp}": "1: capitals.IQ: no city is called 'Zorp'; list it under places",
    "capitals: {QQ: Baghdad}": "1: capitals.QQ: CLDR knows no state of the code 'QQ'",
}


@pytest.mark.parametrize("yaml", UNKNOWN_NAMES)
def test_a_code_or_a_capital_that_nothing_goes_by_is_a_mistake_in_its_line(tmp_path: Path, yaml: str) -> None:
    (tmp_path / "names.yaml").write_text(f"{yaml}\n", "utf-8")

    assert list(map(str, read_well_known(tmp_path)[1])) == [f"vocabulary/names.yaml:{UNKNOWN_NAMES[yaml]}"]


def test_a_capital_of_the_list_of_places_is_known(tmp_path: Path) -> None:
    (tmp_path / "names.yaml").write_text("capitals: {IQ: Zorp}\nplaces: {Zorp: {ar: [زورب]}}\n", "utf-8")

    well_known, problems = read_well_known(tmp_path)

    assert problems == []
    assert [alias.text for alias in well_known.capitals["IQ"]] == ["Zorp", "زورب"]


def test_the_capital_of_albania_goes_by_both_its_names(well_known: WellKnown) -> None:
    assert {"Tirana", "Tirane"} <= {alias.text for alias in well_known.capitals["AL"]}


def test_a_vocabulary_may_do_without_well_known_names(tmp_path: Path) -> None:
    assert read_well_known(tmp_path)[1] == []
