"""Wording in both languages, direction, markup, and how long texts are split."""
