"""The office's own rules beside config.toml, and the city's hours in it."""

from datetime import date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.office_rules import OfficeRules
from complaints.triage import RulesError

EXAMPLE = Path(__file__).parents[3] / "config.toml"
OWN = '[[rule]]\nname = "云栖:柳絮"\nfor = "dust"\nweight = 9\nany = ["柳絮"]\ntrouble = true\n'


def office(folder: Path, rules: str | bytes | None) -> Path:
    """config.toml in a folder of its own, and one file of rules beside it."""
    config = folder / "config.toml"
    config.write_bytes(EXAMPLE.read_bytes())
    if rules is not None:
        (folder / "rules").mkdir()
        (folder / "rules" / "yunqi.toml").write_bytes(rules.encode() if isinstance(rules, str) else rules)
    return config


def test_without_a_folder_the_packaged_rules_count(tmp_path: Path) -> None:
    triage = OfficeRules.read(office(tmp_path, None)).triage()
    assert triage.read("楼下工地半夜施工太吵").category == "noise_construction"


def test_the_folder_is_looked_for_beside_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = office(tmp_path, OWN)
    monkeypatch.chdir("/")
    assert OfficeRules.read(config).triage().read("河边柳絮太多").category == "dust"


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        (OWN.replace("dust", "dustt"), "rules/yunqi.toml:3: rule.0.for"),
        ("off = [", "rules/yunqi.toml"),
        ('off = ["柳絮"]'.encode("gbk"), "rules/yunqi.toml: file: is not in UTF-8"),
    ],
)
def test_run_refuses_broken_rules_with_code_2_and_starts_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rules: str | bytes, said: str
) -> None:
    config = office(tmp_path, rules)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_TOKEN", "42:TEST")
    for command in (["run"], ["demo", "--port", "0"]):
        result = CliRunner().invoke(app, [*command, "--config", str(config)])
        assert result.exit_code == 2
        assert said in result.stderr
    assert not (tmp_path / "data").exists()


def test_a_file_in_the_place_of_the_folder_is_a_mistake(tmp_path: Path) -> None:
    config = office(tmp_path, None)
    (tmp_path / "rules").write_text("")
    with pytest.raises(RulesError, match="is no folder"):
        OfficeRules.read(config).triage()


def test_check_tells_the_mistakes_of_the_offices_rules_too(tmp_path: Path) -> None:
    config = office(tmp_path, OWN.replace("dust", "dustt"))
    result = CliRunner().invoke(app, ["check", "--offline", "--config", str(config)])
    assert result.exit_code == 1
    assert "rules/yunqi.toml:3" in result.stdout


def test_the_citys_hours_follow_the_settings_and_the_offices_calendar(tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8").replace('["22:00", "06:00"]', '["23:00", "07:00"]')
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")
    hours = OfficeRules.read(tmp_path / "config.toml").hours
    assert not hours.at_night(datetime.fromisoformat("2026-11-24 22:30"))
    assert hours.at_night(datetime.fromisoformat("2026-11-24 06:30"))
    assert hours.quiet_at(datetime.fromisoformat("2026-10-01 10:00"))  # National Day, a Thursday
    assert not hours.quiet_at(datetime.fromisoformat("2026-10-10 10:00"))  # a Saturday worked for it
    assert hours.exam_on(date(2027, 6, 9))


def test_rules_check_tells_every_mistake_with_code_2(tmp_path: Path) -> None:
    config = office(tmp_path, OWN.replace("dust", "dustt").replace("trouble", "truble"))
    result = CliRunner().invoke(app, ["rules", "check", "--config", str(config)])
    assert result.exit_code == 2
    assert "rules/yunqi.toml:6: rule.0.truble: unknown key; did you mean trouble?" in result.stdout


def test_rules_check_warns_of_what_is_idle_in_the_offices_files_with_code_1(tmp_path: Path) -> None:
    config = office(tmp_path, OWN.replace('["柳絮"]', '["柳絮", "柳絮飞", "柳.*飞"]'))
    result = CliRunner().invoke(app, ["rules", "check", "--config", str(config)])
    assert result.exit_code == 1
    assert "rules/yunqi.toml:5: rule.0.any: 柳絮飞: adds nothing: 柳絮 is found in it" in result.stdout
    assert "rules/yunqi.toml:5: rule.0.any: 柳.*飞: looks like a pattern" in result.stdout


def test_rules_check_is_content_with_sound_rules(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["rules", "check", "--config", str(office(tmp_path, OWN))])
    assert result.exit_code == 0
    assert "1 of the office's own: version" in result.stdout


def test_without_settings_the_packaged_rules_are_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(app, ["rules", "check"]).exit_code == 0
    assert CliRunner().invoke(app, ["rules", "check", "--config", "other.toml"]).exit_code == 2
