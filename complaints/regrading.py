"""改判: a case turns out to be about something else than the rules read, or more urgent."""

from enum import StrEnum

from sqlalchemy import func, select

from complaints import alerts, deadline_rows
from complaints.circumstances import Circumstances
from complaints.deadlines import due, more_urgent
from complaints.facts import CaseFacts, Told, telling_appeal
from complaints.triage import Category, Kind, Reading
from complaints.workflow import OPEN, Status
from storage.actors import Actor, RefusedError
from storage.tables import Appeal, Case, Correction
from storage.unit import Unit

_READ = ("likeliest", "second", "kind", "noise", "night", "urgency", "confidence", "hits", "rules_version")
"""What an appeal and its corrections both keep of a reading, beside the category."""


class Role(StrEnum):
    """As whom a person corrects. One who is both is staff with a case and a resident with an own appeal."""

    RESIDENT = "resident"
    STAFF = "staff"


async def correct(unit: Unit, actor: Actor, appeal: Appeal, case: Case, category: str, role: Role) -> CaseFacts:
    """A person says what an appeal is about: every way of saying so comes here. Both readings are kept, so that the
    rules can be judged by them; also where they are the same, which confirms the rules.

    What staff say holds for the whole case, whoever else hangs on it.
    """
    if category not in set(Category):
        raise RefusedError("no_such_category")
    correction = await _correction(unit, appeal)
    correction.author, correction.role, correction.at = actor.signature, role, unit.now
    correction.corrected_to = category
    unit.session.add(correction)
    unit.record(
        actor.signature,
        "appeal.corrected",
        f"appeal:{appeal.id}",
        read_as=correction.read_as,
        corrected_to=category,
        role=role,
    )
    appeal.category = category
    return await _apply(unit, case, appeal.kind, category, case.urgency, decides=role is Role.STAFF)


async def _correction(unit: Unit, appeal: Appeal) -> Correction:
    """With how the rules read the appeal: what stands in its row, but for the category where a person was there before
    and it was not read again since."""
    read = {name: getattr(appeal, name) for name in _READ}
    before = await unit.session.scalar(
        select(Correction).where(Correction.appeal_id == appeal.id).order_by(Correction.id.desc()).limit(1)
    )
    same = before is not None and all(getattr(before, name) == value for name, value in read.items())
    return Correction(appeal_id=appeal.id, read_as=before.read_as if before and same else appeal.category, **read)


async def place(unit: Unit, appeal: Appeal, case: Case, building: str) -> CaseFacts:
    """The place of an appeal that was told before anybody knew where."""
    appeal.building = building
    case.building = case.building or building
    return await _apply(unit, case, case.kind, case.category, case.urgency)


async def reread(unit: Unit, appeal: Appeal, case: Case, text: str, reading: Reading, rules_version: str) -> CaseFacts:
    """The words of an appeal changed or came late: it is read again, and its case follows while it is its only one."""
    keep_reading(appeal, text, reading, rules_version)
    return await _apply(unit, case, reading.kind, reading.category, reading.urgency)


def keep_reading(appeal: Appeal, text: str, reading: Reading, rules_version: str) -> None:
    hits = reading.as_json()["hits"]
    appeal.text = text
    appeal.kind, appeal.category, appeal.second = reading.kind, reading.category, reading.second
    appeal.likeliest = reading.likeliest[0]
    appeal.noise, appeal.night, appeal.urgency = reading.noise, reading.night, reading.urgency
    appeal.repeat, appeal.circumstances = reading.repeat, Circumstances.of(reading).to_json()
    appeal.confidence, appeal.hits, appeal.rules_version = reading.confidence, hits, rules_version


async def _apply(
    unit: Unit, case: Case, kind: Kind | str, category: str | None, urgency: str, *, decides: bool = False
) -> CaseFacts:
    """A case that others hang on keeps what it is about and can only get more urgent; one that is being worked on
    keeps its owner; an untouched one is routed anew. Whoever has its card sees the change, and is alerted again where
    it is more urgent now or somebody else's."""
    if case.status not in OPEN:
        return CaseFacts.of(case)
    appeals = await unit.session.scalar(select(func.count()).where(Appeal.case_id == case.id))
    before = CaseFacts.of(case)
    risen = more_urgent(urgency, than=case.urgency)
    if decides or appeals == 1:
        case.kind, case.category = str(kind), category
        if case.status in (Status.UNSORTED, Status.NEW):
            case.status = Status.NEW if category else Status.UNSORTED
            case.owner_post = unit.office.route(category, case.building).code
    if risen or appeals == 1:
        case.urgency = urgency
        await deadline_rows.redate(unit, case, due(unit.office, urgency, case.opened_at))
    await unit.session.flush()
    facts = CaseFacts.of(case)
    copies = await alerts.refresh(unit, facts)
    moved = facts.owner_post != before.owner_post
    if moved:
        unit.record("bot", "case.routed", facts.subject, before=before.owner_post, now=facts.owner_post)
    if moved or risen or not copies:
        told = Told.of(await telling_appeal(unit, case.id))
        files = await alerts.files_of(unit, case.id)
        await alerts.announce(unit, facts, told, files, key=f"reread:{unit.now.timestamp():.0f}")
    return facts
