"""From an HTTP request to checked parameters."""
