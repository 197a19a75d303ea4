"""What one can tell from dated events, as arrays: who influences whom, who outranks whom."""

ANSWERED_DAYS = 3
"""The other one's next mail within so many days is an answer."""
