"""A case unmasked, as those see it who may act on it: in as many messages as its words need, none of them cut."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape

from complaints.facts import CaseFacts, Told, telling_rules
from complaints.lengths import pieces, units
from complaints.messages.staff import case_buttons
from complaints.messages.told import told_line
from storage.office import Office
from storage.tables import Addition, Appeal
from texts.card import TEXT_CHARACTERS, Card
from texts.labels import label
from texts.render import render

# Of one person's words in one block, in UTF-16 units: with the lines above them they fit one message.
BLOCK_UNITS = 3500
# Telegram shows at most 100 entities in a message; a block has two or three.
BLOCKS = 30


@dataclass(frozen=True, slots=True)
class Returned:
    """One 退单: when, by which member of staff (code), and why (code)."""

    at: datetime
    staff: str
    reason: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A case with everything that its handler may see."""

    case: CaseFacts
    appeals: list[Appeal]
    words: list[Addition]
    returns: list[Returned]
    answer: str | None
    answered_at: datetime | None
    files: int


def opened_cards(office: Office, now: datetime, opened: Opened) -> list[Card]:
    """The buttons stand under the last one, and are those of the alert and more."""
    *before, last = _packed(_blocks(office, now, opened))
    return [*(Card(html, silent=True) for html in before), Card(last, rows=case_buttons(opened.case))]


def _packed(blocks: Iterable[str]) -> list[str]:
    """Blocks joined to as few messages as Telegram takes."""
    messages: list[list[str]] = []
    for block in blocks:
        room = messages and len(messages[-1]) < BLOCKS
        if room and _visible("\n\n".join((*messages[-1], block))) <= TEXT_CHARACTERS:
            messages[-1].append(block)
        else:
            messages.append([block])
    return ["\n\n".join(message) for message in messages]


def _visible(html: str) -> int:
    return units(unescape(re.sub(r"<[^>]+>", "", html)))


def _blocks(office: Office, now: datetime, opened: Opened) -> Iterator[str]:
    yield _head(office, now, opened)
    for returned in opened.returns:
        member = office.member(returned.staff)
        yield render(
            "staff/opened_return",
            at=returned.at,
            name=member.name if member else returned.staff,
            reason=label("return_reason", returned.reason),
            zone=office.zone,
            now=now,
        )
    for appeal in opened.appeals:
        told, rules = Told.of(appeal), telling_rules(appeal.hits)
        line = told_line(office, now, told, appeal.building)
        for n, text in enumerate(pieces(appeal.text, BLOCK_UNITS)):
            yield render(
                "staff/opened_appeal",
                number=appeal.number,
                at=appeal.received_at,
                room=appeal.room,
                withdrawn=appeal.withdrawn_at is not None,
                told=line if n == 0 else None,
                words=told.words if n == 0 else (),
                rules=rules,
                text=text,
                more=n > 0,
                zone=office.zone,
                now=now,
            )
    for word in opened.words:
        for n, text in enumerate(pieces(word.text, BLOCK_UNITS)):
            staff = word.author.startswith("staff:")
            yield render(
                "staff/opened_words", at=word.at, staff=staff, text=text, more=n > 0, zone=office.zone, now=now
            )
    if opened.answer and opened.answered_at is not None:
        for n, text in enumerate(pieces(opened.answer, BLOCK_UNITS)):
            yield render("staff/opened_answer", at=opened.answered_at, text=text, more=n > 0, zone=office.zone, now=now)


def _head(office: Office, now: datetime, opened: Opened) -> str:
    case = opened.case
    post, owner = office.post(case.owner_post), office.member(case.owner_staff)
    proposed = office.post(case.proposed_post or "")
    return render(
        "staff/opened",
        light=label("light", case.light(now)),
        number=case.number,
        category=label("category", case.category or "unsorted"),
        urgency=label("urgency", case.urgency),
        status=label("status", case.status),
        place=office.place_name(case.building),
        persons=case.persons,
        occurrences=case.occurrences,
        post=post.name if post else case.owner_post,
        owner=owner.name if owner else None,
        proposed=proposed.name if proposed else None,
        due_at=case.due_at,
        files=opened.files,
        zone=office.zone,
        now=now,
    )
