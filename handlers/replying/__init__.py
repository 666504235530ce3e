"""What a handler replies with."""
