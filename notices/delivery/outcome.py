"""What became of a request, told from the exception that ended it.

Telegram's words: tdlib/telegram-bot-api, Client.cpp, fail_query_with_error and its callers.
"""

from dataclasses import dataclass

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from notices.delivery.limiter import seconds


@dataclass(frozen=True, slots=True)
class Sent:
    """`message_id` is None after an edit."""

    message_id: int | None


@dataclass(frozen=True, slots=True)
class Halted:
    """429: nothing more to this chat for so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class NotNow:
    """It surely did not arrive, and the message is not to blame. `everywhere`: no other would arrive either."""

    reason: str
    everywhere: bool


@dataclass(frozen=True, slots=True)
class NotTried:
    """It was never asked: the row goes back as it was."""


@dataclass(frozen=True, slots=True)
class Failed:
    reason: str


@dataclass(frozen=True, slots=True)
class Uncertain:
    """It may have arrived."""

    reason: str


@dataclass(frozen=True, slots=True)
class ChatOff:
    """The bot can't write to this chat until somebody there changes that."""

    reason: str


@dataclass(frozen=True, slots=True)
class Migrated:
    chat_id: int


Outcome = Sent | Halted | NotNow | NotTried | Failed | Uncertain | ChatOff | Migrated

# Errors of the line before anything was written to it.
_UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)
_UNCHANGED = "message is not modified"
# 403 says this by its number; these say it in a 400. Compared in lower case.
_CHAT_OFF = (
    "chat not found",
    "chat was deleted",
    "chat was deactivated",
    "chat_write_forbidden",
    "chat_restricted",
    "chat_admin_required",
    "chat_send_plain_forbidden",
    "channel_private",
    "peer_id_invalid",
    "user_is_blocked",
    "user_deactivated",
    "user is deactivated",
    "have no rights to send",
    "not enough rights to send text messages",
    "need administrator rights",
)


def of_error(error: TelegramError) -> Outcome:
    """The order matters: BadRequest and TimedOut are NetworkErrors too."""
    match error:
        case RetryAfter():
            return Halted(seconds(error))
        case ChatMigrated():
            return Migrated(error.new_chat_id)
        case Forbidden():
            return ChatOff(error.message)
        case BadRequest():
            return _refused(error.message)
        case NetworkError() | InvalidToken() | Conflict():
            return _on_the_line(error)
        case _:
            return Uncertain(f"network: {type(error).__name__}")


def _refused(words: str) -> Outcome:
    said = words.casefold()
    if _UNCHANGED in said:
        return Sent(None)
    return ChatOff(words) if any(sign in said for sign in _CHAT_OFF) else Failed(words)


def _on_the_line(error: TelegramError) -> Outcome:
    if not isinstance(error, NetworkError):
        # A proxy's 404 page looks like a bad token; a bad token is a matter for the office, not for the message.
        return NotNow(type(error).__name__, everywhere=True)
    cause = error.__cause__
    if isinstance(cause, _UNSENT):
        return NotNow(f"network: {type(cause).__name__}", everywhere=True)
    if isinstance(error, TimedOut):
        return Uncertain("network: timed out")
    if cause is None or isinstance(cause, TelegramError):
        # An answer with a number that means nothing to the library: 5xx. Telegram says that it did not do it.
        return NotNow("server error", everywhere=False)
    return Uncertain(f"network: {type(cause).__name__}")
