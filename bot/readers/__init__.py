"""What is known of a chat, as values: its key, what it follows and when, what is kept of it. Pure."""
