"""What can be wrong with the settings; its own module, so that the command line can catch it without pydantic."""

from __future__ import annotations


class InvalidSettings(Exception):
    """Settings that cannot be used; `problems` holds one readable line each."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))
