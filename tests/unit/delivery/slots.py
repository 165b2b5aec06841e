"""Slots of the gate, as tests take them."""

from notices.delivery.gate import RateGate
from notices.delivery.limits import Urgency


def send(gate: RateGate, chat: int, cost: int = 1, urgency: Urgency = Urgency.BULK) -> bool:
    """Take a slot and have it landed at once."""
    slot = gate.take(chat, cost, urgency)
    if slot is not None:
        slot.landed()
    return slot is not None
