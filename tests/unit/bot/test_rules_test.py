"""lianxinqiao rules test: figures for people and for machines; bad lines are told."""

import json
from pathlib import Path

from typer.testing import CliRunner

from bot.cli import app

LINES = [
    {"text": "楼下工地半夜施工太吵，睡不着", "category": "noise_construction", "noise": True, "night": True},
    {"text": "小区门口渣土车过，满屋灰", "category": "dust", "noise": False, "night": False},
    {"text": "对面工地尘土很大", "category": "housing", "noise": False, "night": False},
]
REST = {"kind": "complaint", "second": None, "urgency": "normal"}


def labelled(folder: Path, *more: str) -> str:
    file = folder / "labelled.jsonl"
    lines = [json.dumps({**REST, **line}, ensure_ascii=False) for line in LINES]
    file.write_text("\n".join([*lines, *more]) + "\n", encoding="utf-8")
    return str(file)


def test_figures_and_wrong_answers_are_shown(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["rules", "test", labelled(tmp_path), "--show", "5"])
    assert result.exit_code == 0
    assert "3 messages" in result.stdout
    assert "category_accuracy_when_sure │ 0.667" in result.stdout
    assert "housing read as" in result.stdout
    assert "7 扬尘渣土" in result.stdout


def test_wrong_answers_are_shown_masked(tmp_path: Path) -> None:
    wrong = {**REST, **LINES[2], "text": "对面工地尘土很大，请联系张建国 13812345678"}
    result = CliRunner().invoke(app, ["rules", "test", labelled(tmp_path, json.dumps(wrong)), "--show", "5"])
    assert "请联系张** 138******78" in result.stdout


def test_json_is_all_that_is_printed(tmp_path: Path) -> None:
    told = json.loads(CliRunner().invoke(app, ["rules", "test", labelled(tmp_path), "--json"]).stdout)
    assert told["messages"] == 3
    assert told["noise_f1"] == 1


def test_a_bad_line_is_told_with_its_number_and_the_rest_is_measured(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["rules", "test", labelled(tmp_path, "", "nothing"), "--json"])
    assert result.exit_code == 1
    assert "labelled.jsonl:5: is no JSON" in result.stderr
    assert json.loads(result.stdout)["messages"] == 3


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["rules", "test", str(tmp_path / "none.jsonl")])
    assert result.exit_code == 1
    assert "can't be read" in result.stderr


def test_an_empty_file_has_figures_too(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").touch()
    assert CliRunner().invoke(app, ["rules", "test", str(tmp_path / "empty.jsonl")]).exit_code == 0


def test_several_files_are_measured_together_and_each_by_itself(tmp_path: Path) -> None:
    first = labelled(tmp_path)
    second = tmp_path / "second.jsonl"
    second.write_text(Path(first).read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["rules", "test", first, str(second)], env={"COLUMNS": "120"})
    assert result.exit_code == 0
    assert "4 messages" in result.stdout
    names = [line.split()[:2] for line in result.stdout.splitlines()[-3:]]
    assert names == [["labelled", "3"], ["second", "1"], ["together", "4"]]


def test_what_a_confidence_is_worth_is_drawn(tmp_path: Path) -> None:
    picture = tmp_path / "confidence.svg"
    result = CliRunner().invoke(app, ["rules", "test", labelled(tmp_path), "--plot", str(picture)])
    assert result.exit_code == 0
    assert "3 messages" in picture.read_text(encoding="utf-8")


def test_a_picture_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    lost = str(tmp_path / "none" / "confidence.svg")
    result = CliRunner().invoke(app, ["rules", "test", labelled(tmp_path), "--plot", lost])
    assert result.exit_code == 1
    assert "can't be written" in result.stderr
