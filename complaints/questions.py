"""提问: a question about a notice, asked from the button under it, becomes an appeal that names the notice."""

from dataclasses import replace

from complaints import reception
from complaints.incoming import Incoming
from complaints.intake import Registered
from complaints.reception import NeedsBuilding
from complaints.triage import Triage
from storage import drafts
from storage.actors import Actor, RefusedError
from storage.tables import Notice
from storage.unit import Unit

QUESTION = "notice_question"


async def begin(unit: Unit, actor: Actor, triage: Triage, notice_id: int) -> str:
    """Ask the person what they want to know. Returns the notice's title. Raises RefusedError where there is none."""
    actor.must_be_resident()
    notice = await unit.session.get(Notice, notice_id)
    if notice is None:
        raise RefusedError("no_such_notice")
    await reception.let_go(unit, actor, triage)
    await drafts.ask(unit, actor, QUESTION, title=notice.title)
    return notice.title


async def title_of(unit: Unit, subject: str | None) -> str | None:
    """The title of the notice that a message of the bot is about ("notice:3"); None for any other message."""
    kind, _, number = (subject or "").partition(":")
    notice = await unit.session.get(Notice, int(number)) if kind == "notice" else None
    return notice.title if notice is not None else None


async def take(unit: Unit, actor: Actor, triage: Triage, incoming: Incoming, title: str) -> NeedsBuilding | Registered:
    """Whatever the words read like, they were meant to be asked: they are registered. What the notice is about is not
    what the person says: its title is kept with the words, and not read."""
    return await reception.insist(unit, actor, triage, replace(incoming, about=title))
