"""The drill of restoring holds: publish, damage, restart, back up, forget, restore."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.process
@pytest.mark.timeout(300)
def test_the_drill_of_restoring_holds(tmp_path: Path) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("MARSAD_", "TELEGRAM_"))}
    environ |= {"PATH": f"{Path(sys.executable).parent}:{environ['PATH']}", "TMPDIR": str(tmp_path)}
    drill = ROOT / "deploy" / "drills" / "restoring.sh"
    done = subprocess.run(["bash", drill], cwd=ROOT, env=environ, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("`marsad run` serves it now") == 3
    assert list(tmp_path.iterdir()) == []
