"""Assembly; start and stop are tested in `tests/handlers/connection/test_serving.py` and `tests/e2e`."""

from __future__ import annotations
