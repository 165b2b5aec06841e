"""lianxinqiao rules explain and triage: by the office's own rules, each step told."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app

EXAMPLE = Path(__file__).parents[3] / "config.toml"
OWN = '[[rule]]\nname = "云栖:柳絮"\nfor = "dust"\nweight = 9\nany = ["柳絮"]\ntrouble = true\n'


@pytest.fixture
def config(tmp_path: Path) -> str:
    """An office with a rule about willows."""
    (tmp_path / "config.toml").write_bytes(EXAMPLE.read_bytes())
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "own.toml").write_text(OWN, encoding="utf-8")
    return str(tmp_path / "config.toml")


def said(*args: str, given: str | None = None) -> str:
    result = CliRunner().invoke(app, list(args), input=given)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_each_step_is_told(config: str) -> None:
    told = said("rules", "explain", "樓下柳絮滿天飛，没有噪音", "--config", config)
    titles = ["As it was said", "Read as", "Facts", "Category", "Kind", "Found, and not counted", "Decided"]
    places = [told.find(title) for title in titles if title != "Facts"]
    assert -1 not in places
    assert places == sorted(places)
    assert "樓 → 楼" in told
    assert "云栖:柳絮" in told
    assert "9 × " in told
    assert "is denied by 没有" in told
    assert "category  扬尘渣土 dust" in told


def test_marks_that_nobody_sees_and_halves_of_signs_are_told_by_their_number(config: str) -> None:
    told = said("rules", "explain", "\u202e柳\u200b絮\x1b[31m满天飞", "--config", config)
    assert "U+200B → nothing" in told
    assert "\x1b" not in told
    assert "\u202e" not in told


@pytest.mark.parametrize("text", ["", "   ", "[bold]柳絮[/nothing]", "谢谢"])
def test_any_text_can_be_explained(config: str, text: str) -> None:
    assert "Decided" in said("rules", "explain", text, "--config", config)


@pytest.mark.parametrize("command", [["triage"], ["rules", "explain"]])
def test_a_moment_that_is_none_is_refused(config: str, command: list[str]) -> None:
    result = CliRunner().invoke(app, [*command, "柳絮", "--at", "tonight", "--config", config])
    assert result.exit_code == 2
    assert "--at: must be a time such as" in result.stderr


TOLD = "昨晚10点到凌晨4点打桩，实验小学旁边，手机测75分贝，第三次反映了，13812345678"


@pytest.mark.parametrize("command", [["triage"], ["rules", "explain"]])
def test_what_is_told_beside_the_matter_is_shown_with_its_stretch_against_the_moment(
    config: str, command: list[str]
) -> None:
    told = said(*command, TOLD, "--at", "2026-11-22T10:00", "--config", config)
    lines = [" ".join(line.split()) for line in told.splitlines()]
    for line in (
        "told again yes",
        "time 昨晚10点到凌晨4点 clock 2026-11-21 22:00 to 2026-11-22 04:00",
        "place 实验小学旁边 landmark name 实验小学, side 旁边",
        "loudness 75分贝 75 dB",
        "masked 138******78 mobile",
    ):
        assert line in lines


@pytest.mark.parametrize("command", [["triage"], ["rules", "explain"]])
def test_a_time_that_comes_again_has_no_stretch(config: str, command: list[str]) -> None:
    told = said(*command, "每天早上6点打桩", "--config", config)
    assert "time 每天早上6点 clock comes again" in [" ".join(line.split()) for line in told.splitlines()]


def test_where_nothing_else_is_told_nothing_is_shown(config: str) -> None:
    assert "Told beside it" not in said("rules", "explain", "柳絮满天飞", "--config", config)


@pytest.mark.parametrize("command", [["triage"], ["rules", "explain"]])
def test_without_a_moment_it_is_read_as_said_now(config: str, command: list[str]) -> None:
    told = said(*command, "昨晚10点打桩", "--config", config)
    assert re.search(r"昨晚10点 +clock +20\d\d-\d\d-\d\d 22:00", told)


def test_lines_have_moments_of_their_own(config: str) -> None:
    result = CliRunner().invoke(app, ["triage", "--jsonl", "-", "--at", "2026-11-22T10:00", "-c", config], input="")
    assert result.exit_code == 2
    assert "give no --at" in result.stderr


def test_the_short_form_uses_the_offices_rules_too(config: str) -> None:
    assert "dust" in said("triage", "河边柳絮太多", "--config", config)


def test_lines_are_read_by_the_offices_rules_at_their_own_time(config: str) -> None:
    lines = ['{"text": "河边柳絮太多"}', '{"text": "河边柳絮太多", "at": "2026-11-22T15:40:00Z"}']
    told = said("triage", "--jsonl", "-", "--config", config, given="\n".join(lines))
    assert [json.loads(line)["category"] for line in told.splitlines()] == ["dust", "dust"]


def test_a_line_with_a_wrong_time_is_answered_as_a_broken_one(config: str) -> None:
    result = CliRunner().invoke(app, ["triage", "--jsonl", "-", "-c", config], input='{"text": "柳絮", "at": "now"}')
    assert "line 1: at: must be a time such as" in result.stderr
    assert json.loads(result.stdout)["confidence"] == 0


@pytest.mark.parametrize("command", [["rules", "explain", "x"], ["triage", "x"], ["triage", "--jsonl", "-"]])
def test_broken_rules_end_the_command_with_code_2(config: str, command: list[str]) -> None:
    (Path(config).parent / "rules" / "own.toml").write_text("off = [", encoding="utf-8")
    result = CliRunner().invoke(app, [*command, "--config", config], input="")
    assert result.exit_code == 2
    assert "rules/own.toml" in result.stderr
