"""What a person is being asked: one question in a chat, and a refused answer does not trap anybody."""

import pytest

from storage import actors, drafts
from storage.actors import Actor, RefusedError
from storage.database import Storage

ACTOR = Actor(telegram_id=5, chat_id=5)


async def asked(storage: Storage, telegram_id: int = 5, chat_id: int = 5) -> tuple[str, dict[str, object]] | None:
    async with storage.unit() as unit:
        draft = (await actors.load(unit, telegram_id, chat_id)).draft
    if draft is None:
        return None
    assert draft.asked_at == storage.clock.now()
    return draft.asks, draft.data


async def test_a_new_question_takes_the_place_of_the_old_one(storage: Storage) -> None:
    async with storage.unit() as unit:
        await drafts.ask(unit, ACTOR, "room")
        await drafts.ask(unit, ACTOR, "addition", appeal=1)
    assert await asked(storage) == ("addition", {"appeal": 1})


async def test_questions_of_other_people_and_chats_are_their_own(storage: Storage) -> None:
    async with storage.unit() as unit:
        await drafts.ask(unit, ACTOR, "room")
    assert await asked(storage, telegram_id=6) is None
    assert await asked(storage, chat_id=-100) is None


async def test_a_dropped_question_is_gone_and_dropping_nothing_does_no_harm(storage: Storage) -> None:
    async with storage.unit() as unit:
        await drafts.ask(unit, ACTOR, "room")
        await drafts.drop(unit, ACTOR)
        await drafts.drop(unit, ACTOR)
    assert await asked(storage) is None


@pytest.mark.parametrize("album", [None, "g"])
async def test_an_answered_question_stays_for_the_rest_of_an_album_only(storage: Storage, album: str | None) -> None:
    async with storage.unit() as unit:
        await drafts.ask(unit, ACTOR, "addition", appeal=1)
        await drafts.keep_for_album(unit, ACTOR, "addition", album, appeal=1)
    kept = ("addition", {"appeal": 1, "album": "g"}) if album else None
    assert await asked(storage) == kept


@pytest.mark.parametrize(("code", "ends"), [("withdrawn", True), ("answer_needs_words", False)])
def test_a_refusal_ends_the_question_unless_one_may_answer_again(code: str, *, ends: bool) -> None:
    with pytest.raises(RefusedError) as raised, drafts.last_try("answer_needs_words"):
        raise RefusedError(code)
    assert raised.value.ends_question is ends
