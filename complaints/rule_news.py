"""The office's rules were changed and can't be used, or are well again: those who look after the bot hear of it."""

from collections.abc import Sequence
from typing import Any

from complaints.messages.rules import rules_broken_card, rules_well_card
from complaints.recipients import accounts, responsible
from complaints.triage import Mistake
from storage.office import Right
from storage.unit import Lane, Outgoing, Unit


async def broken(unit: Unit, version: str, mistakes: Sequence[Mistake]) -> None:
    """`version` names the files as they are: each is told once, whoever finds it, and however often."""
    await _tell(unit, version, "rules_broken", rules_broken_card(mistakes).to_json())


async def well_again(unit: Unit, version: str) -> None:
    """The files can be used, and are."""
    await _tell(unit, version, "rules_well", rules_well_card().to_json())


async def _tell(unit: Unit, version: str, role: str, card: dict[str, Any]) -> None:
    """Who may invite staff looks after the bot; where none of them has an account, the duty officer, else anybody."""
    present = await accounts(unit)
    admins = {staff: chat for staff, chat in present.items() if unit.office.may(staff, Right.INVITE)}
    for chat_id in (admins or responsible(unit.office, unit.office.duty_post.code, present)).values():
        key = f"{role}:{version}:{chat_id}"
        unit.send(Outgoing(Lane.ALERT, chat_id, f"rules:{version}", role, card, key=key))
