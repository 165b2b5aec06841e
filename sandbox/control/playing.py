"""Plays a scenario: one step after the other, waiting for what the bot does."""

import asyncio
from collections.abc import Callable

from sandbox.control.answers import parsed
from sandbox.control.bodies import ExpectBody, PressBody, ScenarioBody, StepBody
from sandbox.control.clock_moves import move_clock
from sandbox.control.membership import change_membership
from sandbox.control.pressing import press
from sandbox.control.saying import say
from sandbox.errors import ApiError, ControlError, unknown
from sandbox.json_types import Json
from sandbox.messages import Message
from sandbox.scenario_book import Scenario
from sandbox.world import World

_ACTIONS = ("say", "press", "clock", "membership", "expect")


def add_scenario(world: World, body: ScenarioBody) -> Json:
    """New or replaced by name. Every step is checked now, not when it is played."""
    for number, step in enumerate(body.steps, 1):
        given = parsed(StepBody, step)
        chosen = [name for name in _ACTIONS if getattr(given, name) is not None]
        if len(chosen) > 1 or not (chosen or given.note):
            raise ControlError(f"step {number}: exactly one of {', '.join(_ACTIONS)}, or a note alone")
    scenario = Scenario(body.name, body.title or body.name, body.description, tuple(body.steps))
    world.scenarios.add(scenario)
    world.events.tell("scenario", name=scenario.name, state="added")
    return scenario.as_json(playing=False)


def play(world: World, name: str) -> Json:
    """Starts it and returns; one that is playing is stopped first."""
    scenario = world.scenarios.find(name)
    if scenario is None:
        raise unknown("scenario", name)
    stop(world)
    world.scenarios.started(name, world.background.start(_Play(world, scenario).run()))
    return {"name": name, "steps": len(scenario.steps)}


def stop(world: World) -> Json:
    name = world.scenarios.stop()
    if name is not None:
        world.events.tell("scenario", name=name, state="stopped")
    return {"stopped": name}


class _Play:
    """Looks only at messages that came or changed since it began: what an earlier play left is no answer."""

    def __init__(self, world: World, scenario: Scenario) -> None:
        self._world = world
        self._scenario = scenario
        self._began = world.events.last

    async def run(self) -> None:
        self._tell("playing", 0)
        for number, raw in enumerate(self._scenario.steps, 1):
            step = parsed(StepBody, raw)
            self._tell("step", number, note=step.note)
            await asyncio.sleep(step.pause)
            try:
                await self._step(step)
            except TimeoutError:
                self._tell("failed", number, error=f"step {number}: {_missing(step)} within {step.timeout:g} s")
                return
            except (ControlError, ApiError) as error:
                self._tell("failed", number, error=f"step {number}: {error}")
                return
        self._tell("done", len(self._scenario.steps))

    def _tell(self, state: str, number: int, **more: object) -> None:
        total = len(self._scenario.steps)
        self._world.events.tell("scenario", name=self._scenario.name, state=state, step=number, total=total, **more)

    async def _step(self, step: StepBody) -> None:
        if step.say is not None:
            say(self._world, step.say)
        elif step.clock is not None:
            move_clock(self._world, step.clock)
        elif step.membership is not None:
            change_membership(self._world, step.membership)
        elif step.press is not None:
            wanted = step.press
            await self._until(step.timeout, lambda: self._pressed(wanted))
        elif step.expect is not None:
            expected = step.expect
            await self._until(step.timeout, lambda: self._is_there(expected))

    async def _until(self, timeout: float, done: Callable[[], bool]) -> None:  # noqa: ASYNC109 - ends with TimeoutError
        async with asyncio.timeout(timeout):
            while not done():
                await self._world.events.happened.wait()

    def _recent(self) -> set[int]:
        """Which messages came or changed since the play began, by identity."""
        events = self._world.events.after(self._began)
        return {id(event["message"]) for event in events if event["type"] in ("message", "edit")}

    def _pressed(self, wanted: PressBody) -> bool:
        recent = self._recent()
        try:
            press(self._world, wanted, lambda message: id(message) in recent)
        except ControlError as error:
            if error.status == 404:  # noqa: PLR2004 - HTTP's own number
                return False
            raise
        return True

    def _is_there(self, expected: ExpectBody) -> bool:
        chat, recent = self._world.directory.chat(expected.chat), self._recent()
        return any(
            id(message) in recent and message.by_bot and expected.contains in _words(message)
            for message in reversed(chat.messages.values())
        )


def _words(message: Message) -> str:
    return str(message.data.get("text") or message.data.get("caption") or "")


def _missing(step: StepBody) -> str:
    if step.press is not None:
        return f"no button {step.press.button or step.press.data!r} appeared"
    return f"nothing appeared that contains {step.expect.contains!r}" if step.expect else "nothing happened"
