"""Moves of the clock."""

from sandbox.control.bodies import ClockBody
from sandbox.errors import ControlError
from sandbox.json_types import Json
from sandbox.world import World


def move_clock(world: World, body: ClockBody) -> Json:
    """One or more of advance, set and rate, in this order; all or none."""
    if body.advance is None and body.set is None and body.rate is None:
        raise ControlError("give advance, set or rate")
    world.clock.move(body.advance or 0, body.set, body.rate)
    world.events.tell("clock", clock=world.clock.as_json())
    return world.clock.as_json()
