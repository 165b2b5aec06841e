"""The list of compounds, buildings and projects, with its ticks."""

from collections.abc import Iterator, Sequence

from notices.audience import BUILDING, COMPOUND, EVERYBODY, PROJECT, Part
from notices.choosing import Choice
from notices.messages.writing import button
from storage.office import Compound, Office
from texts.card import Button, Card
from texts.labels import label
from texts.render import render

# A screen of a phone shows about ten rows of buttons; Telegram takes 100 buttons (research: undocumented).
ROWS = 8
BUILDINGS_IN_A_ROW = 3

Row = tuple[Button, ...]


def choosing(choice: Choice, office: Office) -> Card:
    """The list in view, what is ticked, and how many groups that reaches."""
    mark = choice.sheet.mark
    compound = office.compound(choice.compound) if choice.compound else None
    if compound is None:
        rows = _page(tuple(_entries(choice, office)), choice.page, "notice.page", mark)
    else:
        rows = _page(tuple(_buildings(choice, compound)), choice.page, "notice.open", mark, compound.code)
        rows = (*rows, (button("back", "notice.page", mark, 0),))
    text = render(
        "notice/ask_audience",
        compound=compound.name if compound else None,
        buildings=len(choice.buildings),
        groups=len(choice.reach.groups),
        off=len(choice.reach.off),
        unbound=len(choice.reach.unbound),
    )
    return Card(text, (*rows, (button("preview", "notice.chosen", mark), button("cancel", "notice.cancel", mark))))


def _entries(choice: Choice, office: Office) -> Iterator[Row]:
    yield (_tick(choice, EVERYBODY, label("notice_audience", "all")),)
    for compound in office.compounds:
        part = Part(COMPOUND, compound.code)
        chosen = sum(Part(BUILDING, b.code) in choice.sheet.parts for b in compound.buildings)
        words = label("notice_audience", "compound_some" if chosen else "compound")
        name = words.format(name=compound.name, chosen=chosen, buildings=len(compound.buildings))
        yield (
            _tick(choice, part, name, also=EVERYBODY in choice.sheet.parts),
            button("open", "notice.open", choice.sheet.mark, compound.code, 0),
        )
    for project in choice.projects:
        name = label("notice_audience", "project").format(name=project.name, buildings=len(project.buildings))
        yield (_tick(choice, Part(PROJECT, project.code), name),)


def _buildings(choice: Choice, compound: Compound) -> Iterator[Row]:
    whole = EVERYBODY in choice.sheet.parts or Part(COMPOUND, compound.code) in choice.sheet.parts
    ticks = [_tick(choice, Part(BUILDING, b.code), b.name, also=whole) for b in compound.buildings]
    for start in range(0, len(ticks), BUILDINGS_IN_A_ROW):
        yield tuple(ticks[start : start + BUILDINGS_IN_A_ROW])


def _tick(choice: Choice, part: Part, name: str, *, also: bool = False) -> Button:
    ticked = also or part in choice.sheet.parts
    words = label("notice_audience", "ticked").format(name=name) if ticked else name
    args = (choice.sheet.mark, part.kind, part.code, choice.page)
    return Button(words, press="notice.tick", args=args)


def _page(rows: Sequence[Row], page: int, press: str, *args: str) -> tuple[Row, ...]:
    """The rows of a page, and below them the way to the pages beside it. A page that is not there is the last one."""
    last = max(0, (len(rows) - 1) // ROWS)
    page = min(page, last)
    beside = []
    if page > 0:
        beside.append(button("previous", press, *args, page - 1))
    if page < last:
        beside.append(button("next", press, *args, page + 1))
    shown = tuple(rows[page * ROWS : (page + 1) * ROWS])
    return (*shown, tuple(beside)) if beside else shown
