"""lianxinqiao triage "…": one sentence, how it is read and why, in colours."""

from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from bot.commands.endings import WELL
from bot.commands.rules_at_hand import moment_or_exit, office_rules, triage_or_exit
from bot.commands.told_lines import told_lines
from complaints.triage import Reading
from texts.labels import label


def explain(text: str, at: str, config: Path) -> int:
    rules = office_rules(config)
    said_at = moment_or_exit(rules, at)
    reading = triage_or_exit(rules).read(text, said_at)
    console = Console(highlight=False)
    console.print(_coloured(text, reading))
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    for name, value in (*_lines(reading), *told_lines(text, reading)):
        table.add_row(f"[dim]{name}[/]", value)
    console.print(table)
    return WELL


def _coloured(text: str, reading: Reading) -> Text:
    shown = Text(text)
    for hit in reading.hits:
        shown.stylize("bold yellow", hit.start, hit.end)
    return shown


def _lines(reading: Reading) -> Iterator[tuple[str, str]]:
    if reading.small_talk is not None:
        yield "small talk", f"{reading.small_talk}: a kind answer, no number"
        return
    yield "kind", _named("kind", reading.kind.value)
    if reading.category is not None:
        yield "category", f"{_named('category', reading.category.value)}  ({reading.confidence:.0%})"
    else:
        likeliest = ", ".join(_named("category", c.value) for c in reading.likeliest)
        yield "category", f"not sure ({reading.confidence:.0%}): a person decides among {likeliest}"
    if reading.second is not None:
        yield "also", _named("category", reading.second.value)
    yield "urgency", _named("urgency", reading.urgency.value)
    yield "noise", "yes" if reading.noise else "no"
    yield "night", "yes" if reading.night else "no"
    because: dict[str, dict[str, None]] = {}
    for hit in reading.hits:
        because.setdefault(hit.word, {})[hit.speaks_for] = None
    for word, speaks_for in because.items():
        yield "because", f"[bold yellow]{escape(word)}[/] → {', '.join(speaks_for)}"


def _named(group: str, code: str) -> str:
    return f"{label(group, code)} [dim]{code}[/]"
