"""lianxinqiao rules stats: what became of what the rules said of the stored appeals, and words that they don't know."""

import json
import sys
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.commands.endings import WELL
from bot.commands.reading import read_or_exit
from bot.commands.rules_at_hand import triage_or_exit
from bot.commands.stored_messages import names_of, over_stored
from complaints.stored_judgements import judgements
from complaints.triage import Category, Triage
from complaints.triage.judging.judged import Judged
from complaints.triage.judging.new_words import Linked, Unknown, WordCounts
from complaints.triage.judging.rule_record import Record, RuleLine, RuleRecorder, Taken
from storage.database import Storage
from texts.labels import label

WELL_READ, NOT_SURE = "", "?"
"""Groups of messages, beside the categories that people corrected to."""

GROUPS = (*Category, NOT_SURE)
SHOWN, SHOWN_DEAD, SHOWN_WORDS, SHOWN_TAKEN = 20, 20, 20, 10
"""Lines of each table; --json has all."""


class Stats(NamedTuple):
    record: Record
    words: list[Linked]


def tell_stats(config: Path, *, as_json: bool) -> int:
    read = read_or_exit(config)
    triage = triage_or_exit(read.rules)

    async def work(storage: Storage) -> Stats:
        return await _stats(storage, triage, names_of(read))

    stats = over_stored(read, work)
    if as_json:
        words = [{**linked._asdict(), "chi_square": round(linked.chi_square, 2)} for linked in stats.words]
        sys.stdout.write(json.dumps({**stats.record.as_json(), "words": words}, ensure_ascii=False) + "\n")
    else:
        _show(Console(highlight=False), stats)
    return WELL


async def _stats(storage: Storage, triage: Triage, names: list[str]) -> Stats:
    """Two rounds: which words to count is known after the first. Nothing but counts is kept of any message."""
    recorder, unknown = RuleRecorder(triage.rules), Unknown(triage.rules, triage.words, names)
    async for message in judgements(storage):
        recorder.add(message)
        if message.text and _group(message) != WELL_READ:
            unknown.add(message.text)
    words = unknown.words()
    if not words:
        return Stats(recorder.record(), [])
    counts = WordCounts(words, triage.rules.normalise)
    async for message in judgements(storage):
        if message.text:
            counts.add(message.text, _group(message))
    return Stats(recorder.record(), counts.linked(GROUPS))


def _group(message: Judged) -> str:
    if message.corrected or message.read is None:
        return message.said or NOT_SURE
    return WELL_READ


def _show(console: Console, stats: Stats) -> None:
    record = stats.record
    if not record.messages:
        console.print("No appeals are stored yet. When residents have told the office something, come back: then this")
        console.print("shows which rules were right, which were corrected, and which words they don't know yet.")
        return
    console.print(_summary(record))
    if record.lines:
        console.print(_rules(record.lines))
    if record.taken:
        console.print(_taken(record.taken))
    if record.dead and record.since:
        shown = ", ".join(record.dead[:SHOWN_DEAD])
        more = f" and {len(record.dead) - SHOWN_DEAD} more (--json has all)" if len(record.dead) > SHOWN_DEAD else ""
        console.print(
            f"[bold]{len(record.dead)} rules were no reason[/] since {record.since:%Y-%m-%d}: {escape(shown)}{more}"
        )
    if stats.words:
        console.print(_words(stats.words))
    elif record.corrected or record.unsure:
        console.print("[dim]No unknown word stands in corrected or unsure messages more often than by chance.[/]")


def _summary(record: Record) -> Table:
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    for name, count in (
        ("appeals", record.messages),
        ("not sure", record.unsure),
        ("corrected", record.corrected),
        ("confirmed", record.confirmed),
        ("without names of rules", record.unnamed),
    ):
        table.add_row(name, str(count))
    return table


def _rules(lines: tuple[RuleLine, ...]) -> Table:
    """Those that were one most often, and those that were corrected most often."""
    corrected = sorted((line for line in lines if line.corrected), key=lambda line: -line.corrected)
    chosen = {*lines[:SHOWN], *corrected[:SHOWN]}
    shown = [line for line in lines if line in chosen]
    table = Table(title=f"Rules that were a reason: {len(shown)} of {len(lines)}", title_justify="left")
    table.add_column("rule")
    table.add_column("for")
    for column in ("hits", "stood", "corrected", "precision"):
        table.add_column(column, justify="right")
    for line in shown:
        right = "" if line.precision is None else f"{line.precision:.2f}"
        counts = (str(line.hits), *(("", "") if not right else (str(line.stood), str(line.corrected))))
        name = escape(line.name) if line.in_force else f"[dim]{escape(line.name)} (gone)[/]"
        table.add_row(name, line.speaks_for, *counts, right)
    return table


def _taken(taken: tuple[Taken, ...]) -> Table:
    table = Table(title="What people said it is instead", title_justify="left")
    table.add_column("read as")
    table.add_column("corrected to")
    table.add_column("appeals", justify="right")
    for each in taken[:SHOWN_TAKEN]:
        table.add_row(_named(each.read), _named(each.said), str(each.messages))
    return table


def _words(words: list[Linked]) -> Table:
    table = Table(title="Words in corrected or unsure appeals that no rule knows", title_justify="left")
    table.add_column("word")
    for column in ("there", "elsewhere", "chi²"):
        table.add_column(column, justify="right")
    table.add_column("mostly corrected to")
    for linked in words[:SHOWN_WORDS]:
        counts = (str(linked.inside), str(linked.outside), f"{linked.chi_square:.1f}")
        table.add_row(linked.word, *counts, "" if linked.group == NOT_SURE else _named(linked.group))
    return table


def _named(category: str | None) -> str:
    if category not in set(Category):
        return f"[dim]{escape(category or 'not sure')}[/]"
    return f"{label('category', category)} [dim]{category}[/]"
