"""Assembly; start and stop are tested in `tests/handlers/test_serving.py` and `tests/e2e`."""

from __future__ import annotations
