"""The office changes its rules while the bot runs: good ones are taken up, of broken ones the admins hear."""

import os
from functools import cache
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.live_rules import LiveRules
from bot.office_rules import OfficeRules
from complaints.triage import RulesError, Triage, load, packaged_files
from storage.database import Storage
from tests.flows.conversation import MovableClock, Talk, Town
from tests.flows.neighbourhood import make_town

ON_BOTH = {"test_two_processes_that_find_the_same_tell_it_once"}
WILLOW = "河边柳絮太多"
OWN = '[[rule]]\nname = "云栖:柳絮"\nfor = "{category}"\nweight = 9\nany = ["柳絮"]\ntrouble = true\n'


@cache
def packaged() -> Triage:
    triage = Triage(load(packaged_files()))
    triage.warm_up()
    return triage


@pytest.fixture(autouse=True)
def _one_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes half a second to load."""
    monkeypatch.setattr(OfficeRules, "triage", lambda source: packaged().with_rules(source.rules()))


@pytest.fixture
def town(storage: Storage, clock: MovableClock) -> Town:
    return make_town(storage, clock)


@pytest.fixture
async def admin(town: Town) -> Talk:
    """周值班 holds the post with the right to invite; 张工 doesn't."""
    await town.staff("zhang", 81, "张工")
    return await town.staff("zhou", 87, "周值班")


class Folder:
    """The office's rules. Each change has a later time than the one before."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._changes = 0

    def write(self, text: str, name: str = "yunqi.toml") -> None:
        self.path.mkdir(exist_ok=True)
        (self.path / name).write_text(text, encoding="utf-8")
        self._changes += 1
        os.utime(self.path / name, (1_800_000_000 + self._changes,) * 2)

    def live(self) -> LiveRules:
        return LiveRules(OfficeRules(self.path))


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "rules")


async def looks(rules: LiveRules, town: Town, times: int = 2) -> None:
    for _ in range(times):
        await rules.look(town.storage)


def read(rules: LiveRules) -> str | None:
    return rules.triage.read(WILLOW).category


async def test_changed_rules_are_taken_up_when_they_have_come_to_rest(town: Town, folder: Folder, admin: Talk) -> None:
    rules = folder.live()
    folder.write(OWN.format(category="dust"))
    await looks(rules, town, 1)
    assert read(rules) != "dust"
    await looks(rules, town, 1)
    assert read(rules) == "dust"
    folder.write(OWN.format(category="sanitation"))
    await looks(rules, town)
    assert read(rules) == "sanitation"
    (folder.path / "yunqi.toml").unlink()
    await looks(rules, town)
    assert rules.triage.rules_version == packaged().rules_version
    await town.deliver()
    assert admin.sees == []


async def test_what_is_in_use_is_not_read_again(town: Town, folder: Folder) -> None:
    folder.write(OWN.format(category="dust"))
    rules = folder.live()
    before = rules.triage
    await looks(rules, town, 3)
    assert rules.triage is before


async def test_of_broken_rules_the_last_good_ones_stay_and_the_admins_are_told_once(
    town: Town, folder: Folder, admin: Talk
) -> None:
    folder.write(OWN.format(category="dust"))
    rules = folder.live()
    folder.write(OWN.format(category="dustt"))
    with capture_logs() as logs:
        await looks(rules, town, 4)
    await town.deliver()
    assert read(rules) == "dust"
    (told,) = admin.sees
    assert "规则文件有错，没有换上" in told.text
    assert "rules/yunqi.toml 第 3 行：不认识“dustt”，是不是想写“dust”？" in told.text
    assert town.person(81).sees == []
    assert [each["event"] for each in logs] == ["rules.refused"]
    assert "dustt" not in repr(logs)


async def test_each_broken_version_is_told_and_when_it_is_well_again(town: Town, folder: Folder, admin: Talk) -> None:
    rules = folder.live()
    folder.write(OWN.format(category="dustt"))
    await looks(rules, town)
    folder.write("off = [")
    await looks(rules, town)
    folder.write(OWN.format(category="dust"))
    await looks(rules, town, 3)
    await town.deliver()
    first, second, third = (told.text for told in admin.sees)
    assert "dustt" in first
    assert "没写完" in second or "写法不对" in second
    assert "规则文件改好了，已经换上" in third
    assert read(rules) == "dust"


async def test_many_mistakes_are_cut_short(town: Town, folder: Folder, admin: Talk) -> None:
    rules = folder.live()
    folder.write("".join(OWN.format(category=f"x{n}").replace("柳絮", f"柳絮{n}", 1) for n in range(9)))
    await looks(rules, town)
    await town.deliver()
    assert admin.last.text.count("第 ") == 5
    assert "还有 4 处" in admin.last.text


async def test_two_processes_that_find_the_same_tell_it_once(town: Town, folder: Folder, admin: Talk) -> None:
    one, other = folder.live(), folder.live()
    folder.write(OWN.format(category="dustt"))
    for rules in (one, other):
        await looks(rules, town)
    folder.write(OWN.format(category="dust"))
    for rules in (one, other):
        await looks(rules, town)
    await town.deliver()
    assert len(admin.sees) == 2
    assert read(one) == read(other) == "dust"


async def test_what_could_not_be_told_is_told_at_the_next_look(
    town: Town, folder: Folder, admin: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = folder.live()
    folder.write(OWN.format(category="dustt"))
    await looks(rules, town, 1)
    with monkeypatch.context() as broken:
        broken.setattr(Storage, "unit", lambda _storage: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            await rules.look(town.storage)
    await looks(rules, town, 1)
    await town.deliver()
    assert len(admin.sees) == 1


async def test_without_an_admin_the_duty_officer_or_anybody_hears_of_it(town: Town, folder: Folder) -> None:
    zhang = await town.staff("zhang", 81, "张工")
    rules = folder.live()
    folder.write("off = [")
    await looks(rules, town)
    await town.deliver()
    assert len(zhang.sees) == 1


async def test_a_link_that_leads_nowhere_is_a_mistake_and_stops_nothing(
    town: Town, folder: Folder, admin: Talk
) -> None:
    folder.write(OWN.format(category="dust"))
    rules = folder.live()
    (folder.path / "lost.toml").symlink_to(folder.path / "nowhere")
    folder.write(OWN.format(category="sanitation"))
    await looks(rules, town)
    await town.deliver()
    assert read(rules) == "dust"
    assert "rules/lost.toml：这个文件读不了" in admin.last.text


async def test_what_an_editor_leaves_beside_the_files_is_no_rule(town: Town, folder: Folder, admin: Talk) -> None:
    rules = folder.live()
    folder.write(OWN.format(category="dust"))
    (folder.path / ".#yunqi.toml").symlink_to("somebody@machine.1234")
    (folder.path / "yunqi.toml~").write_text("off = [", encoding="utf-8")
    await looks(rules, town)
    await town.deliver()
    assert read(rules) == "dust"
    assert admin.sees == []


def test_nothing_starts_with_broken_rules(folder: Folder) -> None:
    folder.write("off = [")
    with pytest.raises(RulesError):
        folder.live()
