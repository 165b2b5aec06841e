"""What a resident gets when the office has taken, answered or asked about their appeal."""

from datetime import datetime
from typing import TYPE_CHECKING

from complaints.facts import CaseFacts
from complaints.incoming import Incoming
from storage.office import Office
from storage.tables import Appeal
from texts.card import Button, Card, Media
from texts.labels import label
from texts.render import render

if TYPE_CHECKING:
    from complaints.callback import Heard


def taken_card(office: Office, now: datetime, appeal: Appeal, case: CaseFacts) -> Card:
    post = office.post(case.owner_post)
    html = render(
        "resident/taken",
        number=appeal.number,
        post=post.name if post else office.office.name,
        due_at=case.due_at,
        zone=office.zone,
        now=now,
    )
    return Card(html)


def answer_card(office: Office, appeal: Appeal, answer: Incoming) -> list[Card]:
    """The answer, then its pictures, each a message of its own."""
    html = render(
        "resident/answer", number=appeal.number, category=_about(appeal), answer=answer.text, office=office.office
    )
    pictures = [
        Card(render("resident/answer_file", number=appeal.number), media=(Media(p.kind, p.reference),))
        for p in answer.pieces
    ]
    return [Card(html), *pictures]


def _about(appeal: Appeal) -> str:
    return label("category", appeal.category or "unsorted")


def questions_card(heard: "Heard") -> Card:
    """The three questions; what was answered shows its mark, and nothing may be pressed once it is decided."""
    done = heard.full or heard.status == "reopened"
    html = render(
        "resident/callback",
        number=heard.number,
        contacted=_mark(heard.contacted, "contacted"),
        solved=_mark(heard.solved, "solved"),
        satisfied=_mark(heard.satisfied, "satisfied"),
        status=heard.status,
        full=heard.full,
    )
    if done:
        return Card(html)
    rows = tuple(
        tuple(
            Button(
                ("✓ " if given is yes else "") + label("callback_button", f"{question}_{'yes' if yes else 'no'}"),
                "callback.say",
                (heard.callback_id, question, int(yes)),
            )
            for yes in (True, False)
        )
        for question, given in (
            ("contacted", heard.contacted),
            ("solved", heard.solved),
            ("satisfied", heard.satisfied),
        )
    )
    return Card(html, rows=rows)


def _mark(given: bool | None, question: str) -> str | None:
    return None if given is None else label("callback_button", f"{question}_{'yes' if given else 'no'}")
