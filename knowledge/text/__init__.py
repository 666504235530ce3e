"""Letters, words, sentences and figures of any text; knows no vocabulary."""
