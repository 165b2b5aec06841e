"""Who is in the demo: some residents, the staff of config.toml, building groups; all known to the bot already."""

from dataclasses import dataclass, field
from itertools import cycle, islice

from bot.demo.control import Control
from complaints import invites
from notices import bindings
from storage import residents
from storage.actors import Actor
from storage.database import Storage
from storage.office import Building, Office, Right
from storage.unit import Unit

# Invented. The last one has never written to the bot: first contact can be tried with them.
RESIDENTS = (("wang_nvshi", "王女士"), ("li_daye", "李大爷"), ("chen_xiansheng", "陈先生"), ("xiao_wu", "小吴"))
GROUPS = 3


@dataclass
class Cast:
    """Names for scenarios: usernames of people, @usernames of groups."""

    office: Office
    groups: list[str] = field(default_factory=list)

    @property
    def home(self) -> Building:
        """Where the first two residents live; the first group is of this building."""
        return self._buildings()[0]

    @property
    def owner(self) -> str:
        """Who is responsible for construction noise there."""
        return self.office.holders(self.office.route("noise_construction", self.home.code).code)[0].code

    @property
    def head(self) -> str:
        """Who is told when the owner does not take a case."""
        post = self.office.route("noise_construction", self.home.code)
        above = self.office.chain(post.code)[1:] or (post,)
        return self.office.holders(above[0].code)[0].code

    @property
    def announcer(self) -> str:
        """Who may send notices: the owner where possible."""
        may = [m.code for m in self.office.staff if self.office.may(m.code, Right.NOTICE)]
        return self.owner if self.owner in may else may[0]

    def _buildings(self) -> list[Building]:
        """One of each compound first, so that the groups are of several compounds."""
        firsts = [c.buildings[0] for c in self.office.compounds]
        return firsts + [b for c in self.office.compounds for b in c.buildings[1:]]

    async def enter(self, control: Control, storage: Storage) -> None:
        people = await self._people(control)
        homes = dict(zip([name for name, _ in RESIDENTS[:-1]], self._homes(), strict=True))
        async with storage.unit() as unit:
            for staff in self.office.staff:
                await invites.bind(unit, staff.code, people[staff.code])
            for name, building in homes.items():
                await residents.settle(unit, await _informed(unit, people[name]), building.code, None)
        chats = [await self._group(control, building) for building in self._buildings()[:GROUPS]]
        async with storage.unit() as unit:
            for (chat_id, title), building in zip(chats, self._buildings(), strict=False):
                await bindings.bind(unit, self._binder(people, chat_id), chat_id, title, building.code)
        # Telegram lets a bot write first only to people who have written to it.
        for name in (*(s.code for s in self.office.staff), *homes):
            await control.post("say", user=name, text="/start")

    def _homes(self) -> list[Building]:
        """The first two live in one building: their complaints meet in one case."""
        return [self.home, *islice(cycle(self._buildings()), len(RESIDENTS) - 2)]

    async def _people(self, control: Control) -> dict[str, int]:
        notes = {name: self.office.place_name(b.code) for (name, _), b in zip(RESIDENTS, self._homes(), strict=False)}
        people: dict[str, int] = {}
        for name, shown in RESIDENTS:
            note = f"居民 · {notes.get(name) or '第一次来'}"
            people[name] = (await control.post("users", username=name, first_name=shown, note=note))["id"]
        for staff in self.office.staff:
            note = "、".join(post.name for post in self.office.posts_of(staff.code))
            user = await control.post("users", username=staff.code, first_name=staff.name, note=note)
            people[staff.code] = user["id"]
        return people

    async def _group(self, control: Control, building: Building) -> tuple[int, str]:
        title = f"{self.office.place_name(building.code)} 邻里群"
        username = f"qun_{building.code.replace('-', '_')}"
        chat = await control.post(
            "chats",
            type="supergroup",
            title=title,
            username=username,
            members=[name for name, _ in RESIDENTS],
            admins=[self._binder_code()],
            bot="member",
        )
        self.groups.append(f"@{username}")
        return chat["id"], title

    def _binder_code(self) -> str:
        return next(m.code for m in self.office.staff if self.office.may(m.code, Right.BIND))

    def _binder(self, people: dict[str, int], chat_id: int) -> Actor:
        code = self._binder_code()
        return Actor(telegram_id=people[code], chat_id=chat_id, staff=code)


async def _informed(unit: Unit, telegram_id: int) -> int:
    """A resident who has been shown the privacy notice. Returns the row's id."""
    row = await residents.meet(unit, telegram_id)
    await residents.inform(unit, telegram_id)
    return row
