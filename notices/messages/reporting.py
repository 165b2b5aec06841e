"""How a notice is coming along, and what became of it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from notices.audience import Group
from notices.failure import cause
from notices.messages.places import building_names, few, group_name
from notices.reports import FAILED, UNCERTAIN, Miss, Report
from notices.tally import Tally
from storage.office import Office
from storage.outbox import PICTURES
from storage.tables import Notice
from texts.card import Button, Card
from texts.labels import label
from texts.render import render


def progress(title: str, tally: Tally) -> Card:
    return Card(render("notice/progress", title=title, tally=tally))


def report(seen: Report, office: Office, now: datetime) -> Card:
    text = render(
        "notice/report",
        notice=seen.notice,
        author=author_name(seen.notice, office),
        tally=seen.tally,
        failed=few(_miss_name(m, office) for m in seen.missed(FAILED)),
        uncertain=few(_miss_name(m, office) for m in seen.missed(UNCERTAIN)),
        off=few(_off_name(g, office) for g in seen.off),
        latecomers=few(group_name(g, office) for g in seen.latecomers),
        unbound=few(building_names((b,), office) for b in seen.unbound),
        zone=office.zone,
        now=now,
    )
    return Card(text, tuple(_again_rows(seen)))


def listed(notices: Sequence[tuple[Notice, Tally]], office: Office, now: datetime) -> Card:
    """The last notices, each with a button that opens its report."""
    lines = [
        {"notice": n, "tally": t, "author": author_name(n, office), "state": label("notice_state", _state(t))}
        for n, t in notices
    ]
    rows = tuple(
        (Button(label("notice_audience", "numbered").format(number=n.id, title=n.title), "notice.report", (n.id,)),)
        for n, _ in notices
    )
    return Card(render("notice/list", lines=lines, zone=office.zone, now=now), rows)


def author_name(notice: Notice, office: Office) -> str:
    member = office.member(notice.author)
    return member.name if member else notice.author


def _state(tally: Tally) -> str:
    if not tally.over:
        return "going_out"
    return "incomplete" if tally.failed or tally.uncertain else "complete"


def _again_rows(seen: Report) -> Iterable[tuple[Button, ...]]:
    for which in (FAILED, UNCERTAIN):
        groups = seen.again(which).groups
        if groups:
            words = label("notice_button", f"again_{which}").format(groups=len(groups))
            yield (Button(words, "notice.again", (seen.notice.id, which)),)


def _miss_name(miss: Miss, office: Office) -> str:
    words = "missed" if miss.state == FAILED else "uncertain"
    return _with_cause(f"{words}_pictures" if miss.role == PICTURES else words, miss.group, miss.cause, office)


def _off_name(group: Group, office: Office) -> str:
    return _with_cause("missed", group, cause(group.off), office)


def _with_cause(words: str, group: Group, why: str, office: Office) -> str:
    return label("notice_place", words).format(name=group_name(group, office), why=label("notice_cause", why))
