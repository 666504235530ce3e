"""Whether a large archive is found in, built and loaded within bounds: `make bench`."""

from __future__ import annotations

import sys

import pytest

from tests.benchmarks.growth import table
from tests.benchmarks.scale import Measured, measured

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def ten_thousand(tmp_path_factory: pytest.TempPathFactory) -> Measured:
    return measured(10_000, tmp_path_factory.mktemp("scale"))


@pytest.fixture(scope="module")
def hundred_thousand(tmp_path_factory: pytest.TempPathFactory, ten_thousand: Measured) -> Measured:
    row = measured(100_000, tmp_path_factory.mktemp("scale"))
    sys.stdout.write(f"\n{table([ten_thousand, row])}\n")
    return row


def test_ten_thousand_sentences_are_searched_in_five_milliseconds(ten_thousand: Measured) -> None:
    assert ten_thousand.search_p99 <= 5


def test_ten_thousand_sentences_leave_an_answer_within_five_milliseconds(ten_thousand: Measured) -> None:
    assert ten_thousand.ask_p99 <= 5


def test_passages_beside_a_refusal_leave_half_of_the_five_milliseconds_to_the_answer(ten_thousand: Measured) -> None:
    assert ten_thousand.offer_p99 <= 2.5


def test_ten_thousand_sentences_are_searched_five_times_as_fast_as_they_are_scanned(ten_thousand: Measured) -> None:
    assert ten_thousand.search_p50 * 5 <= ten_thousand.scan_p50


def test_a_hundred_thousand_sentences_are_searched_in_twenty_milliseconds(hundred_thousand: Measured) -> None:
    assert hundred_thousand.search_p99 <= 20


def test_a_hundred_thousand_sentences_leave_an_answer_within_twenty_milliseconds(hundred_thousand: Measured) -> None:
    assert hundred_thousand.ask_p99 <= 20


def test_a_hundred_thousand_sentences_are_searched_thirty_times_as_fast_as_they_are_scanned(
    hundred_thousand: Measured,
) -> None:
    assert hundred_thousand.search_p50 * 30 <= hundred_thousand.scan_p50


def test_a_hundred_thousand_sentences_are_built_in_two_minutes_and_loaded_in_three_seconds(
    hundred_thousand: Measured,
) -> None:
    assert hundred_thousand.build_s <= 120
    assert hundred_thousand.load_s <= 3


def test_a_hundred_thousand_sentences_need_no_more_than_600_megabytes(hundred_thousand: Measured) -> None:
    assert hundred_thousand.resident_mb <= 600
    assert hundred_thousand.build_mb <= 600


def test_no_query_takes_more_than_twenty_milliseconds(hundred_thousand: Measured) -> None:
    assert hundred_thousand.worst <= 20
