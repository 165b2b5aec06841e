"""One claimed row to Telegram: one request, one outcome."""

from dataclasses import dataclass
from typing import Self

import structlog
from telegram.error import TelegramError
from telegram.ext import ExtBot

from notices.delivery import outcome, render
from notices.delivery.gate import Slot
from notices.delivery.limits import Urgency
from notices.delivery.outcome import Outcome, Sent, Uncertain
from notices.delivery.parts import parts
from storage.outbox import Claimed
from storage.unit import Lane
from texts.card import Card

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Letter:
    """A row made ready: what it asks of the gate, and what is to be said."""

    row: Claimed
    card: Card
    was: Card | None

    @classmethod
    def of(cls, row: Claimed) -> Self:
        """Raises ValueError, KeyError or TypeError for a card that nothing can be made of."""
        card = Card.from_json(row.card)
        if row.target is not None:
            return cls(row, card, Card.from_json(row.target.card))
        return cls(row, parts(card)[0], None)

    @property
    def cost(self) -> int:
        return 1 if self.was is not None else max(1, len(self.card.media))

    @property
    def urgency(self) -> Urgency:
        return Urgency.ALERT if self.row.lane is Lane.ALERT else Urgency.BULK

    async def deliver(self, bot: ExtBot[Slot], slot: Slot) -> Outcome:
        """Never raises: what is not understood may have arrived."""
        row = self.row
        try:
            if row.target is None or self.was is None:
                return Sent(await render.send(bot, row.chat_id, self.card, slot))
            await render.edit(bot, row.chat_id, row.target.message_id, self.card, self.was, slot)
        except TelegramError as error:
            return outcome.of_error(error)
        except Exception as error:  # noqa: BLE001 - one message must never stop the sender
            log.error("message.odd", row=row.id, error=type(error).__name__)  # noqa: TRY400 - a traceback shows texts
            return Uncertain(f"error: {type(error).__name__}")
        finally:
            slot.landed()
        return Sent(None)
