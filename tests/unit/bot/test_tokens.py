"""The bot's token: from the environment, else from a file; without one nothing is started."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import tokens
from bot.cli import app
from bot.mistakes import SettingsError

EXAMPLE = Path(__file__).parents[3] / "config.toml"
TOKEN = "123456789:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghi"


def test_a_token_comes_from_the_environment_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "token"
    file.write_text("7:from-file\n", encoding="utf-8")
    monkeypatch.delenv("BOT_TOKEN", raising=False)
    found = tokens.read(file)
    assert found is not None
    assert found.get_secret_value() == "7:from-file"
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    found = tokens.read(file)
    assert found is not None
    assert found.get_secret_value() == TOKEN
    assert TOKEN not in repr(found)


@pytest.mark.parametrize(("text", "said"), [("", "is empty"), ("hello", "this is not a bot token")])
def test_a_token_file_without_a_token_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    monkeypatch.delenv("BOT_TOKEN", raising=False)
    file = tmp_path / "token"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=f"telegram.token_file: .*{said}|telegram.token_file: {said}"):
        tokens.read(file)


def test_run_without_a_token_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BOT_TOKEN", raising=False)
    result = CliRunner().invoke(app, ["run", "--config", str(EXAMPLE)])
    assert result.exit_code == 2
    assert "BOT_TOKEN" in result.stderr
