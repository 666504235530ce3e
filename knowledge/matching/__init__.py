"""From a `Question` and the statements to candidates: which may be meant, and how well each fits."""
