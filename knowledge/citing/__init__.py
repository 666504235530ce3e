"""Statements as they are cited: a token that opens one for ever, and the formats of those who cite."""
