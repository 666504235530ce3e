"""Beside the bot: tells supervisors, monitors and operators how it is."""
