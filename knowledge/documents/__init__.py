"""What comes as a file becomes a text: formats, encodings, and what a document says of itself."""
