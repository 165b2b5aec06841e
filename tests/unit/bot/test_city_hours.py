"""[triage] in config.toml says when renovation has to rest and when exams are; rules may ask for it, by the message's
own time."""

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.office_rules import OfficeRules
from complaints.triage import Reading

EXAMPLE = Path(__file__).parents[3] / "config.toml"
ZONE = ZoneInfo("Asia/Shanghai")
EXAMS = "exams = [{ from = 2026-06-07, to = 2026-06-10 }, { from = 2026-06-16, to = 2026-06-17 }]\n"
QUIET = 'quiet = [["13:00", "15:00"]]\nquiet_rest_days = false\n'
USUAL = re.compile(r"^(?:quiet|quiet_rest_days|exams) = (?:\[\n.*?^\]|[^\n]*)\n", re.MULTILINE | re.DOTALL)
RESTS = """
[[rule]]
name = "云栖:休息时段装修"
for = "urgency.urgent"
when = ["noise_renovation", "quiet"]
"""


def reading(folder: Path, text: str, at: datetime, triage: str = "", rules: str = "") -> Reading:
    """By an office with these lines in [triage], and these rules of its own."""
    settings = USUAL.sub("", EXAMPLE.read_text(encoding="utf-8")).replace("[triage]\n", f"[triage]\n{triage}")
    (folder / "config.toml").write_text(settings, encoding="utf-8")
    (folder / "rules").mkdir()
    (folder / "rules" / "yunqi.toml").write_text(rules, encoding="utf-8")
    return OfficeRules.read(folder / "config.toml").triage().read(text, at)


def on(month: int, day: int, hour: int = 10) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("at", "urgency"),
    [(on(6, 6), "normal"), (on(6, 7), "urgent"), (on(6, 10), "urgent"), (on(6, 11), "normal"), (on(6, 17), "urgent")],
)
def test_noise_by_day_is_urgent_on_the_days_of_exams(tmp_path: Path, at: datetime, urgency: str) -> None:
    told = reading(tmp_path, "楼上装修电钻声太吵了", at, EXAMS)
    assert (told.noise, told.urgency) == (True, urgency)


@pytest.mark.parametrize("text", ["小区路灯坏了没人修", "请问楼上装修几点开始算噪音", "工地扬尘很大"])
def test_exams_make_nothing_urgent_but_complaints_of_noise(tmp_path: Path, text: str) -> None:
    assert reading(tmp_path, text, on(6, 7), EXAMS).urgency == "normal"


def test_without_exams_in_the_settings_no_day_is_one(tmp_path: Path) -> None:
    assert reading(tmp_path, "楼上装修电钻声太吵了", on(6, 7)).urgency == "normal"


@pytest.mark.parametrize(
    ("text", "at", "urgency"),
    [
        ("楼上中午1点半装修，电钻声太吵", on(11, 24), "urgent"),
        ("楼上上午10点装修，电钻声太吵", on(11, 24), "normal"),
        ("楼上现在还在装修，电钻声太吵", on(11, 24, hour=14), "urgent"),
        ("楼上现在还在装修，电钻声太吵", on(11, 24, hour=16), "normal"),
        ("楼上装修，电钻声太吵", on(11, 24, hour=14), "normal"),
    ],
)
def test_a_rule_may_ask_whether_it_is_in_the_hours_of_rest(
    tmp_path: Path, text: str, at: datetime, urgency: str
) -> None:
    assert reading(tmp_path, text, at, QUIET, RESTS).urgency == urgency


@pytest.mark.parametrize(
    ("at", "urgency"),
    [(on(11, 22), "urgent"), (on(11, 24), "normal"), (on(10, 1), "urgent"), (on(10, 10), "normal")],
    ids=["Sunday", "Tuesday", "holiday", "Saturday that is worked"],
)
def test_on_rest_days_of_the_offices_calendar_renovation_rests_all_day(
    tmp_path: Path, at: datetime, urgency: str
) -> None:
    text = "楼上现在还在装修，电钻声太吵"
    assert reading(tmp_path, text, at, "quiet_rest_days = true\n", RESTS).urgency == urgency
