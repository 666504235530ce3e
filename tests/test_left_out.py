"""A run does without files of which it would leave out every test, and without no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.left_out import is_left_out

QUICK = "not (browser or postgres or process or golden or slow or bench)"


@pytest.mark.parametrize(
    ("marked", "expression", "left_out"),
    [
        ("pytestmark = pytest.mark.slow", QUICK, True),
        ("pytestmark = [on_disk, pytest.mark.browser]", QUICK, True),
        ("pytestmark = pytest.mark.usefixtures('slow')", QUICK, False),
        ("@pytest.mark.slow\ndef test_it(): ...", QUICK, False),
        ("    pytestmark = pytest.mark.slow", QUICK, False),
        ("pytestmark = pytest.mark.slow", "slow", False),
        ("pytestmark = pytest.mark.slow", "not (process)", False),
        ("pytestmark = pytest.mark.slow", "not (slow) and golden", False),
        ("pytestmark = pytest.mark.slow", "", False),
    ],
)
def test_a_file_is_left_out_where_every_test_of_it_would_be(
    tmp_path: Path, marked: str, expression: str, *, left_out: bool
) -> None:
    (tmp_path / "test_x.py").write_text(f"import pytest\n\n{marked}\n", encoding="utf-8")

    assert is_left_out(tmp_path / "test_x.py", expression) is left_out
