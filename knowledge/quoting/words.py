"""The words by which documents are searched for an answer, in every language and as they are spoken: `quoting.yaml`."""

from __future__ import annotations

from functools import cache, cached_property

from knowledge.files.strict_yaml import Record
from knowledge.text.listed import Listed, read_texts


class QuotingWords(Record):
    """The whole of `quoting.yaml`, which says what each list is for."""

    light: Listed
    measures: Listed
    counted_though_light: Listed
    counts_nothing: Listed
    persons: Listed
    offices: Listed
    states: Listed
    quantity: Listed
    money: Listed
    length: Listed
    duration: Listed
    units_of_money: Listed
    units_of_length: Listed
    units_of_time: Listed
    needs_before: Listed
    how_many: Listed
    counts: Listed
    by_measure: Listed
    how_long: Listed
    named: Listed
    before_names: Listed
    verb_beginnings: Listed
    dual_endings: Listed
    of_more: Listed
    labels: Listed
    helping: Listed
    which: Listed
    who: Listed
    sides: Listed
    of_a_nation: Listed
    plural: Listed
    time: Listed
    person: Listed
    place: Listed
    reason: Listed
    nobody: Listed
    duals: Listed
    dateline: Listed
    latest: Listed
    says: Listed
    of_publishers: Listed
    without_initial: Listed

    @cached_property
    def units(self) -> frozenset[str]:
        """Of money, length and time."""
        return self.units_of_money.folded | self.units_of_length.folded | self.units_of_time.folded

    @cached_property
    def uncounted(self) -> frozenset[str]:
        """Behind a figure: nothing that is counted."""
        return self.light.folded - self.counted_though_light.folded | self.counts_nothing.folded

    @cached_property
    def no_persons(self) -> frozenset[str]:
        """What is counted and is nobody."""
        return self.units | self.states.folded


@cache
def listed() -> QuotingWords:
    """The lists, read once."""
    return read_texts("quoting", QuotingWords)
