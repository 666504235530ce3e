"""How much memory a process holds (Linux)."""

from __future__ import annotations

from pathlib import Path


def memory(what: str, process: int | str = "self") -> float:
    """VmRSS is what a process holds now, RssAnon of it what lies in no file, VmHWM the most it ever held; in MB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return int(status.partition(f"{what}:")[2].split()[0]) * 1024 / 1e6
