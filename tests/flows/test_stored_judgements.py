"""The stored appeals come with how the rules read them and with what people said of that."""

import pytest

from complaints.stored_judgements import judgements
from complaints.triage.judging.judged import Judged
from storage.database import Storage
from storage.tables import Appeal
from tests.stored_appeals import tell

ON_BOTH = {"test_stored_appeals_come_with_what_people_said_of_them", "test_more_than_a_page_comes_once_and_in_order"}


async def stored(storage: Storage) -> list[Judged]:
    return [message async for message in judgements(storage)]


async def test_stored_appeals_come_with_what_people_said_of_them(storage: Storage) -> None:
    await tell(storage, ["扬尘"])
    await tell(storage, ["车"], said="parking", first=2)
    await tell(storage, ["灰"], answered=True, first=3)
    await tell(storage, ["啥"], read=None, said="dust", first=4)
    told = [
        (each.text, each.read, each.said, each.meant, each.corrected, each.confirmed) for each in await stored(storage)
    ]
    assert told == [
        ("扬尘", "dust", None, None, False, False),
        ("车", "dust", "parking", "parking", True, False),
        ("灰", "dust", None, "dust", False, True),
        ("啥", None, "dust", "dust", False, False),
    ]


async def test_a_correction_of_words_that_were_changed_later_says_nothing(storage: Storage) -> None:
    await tell(storage, ["车"], said="parking")
    async with storage.unit() as unit:
        appeal = await unit.session.get_one(Appeal, 1)
        appeal.text, appeal.category = "噪音", "noise_social"
    (told,) = await stored(storage)
    assert (told.read, told.said) == ("noise_social", None)


async def test_more_than_a_page_comes_once_and_in_order(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("complaints.stored_judgements.PAGE", 2)
    await tell(storage, "一二三四", said="parking")
    assert [each.text for each in await stored(storage)] == list("一二三四")
