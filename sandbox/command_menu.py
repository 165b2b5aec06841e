"""The command menus the bot has set, by scope and language."""

from sandbox.json_types import Json

DEFAULT_SCOPE: Json = {"type": "default"}


def _key(scope: Json, language: str) -> tuple[str, str, str, str]:
    return str(scope["type"]), str(scope.get("chat_id", "")), str(scope.get("user_id", "")), language


class CommandMenu:
    def __init__(self) -> None:
        self._menus: dict[tuple[str, str, str, str], Json] = {}

    def clear(self) -> None:
        self._menus.clear()

    def set(self, scope: Json, language: str, commands: list[Json]) -> None:
        self._menus[_key(scope, language)] = {"scope": scope, "language_code": language, "commands": commands}

    def get(self, scope: Json, language: str) -> list[Json]:
        menu = self._menus.get(_key(scope, language))
        return list(menu["commands"]) if menu else []

    def delete(self, scope: Json, language: str) -> None:
        self._menus.pop(_key(scope, language), None)

    def as_json(self) -> list[Json]:
        return list(self._menus.values())
