from __future__ import annotations

from tests.bot.cli.conftest import marsad, place

__all__ = ["marsad", "place"]
