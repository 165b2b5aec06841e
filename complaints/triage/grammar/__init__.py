"""What follows a grammar and is read before the rules: times, places, loudness, and what is personal."""
