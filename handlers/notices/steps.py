"""How a step in writing a notice is shown: in a new message after a message, in the pressed one after a press.

The preview itself comes through the outbox (notices.preview).
"""

from handlers.views import Answer, Replace
from notices import choosing
from notices.messages import choosing as list_of_places
from notices.messages import previewing, writing
from notices.sheet import AUDIENCE, PREVIEW, Sheet
from notices.wording import Unfit
from storage.unit import Unit
from texts.card import Card


async def step_after_message(unit: Unit, outcome: Sheet | Unfit | None) -> tuple[Answer, ...]:
    """Nothing where nothing is to be said, or the preview is on its way."""
    if isinstance(outcome, Unfit):
        return (Answer(writing.unfit(outcome)),)
    if outcome is None or outcome.asks == PREVIEW:
        return ()
    return (Answer(await _question(unit, outcome)),)


async def step_after_press(unit: Unit, sheet: Sheet) -> Replace:
    return Replace(previewing.previewed() if sheet.asks == PREVIEW else await _question(unit, sheet))


async def _question(unit: Unit, sheet: Sheet) -> Card:
    if sheet.asks == AUDIENCE:
        return list_of_places.choosing(await choosing.look(unit, sheet), unit.office)
    return writing.question(sheet, unit.office)
