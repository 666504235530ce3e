"""Which checkouts go through a measurement in the same run: this one, and before it the one that MARSAD_PEER names."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def checkouts() -> Mapping[str, Path]:
    """By the names under which their figures are told."""
    peer = os.environ.get("MARSAD_PEER")
    return ({"peer": Path(peer)} if peer else {}) | {"this": ROOT}
