"""What requests may hold and what answers hold, as models with examples."""
