"""config.toml: every mistake is named by its key's path, in plain words, and nothing is started."""

import tomllib
from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot import settings
from bot.cli import app
from bot.mistakes import SettingsError
from bot.settings import Configuration
from complaints.triage import Category

EXAMPLE = Path(__file__).parents[3] / "config.toml"
TOKEN = "123456789:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghi"

# What is changed in the example, into what, and what the message must then say.
MISTAKES = {
    "an unknown key": ('city = "临江市"', 'city = "临江市"\ncolour = "red"', "office.colour: unknown key"),
    "an unknown section": ("[join]", "[joins]", "joins: unknown key"),
    "a missing section": ("[office]", "[office_of]", "office: is missing"),
    "a number for a text": ('name = "云栖街道办事处"', "name = 5", "office.name: must be text in quotes, not 5"),
    "a text for a number": (
        'name = "1号楼", units = 3',
        'name = "1号楼", units = "three"',
        'compounds.hexie.buildings.hx1.units: must be a whole number, not "three"',
    ),
    "a text for a list": (
        'compounds = ["tieluyuan"]',
        'compounds = "tieluyuan"',
        "routing.0.compounds: must be a list",
    ),
    "a building named twice": ('code = "hx2"', 'code = "hx1"', 'compounds.buildings.code: "hx1" is named twice'),
    "a building's name twice in one compound": (
        'name = "2号楼"',
        'name = "1号楼"',
        'compounds.hexie.buildings.name: "1号楼" is named twice',
    ),
    "a post nobody holds": (
        'posts = ["works"]',
        'posts = ["duty"]',
        "posts.works: nobody in [[staff]] holds this post",
    ),
    "a member of staff without a post": (
        'posts = ["works"]',
        "posts = []",
        "staff.zhang.posts: must have at least one",
    ),
    "a post that is not there": (
        'posts = ["works"]',
        'posts = ["works", "moon"]',
        'staff.zhang.posts: there is no post "moon"',
    ),
    "a post that reports to nobody known": (
        'reports_to = "director"',
        'reports_to = "mayor"',
        'posts.deputy.reports_to: there is no post "mayor"',
    ),
    "posts that report in a circle": (
        'reports_to = "director"',
        'reports_to = "build-head"',
        "posts.deputy.reports_to: the chain of posts comes back to itself",
    ),
    "no duty officer": ('duty = "duty_officer"', 'duty = "owner"', "posts: no post has duty"),
    "a duty that does not exist": ('duty = "director"', 'duty = "boss"', "posts.director.duty: must be 'owner'"),
    "a category that is not there": ('"noise_social", ', '"noise_disco", ', 'there is no category "noise_disco"'),
    "no last rule for the rest": (
        '[[routing]]\npost = "duty"',
        '[[routing]]\ncategories = ["other"]\npost = "duty"',
        "routing: the last rule must fit everything",
    ),
    "a project's building that is not there": ('buildings = ["tl-a"]', 'buildings = ["tl-x"]', 'no building "tl-x"'),
    "a project that ends before it starts": (
        "ends_on = 2027-04-30",
        "ends_on = 2025-04-30",
        "projects.hexie-2026.ends_on: lies before starts_on",
    ),
    "a time zone that is not there": ("Asia/Shanghai", "Asia/Atlantis", "office.time_zone: no such time zone"),
    "a code with capitals": ('code = "zhang"', 'code = "Zhang"', "staff.Zhang.code:"),
    "a span in wrong words": (
        'acknowledge = "5m"',
        'acknowledge = "5 min"',
        "deadlines.emergency.acknowledge: write a span",
    ),
    "hours that end before they start": ("start = 09:00:00", "start = 19:00:00", "hours: start must lie before end"),
    "a limit out of bounds": (
        "appeals_per_hour = 20",
        "appeals_per_hour = 0",
        "limits.appeals_per_hour: must be greater",
    ),
    "a proxy of an unknown kind": ('proxy = ""', 'proxy = "ftp://x:1"', "telegram.proxy: must be empty, http://"),
    "an address that is none": ('"https://api.telegram.org"', '"telegram"', "telegram.api_base: must be an address"),
    "a poll longer than Telegram allows": ("poll_timeout = 30", "poll_timeout = 51", "telegram.poll_timeout: must be"),
    "a database of an unknown kind": ('"sqlite:///data', '"mysql:///data', "database.url: must be sqlite:///file"),
    "a database in memory": (
        '"sqlite:///data/lianxinqiao.sqlite3"',
        '"sqlite://"',
        "database.url: an SQLite database must be",
    ),
    "a database on another machine that is a file": (
        '"sqlite:///data/lianxinqiao.sqlite3"',
        '"sqlite://host/data.sqlite3"',
        "database.url: must be sqlite:///file or postgresql://",
    ),
    "a port in words": ('"sqlite:///data/lianxinqiao.sqlite3"', '"postgresql://u@h:port/x"', "database.url: must be"),
    "a level of logs that is not there": ('level = "info"', 'level = "loud"', "log.level: must be 'debug'"),
    "a token by its key": ('proxy = ""', 'token = "42:short"', "telegram.token: a token must not stand in this file"),
    "a token by its look": ('proxy = ""', f'proxy = "{TOKEN}"', "telegram.proxy: a token must not stand in this file"),
    "a number for a time": ("start = 09:00:00", "start = 9", "hours.start: must be a time without quotes"),
    "a time in quotes": ("end = 18:00:00", 'end = "18:00"', "hours.end: must be a time without quotes"),
    "a time with a zone": (
        "start = 09:00:00",
        "start = 2026-01-01T09:00:00+08:00",
        "hours.start: must be a time without quotes and without a zone",
    ),
    "a date in quotes": (
        "starts_on = 2026-09-01",
        'starts_on = "2026-09-01"',
        'projects.hexie-2026.starts_on: must be a date without quotes, such as 2026-10-01, not "2026-09-01"',
    ),
    "a moment for a date": ("ends_on = 2027-04-30", "ends_on = 2027-04-30T00:00:00", "projects.hexie-2026.ends_on: "),
    "a number in quotes": ("units = 3", 'units = "3"', 'buildings.hx1.units: must be a whole number, not "3"'),
    "a truth for a number": ("\ndays = 7", "\ndays = true", "join.days: must be a whole number, not true"),
    "a fraction for a number": ("units = 3", "units = 3.0", "buildings.hx1.units: must be a whole number, not 3.0"),
    "weekdays in quotes": (
        "weekdays = [1, ",
        'weekdays = ["1", ',
        'hours.weekdays.0: must be a whole number, not "1"',
    ),
    "seconds in quotes": ("poll_timeout = 30", 'poll_timeout = "30"', "telegram.poll_timeout: must be a whole number"),
    "an answer due before anybody has taken the case": (
        'handle = "2h"',
        'handle = "4m"',
        'deadlines.emergency.handle: "4m" is shorter than acknowledge, "5m"',
    ),
    "hours shorter than a working day": (
        'handle = "5wd"',
        'handle = "23h"',
        'deadlines.normal.handle: "23h" is shorter than acknowledge, "1wd"',
    ),
    "a night of nine hours": (
        'night = ["22:00", "06:00"]',
        'night = ["21:00", "06:00"]',
        "triage.night: must be 8 hours long",
    ),
    "a time that is none": ('"06:00"]', '"6:00"]', 'triage.night.1: write a time as "22:00"'),
    "a time without quotes where text is meant": ('["22:00",', "[22:00:00,", 'triage.night.0: write a time as "22:00"'),
    "a night without an end": ('night = ["22:00", "06:00"]', 'night = ["22:00"]', "triage.night.1: is missing"),
    "a window of nothing": ('["12:00", "14:00"]', '["12:00", "12:00"]', "triage.quiet: a window must not end when"),
    "a window that is no pair": ('["12:00", "14:00"]', '"12:00"', "triage.quiet.0: must be a list"),
    "exams that end before they begin": (
        "to = 2027-06-09",
        "to = 2027-06-01",
        "triage.exams.0: to lies before from",
    ),
    "yes for true": ("quiet_rest_days = true", 'quiet_rest_days = "yes"', "triage.quiet_rest_days: must be true or"),
    "a number for a folder": ('rules_folder = "rules"', "rules_folder = 3", "triage.rules_folder: must be a path"),
    "broken TOML": ("[limits]", "[limits", "not valid TOML"),
    "a key given twice": ('city = "临江市"', 'city = "临江市"\ncity = "临江市"', "not valid TOML"),
}


