"""Which rules an update is read by, while the files change."""

from pathlib import Path
from typing import Any

import pytest
from aiogram.types import Update, User
from pydantic import SecretStr

from bot import application
from bot.application import assemble
from bot.commands.reading import read
from bot.live_rules import LiveRules
from bot.office_rules import OfficeRules
from bot.settings import Configuration, DatabaseSettings, Settings
from complaints.triage import Triage
from storage.clock import SystemClock
from storage.database import Storage

EXAMPLE = Path(__file__).parents[3] / "config.toml"
OWN = '[[rule]]\nname = "柳絮"\nfor = "dust"\nany = ["柳絮"]\n'


class Noting:
    """In the place of the dispatcher: with which triage it was given an update."""

    def __init__(self) -> None:
        self.given: list[Triage] = []

    def resolve_used_update_types(self) -> list[str]:
        return []

    async def feed_update(self, _bot: object, _update: Update, *, triage: Triage, **_rest: Any) -> None:
        self.given.append(triage)


async def test_each_update_gets_the_rules_of_its_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noting = Noting()
    feeds: list[Any] = []
    monkeypatch.setattr(application, "build_dispatcher", lambda *_args: noting)
    monkeypatch.setattr(application, "Polling", lambda _bot, feed, *_args, **_rest: feeds.append(feed))
    settings = Settings(database=DatabaseSettings(url=f"sqlite:///{tmp_path / 'bot.sqlite3'}"))
    config = Configuration(read(EXAMPLE).office, settings, tmp_path)
    app = assemble(config, SecretStr("42:TEST"), SystemClock())
    try:
        app.intake(User(id=42, is_bot=True, first_name="连心桥"))
        await feeds[0](Update(update_id=1), committed=lambda: None)
        first = app.rules.triage
        (tmp_path / "rules").mkdir()
        (tmp_path / "rules" / "own.toml").write_text(OWN, encoding="utf-8")
        for _ in range(2):
            await app.rules.look(app.storage)
        await feeds[0](Update(update_id=2), committed=lambda: None)
        assert noting.given == [first, app.rules.triage]
        assert first is not app.rules.triage
    finally:
        await app.bot.session.close()
        await app.storage.close()


async def test_taking_up_new_rules_reads_the_dictionary_no_second_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = LiveRules(OfficeRules(tmp_path))
    rules.triage.warm_up()
    monkeypatch.setattr("complaints.triage.cutting._quiet_tokenizer", None)
    (tmp_path / "own.toml").write_text(f'dictionary = ["柳絮飞"]\n{OWN}', encoding="utf-8")
    storage = Storage.open(f"sqlite+aiosqlite:///{tmp_path / 'x.sqlite3'}", read(EXAMPLE).office, SystemClock())
    before = rules.triage.rules_version
    for _ in range(2):
        await rules.look(storage)
    assert rules.triage.rules_version != before
    assert rules.triage.read("等着火车").urgency == "normal"
    await storage.close()
