"""Which cases staff find, by /cases and /case; and who may do nothing at all, whatever they send."""

import pytest

from storage.database import Storage
from storage.tables import Case, StaffAccount
from tests.flows.conversation import MovableClock, Talk, Town
from tests.flows.neighbourhood import (
    DUST,
    FIRE,
    NOISE,
    everything,
    make_town,
    only,
    refusals,
    resident,
    texts,
    tick,
    toast,
)

CASE = 2026112200001
ON_BOTH = {
    "test_a_resident_who_forges_a_button_gets_a_polite_refusal_and_changes_nothing",
    "test_own_cases_are_listed_by_light",
    "test_who_was_told_by_escalation_finds_the_case_in_a_section_of_its_own",
}


@pytest.fixture
def town(storage: Storage, clock: MovableClock) -> Town:
    return make_town(storage, clock)


@pytest.fixture
async def zhang(town: Town) -> Talk:
    return await town.staff("zhang", 81, "张工")


@pytest.fixture
async def mrs_li(town: Town, zhang: Talk) -> Talk:
    """She has told of noise at night; 20261122-0001."""
    person = await resident(town, 5)
    await person.says(NOISE)
    return person


async def test_own_cases_are_listed_by_light(town: Town, zhang: Talk) -> None:
    """Yellow goes before green, though a fire's green has less time."""
    person = await resident(town, 5)
    await person.says(DUST)
    town.clock.advance(days=7)
    await person.says(NOISE)
    await person.says(FIRE)
    await zhang.says("/cases")
    assert "3 件没办完" in zhang.last.text
    assert [label[:11] for label in zhang.last.labels] == ["🟡 1122-0001", "🟢 1129-0002", "🟢 1129-0001"]
    town.clock.advance(hours=3)
    await zhang.says("/cases")
    assert zhang.last.labels[0].startswith("🔴 1129-0002")
    await zhang.presses("1129-0002")
    assert "20261129-0002" in zhang.last.text


async def test_the_list_counts_all_and_says_how_many_it_leaves_out(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    async with town.storage.unit() as unit:
        case = await unit.session.get_one(Case, CASE)
        values = {c.key: getattr(case, c.key) for c in Case.__table__.columns}
        unit.session.add_all([Case(**{**values, "id": CASE + n}) for n in range(1, 23)])
    await zhang.says("/cases")
    assert "23 件没办完" in zhang.last.text
    assert "还有 3 件没有列出" in zhang.last.text
    assert len(zhang.last.labels) == 20
    await zhang.says("/start")
    assert "现在有 23 件没办完" in zhang.last.text


async def test_who_was_told_by_escalation_finds_the_case_in_a_section_of_its_own(town: Town, mrs_li: Talk) -> None:
    wang = await town.staff("wang", 83)
    await wang.says("/cases")
    assert "没有没办完的案件" in wang.last.text
    town.clock.advance(minutes=30)
    await tick(town)
    await wang.says("/cases")
    assert "您手上没有没办完的案件" in wang.sees[-2].text
    assert "别的岗位的案件　1 件没办完" in wang.last.text
    await wang.presses("1122-0001")
    assert "20261122-0001" in wang.last.text


async def test_whoever_may_see_all_cases_finds_them_in_a_section_of_its_own(town: Town, mrs_li: Talk) -> None:
    liu = await town.staff("liu", 85)
    await liu.says("/cases")
    assert "别的岗位的案件　1 件没办完" in liu.last.text


async def test_somebody_elses_cases_are_not_listed(town: Town, mrs_li: Talk) -> None:
    zhao = await town.staff("zhao", 84)
    await zhao.says("/cases")
    assert "没有没办完的案件" in zhao.last.text


@pytest.mark.parametrize(
    "spelling", ["20261122-0001", "#20261122-0001", "202611220001", "２０２６１１２２－０００１", "20261122-0001 谢谢"]
)
async def test_a_case_is_opened_by_its_number_in_many_spellings(
    town: Town, mrs_li: Talk, zhang: Talk, spelling: str
) -> None:
    await zhang.says(f"/case {spelling}")
    assert "20261122-0001" in zhang.last.text
    assert "办结" in "".join(zhang.last.labels)


async def test_the_number_of_a_joined_appeal_opens_its_case(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await (await resident(town, 6)).says(NOISE)
    await zhang.says("/case 20261122-0002")
    assert "2 人 2 次" in zhang.last.text


@pytest.mark.parametrize(
    ("typed", "heard"),
    [("/case", "请写编号"), ("/case 昨天那件", "请写编号"), ("/case 20261122-0077", "没有编号 20261122-0077")],
)
async def test_a_number_that_is_none_is_explained(
    town: Town, mrs_li: Talk, zhang: Talk, typed: str, heard: str
) -> None:
    await zhang.says(typed)
    assert heard in zhang.last.text


PRESSES = (
    "case.open:{0}",
    "case.acknowledge:{0}",
    "case.transfer:{0}",
    "case.transfer.to:{0}:order",
    "case.return:{0}",
    "case.return.for:{0}:power",
    "case.sort:{0}",
    "case.sort.as:{0}:dust",
    "case.resolve:{0}",
    "case.relay:{0}",
)


@pytest.mark.parametrize("press", PRESSES)
async def test_a_resident_who_forges_a_button_gets_a_polite_refusal_and_changes_nothing(
    town: Town, mrs_li: Talk, zhang: Talk, press: str
) -> None:
    before = await everything(town)
    shown = await mrs_li.forges(press.format(CASE))
    assert toast(shown).text == "这个只有工作人员能做。"
    assert texts(shown) == [toast(shown).text]
    assert await everything(town) == before
    assert await refusals(town) == [("resident:1", "staff_only")]


@pytest.mark.parametrize("press", PRESSES)
async def test_staff_of_another_post_are_refused_as_well(town: Town, mrs_li: Talk, press: str) -> None:
    zhao = await town.staff("zhao", 84)
    before = await everything(town)
    assert "不归您的岗位" in toast(await zhao.forges(press.format(CASE))).text
    assert await everything(town) == before
    assert await refusals(town) == [("staff:zhao", "not_your_case")]


@pytest.mark.parametrize("command", ["/cases", f"/case {CASE}", "/invite"])
async def test_a_resident_who_types_a_command_of_staff_is_refused(town: Town, mrs_li: Talk, command: str) -> None:
    await mrs_li.says(command)
    assert mrs_li.last.text == "这个只有工作人员能做。"
    assert await refusals(town) == [("resident:1", "staff_only")]


async def test_whoever_left_the_staff_is_a_resident_again(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    """The card is still on their screen; the right is looked up at each press."""
    async with town.storage.unit() as unit:
        account = await unit.session.get_one(StaffAccount, 1)
        account.ended_at = unit.now
    shown = await zhang.presses("接单")
    assert "只有工作人员" in toast(shown).text
    assert (await only(town, Case)).owner_staff is None