def changed(folder: Path, old: str, new: str) -> Path:
    text = EXAMPLE.read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"the example does not say {old}"
    file = folder / "config.toml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return file


def read(path: Path) -> Configuration:
    return Configuration.read(path, [c.value for c in Category])


def test_the_example_is_sound() -> None:
    config = read(EXAMPLE)
    assert config.office.office.name == "云栖街道办事处"
    assert config.settings.telegram.api_base == "https://api.telegram.org"
    assert config.settings.database.url == "sqlite+aiosqlite:///data/lianxinqiao.sqlite3"


@pytest.mark.parametrize(("old", "new", "said"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_named_by_its_path(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read(changed(tmp_path, old, new))
    assert any(said in mistake for mistake in caught.value.mistakes), caught.value.mistakes


@pytest.mark.parametrize(("old", "new", "said"), MISTAKES.values(), ids=MISTAKES.keys())
def test_run_ends_with_code_2_and_starts_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    result = CliRunner().invoke(app, ["run", "--config", str(changed(tmp_path, old, new))])
    assert result.exit_code == 2
    assert said.partition(":")[0] in result.stderr
    assert TOKEN not in result.output
    assert not (tmp_path / "data").exists()


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    file = changed(tmp_path, 'level = "info"', 'level = "loud"')
    file.write_text(file.read_text(encoding="utf-8").replace("\ndays = 7", "\ndays = 0"), encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        read(file)
    assert [m.partition(":")[0] for m in caught.value.mistakes] == ["join.days", "log.level"]


def leaves(value: object, path: str = "") -> Iterator[tuple[str, dict[Any, Any] | list[Any], Any]]:
    """Every value that is no text: its path, and where it can be changed."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            named = inner["code"] if isinstance(inner, dict) and "code" in inner else key
            if isinstance(inner, int | date | time) and inner is not True:
                yield f"{path}{key}", value, key
            else:
                yield from leaves(inner, f"{path}{named}.")


@pytest.mark.parametrize("instead", [str, lambda _value: True, lambda _value: 2.0], ids=["in quotes", "true", "2.0"])
def test_no_value_of_the_example_may_be_of_another_type(
    monkeypatch: pytest.MonkeyPatch, instead: Callable[[object], object]
) -> None:
    example = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
    monkeypatch.setattr(settings, "parse", lambda _path: example)
    places = list(leaves(example))
    assert len(places) > 50
    for path, inside, key in places:
        value = inside[key]
        inside[key] = instead(value)
        with pytest.raises(SettingsError) as caught:
            read(EXAMPLE)
        assert [m.partition(":")[0] for m in caught.value.mistakes] == [path]
        inside[key] = value


def test_a_file_saved_by_notepad_with_a_mark_at_its_beginning_is_read(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert read(file) == read(EXAMPLE)


def test_a_file_in_gbk_is_told_to_be_saved_as_utf_8(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('name = "云栖街道办事处"', encoding="gbk")
    with pytest.raises(SettingsError, match="save it as UTF-8"):
        read(file)


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="there is no such file"):
        read(tmp_path / "nowhere.toml")


def test_the_environment_goes_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANXINQIAO_DATABASE_URL", "postgresql://lxq@db/lxq")
    monkeypatch.setenv("LIANXINQIAO_TELEGRAM_API_BASE", "http://127.0.0.1:8081/")
    machine = read(EXAMPLE).settings
    assert machine.database.url == "postgresql+asyncpg://lxq@db/lxq"
    assert machine.telegram.api_base == "http://127.0.0.1:8081"
    assert machine.telegram.poll_timeout == 30


def test_numbers_come_from_the_environment_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANXINQIAO_TELEGRAM_POLL_TIMEOUT", "31")
    assert read(EXAMPLE).settings.telegram.poll_timeout == 31


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("LIANXINQIAO_TELEGRAM_POLL_TIMEOUT", "soon", 'telegram.poll_timeout: must be a whole number, not "soon"'),
        ("LIANXINQIAO_TELEGRAM_POLL_TIMEOUT", "51", "telegram.poll_timeout: must be"),
        ("LIANXINQIAO_TELEGRAM", "x", "LIANXINQIAO_…: name a key, too"),
    ],
)
def test_a_mistake_in_the_environment_is_named_too(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, said: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError) as caught:
        read(EXAMPLE)
    assert any(mistake.startswith(said) for mistake in caught.value.mistakes)
