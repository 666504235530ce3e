"""What is made by `knowledge.learning` and never edited: the fitted decision and the associations."""
