"""What is lost at a restart, and may be."""
