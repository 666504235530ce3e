"""The author's time: a knowledge folder read, checked by all rules, and compiled."""
