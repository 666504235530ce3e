"""From a knowledge folder to the version that is served: compiled, planned, published, swapped."""
