"""The bot that speaks on its own initiative: python-telegram-bot's ExtBot, behind the gate."""

import logging
import os

from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from notices.delivery.gate import RateGate, Slot
from notices.delivery.limiter import GateLimiter

# The library's newer form of RetryAfter.retry_after (22.2 and later); it warns at each 429 about the older one.
os.environ.setdefault("PTB_TIMEDELTA", "true")

TELEGRAM = "https://api.telegram.org"
# More than the sender ever has in flight: its own bound holds, and nobody waits in the pool.
CONNECTIONS = 32
CONNECT_S, READ_S, WRITE_S, POOL_S = 10.0, 20.0, 20.0, 10.0


def build_bot(token: str, gate: RateGate, api_base: str = TELEGRAM, proxy: str | None = None) -> ExtBot[Slot]:
    """Nothing is connected yet: the sender calls `initialize` when it begins, and again until Telegram answers.

    `proxy` is http://… or socks5://…; the machine's own proxy variables are not read, as aiogram doesn't either.
    """
    # It logs each address it calls, and the token is part of it; httpcore and the library tell texts at DEBUG.
    for name in ("httpx", "httpcore", "telegram"):
        logging.getLogger(name).setLevel(logging.WARNING)
    request = HTTPXRequest(
        connection_pool_size=CONNECTIONS,
        connect_timeout=CONNECT_S,
        read_timeout=READ_S,
        write_timeout=WRITE_S,
        pool_timeout=POOL_S,
        proxy=proxy or None,
        httpx_kwargs={"trust_env": False},
    )
    return ExtBot(
        token,
        base_url=f"{api_base}/bot",
        base_file_url=f"{api_base}/file/bot",
        request=request,
        # Updates are aiogram's; a pool of its own would only cost memory.
        get_updates_request=request,
        # Button data stays as it is packed, so that aiogram can read it: arbitrary_callback_data is False.
        rate_limiter=GateLimiter(gate),
    )
