"""What tests of notices begin with: a town whose groups are bound, and somebody who writes."""

from collections.abc import Mapping

from aiogram import Bot, Dispatcher

from handlers import notices as notice_handlers
from handlers.everyone import help as helping
from handlers.everyone import leftovers
from handlers.groups import bind, membership
from notices import projects
from notices.progress import Progress
from storage.database import Storage
from storage.tables import Binding, Destination
from tests.flows.conversation import MovableClock, Talk, Town, dispatcher_of
from tests.flows.neighbourhood import triage
from tests.flows.telegram import Shown

# Three groups of the small office's five buildings: one group for two, one for one, one alone; A座 has none.
GROUPS: Mapping[int, tuple[str, ...]] = {-101: ("hx1", "hx3"), -102: ("hx13",), -103: ("yg1",)}


def make_town(storage: Storage, clock: MovableClock) -> Town:
    def dispatcher(bot: Bot) -> Dispatcher:
        routers = (helping.router(), notice_handlers.router(), bind.router(), membership.router(), leftovers.presses())
        return dispatcher_of(bot, storage, *routers, triage=triage())

    return Town(storage, clock, dispatcher, listeners=(Progress(),))


async def settle(storage: Storage, groups: Mapping[int, tuple[str, ...]] = GROUPS) -> None:
    """Bind the groups and write the projects down."""
    async with storage.unit() as unit:
        await projects.seed(unit)
        for chat_id, buildings in groups.items():
            unit.session.add(Destination(chat_id=chat_id, title=f"群{chat_id}"))
            for building in buildings:
                unit.session.add(Binding(building=building, chat_id=chat_id, bound_by="zhou", bound_at=unit.now))


async def write(author: Talk, title: str = "停水通知", body: str = "明天 9 点到 12 点停水。") -> None:
    """Up to the choice of the audience, without pictures."""
    await author.says("/notice")
    await author.says(title)
    await author.says(body)
    await author.presses("跳过")


async def preview(author: Talk, *ticks: str) -> None:
    """A whole notice, up to its preview; for everybody where nothing is ticked."""
    await write(author)
    for tick in ticks or ("全部楼栋",):
        await author.presses(tick)
    await author.presses("看预览")


def newest(talk: Talk, words: str) -> Shown:
    """The newest message in a chat that contains these words."""
    found = next((m for m in reversed(talk.sees) if words in m.text), None)
    assert found is not None, f"{words!r} is in none of {[m.text for m in talk.sees]}"
    return found
