"""The pages that a reader sees, by what they are about."""
