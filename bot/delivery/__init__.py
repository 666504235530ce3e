"""Tells subscribers what changed: planned from the state, sent once, and accounted for."""
