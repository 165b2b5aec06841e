"""The preview: what each group will get, sent to the author first, and below it what can be done with it."""

from notices.delivery.parts import parts
from notices.groups import reached
from notices.messages import copy, previewing
from notices.sheet import Sheet
from storage.actors import Actor
from storage.unit import Lane, Outgoing, Unit


async def show(unit: Unit, actor: Actor, sheet: Sheet, bot_username: str) -> bool:
    """Send the preview to the author; False, and nothing sent, when no group at all would get the notice."""
    buildings, reach = await reached(unit, sheet.parts)
    if not reach.groups:
        return False
    # There is no number yet that a question could refer to: the sample's button opens the private chat.
    letter = copy.Letter(sheet.title, sheet.body, sheet.pictures, unit.now, copy.private_chat(bot_username))
    sample = copy.card(letter, unit.office)
    # Taken apart here as the sender would, for what it puts after the words must not come after the buttons.
    for card in (*parts(sample), previewing.controls(sheet, buildings, reach, unit.office)):
        unit.send(Outgoing(Lane.REPLY, actor.chat_id, "notice", "preview", card.to_json()))
    return True
