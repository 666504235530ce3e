"""What an editor may take over from a document: proposed entities and statements, which nobody has accepted yet."""
