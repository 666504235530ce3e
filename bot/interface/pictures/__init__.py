"""What is drawn of the facts: a scene for the process that draws, and a caption that says the same in words. Pure."""
