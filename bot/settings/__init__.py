"""What an operator can set: the values, and where they come from."""
