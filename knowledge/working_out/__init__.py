"""What no statement says alone and all of them hold: lists, counts, order, comparisons, digests."""
