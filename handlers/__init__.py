"""Telegram adapters: read the update, call one function, reply."""
