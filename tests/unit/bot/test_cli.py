"""The command line: quick to answer, one JSON line for each line, links that name a person."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.commands.invite import NobodyMeantError, chosen
from bot.commands.reading import read
from bot.commands.triage_lines import answers
from bot.office_rules import OfficeRules

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "config.toml"
NAMES = {"kind", "category", "second", "noise", "night", "urgency", "confidence", "hits"}


def command(*args: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *args], input=given, capture_output=True, cwd=ROOT, timeout=60, check=False
    )


def imported_by(*args: str) -> set[str]:
    """The top packages that a command imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "bot", *args],
        input=b"",
        capture_output=True,
        cwd=ROOT,
        timeout=60,
        check=True,
    )
    return {line.rpartition(b"|")[2].strip().decode().partition(".")[0] for line in done.stderr.splitlines()}


@pytest.mark.parametrize("args", [["--help"], ["run", "--help"], ["triage", "--help"]])
def test_help_imports_nothing_heavy(args: list[str]) -> None:
    heavy = {"aiogram", "telegram", "jieba", "sqlalchemy", "alembic", "apscheduler", "jinja2", "aiohttp"}
    assert not imported_by(*args) & heavy


def test_triage_needs_neither_telegram_nor_the_database() -> None:
    assert not imported_by("triage", "--jsonl", "-") & {"aiogram", "telegram", "sqlalchemy", "aiohttp"}


def test_jsonl_answers_each_line_in_order_and_nothing_else() -> None:
    given = '{"text": "半夜还在施工，吵得睡不着"}\n{"text": "谢谢，路灯修好了"}\n'.encode()
    done = command("triage", "--jsonl", "-", given=given)
    lines = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert done.returncode == 0
    assert done.stderr == b""
    assert len(lines) == 2
    assert all(lines[0].keys() >= NAMES for line in lines)
    assert lines[0]["night"] is True
    assert lines[0]["kind"] == "complaint"
    assert lines[1]["kind"] == "praise"


@pytest.mark.parametrize(
    "line",
    [b"not json", b"", b"[]", b'{"text": 5}', b'{"words": "x"}', b"\xff\xfe", b"[" * 100_000, b'"text"'],
    ids=["words", "empty", "list", "number", "no text", "no utf-8", "deep", "string"],
)
def test_a_broken_line_is_answered_too(line: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    good = b'{"text": "\xe6\xbc\x8f\xe6\xb0\xb4"}\n'
    given = [json.loads(answer) for answer in answers([good, line + b"\n", good], OfficeRules())]
    assert [each["confidence"] > 0 for each in given] == [True, False, True]
    assert given[1]["kind"] == "other"
    assert given[1].keys() == given[0].keys()
    assert "line 2" in capsys.readouterr().err


def test_half_a_surrogate_pair_does_not_stop_the_answers() -> None:
    assert (
        len([json.loads(each) for each in answers([b'{"text": "\\ud83d \xe6\xbc\x8f\xe6\xb0\xb4"}\n'], OfficeRules())])
        == 1
    )


def test_explaining_shows_the_words_that_made_it() -> None:
    done = command("triage", "半夜还在施工，吵得睡不着")
    assert done.returncode == 0
    assert "noise_construction" in done.stdout.decode()
    assert "半夜" in done.stdout.decode().partition("because")[2]


@pytest.mark.parametrize("args", [[], ["x", "--jsonl", "-"]])
def test_triage_wants_a_sentence_or_a_file(args: list[str]) -> None:
    assert command("triage", *args).returncode == 2


def test_check_offline_of_the_example_is_well() -> None:
    done = command("check", "--offline")
    assert done.returncode == 0, done.stdout.decode()
    assert "✗" not in done.stdout.decode()


def test_check_says_each_mistake_and_still_looks_at_the_rest(tmp_path: Path) -> None:
    broken = tmp_path / "config.toml"
    broken.write_text(EXAMPLE.read_text(encoding="utf-8").replace('level = "info"', 'level = "x"'), encoding="utf-8")
    done = command("check", "--offline", "--config", str(broken))
    assert done.returncode == 2
    assert "log.level" in done.stdout.decode()
    assert "rules" in done.stdout.decode()


def test_check_names_a_telegram_that_cannot_be_reached(tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8").replace("sqlite:///data", f"sqlite:///{tmp_path}")
    config = tmp_path / "config.toml"
    config.write_text(text.replace("https://api.telegram.org", "http://127.0.0.1:9"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "bot", "check", "--config", str(config)],
        env={**os.environ, "BOT_TOKEN": "42:SANDBOX", "COLUMNS": "200"},
        capture_output=True,
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "http://127.0.0.1:9 can't be reached" in done.stdout.decode()
    assert not (tmp_path / "lianxinqiao.sqlite3").exists()


def test_an_invitation_names_the_holder_of_the_post() -> None:
    office = read(EXAMPLE).office
    assert chosen(office, "works", "") == "zhang"
    assert chosen(office, "homes", "sun") == "sun"


@pytest.mark.parametrize(
    ("post", "staff", "said"), [("moon", "", "there is no post moon"), ("works", "li", "li does not hold works")]
)
def test_an_invitation_for_nobody_is_refused(post: str, staff: str, said: str) -> None:
    with pytest.raises(NobodyMeantError, match=said):
        chosen(read(EXAMPLE).office, post, staff)


def test_an_invitation_for_an_unknown_post_does_not_blame_the_settings() -> None:
    done = command("invite", "--post", "nope")
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.decode().startswith("--post: there is no post nope; there are works, ")
    assert "config.toml" not in done.stderr.decode()
