"""The parts of a running bot, put together: which clock, which database, which Telegram."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from aiogram import Bot
from aiogram.types import Update, User
from pydantic import SecretStr

from bot.giving_up import give_up
from bot.live_rules import LiveRules
from bot.polling import Polling
from bot.settings import Configuration, TelegramSettings
from bot.telegram import make_bot
from bot.ticks import Tick, Ticks
from complaints import escalation, undelivered, waiting
from handlers.dispatcher import build_dispatcher
from handlers.gate import GateMiddleware
from notices import progress
from notices.delivery.bot import build_bot
from notices.delivery.gate import RateGate
from notices.delivery.sender import Sender
from storage import holders, ledger, retention
from storage.clock import Clock
from storage.database import Storage

# How often each tick comes, in seconds. An escalation is told at most this much late.
DEADLINES_S = 5
WAITING_S = 15
PROGRESS_S = 20
SEAL_S = 5
PURGE_S = 3600
RULES_S = 10


@dataclass(frozen=True, slots=True)
class Application:
    """Made by `assemble`; run by bot.lifecycle."""

    storage: Storage
    rules: LiveRules
    bot: Bot
    sender: Sender
    ticks: Ticks
    telegram: TelegramSettings

    def intake(self, me: User) -> Polling:
        """What comes in, for the bot that Telegram says we are."""
        dispatcher = build_dispatcher(self.storage, self.bot, self.rules.triage, me.username or "")

        async def feed(update: Update, *, committed: Callable[[], None]) -> None:
            # Each update is handled by one set of rules, whatever becomes of the files meanwhile.
            await dispatcher.feed_update(self.bot, update, committed=committed, triage=self.rules.triage)

        return Polling(
            self.bot,
            feed,
            partial(give_up, self.storage),
            dispatcher.resolve_used_update_types(),
            self.storage.make_durable,
            long_poll=self.telegram.poll_timeout,
        )


def assemble(config: Configuration, token: SecretStr, clock: Clock) -> Application:
    """Nothing is connected and nothing is started yet. Must be called in a running event loop. Raises RulesError."""
    rules = LiveRules(config.rules)
    storage = Storage.open(config.settings.database.url, config.office, clock)
    telegram = config.settings.telegram
    # One gate under both libraries: Telegram counts what a token sends, not which of the two sent it.
    gate = RateGate()
    bot = make_bot(telegram, token)
    bot.session.middleware(GateMiddleware(gate))
    speaker = build_bot(token.get_secret_value(), gate, telegram.api_base, telegram.proxy or None)
    sender = Sender(storage, speaker, gate, listeners=[progress.Progress(), undelivered.tell])
    storage.on_outbox = sender.wake
    ticks = Ticks(storage, _ticks(rules), holder=holders.own_name())
    return Application(storage, rules, bot, sender, ticks, telegram)


def _ticks(rules: LiveRules) -> list[Tick]:
    return [
        Tick("deadlines", DEADLINES_S, _fire_due),
        Tick("waiting", WAITING_S, partial(_register_waiting, rules)),
        Tick("notices", PROGRESS_S, _look_after_notices),
        Tick("seal", SEAL_S, ledger.seal),
        Tick("purge", PURGE_S, retention.purge),
        Tick("rules", RULES_S, rules.look, everywhere=True),
    ]


async def _fire_due(storage: Storage) -> None:
    fired = escalation.BATCH
    while fired == escalation.BATCH:
        async with storage.unit() as unit:
            fired = await escalation.fire_due(unit)


async def _register_waiting(rules: LiveRules, storage: Storage) -> None:
    async with storage.unit() as unit:
        await waiting.register_waiting(unit, rules.triage)


async def _look_after_notices(storage: Storage) -> None:
    async with storage.unit() as unit:
        await progress.tick(unit)
