"""What an account's things look like as JSON, the same for every way in."""
