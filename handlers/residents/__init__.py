"""Private chat with residents."""
