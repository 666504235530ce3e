"""Judged questions of a newsroom, and what becomes of their answers from one version to the next."""
