"""Why a message did not arrive, from Telegram's words to a code with a plain sentence. Pure.

The words: tdlib/telegram-bot-api, Client.cpp, fail_query_with_error and its callers. Raw upper-case errors of the
server arrive as 400, so a cause is told by its words, not by its number.
"""

# The first that fits decides. The bot's own reasons (kicked, left, muted, blocked) stand among Telegram's.
_CAUSES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("kicked", ("kicked", "left", "bot is not a member", "channel_private")),
    ("deleted", ("chat was deleted", "chat was deactivated", "chat not found", "peer_id_invalid")),
    ("blocked", ("blocked", "deactivated", "can't initiate conversation")),
    (
        "muted",
        (
            "muted",
            "not enough rights",
            "have no rights",
            "need administrator rights",
            "chat_write_forbidden",
            "chat_restricted",
            "chat_admin_required",
            "chat_send_",
            "topic_closed",
        ),
    ),
    ("picture", ("wrong file", "wrong remote file", "file_reference", "photo_invalid", "media_empty")),
)


def cause(error: str | None) -> str:
    """kicked, deleted, blocked, muted, picture, or other."""
    words = (error or "").casefold()
    return next((code for code, signs in _CAUSES if any(sign in words for sign in signs)), "other")
