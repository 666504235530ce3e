"""Pages that people open in their browser: who may use them, and how their files are sent."""
