"""The card of a case, as staff see it."""

from datetime import datetime

from complaints.facts import CaseFacts, Told
from complaints.masking import mask_room
from complaints.messages.told import when_line, where_said
from complaints.triage.grammar.masks import masked
from storage.office import Office
from texts.card import Button, Card, Media
from texts.labels import label
from texts.render import render


def alert_card(office: Office, now: datetime, case: CaseFacts, told: Told, headline: str) -> Card:
    """`headline` names the occasion: new, present, escalated, overdue, reopened, proposed, reminded."""
    owner = office.member(case.owner_staff)
    post = office.post(case.owner_post)
    proposed = office.post(case.proposed_post or "")
    where = where_said(office, told.circumstances.places, case.building)
    html = render(
        "case/alert",
        headline=label("headline", headline),
        light=label("light", case.light(now)),
        number=case.number,
        category=label("category", case.category or "unsorted"),
        kind=label("kind", case.kind),
        urgency=label("urgency", case.urgency),
        urgent=case.urgency != "normal",
        night=told.night,
        repeat=label("told", "repeat") if told.repeat else None,
        words=told.words,
        when=when_line(office, now, told.circumstances),
        place=office.place_name(case.building),
        room=mask_room(told.room),
        where=label("told", "where").format(where=masked(where)) if where else None,
        persons=case.persons,
        occurrences=case.occurrences,
        text=masked(told.text),
        text_limit=office.limits.alert_text_characters,
        due_at=case.due_at,
        zone=office.zone,
        now=now,
        status=label("status", case.status),
        post=post.name if post else case.owner_post,
        owner=owner.name if owner else None,
        proposed=proposed.name if proposed else None,
    )
    return Card(html, rows=_buttons(case))


def _buttons(case: CaseFacts) -> tuple[tuple[Button, ...], ...]:
    details = _button("details", "case.open", case.id)
    if not case.open:
        return ((details,),)
    hand_over = (_button("transfer", "case.transfer", case.id), _button("return", "case.return", case.id))
    if case.status == "in_progress" and case.proposed_post is None:
        return ((_button("resolve", "case.resolve", case.id), details), hand_over)
    first = "accept" if case.proposed_post else "acknowledge"
    rows: list[tuple[Button, ...]] = [(_button(first, "case.acknowledge", case.id), details), hand_over]
    if case.category is None:
        rows.insert(0, (_button("sort", "case.sort", case.id),))
    return tuple(rows)


def _button(name: str, press: str, case_id: int) -> Button:
    return Button(label("case_button", name), press=press, args=(case_id,))


def files_card(case: CaseFacts, kind: str, file_id: str) -> Card:
    return Card(
        render("case/file", number=case.number, kind=label("media", kind)), media=(Media(kind, file_id),), silent=True
    )
