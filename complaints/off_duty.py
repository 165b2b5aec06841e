"""自己的诉求: a member of staff is somebody's neighbour, too, and then goes a resident's way."""

from dataclasses import replace

from complaints import reception
from complaints.incoming import Incoming
from complaints.intake import Registered
from complaints.reception import NeedsBuilding, Received
from complaints.triage import Triage
from storage import drafts, residents
from storage.actors import Actor, RefusedError
from storage.unit import Unit

# Draft that keeps what a member of staff wrote to nobody in particular.
WORDS = "staff_words"


async def keep(unit: Unit, actor: Actor, incoming: Incoming) -> Incoming | None:
    """Keep the words until their author says that they are an appeal; of an album all pictures.

    None where a question is open that must not be lost for them.
    """
    if actor.draft is not None and actor.draft.asks != WORDS:
        return None
    kept = _kept(actor)
    if kept is not None and incoming.album is not None and kept.album == incoming.album:
        incoming = replace(kept, text=kept.text or incoming.text, pieces=(*kept.pieces, *incoming.pieces))
    await drafts.ask(unit, actor, WORDS, incoming=incoming.to_json())
    return incoming


async def register(unit: Unit, actor: Actor, triage: Triage, message_id: int) -> NeedsBuilding | Registered:
    """登记为我的诉求: the words of this message. Raises RefusedError when others have taken their place."""
    actor.must_be_staff()
    kept = _kept(actor)
    if kept is None or kept.message_id != message_id:
        raise RefusedError("words_gone")
    await drafts.drop(unit, actor)
    return await reception.insist(unit, await _at_home(unit, actor), triage, kept)


async def go_on(unit: Unit, actor: Actor, triage: Triage, incoming: Incoming) -> Received | None:
    """What is said while the building is asked for belongs to the appeal. None where it is not asked for."""
    if actor.draft is None or actor.draft.asks != reception.BUILDING:
        return None
    return await reception.receive(unit, await _at_home(unit, actor), triage, incoming)


async def let_go(unit: Unit, actor: Actor, triage: Triage) -> None:
    """Work comes in between: an appeal that waits for its building is registered without."""
    if actor.draft is not None and actor.draft.asks == reception.BUILDING:
        await reception.let_go(unit, await _at_home(unit, actor), triage)


async def _at_home(unit: Unit, actor: Actor) -> Actor:
    """The same person as a resident; the notice for residents is shown when they leave the staff."""
    resident_id = actor.resident_id or await residents.meet(unit, actor.telegram_id)
    return replace(actor, staff=None, resident_id=resident_id)


def _kept(actor: Actor) -> Incoming | None:
    if actor.draft is None or actor.draft.asks != WORDS:
        return None
    return Incoming.from_json(actor.draft.data["incoming"])
