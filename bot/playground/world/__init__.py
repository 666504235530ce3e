"""What exists in the playground, and the rules by which Telegram keeps it; no network, no event loop."""
