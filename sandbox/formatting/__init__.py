"""Text as Telegram reads it: HTML in, entities out."""
