"""Reasons to call: which of an account's fit somebody, what is said with them, and where new ones
come from."""
