"""When next: due by a cadence that real contact alone resets, on a day that suits them."""
