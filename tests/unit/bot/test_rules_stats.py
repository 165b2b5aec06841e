"""lianxinqiao rules stats: what became of what the rules said, and words they don't know."""

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import app
from tests.stored_appeals import tell
from tests.unit.bot.office_folder import OfficeFolder


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OfficeFolder:
    return OfficeFolder(tmp_path, monkeypatch)


def filled(office: OfficeFolder) -> OfficeFolder:
    """Six appeals that were corrected, with a word that no rule knows; thirty that nobody corrected."""
    office.fill(
        partial(tell, texts=["王师傅13812345678：扬尘，蝴蝶乱飞"] * 6, said="sanitation"),
        partial(tell, texts=["扬尘很大"] * 30, answered=True, first=7),
    )
    return office


def stats(office: OfficeFolder) -> dict[str, Any]:
    result = CliRunner().invoke(app, ["rules", "stats", "--config", office.config, "--json"])
    assert result.exit_code == 0
    told: dict[str, Any] = json.loads(result.stdout)
    return told


def test_an_office_without_appeals_gets_a_kind_sentence(office: OfficeFolder) -> None:
    office.fill()
    result = CliRunner().invoke(app, ["rules", "stats", "--config", office.config])
    assert result.exit_code == 0
    assert "No appeals are stored yet" in result.stdout


def test_without_a_database_it_says_what_makes_one(office: OfficeFolder) -> None:
    result = CliRunner().invoke(app, ["rules", "stats", "--config", office.config])
    assert result.exit_code == 1
    assert "lianxinqiao migrate" in result.stderr


def test_hits_precision_corrections_dead_rules_and_new_words_are_shown(office: OfficeFolder) -> None:
    result = CliRunner().invoke(app, ["rules", "stats", "--config", filled(office).config])
    assert result.exit_code == 0
    for said in ("扬尘:一听就是", "0.83", "环境卫生 sanitation", "rules were no reason", "蝴蝶"):
        assert said in result.stdout


def test_nothing_personal_is_shown(office: OfficeFolder) -> None:
    for options in ([], ["--json"]):
        shown = CliRunner().invoke(app, ["rules", "stats", "--config", filled(office).config, *options]).stdout
        office.path.joinpath("bot.sqlite3").unlink()
        assert "138" not in shown
        assert "王" not in shown


def test_json_has_all_of_it(office: OfficeFolder) -> None:
    told = stats(filled(office))
    assert (told["messages"], told["corrected"], told["confirmed"], told["unsure"]) == (36, 6, 30, 0)
    (line,) = told["rules"]
    assert (line["name"], line["hits"], line["stood"], line["corrected"]) == ("扬尘:一听就是", 36, 30, 6)
    assert told["corrections"] == [{"read": "dust", "said": "sanitation", "messages": 6}]
    words = {each["word"]: each for each in told["words"]}
    assert (words["蝴蝶"]["inside"], words["蝴蝶"]["outside"], words["蝴蝶"]["group"]) == (6, 0, "sanitation")


def test_words_of_unsure_messages_need_no_correction(office: OfficeFolder) -> None:
    office.fill(partial(tell, texts=["蝴蝶乱飞"] * 6, read=None), partial(tell, texts=["扬尘很大"] * 30, first=7))
    (word,) = [each for each in stats(office)["words"] if each["word"] == "蝴蝶"]
    assert word["group"] == "?"
