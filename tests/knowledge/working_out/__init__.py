"""What is worked out over the facts."""
