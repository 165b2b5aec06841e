"""People: added, changed, blocking the bot."""

from sandbox.control.bodies import UserBody
from sandbox.control.membership import set_blocked
from sandbox.errors import ControlError
from sandbox.json_types import Json
from sandbox.people import Person
from sandbox.world import World


def put_user(world: World, body: UserBody) -> Json:
    """New, or changed where the id or the username is known: only what is given changes."""
    directory = world.directory
    known = directory.ident(body.username) if body.username else None
    ident = body.id if body.id is not None else known
    person = directory.people.get(ident) if ident is not None else None
    if person is None:
        person = _new(world, body)
    if body.username is not None:
        _rename(world, person, body.username.removeprefix("@"))
    for name in ("first_name", "last_name", "language_code", "note"):
        if (value := getattr(body, name)) is not None:
            setattr(person, name, value)
    if body.blocked is not None:
        set_blocked(world, person, body.blocked)
    world.events.tell("user", user=person.as_state())
    return person.as_state()


def _new(world: World, body: UserBody) -> Person:
    if not body.first_name:
        raise ControlError("a new user needs a first_name")
    if body.id is not None and (body.id <= 0 or body.id == world.bot.id):
        raise ControlError("a user's id is a positive number that is not the bot's")
    name = (body.username or "").removeprefix("@")
    ident = body.id if body.id is not None else world.directory.new_user_id()
    if name:
        world.directory.name(name, ident)
    person = Person(ident, body.first_name, username=name or None, is_bot=body.is_bot)
    person.blocked = body.blocked is True
    world.directory.add_person(person)
    return person


def _rename(world: World, person: Person, name: str) -> None:
    if name:
        world.directory.name(name, person.id)
    if person.username and person.username.lower() != name.lower():
        world.directory.unname(person.username)
    person.username = name or None
