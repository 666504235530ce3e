"""Pictures of what statements tell: what is drawn, how it looks, and the process that draws."""
