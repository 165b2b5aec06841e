"""What rules learn has found, for people: the changes as a diff, and what they would do."""

from collections.abc import Iterable
from difflib import unified_diff
from typing import NamedTuple

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from complaints.triage.grammar.masks import masked
from complaints.triage.judging.effect import Changed, Effect, Unseen
from complaints.triage.reading import Reading

FIGURES = (
    "answered",
    "category_accuracy",
    "category_accuracy_or_second",
    "category_accuracy_when_sure",
    "category_macro_f1",
)
"""What stored appeals have labels for: people say what they are about."""

SHOWN = 90
"""Characters of a message."""

COLOURS = {"+": "green", "-": "red", "@": "cyan"}


class Learnt(NamedTuple):
    """`before` and `after`: the texts of the office's file `name`. `stored`: messages that came from the database."""

    name: str
    before: str
    after: str
    effect: Effect
    unseen: Unseen | None
    stored: int


def show_nothing(console: Console) -> None:
    console.print("There is nothing to learn from yet: no appeal has been corrected, or answered as what it was read.")
    console.print("Every 改类别 and 归类 helps. Labelled files (see rules test) can be given, too.")


def show_learnt(console: Console, learnt: Learnt, show: int) -> None:
    effect = learnt.effect
    given = effect.before.messages - learnt.stored
    if learnt.before == learnt.after:
        console.print(f"Nothing to propose: {learnt.stored} stored and {given} given messages speak for no change.")
        return
    _diff(console, learnt)
    console.print(_figures(effect, f"{learnt.stored} stored and {given} given messages"))
    console.print(
        f"{len(effect.better)} messages are read right that were not, {len(effect.worse)} the other way round."
    )
    if learnt.unseen is not None:
        _unseen(console, learnt.unseen)
    for title, changed in (("better", effect.better), ("worse", effect.worse)):
        _examples(console, title, changed[:show])
    console.print("[dim]Nothing is changed. --output FILE writes the file; read it first.[/]")


def _diff(console: Console, learnt: Learnt) -> None:
    lines = unified_diff(learnt.before.splitlines(), learnt.after.splitlines(), learnt.name, learnt.name, lineterm="")
    for line in lines:
        console.print(escape(line), style=COLOURS.get(line[:1], ""))
    console.print()


def _figures(effect: Effect, title: str) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("figure")
    for column in ("now", "then"):
        table.add_column(column, justify="right")
    before, after = effect.before.rates(), effect.after.rates()
    for name in FIGURES:
        table.add_row(name, f"{before[name]:.3f}", f"{after[name]:.3f}")
    return table


def _unseen(console: Console, unseen: Unseen) -> None:
    """Figures of messages that were learnt from flatter; these don't."""
    console.print(
        f"Weights learnt from one half and tried on the other: of {unseen.before:.3f} → {unseen.after:.3f} of the "
        "messages most is said for what they are about."
    )
    if unseen.after <= unseen.before:
        console.print("[bold yellow]So these weights are no gain for new messages: wait for more corrections.[/]")


def _examples(console: Console, title: str, changed: Iterable[Changed]) -> None:
    for label, before, after in changed:
        text = masked(label.text)[:SHOWN].encode(errors="replace").decode()
        said = f"{_said(before)} [dim]→[/] {_said(after)}"
        console.print(f"[bold]{title}[/] {label.category}: {said}  {escape(text)}")


def _said(reading: Reading) -> str:
    return reading.category or "not sure"
