"""What is made from judged questions: `python -m knowledge.learning.calibrate FOLDER` writes `knowledge/learned/`.

It stands above the engine, which it teaches; nothing that answers imports it (docs/decisions/0011-learning.md).
"""
