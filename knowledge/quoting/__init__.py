"""What documents that nobody has curated say to a question, in their own words."""
