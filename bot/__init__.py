"""Marsad's running process: settings, wording, state and delivery."""
