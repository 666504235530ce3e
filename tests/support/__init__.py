"""What several test packages share: a small knowledge base, a scripted engine, a fake Telegram."""
