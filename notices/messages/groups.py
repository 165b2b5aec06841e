"""What is said in a building group about the group itself, and in private about binding one."""

from collections.abc import Sequence

from notices.bindings import Bound, Codes
from notices.messages.places import building_names
from storage.office import Office
from texts.card import Button, Card
from texts.labels import label
from texts.render import render

# More compounds than this make a list that nobody reads in a group.
COMPOUNDS = 8
# Bot features page, "Deep linking": a start or startgroup parameter has up to 64 characters of [A-Za-z0-9_-].
START_PARAMETER_CHARACTERS = 64


def bound(outcome: Bound | Codes, office: Office) -> Card:
    if isinstance(outcome, Codes):
        return _not_read(outcome, office)
    return Card(
        render(
            "group/bound",
            days=office.retention.closed_cases_days,
            places=building_names(outcome.buildings, office),
            before=building_names(outcome.before, office) if set(outcome.before) - set(outcome.buildings) else "",
            others=[{"place": building_names((b,), office), "title": title} for b, title in outcome.others],
            office=office.office,
        )
    )


def unbound(before: Sequence[str], office: Office) -> Card:
    if not before:
        return Card(render("group/not_bound"))
    return Card(render("group/unbound", places=building_names(before, office)))


def anonymous() -> Card:
    return Card(render("group/anonymous_bind"))


def invitation(codes: Codes, office: Office, bot_username: str) -> Card:
    """In private: a link that adds the bot to a group and binds it there in one go."""
    if codes.unknown:
        return _not_read(codes, office)
    parameter = "_".join(codes.written)
    if not parameter or not bot_username or len(parameter) > START_PARAMETER_CHARACTERS:
        return Card(render("group/in_private", places=""))
    button = Button(label("notice_button", "add_to_group"), url=f"https://t.me/{bot_username}?startgroup={parameter}")
    return Card(render("group/in_private", places=building_names(codes.buildings, office)), ((button,),))


def hello(buildings: Sequence[str], office: Office) -> Card:
    return Card(render("group/hello", places=building_names(buildings, office), office=office.office))


def _not_read(codes: Codes, office: Office) -> Card:
    if codes.unknown:
        return Card(render("group/unknown_codes", codes=codes.unknown[:5]))
    example = office.compounds[0].buildings[0].code
    more = max(0, len(office.compounds) - COMPOUNDS)
    shown = office.compounds[:COMPOUNDS]
    return Card(render("group/usage", example=example, compounds=shown, more=more, office=office.office))
