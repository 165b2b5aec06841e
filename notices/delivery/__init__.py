"""Delivery: outbox rows to Telegram, one active sender, one rate gate."""
