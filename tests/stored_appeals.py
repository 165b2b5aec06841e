"""Appeals in a database, with how the rules read them and what people said of that."""

from collections.abc import Sequence
from datetime import timedelta

from storage.database import Storage
from storage.tables import Appeal, Case, Correction, Resident

DUST = {"word": "扬尘", "start": 0, "end": 2, "speaks_for": "dust", "rule": "扬尘:一听就是"}
READING = {
    "kind": "complaint",
    "likeliest": "dust",
    "second": "access",
    "noise": False,
    "night": False,
    "urgency": "normal",
    "confidence": 0.8,
    "hits": [DUST],
    "rules_version": "1",
}


async def tell(
    storage: Storage,
    texts: Sequence[str],
    read: str | None = "dust",
    said: str = "",
    answered: bool = False,
    first: int = 1,
) -> None:
    """An appeal and a case for each text, from the number `first` on."""
    async with storage.unit() as unit:
        if await unit.session.get(Resident, 1) is None:
            unit.session.add(Resident(id=1, telegram_id=5, first_seen_at=unit.now))
            await unit.session.flush()
        for number, text in enumerate(texts, first):
            at = unit.now + timedelta(minutes=number)
            moments = {"opened_at": at, "due_at": at, "last_appeal_at": at, "answered_at": at if answered else None}
            category = said or read
            case = {"status": "new", "kind": "complaint", "urgency": "normal", "owner_post": "works"}
            unit.session.add(Case(id=number, category=category, **case, **moments))
            await unit.session.flush()
            told = {"origin": "private", "chat_id": 5, "message_id": number, "text": text, "received_at": at}
            unit.session.add(Appeal(id=number, case_id=number, resident_id=1, category=category, **told, **READING))
            await unit.session.flush()
            if said:
                who = {"author": "staff:zhou", "role": "staff", "at": at}
                unit.session.add(Correction(appeal_id=number, read_as=read, corrected_to=said, **who, **READING))
