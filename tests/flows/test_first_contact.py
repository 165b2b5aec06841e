"""The first minutes with a stranger: privacy notice, building, and words that must not get lost meanwhile."""

from typing import Any

import pytest
from aiogram.exceptions import TelegramForbiddenError, TelegramNetworkError
from aiogram.methods import SendMessage
from sqlalchemy import func, select

from handlers.unit_of_work import NotInformedError
from storage.database import Storage
from storage.tables import Appeal, Base, Case, Draft, Resident, TakenUpdate
from tests.flows.conversation import MovableClock, Talk, Town, photo
from tests.flows.neighbourhood import (
    DUST,
    FIRE,
    NOISE,
    UNCLEAR,
    everything,
    make_town,
    only,
    resident,
    restart,
    rows,
    seen_by,
    texts,
    tick,
)
from tests.office import TABLE, make_office

ON_BOTH = {
    "test_first_words_that_are_a_complaint_are_registered_by_themselves_once",
    "test_without_an_answer_it_is_registered_after_ten_minutes",
    "test_a_building_that_comes_late_is_filled_in",
    "test_danger_is_registered_at_once_and_where_is_asked_behind_the_receipt",
}
PRIVACY = "您的信息怎么用"


@pytest.fixture
def town(storage: Storage, clock: MovableClock) -> Town:
    return make_town(storage, clock)


@pytest.fixture
def stranger(town: Town) -> Talk:
    return town.person(5)


async def choose(person: Talk, compound: str = "和谐家园", building: str = "3号楼") -> list[str]:
    await person.presses(compound)
    return texts(await person.presses(building))


