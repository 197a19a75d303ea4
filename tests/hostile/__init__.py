"""Files, names and arguments that were made to do harm: a clear error, or a round trip."""
