"""Finds sentences of documents, curated or not, by letters and by meaning."""