async def test_the_privacy_notice_is_sent_before_anything_is_stored(
    town: Town, stranger: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored: list[int] = []
    show = town.telegram.make_request

    async def look(bot: Any, method: Any, timeout: int | None = None) -> Any:  # noqa: ASYNC109 - aiogram's signature
        if isinstance(method, SendMessage) and PRIVACY in method.text:
            async with town.storage.unit() as unit:
                counts = [
                    await unit.session.scalar(select(func.count()).select_from(table))
                    for table in Base.metadata.sorted_tables
                ]
            stored.append(sum(count or 0 for count in counts))
        return await show(bot, method, timeout)

    monkeypatch.setattr(town.telegram, "make_request", look)
    await stranger.says(NOISE)
    assert stored == [0]
    assert PRIVACY in stranger.sees[0].text
    for said in ("平安街道办事处", "为什么", "留多久", "撤回", "0100-1234567"):
        assert said in stranger.sees[0].text
    kept = await only(town, Resident)
    assert (kept.telegram_id, kept.building, kept.informed_at) == (5, None, town.clock.now())


async def test_the_notice_comes_once(town: Town, stranger: Talk) -> None:
    for words in ("/start", "你好", "/my"):
        await stranger.says(words)
    assert [PRIVACY in m.text for m in stranger.sees].count(True) == 1


async def test_a_notice_that_does_not_get_through_keeps_the_update_with_telegram(
    town: Town, stranger: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    show = town.telegram.make_request

    async def break_down(bot: Any, method: Any, timeout: int | None = None) -> Any:  # noqa: ASYNC109
        raise TelegramNetworkError(method, "no route")

    monkeypatch.setattr(town.telegram, "make_request", break_down)
    message = {"message": stranger._message(text=NOISE)}
    with pytest.raises(NotInformedError):
        await town.receives(message, update_id=70)
    assert await everything(town) == {name: [] for name in await everything(town)}
    assert await rows(town, TakenUpdate) == []
    monkeypatch.setattr(town.telegram, "make_request", show)
    await town.receives(message, update_id=70)
    assert (await only(town, Draft)).asks == "building"


async def test_of_somebody_who_has_blocked_the_bot_nothing_is_kept(
    town: Town, stranger: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(bot: Any, method: Any, timeout: int | None = None) -> Any:  # noqa: ASYNC109
        raise TelegramForbiddenError(method, "Forbidden: bot was blocked by the user")

    monkeypatch.setattr(town.telegram, "make_request", refuse)
    await stranger.says(NOISE)
    assert await rows(town, Resident) == []
    assert await rows(town, Draft) == []


async def test_a_qr_code_settles_the_building(town: Town) -> None:
    person = await resident(town, 5, "hx13")
    assert "和谐家园 13号楼" in person.last.text
    assert (await only(town, Resident)).building == "hx13"


async def test_a_qr_code_of_a_building_that_is_gone_leads_to_the_choice(town: Town, stranger: Talk) -> None:
    await stranger.says("/start b_gone")
    assert "您住在哪里" in stranger.last.text
    assert stranger.last.labels == ["和谐家园", "阳光里"]


async def test_by_hand_it_is_compound_then_building(town: Town, stranger: Talk) -> None:
    await stranger.says("/start")
    await stranger.presses("阳光里")
    assert stranger.last.labels == ["1号楼", "A座"]
    await stranger.presses("A座")
    assert "阳光里 A座" in stranger.last.text
    assert (await only(town, Resident)).building == "yga"
    assert await rows(town, Draft) == []


async def test_with_one_compound_its_buildings_are_asked_at_once(storage: Storage, clock: MovableClock) -> None:
    storage.office = make_office(compounds=TABLE["compounds"][:1])
    person = make_town(storage, clock).person(5)
    await person.says("/start")
    assert person.last.labels == ["1号楼", "3号楼", "13号楼"]


async def test_first_words_that_are_a_complaint_are_registered_by_themselves_once(town: Town, stranger: Talk) -> None:
    await stranger.says(DUST)
    assert "再点一下您住的楼栋，就自动登记" in stranger.last.text
    assert await rows(town, Appeal) == []
    await choose(stranger)
    appeal = await only(town, Appeal)
    assert (appeal.text, appeal.building, appeal.category) == (DUST, "hx3", "dust")
    assert "已登记" in stranger.last.text
    assert appeal.number in stranger.last.text
    assert await rows(town, Draft) == []
    assert len(await rows(town, Appeal)) == 1


async def test_pressing_the_building_twice_registers_once(town: Town, stranger: Talk) -> None:
    await stranger.says(DUST)
    await stranger.presses("和谐家园")
    question = stranger.last
    await stranger.presses("3号楼", on=question)
    await stranger.forges("home.building:hx3", on=question)
    assert len(await rows(town, Appeal)) == 1


@pytest.mark.parametrize("more", ["还有，楼道里也有灰", UNCLEAR, "谢谢"])
async def test_words_in_between_neither_replace_nor_double_the_first(town: Town, stranger: Talk, more: str) -> None:
    await stranger.says(DUST)
    await stranger.says(more)
    await choose(stranger)
    appeal = await only(town, Appeal)
    assert appeal.text == (DUST if more == "谢谢" else f"{DUST}\n{more}")
    assert appeal.category == "dust"


async def test_a_question_for_the_building_does_not_outlive_a_command_in_between(town: Town, stranger: Talk) -> None:
    await stranger.says(DUST)
    for command in ("/start", "/help", "/building", "/my"):
        await stranger.says(command)
    await choose(stranger)
    assert (await only(town, Appeal)).text == DUST


async def test_a_restart_in_between_loses_nothing(town: Town, stranger: Talk) -> None:
    await stranger.says(DUST)
    restart(town)
    await choose(stranger)
    assert (await only(town, Appeal)).text == DUST


async def test_an_album_as_first_words_is_asked_about_once_and_becomes_one_appeal(town: Town, stranger: Talk) -> None:
    for name in "abc":
        caption = {"caption": DUST} if name == "a" else {}
        await stranger.sends(photo=photo(name), media_group_id="g", **caption)
    assert ["再点一下您住的楼栋" in m.text for m in stranger.sees].count(True) == 1
    zhang = await town.staff("zhang", 8)
    await choose(stranger)
    assert (await only(town, Appeal)).text == DUST
    assert [m.media for m in zhang.sees] == [0, 1, 1, 1]


async def test_without_an_answer_it_is_registered_after_ten_minutes(town: Town, stranger: Talk) -> None:
    zhang = await town.staff("zhang", 8)
    await stranger.says(DUST)
    town.clock.advance(minutes=9)
    assert await tick(town) == []
    town.clock.advance(minutes=1)
    shown = await tick(town)
    assert "已登记" in seen_by(shown, stranger)[0].text
    assert "楼栋不详" in seen_by(shown, zhang)[0].text
    assert (await only(town, Appeal)).building is None
    assert await tick(town) == []


async def test_a_building_that_comes_late_is_filled_in(town: Town, stranger: Talk) -> None:
    zhang = await town.staff("zhang", 8)
    await stranger.says(DUST)
    town.clock.advance(minutes=11)
    await tick(town)
    await choose(stranger)
    assert (await only(town, Appeal)).building == "hx3"
    assert (await only(town, Case)).building == "hx3"
    assert len(zhang.sees) == 1
    assert "和谐家园 3号楼" in zhang.last.text


async def test_danger_is_registered_at_once_and_where_is_asked_behind_the_receipt(town: Town, stranger: Talk) -> None:
    zhang = await town.staff("zhang", 8)
    chen = await town.staff("chen", 9)
    await stranger.says(FIRE)
    receipt, question = stranger.sees[-2:]
    for said in ("119", "120", "110", "已登记"):
        assert said in receipt.text
    assert "您住在哪里" in question.text
    assert all("险情" in person.last.text for person in (zhang, chen))
    await choose(stranger)
    assert (await only(town, Case)).building == "hx3"
    assert "和谐家园 3号楼" in zhang.last.text


async def test_danger_whose_words_say_where_asks_nothing(town: Town, stranger: Talk) -> None:
    await stranger.says("和谐家园3号楼楼道着火了！")
    assert (await only(town, Case)).building == "hx3"
    assert "119" in stranger.last.text


async def test_danger_does_not_lose_what_was_said_before(town: Town, stranger: Talk) -> None:
    await stranger.says(DUST)
    await stranger.says(FIRE)
    await choose(stranger)
    assert sorted(a.text for a in await rows(town, Appeal)) == sorted([DUST, FIRE])
    assert {a.building for a in await rows(town, Appeal)} == {"hx3"}
