from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from knowledge.files.bounded import lines, open_regular, read_regular
from knowledge.files.strict_yaml import parse


def test_what_is_no_file_on_a_disk_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    for path in (pipe, tmp_path, Path("/dev/zero")):
        with pytest.raises(ValueError, match="is no regular file"):
            open_regular(path)
        assert [one.message for one in parse(path).problems] == ["cannot be read: is no regular file"]


def test_a_file_beyond_the_size_is_refused_unread(tmp_path: Path) -> None:
    sparse = tmp_path / "sparse"
    with sparse.open("wb") as stream:
        stream.truncate(1 << 40)

    with pytest.raises(ValueError, match="larger than 4 MiB"):
        read_regular(sparse, most=4 << 20)


def test_a_line_that_is_too_long_is_passed_over_and_the_others_are_read() -> None:
    stream = io.BytesIO(b"one\n" + b"x" * 100 + b"\ntwo\n" + b"y" * 50)

    assert list(lines(stream, most=10)) == [b"one\n", None, b"two\n", None]
