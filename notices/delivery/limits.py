"""Telegram's limits on sending, and how far under them this bot stays.

Source of the first three: Bot FAQ, "My bot is hitting limits" (core.telegram.org/bots/faq). They are not exact and not
promised, so a 429 is obeyed whatever these numbers say.
"""

from dataclasses import dataclass
from enum import Enum

# Bulk messages to all chats together, about.
TELEGRAM_PER_SECOND = 30
# To one chat; short bursts are tolerated, how short is not told.
TELEGRAM_CHAT_PER_SECOND = 1
# To one group.
TELEGRAM_GROUP_PER_MINUTE = 20

# Three in three seconds keep Telegram's mean of one a second, and let a person press three buttons in a row.
BURST, BURST_S = 3, 3.0
SECOND_S, MINUTE_S = 1.0, 60.0


class Urgency(Enum):
    """How far a request may go. Each has its own bound for all chats together; all share the same windows."""

    BULK = "bulk"  # what nobody waits for at this second
    ALERT = "alert"  # may use what bulk leaves free, and is paced in its chat as bulk is
    REPLY = "reply"  # a person waits: may also come in a short burst


@dataclass(frozen=True, slots=True)
class Limits:
    """What this bot allows itself: under Telegram's number by what delays on the way could push together."""

    bulk_per_second: int = TELEGRAM_PER_SECOND - 3
    per_second: int = TELEGRAM_PER_SECOND - 1
    chat_per_second: int = TELEGRAM_CHAT_PER_SECOND
    group_per_minute: int = TELEGRAM_GROUP_PER_MINUTE - 1
