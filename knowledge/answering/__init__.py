"""The only package that a bot calls: a question in, a reply out."""
