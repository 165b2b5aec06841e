"""lianxinqiao rules test: how well the rules read messages that people have labelled."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.commands.endings import WELL, WRONG
from bot.commands.labelled_lines import labelled
from bot.commands.rules_at_hand import office_rules, triage_or_exit
from complaints.triage import Category, Reading
from complaints.triage.grammar.masks import masked
from complaints.triage.judging.measure import Cell, Figures, Labelled, Pairs, is_wrong, measure
from complaints.triage.judging.reliability import reliability_picture
from texts.labels import label

SHOWN = 90
"""Characters of a message that was read wrongly."""


SIDE_BY_SIDE = {
    "category": "category_accuracy",
    "if sure": "category_accuracy_when_sure",
    "answered": "answered",
    "macro": "category_macro_f1",
    "kind": "kind_macro_f1",
    "noise": "noise_f1",
    "night": "night_f1",
    "urgent": "urgent_f1",
    "em. found": "emergency_recall",
    "em. true": "emergency_precision",
}
"""Of several files: what fits on a line."""


def measure_rules(files: list[Path], config: Path, *, as_json: bool, show: int, plot: Path | None = None) -> int:
    """1 where a file or a line can't be read, or the picture can't be written; the rest is measured all the same."""
    rules = office_rules(config)
    triage = triage_or_exit(rules)
    read: list[tuple[str, list[tuple[Labelled, Reading]]]] = []
    well = True
    for file in files:
        try:
            labels, bad = labelled(file)
        except OSError as error:
            sys.stderr.write(f"{file}: can't be read ({type(error).__name__})\n")
            return WRONG
        for number, problem in bad:
            sys.stderr.write(f"{file}:{number}: {problem}\n")
        well = well and not bad
        pairs = [(each, triage.read(each.text, rules.local(each.at) if each.at else None)) for each in labels]
        read.append((file.stem, pairs))
    every = [pair for _, pairs in read for pair in pairs]
    figures = measure(every)
    if as_json:
        sys.stdout.write(json.dumps(figures.as_json(), ensure_ascii=False) + "\n")
    else:
        console = Console(highlight=False)
        _show(console, figures, every, show)
        if len(read) > 1:
            console.print(_side_by_side([(name, measure(pairs)) for name, pairs in read] + [("together", figures)]))
    return WELL if well and (plot is None or _draw(plot, figures)) else WRONG


def _draw(plot: Path, figures: Figures) -> bool:
    try:
        plot.write_text(
            reliability_picture(figures.calibration, f"What a confidence is worth: {figures.messages} messages"),
            encoding="utf-8",
        )
    except OSError as error:
        sys.stderr.write(f"{plot}: can't be written ({type(error).__name__})\n")
        return False
    return True


def _side_by_side(sets: Iterable[tuple[str, Figures]]) -> Table:
    table = Table(title="File by file", title_justify="left", box=None, padding=(0, 1, 0, 0))
    table.add_column("", no_wrap=True)
    for column in ("messages", *SIDE_BY_SIDE):
        table.add_column(column, justify="right")
    for name, figures in sets:
        rates = figures.rates()
        table.add_row(escape(name), str(figures.messages), *(f"{rates[rate]:.3f}" for rate in SIDE_BY_SIDE.values()))
    return table


def _show(console: Console, figures: Figures, pairs: Pairs, show: int) -> None:
    wrong = [(each, reading) for each, reading in pairs if is_wrong(each, reading)]
    for each, reading in wrong[:show]:
        said = f"{reading.category or 'not sure'} {reading.confidence:.2f}"
        text = masked(each.text)[:SHOWN].encode(errors="replace").decode()
        console.print(f"[bold]{each.category}[/] [dim]read as[/] [bold red]{said}[/]  {escape(text)}", soft_wrap=True)
    console.print(_rates(figures))
    console.print(_by_category(figures))
    console.print(_calibration(figures))
    console.print(_confusion(figures.confusion))


def _rates(figures: Figures) -> Table:
    table = Table(title=f"{figures.messages} messages", title_justify="left")
    table.add_column("figure")
    table.add_column("", justify="right")
    for name, share in figures.rates().items():
        table.add_row(name, f"{share:.3f}")
    return table


def _by_category(figures: Figures) -> Table:
    table = Table(title="F1 of each category", title_justify="left")
    table.add_column("category")
    table.add_column("F1", justify="right")
    table.add_column("labelled", justify="right")
    for category, f1, count in figures.by_category:
        table.add_row(_named(category), f"{f1:.3f}", str(count))
    return table


def _calibration(figures: Figures) -> Table:
    table = Table(title="How much a confidence is worth", title_justify="left")
    for column in ("confidence", "messages", "right", "share"):
        table.add_column(column, justify="right")
    for begins, ends, messages, right in figures.calibration:
        if messages:
            table.add_row(f"{begins:.1f}–{ends:.1f}", str(messages), str(right), f"{right / messages:.2f}")
    return table


def _confusion(cells: Iterable[Cell]) -> Table:
    """Rows: as labelled. Columns: as read, the ones that occur."""
    counts = {(cell.labelled, cell.read): cell.messages for cell in cells}
    rows = [each for each in Category if any(true is each for true, _ in counts)]
    columns: list[Category | None] = [each for each in Category if any(said is each for _, said in counts)]
    columns += [None] if any(said is None for _, said in counts) else []
    number = {said: str(n) for n, said in enumerate(Category, 1)}  # names would not fit side by side
    table = Table(title="Labelled (rows) and read as (columns)", title_justify="left", box=None, padding=(0, 1, 0, 0))
    table.add_column("", no_wrap=True)
    for said in columns:
        table.add_column(number[said] if said else "?", justify="right", no_wrap=True)
    for true in rows:
        table.add_row(
            f"{number[true]:>2} {label('category', true)}",
            *(_cell(counts.get((true, said), 0), same=said is true) for said in columns),
        )
    return table


def _cell(count: int, *, same: bool) -> str:
    if not count:
        return "[dim]·[/]"
    return f"[green]{count}[/]" if same else f"[bold red]{count}[/]"


def _named(category: Category) -> str:
    return f"{label('category', category)} [dim]{category}[/]"
