"""红黄绿灯: one rule for every list, card and report."""

from datetime import datetime
from enum import StrEnum

# Yellow when a quarter of the time is left (design, feature 3).
YELLOW_SHARE = 0.25


class Light(StrEnum):
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    DONE = "done"


def light(now: datetime, opened_at: datetime, due_at: datetime, *, done: bool) -> Light:
    if done:
        return Light.DONE
    if now >= due_at:
        return Light.RED
    return Light.YELLOW if due_at - now <= YELLOW_SHARE * (due_at - opened_at) else Light.GREEN
