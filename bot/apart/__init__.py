"""Work in a process of its own: libraries may hang, die, or keep what they need no more, and nothing else does then."""
