"""What a reader sees: words, pages, buttons, in both languages and directions; pure, free of Telegram."""
