"""Between Telegram and the handlers: how updates come in, in which order, and what watches over that."""
