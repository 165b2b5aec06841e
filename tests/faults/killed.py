"""Rounds of a process that is killed in the middle of its work, and what must be true of the books afterwards."""

from collections import Counter
from random import Random

from sandbox.beacon import Beacon
from sandbox.messages import Message
from storage.numbers import number_of
from storage.outbox import AGAIN
from storage.tables import Appeal, Case, LedgerEntry, OutboxRow
from tests.blackbox.bot_process import BotProcess
from tests.blackbox.config_file import OFFICE
from tests.blackbox.people import Person, words_of
from tests.blackbox.stage import Stage, Table
from tests.blackbox.waiting import PATIENCE_S, until_found

# Where alerts go: one chat takes one message a second, so that a single owner would hold up every round.
AREAS = 8
RESIDENTS = 32
MESSAGES = 50
# Every so many messages one asks something: a question is a case of its own, with an alert; complaints join.
QUESTION_EVERY = 6
# At random within so many requests of the bot, and then within so many seconds.
REQUESTS, JITTER_S = 70, 0.03
# A round in which nothing more happens is over.
QUIET_S = 2.0
MARK = "可能重复"


def office() -> Table:
    """An owner for each of several compounds."""
    areas = range(1, AREAS + 1)
    owners = [{"code": f"area{n}", "name": f"片区{n}岗", "duty": "owner", "reports_to": "works-head"} for n in areas]
    people = [{"code": f"owner{n}", "name": f"片区{n}的人", "posts": [f"area{n}"]} for n in areas]
    return {
        **OFFICE,
        "compounds": [
            {"code": f"c{n}", "name": f"{n}号院", "buildings": [{"code": f"b{n}", "name": f"{n}栋"}]} for n in areas
        ],
        "posts": [*owners, *OFFICE["posts"]],
        "staff": [*people, *OFFICE["staff"]],
        "routing": [{"compounds": [f"c{n}"], "post": f"area{n}"} for n in areas] + OFFICE["routing"],
        "projects": [],
    }


