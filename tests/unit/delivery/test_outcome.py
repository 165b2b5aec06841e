import httpx
import pytest
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

import notices.delivery.bot  # noqa: F401 - sets how the library tells a wait
from notices.delivery.outcome import (
    ChatOff,
    Failed,
    Halted,
    Migrated,
    NotNow,
    Outcome,
    Sent,
    Uncertain,
    of_error,
)


def caused(error: TelegramError, cause: Exception) -> TelegramError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (RetryAfter(17), Halted(17.0)),
        (ChatMigrated(-1009), Migrated(-1009)),
        (Forbidden("Forbidden: bot was blocked by the user"), ChatOff("Forbidden: bot was blocked by the user")),
        (Forbidden("Forbidden: user is deactivated"), ChatOff("Forbidden: user is deactivated")),
        (BadRequest("Bad Request: message is not modified: specified new message content"), Sent(None)),
        (BadRequest("Bad Request: CHAT_WRITE_FORBIDDEN"), ChatOff("Chat_write_forbidden")),
        (BadRequest("Bad Request: chat not found"), ChatOff("Chat not found")),
        (BadRequest("Bad Request: group chat was deactivated"), ChatOff("Group chat was deactivated")),
        (
            BadRequest("Bad Request: not enough rights to send text messages to the chat"),
            ChatOff("Not enough rights to send text messages to the chat"),
        ),
        (
            BadRequest("Bad Request: not enough rights to send photos to the chat"),
            Failed("Not enough rights to send photos to the chat"),
        ),
        (BadRequest("Bad Request: message is too long"), Failed("Message is too long")),
        (BadRequest("Bad Request: message to edit not found"), Failed("Message to edit not found")),
        (InvalidToken("Not Found"), NotNow("InvalidToken", everywhere=True)),
        (Conflict("Conflict"), NotNow("Conflict", everywhere=True)),
        (NetworkError("Bad Gateway"), NotNow("server error", everywhere=False)),
        (caused(NetworkError("Bad Gateway"), TelegramError("no JSON")), NotNow("server error", everywhere=False)),
        (
            caused(NetworkError("httpx"), httpx.ConnectError("refused")),
            NotNow("network: ConnectError", everywhere=True),
        ),
        (caused(NetworkError("httpx"), httpx.ProxyError("refused")), NotNow("network: ProxyError", everywhere=True)),
        (caused(TimedOut(), httpx.ConnectTimeout("")), NotNow("network: ConnectTimeout", everywhere=True)),
        (caused(TimedOut(), httpx.PoolTimeout("")), NotNow("network: PoolTimeout", everywhere=True)),
        (caused(TimedOut(), httpx.ReadTimeout("")), Uncertain("network: timed out")),
        (caused(TimedOut(), httpx.WriteTimeout("")), Uncertain("network: timed out")),
        (TimedOut(), Uncertain("network: timed out")),
        (caused(NetworkError("httpx"), httpx.ReadError("reset")), Uncertain("network: ReadError")),
        (
            caused(NetworkError("httpx"), httpx.RemoteProtocolError("cut")),
            Uncertain("network: RemoteProtocolError"),
        ),
        (caused(NetworkError("unknown"), KeyError("x")), Uncertain("network: KeyError")),
        (TelegramError("Invalid server response"), Uncertain("network: TelegramError")),
    ],
    ids=repr,
)
def test_each_error_has_its_outcome(error: TelegramError, outcome: Outcome) -> None:
    assert of_error(error) == outcome
