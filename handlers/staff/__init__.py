"""Private chat with staff."""