class Rounds:
    """`seed` decides who says what, and when the process dies."""

    def __init__(self, stage: Stage, seed: int) -> None:
        self.stage = stage
        self.random = Random(seed)
        self.residents: list[Person] = []
        # Chat and message id of everything said, which is everything that must have had its one effect.
        self.told: list[tuple[int, int]] = []

    async def prepare(self) -> None:
        process = await self.stage.start()
        await self.stage.staff(*(f"owner{n}" for n in range(1, AREAS + 1)))
        self.residents = [await self.stage.resident(f"r{n}", f"b{n % AREAS + 1}") for n in range(RESIDENTS)]
        assert await process.stop() == 0

    async def round(self) -> None:
        """A start, fifty messages before and during it, and the end at some moment."""
        early = self.random.randrange(MESSAGES)
        self._say(early)
        process = await self.stage.start()
        self._say(MESSAGES - early)
        await self._some_moment()
        await process.kill()

    async def last(self) -> BotProcess:
        """A start that is left in peace until nothing waits any more."""
        process = await self.stage.start()
        patience = PATIENCE_S + len(self.told) / 10
        await until_found(self.stage.world.transcript.grown, self._quiet, "everything to be sent", patience)
        return process

    def _say(self, count: int) -> None:
        for _ in range(count):
            person = self.random.choice(self.residents)
            number = len(self.told)
            words = f"请问{number}号通知说的工地什么时候完工" if number % QUESTION_EVERY == 0 else _complaint(number)
            self.told.append((person.id, int(person.says(words)["message_id"])))

    async def _some_moment(self) -> None:
        transcript = self.stage.world.transcript
        wanted = transcript.last + self.random.randrange(REQUESTS)
        while transcript.last < wanted and await transcript.grown.wait(QUIET_S):
            pass
        await Beacon().wait(self.random.uniform(0, JITTER_S))

    async def _quiet(self) -> bool | None:
        waiting = await self.stage.records.outbox(OutboxRow.state.in_(("queued", "claimed")))
        return True if not waiting and not len(self.stage.world.updates) else None

    async def check_effects(self) -> None:
        """Each message said is one appeal, counted once wherever it is counted."""
        records = self.stage.records
        appeals = await records.rows(Appeal)
        assert Counter((a.chat_id, a.message_id) for a in appeals) == Counter(self.told)
        assert len({a.id for a in appeals}) == len(self.told)
        of_case = Counter(a.case_id for a in appeals)
        people = {case: {a.resident_id for a in appeals if a.case_id == case} for case in of_case}
        for case in await records.rows(Case):
            assert (case.occurrences, case.persons) == (of_case[case.id], len(people[case.id]))
        registered = await records.rows(LedgerEntry, LedgerEntry.action == "appeal.registered")
        assert Counter(e.subject for e in registered) == Counter(f"appeal:{a.id}" for a in appeals)

    async def check_outbox(self) -> None:
        """A receipt for each appeal, an alert for each case: there once, or nobody can know and the books say so."""
        rows = await self.stage.records.outbox(OutboxRow.edits.is_(None))
        assert {row.state for row in rows} <= {"sent", "uncertain"}
        edits = await self.stage.records.outbox(OutboxRow.edits.is_not(None))
        assert {row.state for row in edits} <= {"sent", "dropped"}
        appeals = {f"appeal:{a.id}": a.number for a in await self.stage.records.rows(Appeal)}
        cases = {f"case:{c.id}": number_of(c.id) for c in await self.stage.records.rows(Case)}
        receipts = {row.subject: row for row in rows if row.role == "receipt"}
        assert receipts.keys() == appeals.keys()
        for subject, row in receipts.items():
            self._check_arrival(row, appeals[subject])
        again = {row.key: row for row in rows if row.key is not None and row.key.startswith(AGAIN)}
        alerts = [row for row in rows if row.role == "alert" and row.key not in again]
        assert sorted(row.subject for row in alerts) == sorted(cases)
        for row in alerts:
            self._check_alert(row, again.get(f"{AGAIN}{row.id}"), cases[row.subject])

    def _check_arrival(self, row: OutboxRow, number: str) -> None:
        there = self._messages(row, number)
        assert len(there) == 1 if row.state == "sent" else len(there) <= 1

    def _check_alert(self, row: OutboxRow, second: OutboxRow | None, number: str) -> None:
        """One whose outcome nobody knows went out once more, and was marked until the case's card was renewed."""
        if second is None:
            assert row.state == "sent"
            self._check_arrival(row, number)
            return
        assert row.state == "uncertain"
        there = self._messages(row, number)
        assert len(there) <= 2
        if second.state == "sent":
            (marked,) = [m for m in there if m.message_id == second.message_id]
            assert MARK in words_of(marked) or marked.edited

    def _messages(self, row: OutboxRow, number: str) -> list[Message]:
        """The bot's messages about this number in the chat of this row."""
        messages = self.stage.world.directory.chat(row.chat_id).messages.values()
        return [m for m in messages if m.by_bot and number in words_of(m)]


async def survive(stage: Stage, rounds: int) -> None:
    """So many rounds, a last start, and the books are right."""
    killed = Rounds(stage, seed=20261122)
    await killed.prepare()
    for _ in range(rounds):
        await killed.round()
    process = await killed.last()
    assert len(killed.told) == rounds * MESSAGES
    await killed.check_effects()
    await killed.check_outbox()
    verdict = await stage.records.verify()
    assert (verdict.broken_at, verdict.unsealed) == (None, 0)
    unsure = await stage.records.outbox(OutboxRow.state == "uncertain")
    assert unsure, "no kill hit a message on its way: this has shown too little"
    assert await process.stop() == 0


def _complaint(number: int) -> str:
    """Told apart by their numbers; of three kinds, so that some meet in one case and some do not."""
    return (
        f"工地扬尘很大，窗户都不敢开，第{number}次说了",
        f"垃圾桶满了没人清运，第{number}次说了",
        f"停车位又被占了，第{number}次说了",
    )[number % 3]
