"""Below the preview: whom it goes to, who will not get it, and what the author can do now."""

from collections.abc import Sequence

from notices.audience import Reach
from notices.messages.places import building_names, few, group_name
from notices.messages.writing import button
from notices.sheet import Sheet
from storage.office import Office
from texts.card import Card
from texts.render import render


def controls(sheet: Sheet, buildings: Sequence[str], reach: Reach, office: Office) -> Card:
    revise = {
        what: button(f"revise_{what}", "notice.revise", sheet.mark, what)
        for what in ("title", "body", "pictures", "audience")
    }
    rows = (
        (button("publish", "notice.publish", sheet.mark),),
        (revise["title"], revise["body"], revise["pictures"]),
        (revise["audience"], button("cancel", "notice.cancel", sheet.mark)),
    )
    text = render(
        "notice/preview",
        buildings=len(buildings),
        groups=few(group_name(g, office) for g in reach.groups),
        off=few(group_name(g, office) for g in reach.off),
        unbound=few(building_names((b,), office) for b in reach.unbound),
    )
    return Card(text, rows)


def confirmed(title: str, groups: int) -> Card:
    return Card(render("notice/confirmed", title=title, groups=groups))


def previewed() -> Card:
    """What the question turns into once its answer led to the preview below."""
    return Card(render("notice/previewed"))
