"""What our touches have become: each rule looks at the history and raises flags."""
