"""A local Telegram: a strict Bot API server over HTTP and a chat page in the browser."""
