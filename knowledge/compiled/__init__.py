"""The one file that is served, and the knowledge in memory."""
