"""What a button means, how that is written into it, and the keyboards."""
