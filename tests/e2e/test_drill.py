"""The drill for operators holds: publish, damage, restart, back up, forget, restore."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.process
@pytest.mark.timeout(300)
async def test_the_drill_holds(tmp_path: Path) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("MARSAD_", "TELEGRAM_"))}
    environ |= {"PATH": f"{Path(sys.executable).parent}:{environ['PATH']}", "TMPDIR": str(tmp_path)}
    process = await asyncio.create_subprocess_exec(
        *("bash", str(ROOT / "docs" / "drill.sh")),
        cwd=ROOT,
        env=environ,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    told, _ = await process.communicate()

    assert process.returncode == 0, told.decode()
    assert told.decode().count("`marsad run` serves it now") == 3
    assert list(tmp_path.iterdir()) == []
