"""Moves of the clock."""

from sandbox.control.bodies import ClockBody
from sandbox.errors import ControlError
from sandbox.json_types import Json
from sandbox.world import World


def move_clock(world: World, body: ClockBody) -> Json:
    """One or more of advance, set and rate, in this order."""
    if body.advance is None and body.set is None and body.rate is None:
        raise ControlError("give advance, set or rate")
    if body.advance is not None:
        world.clock.advance(body.advance)
    if body.set is not None:
        world.clock.set(body.set)
    if body.rate is not None:
        world.clock.set_rate(body.rate)
    world.events.tell("clock", clock=world.clock.as_json())
    return world.clock.as_json()
