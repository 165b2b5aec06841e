"""Telegram's words become a cause that has a plain sentence."""

import pytest

from notices.failure import cause
from texts.labels import group


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        ("Forbidden: bot was kicked from the supergroup chat", "kicked"),
        ("Forbidden: bot is not a member of the supergroup chat", "kicked"),
        ("kicked", "kicked"),
        ("left", "kicked"),
        ("Forbidden: bot was blocked by the user", "blocked"),
        ("Forbidden: user is deactivated", "blocked"),
        ("Forbidden: the group chat was deleted", "deleted"),
        ("Bad Request: chat not found", "deleted"),
        ("Bad Request: not enough rights to send text messages to the chat", "muted"),
        ("Bad Request: CHAT_WRITE_FORBIDDEN", "muted"),
        ("Bad Request: CHAT_SEND_PHOTOS_FORBIDDEN", "muted"),
        ("Bad Request: wrong file identifier/HTTP URL specified", "picture"),
        ("Bad Request: CHANNEL_PRIVATE", "kicked"),
        ("Bad Request: group chat was deactivated", "deleted"),
        ("Bad Request: USER_DEACTIVATED", "blocked"),
        ("Bad Request: something new", "other"),
        ("", "other"),
        (None, "other"),
    ],
)
def test_words_of_telegram_have_a_cause(error: str | None, expected: str) -> None:
    assert cause(error) == expected
    assert expected in group("notice_cause")
