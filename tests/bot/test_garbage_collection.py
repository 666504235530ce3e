"""What a process takes of the memory of its machine."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

_HEAPS = """
import ctypes, tempfile, threading
from bot.garbage_collection import one_heap

{before}
libc, together = ctypes.CDLL(None), threading.Barrier(4)
libc.malloc.restype = libc.fdopen.restype = ctypes.c_void_p
libc.fdopen.argtypes, libc.malloc_info.argtypes = (ctypes.c_int, ctypes.c_char_p), (ctypes.c_int, ctypes.c_void_p)
libc.fflush.argtypes = (ctypes.c_void_p,)

def allocate():
    together.wait()
    libc.malloc(100_000)
    together.wait()

threads = [threading.Thread(target=allocate) for _ in range(4)]
for one in threads:
    one.start()
for one in threads:
    one.join()
with tempfile.TemporaryFile() as told:
    stream = libc.fdopen(told.fileno(), b"w")
    libc.malloc_info(0, stream)
    libc.fflush(stream)
    told.seek(0)
    print(told.read().count(b"<heap nr"))
    libc.fflush(None)
"""


def _heaps(before: str) -> int:
    script = _HEAPS.format(before=before)
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    return int(done.stdout)


@pytest.mark.process
@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the heaps of glibc are counted")
def test_all_threads_take_memory_from_one_heap() -> None:
    assert _heaps("") > 1
    assert _heaps("one_heap()") == 1
