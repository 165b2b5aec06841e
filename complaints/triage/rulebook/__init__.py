"""Rule files, the packaged and the office's own, and the rules made of them; what is wrong in them, with its line."""
