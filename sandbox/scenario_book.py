"""Scenarios by name, and the one that is playing."""

import asyncio
from dataclasses import dataclass

from sandbox.json_types import Json


@dataclass(frozen=True, slots=True)
class Scenario:
    name: str
    title: str
    description: str
    steps: tuple[Json, ...]

    def as_json(self, playing: bool) -> Json:
        return {
            "name": self.name,
            "title": self.title,
            "description": self.description,
            "steps": list(self.steps),
            "playing": playing,
        }


class ScenarioBook:
    def __init__(self) -> None:
        self._scenarios: dict[str, Scenario] = {}
        self._play: asyncio.Task[None] | None = None
        self._playing: str | None = None

    def clear(self) -> None:
        self.stop()
        self._scenarios.clear()

    def add(self, scenario: Scenario) -> None:
        self._scenarios[scenario.name] = scenario

    def find(self, name: str) -> Scenario | None:
        return self._scenarios.get(name)

    def playing(self) -> str | None:
        return self._playing if self._play is not None and not self._play.done() else None

    def started(self, name: str, play: asyncio.Task[None]) -> None:
        self.stop()
        self._play, self._playing = play, name

    def stop(self) -> str | None:
        """The name of what was playing, if anything was."""
        name = self.playing()
        if self._play is not None:
            self._play.cancel()
        self._play = self._playing = None
        return name

    def as_json(self) -> list[Json]:
        playing = self.playing()
        return [each.as_json(each.name == playing) for each in self._scenarios.values()]
