"""What the bot writes while it runs; the only code that knows SQLAlchemy."""
