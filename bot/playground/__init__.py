"""A Bot API server on this machine: bots talk to it as to Telegram, people and tests play the other side."""
