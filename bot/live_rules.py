"""The rules in use, and their files: what was changed is taken up without a restart, what is broken never."""

import asyncio
import hashlib

import structlog

from bot.office_rules import OfficeRules
from complaints import rule_news
from complaints.triage import Mistake, RulesError, Triage
from storage.database import Storage
from storage.unit import Unit

log = structlog.get_logger(__name__)

Files = tuple[tuple[str, int, int], ...]
"""Name, time of change in ns, and size of each."""


class LiveRules:
    """`triage` is the last good one, exchanged whole: take it once for each thing that is done.

    Every process looks for itself; the times of change name a version of the files, so that several that share a folder
    tell of it once.
    """

    def __init__(self, source: OfficeRules) -> None:
        """Reads the files. Raises RulesError when they are broken: nothing may start with them."""
        self._source = source
        self._seen = self._used = self._files()
        self.triage: Triage = source.triage()
        self._broken: tuple[Mistake, ...] = ()
        self._told: str | None = None

    async def look(self, storage: Storage) -> None:
        """A tick's work. Files that have changed since the last look may still be being written: they wait for one."""
        files = await asyncio.to_thread(self._files)
        if files != self._seen:
            self._seen = files
            return
        if files != self._used:
            await self._take_up(files)
        if self._told is not None:
            async with storage.unit() as unit:
                await self._tell(unit, self._told)
            self._told = None

    async def _take_up(self, files: Files) -> None:
        version, was_broken = _version(files), bool(self._broken)
        try:
            self.triage = await asyncio.to_thread(self._renewed)
        except RulesError as error:
            self._broken = error.mistakes
            log.error("rules.refused", version=version, mistakes=len(error.mistakes))  # noqa: TRY400 - words of the office
        else:
            self._broken = ()
            log.info("rules.changed", version=version, rules=self.triage.rules_version)
        self._used = files
        if self._broken or was_broken:
            self._told = version

    def _renewed(self) -> Triage:
        """With its dictionary loaded, so that no message waits for it."""
        triage = self.triage.with_rules(self._source.rules())
        triage.warm_up()
        return triage

    async def _tell(self, unit: Unit, version: str) -> None:
        if self._broken:
            await rule_news.broken(unit, version, self._broken)
        else:
            await rule_news.well_again(unit, version)

    def _files(self) -> Files:
        found = []
        for file in self._source.paths():
            try:
                status = file.stat()
            except OSError:  # gone since, or a link that leads nowhere
                continue
            found.append((file.name, status.st_mtime_ns, status.st_size))
        return tuple(found)


def _version(files: Files) -> str:
    return hashlib.sha256(repr(files).encode(errors="backslashreplace")).hexdigest()[:12]
