"""A week of a made-up world, played in minutes: each message that was sent is held against what should have been sent.

`python -m tests.week` plays it with a thousand readers; docs/delivery.md has what it showed last.
"""
