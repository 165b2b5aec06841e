"""config.toml as a table of values, before anything in it is checked."""

import tomllib
from pathlib import Path
from typing import Any

from bot.mistakes import SettingsError


def parse(path: Path) -> dict[str, Any]:
    """Raises SettingsError for a file that can't be read, or is no TOML."""
    try:
        # Windows' Notepad writes a mark at the beginning (BOM), which TOML does not know.
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise SettingsError([f"{path}: there is no such file; --config names another one"]) from error
    except UnicodeDecodeError as error:
        raise SettingsError([f"{path}: is not in UTF-8 (in GBK, perhaps); save it as UTF-8"]) from error
    except OSError as error:
        raise SettingsError([f"{path}: can't be read ({type(error).__name__})"]) from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError([f"{path}: not valid TOML: {error}"]) from error
