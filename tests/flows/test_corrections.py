"""What a person says a message is, is kept beside how the rules read it, whichever way they say it."""

import pytest

from storage.database import Storage
from storage.tables import Appeal, Correction
from tests.flows.conversation import MovableClock, Talk, Town
from tests.flows.neighbourhood import DUST, NOISE, UNSURE, make_town, only, resident, rows

CASE = 2026112200001
ON_BOTH = {
    "test_all_that_the_rules_had_read_is_kept_with_what_a_resident_says",
    "test_who_corrects_a_correction_is_kept_beside_the_rules_and_not_beside_the_one_before",
}


@pytest.fixture
def town(storage: Storage, clock: MovableClock) -> Town:
    return make_town(storage, clock)


@pytest.fixture
async def zhang(town: Town) -> Talk:
    return await town.staff("zhang", 81, "张工")


@pytest.fixture
async def mrs_li(town: Town, zhang: Talk) -> Talk:
    return await resident(town, 5)


async def edits(town: Town, person: Talk, message_id: int, text: str) -> None:
    message = {"message_id": message_id, "date": 1, "edit_date": 2, "chat": person.chat, "from": person.user}
    await town.receives({"edited_message": {**message, "text": text}})


async def test_all_that_the_rules_had_read_is_kept_with_what_a_resident_says(town: Town, mrs_li: Talk) -> None:
    await mrs_li.says(NOISE)
    before = await only(town, Appeal)
    await mrs_li.presses("改类别")
    await mrs_li.presses("生活噪声")
    kept = await only(town, Correction)
    assert (kept.role, kept.author, kept.corrected_to, kept.at) == (
        "resident",
        "resident:1",
        "noise_social",
        town.clock.now(),
    )
    assert (kept.read_as, kept.likeliest) == ("noise_construction", "noise_construction")
    for column in ("second", "kind", "noise", "night", "urgency", "confidence", "hits", "rules_version"):
        assert getattr(kept, column) == getattr(before, column)
    assert kept.hits
    assert (await only(town, Appeal)).category == "noise_social"


async def test_the_rules_reading_stays_when_the_words_are_edited_later(town: Town, mrs_li: Talk) -> None:
    await mrs_li.says(NOISE)
    read = await only(town, Appeal)
    await mrs_li.presses("改类别")
    await mrs_li.presses("生活噪声")
    await edits(town, mrs_li, read.message_id, DUST)
    assert (await only(town, Appeal)).category == "dust"
    kept = await only(town, Correction)
    assert (kept.read_as, kept.hits) == ("noise_construction", read.hits)
    await mrs_li.forges(f"mine.is:{CASE}:safety")
    assert [one.read_as for one in await rows(town, Correction)] == ["noise_construction", "dust"]


async def test_who_corrects_a_correction_is_kept_beside_the_rules_and_not_beside_the_one_before(
    town: Town, mrs_li: Talk
) -> None:
    zhao = await town.staff("zhao", 84)
    await mrs_li.says(NOISE)
    await mrs_li.forges(f"mine.is:{CASE}:noise_social")
    await zhao.forges(f"case.sort.as:{CASE}:noise_renovation")
    kept = await rows(town, Correction)
    assert [(one.role, one.read_as, one.corrected_to) for one in kept] == [
        ("resident", "noise_construction", "noise_social"),
        ("staff", "noise_construction", "noise_renovation"),
    ]
    told = [entry.payload for entry in await town.ledger() if entry.action == "appeal.corrected"]
    assert [payload["role"] for payload in told] == ["resident", "staff"]


async def test_one_of_three_when_the_rules_are_not_sure_is_kept_with_what_they_would_have_said(
    town: Town, mrs_li: Talk
) -> None:
    await mrs_li.says(UNSURE)
    assert (await only(town, Appeal)).category is None
    choices = mrs_li.last.labels[:3]
    await mrs_li.presses(choices[1])
    kept = await only(town, Correction)
    assert (kept.role, kept.read_as) == ("resident", None)
    assert kept.likeliest == (await only(town, Appeal)).likeliest
    assert kept.likeliest != kept.corrected_to


async def test_the_command_is_kept_like_the_button(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await mrs_li.says(NOISE)
    await zhang.says("/case 20261122-0001 归类 扬尘渣土")
    kept = await only(town, Correction)
    assert (kept.role, kept.author, kept.corrected_to) == ("staff", "staff:zhang", "dust")


async def test_to_say_what_the_rules_said_confirms_them(town: Town, mrs_li: Talk) -> None:
    await mrs_li.says(NOISE)
    await mrs_li.forges(f"mine.is:{CASE}:noise_construction")
    kept = await only(town, Correction)
    assert kept.read_as == kept.corrected_to == "noise_construction"


async def test_staff_who_correct_what_they_told_as_residents_do_it_as_residents(town: Town) -> None:
    zhang = await resident(town, 81)
    await town.staff("zhang", 81)
    await zhang.says(NOISE)
    await zhang.presses("登记为我的诉求")
    await zhang.forges(f"mine.is:{CASE}:noise_social")
    kept = await only(town, Correction)
    assert (kept.role, kept.author) == ("resident", "staff:zhang")
