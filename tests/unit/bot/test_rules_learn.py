"""lianxinqiao rules learn: proposes, shows what it would do, and writes only where it is told to."""

import json
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from complaints.triage import load, packaged_files
from tests.stored_appeals import tell
from tests.unit.bot.office_folder import OfficeFolder


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OfficeFolder:
    return OfficeFolder(tmp_path, monkeypatch)


def learn(office: OfficeFolder, *more: str) -> Result:
    return CliRunner().invoke(app, ["rules", "learn", *more, "--config", office.config])


RULES = """
[[rule]]
name = "本街道:蝴蝶"
for = "dust"
weight = 6
any = ["蝴蝶"]

[[rule]]
name = "本街道:乱飞"
for = "sanitation"
weight = 5.5
any = ["乱飞"]
"""


def corrected(office: OfficeFolder, text: str = "铜锣湾的蝴蝶乱飞") -> OfficeFolder:
    """Its own rules read a text as dust that people say is sanitation, in words that no rule knows."""
    (office.path / "rules").mkdir()
    (office.path / "rules" / "own.toml").write_text(RULES, encoding="utf-8")
    office.fill(
        partial(tell, texts=[text] * 20, said="sanitation"),
        partial(tell, texts=["扬尘很大"] * 30, answered=True, first=21),
    )
    return office


def test_without_anything_judged_there_is_nothing_to_learn(office: OfficeFolder) -> None:
    office.fill(partial(tell, texts=["扬尘很大"] * 5))
    result = learn(office)
    assert result.exit_code == 0
    assert "nothing to learn from yet" in result.stdout


def test_without_a_database_given_files_are_enough(office: OfficeFolder) -> None:
    result = learn(office)
    assert (result.exit_code, "nothing to learn from yet" in result.stdout) == (0, True)
    assert not (office.path / "bot.sqlite3").exists()


def test_a_diff_and_its_effect_are_shown_and_nothing_is_written(office: OfficeFolder) -> None:
    before = {str(file) for file in corrected(office).path.rglob("*")}
    result = learn(office, "--show", "1")
    assert result.exit_code == 0
    for said in (
        "+++ rules/learned.toml",
        '+"环卫:提到" = [',
        "蝴蝶",
        "50 stored and 0 given messages",
        "better sanitation",
    ):
        assert said in result.stdout
    assert {str(file) for file in office.path.rglob("*")} == before


def test_what_is_written_when_told_to_can_be_loaded_and_next_time_is_the_beginning(office: OfficeFolder) -> None:
    file = corrected(office).path / "rules" / "learned.toml"
    assert learn(office, "--output", str(file)).exit_code == 0
    written = file.read_text(encoding="utf-8")
    load(packaged_files(), {"rules/own.toml": RULES, "rules/learned.toml": written})
    assert sorted(found.name for found in file.parent.iterdir()) == ["learned.toml", "own.toml"]
    again = learn(office)
    assert again.exit_code == 0
    assert "铜锣" not in "".join(line for line in again.stdout.splitlines() if line.startswith("+"))


def test_weights_that_the_office_has_set_itself_stay(office: OfficeFolder) -> None:
    assert '"本街道:蝴蝶"' in learn(corrected(office)).stdout
    (office.path / "rules" / "more.toml").write_text('[weights]\n"本街道:蝴蝶" = 6.5\n', encoding="utf-8")
    assert '"本街道:蝴蝶"' not in learn(office).stdout


def test_labelled_files_count_beside_the_stored_appeals_and_bad_lines_are_told(office: OfficeFolder) -> None:
    line = {"text": "有花轿", "kind": "complaint", "category": "noise_social", "second": None, "urgency": "normal"}
    lines = [json.dumps({**line, "noise": True, "night": False, "at": "2026-11-22T23:40"})] * 6
    file = office.path / "labelled.jsonl"
    file.write_text("\n".join([*lines, "nothing"]), encoding="utf-8")
    result = learn(corrected(office), str(file))
    assert result.exit_code == 1
    assert "labelled.jsonl:7: is no JSON" in result.stderr
    assert "50 stored and 6 given messages" in result.stdout
    assert "学到:生活噪声" in result.stdout


def test_a_file_that_is_not_there_or_cannot_be_written_is_told(office: OfficeFolder) -> None:
    assert "can't be read" in learn(office, str(office.path / "none.jsonl")).stderr
    result = learn(corrected(office), "--output", str(office.path / "no folder" / "x.toml"))
    assert (result.exit_code, "can't be written" in result.stderr) == (1, True)


def test_a_learned_file_that_cannot_be_added_to_is_left_alone(office: OfficeFolder) -> None:
    file = corrected(office).path / "rules" / "learned.toml"
    file.write_text('weights = { "停车:乱停" = 3 }\n', encoding="utf-8")
    result = learn(office, "--output", str(file))
    assert (result.exit_code, "rules/learned.toml: can't be added to" in result.stderr) == (1, True)
    assert file.read_text(encoding="utf-8") == 'weights = { "停车:乱停" = 3 }\n'


def test_personal_numbers_in_examples_are_covered(office: OfficeFolder) -> None:
    shown = learn(corrected(office, "铜锣湾的蝴蝶乱飞，请处理，13900067890"), "--show", "3").stdout
    assert "蝴蝶乱飞，请处理，139**" in shown
    assert "13900067890" not in shown
