"""答复 in several messages: pictures may come before the words that they belong to, and for a moment after them."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from complaints import handling, relay
from complaints.facts import CaseFacts
from complaints.incoming import Incoming, Piece
from storage import drafts
from storage.actors import Actor
from storage.unit import Unit

# Draft of a person who is asked for the answer.
ANSWER = "answer"
# Draft of a person who has just given it.
ANSWERED = "answered"
# Pictures that come within this time after the answer belong to it.
PICTURES_FOLLOW = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class PicturesKept:
    """The words are missing yet. `more` of an album, whose first picture was told so already."""

    more: bool


@dataclass(frozen=True, slots=True)
class PicturesSent:
    number: str
    residents: int
    more: bool


async def begin(unit: Unit, actor: Actor, case_id: int) -> CaseFacts:
    """办结: ask for the answer. Raises RefusedError for those who may not give it."""
    facts = await handling.permitted(unit, actor, case_id)
    await drafts.ask(unit, actor, ANSWER, case=case_id)
    return facts


async def take(unit: Unit, actor: Actor, draft: dict[str, Any], incoming: Incoming) -> CaseFacts | PicturesKept:
    """Words are the answer, together with the pictures sent before them; pictures alone wait for words."""
    case_id, kept = draft["case"], [Piece(**piece) for piece in draft.get("pieces", ())]
    pieces = (*kept, *incoming.pieces)
    if not incoming.text.strip():
        with drafts.last_try():
            await handling.permitted(unit, actor, case_id)
        files = [asdict(piece) for piece in pieces]
        await drafts.ask(unit, actor, ANSWER, case=case_id, pieces=files, album=incoming.album)
        return PicturesKept(more=_same_album(draft, incoming))
    with drafts.last_try("answer_needs_words", "words_too_long"):
        answered = await handling.resolve(unit, actor, case_id, replace(incoming, pieces=pieces))
    until = (unit.now + PICTURES_FOLLOW).isoformat()
    await drafts.ask(unit, actor, ANSWERED, case=case_id, album=incoming.album, until=until)
    return answered


async def follow(unit: Unit, actor: Actor, draft: dict[str, Any], incoming: Incoming | None) -> PicturesSent | None:
    """Pictures right after the answer go to the residents, too. None for whatever else is sent: the answer is done."""
    if incoming is None or not incoming.pieces or incoming.text.strip():
        return None
    more = _same_album(draft, incoming)
    if not more and unit.now > datetime.fromisoformat(draft["until"]):
        return None
    with drafts.last_try():
        number, residents = await relay.to_residents(unit, actor, draft["case"], incoming)
    await drafts.ask(unit, actor, ANSWERED, **{**draft, "album": incoming.album})
    return PicturesSent(number, residents, more)


def _same_album(draft: dict[str, Any], incoming: Incoming) -> bool:
    return incoming.album is not None and incoming.album == draft.get("album")
