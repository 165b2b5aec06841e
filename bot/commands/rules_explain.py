"""lianxinqiao rules explain "…": each step of a reading, in colours."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.console import Console, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from bot.commands.endings import WELL
from bot.commands.rules_at_hand import moment_or_exit, office_rules, triage_or_exit
from bot.commands.told_lines import told_lines, visible
from complaints.triage import Reading
from complaints.triage.steps import Held, NotCounted, Place, Steps, sums
from texts.labels import label

COUNTED, REWRITTEN, NOT_COUNTED = "bold yellow", "underline", "dim strike"

REASONS = {
    "hidden": "means something else in {by}",
    "cut": "is no word here, but cut out of two",
    "denied": "is denied by {by}",
    "over": "is told as solved: it counts for what it is about, not as trouble",
    "feared": "is only feared or possible, or of another day: no danger now",
}


def explain_steps(text: str, at: str, config: Path) -> int:
    rules = office_rules(config)
    said_at = moment_or_exit(rules, at)
    reading, steps = triage_or_exit(rules).explain(text, said_at)
    console = Console(highlight=False)
    for title, shown in _steps(reading, steps):
        console.print(f"\n[bold cyan]{title}[/]")
        console.print(shown)
    return WELL


def _steps(reading: Reading, steps: Steps) -> Iterator[tuple[str, RenderableType]]:
    yield "As it was said", _coloured(steps)
    if steps.rewritten:
        yield "Read as", _changes(steps.rewritten)
    if steps.facts:
        yield "Facts", _facts(steps)
    for title, held in (("Category", steps.categories), ("Kind", steps.kinds)):
        if held:
            yield title, _sums(held)
    urgent = [*steps.dangers, *steps.urgencies]
    if urgent:
        yield "Urgency", _sums(urgent)
    if steps.feared:
        yield "Danger that is feared, or of another day", _sums(steps.feared)
    told = list(told_lines(steps.original, reading))
    if told:
        yield "Told beside it", _told(told)
    if steps.not_counted:
        yield "Found, and not counted", _not_counted(steps.not_counted)
    yield "Decided", "\n".join(_decided(reading, steps))


def _coloured(steps: Steps) -> Text:
    shown = Text(_printable(steps.original))
    for place in steps.rewritten:
        shown.stylize(REWRITTEN, place.start, place.end)
    for each in steps.not_counted:
        shown.stylize(NOT_COUNTED, each.place.start, each.place.end)
    every = (*steps.told, *steps.categories, *steps.kinds, *steps.urgencies, *steps.dangers, *steps.feared)
    for held in every:
        for place in held.places:
            shown.stylize(COUNTED, place.start, place.end)
    return shown


def _changes(rewritten: Iterable[Place]) -> str:
    return ", ".join(f"{visible(place.word)} → {visible(place.read) or '[dim]nothing[/]'}" for place in rewritten)


def _facts(steps: Steps) -> Table:
    table = _plain_table()
    for fact in steps.facts:
        told = [held for held in steps.told if held.speaks_for == f"fact.{fact}"]
        by = ", ".join(f"{escape(held.rule)} [{COUNTED}]{_words(held)}[/]" for held in told)
        table.add_row(fact, by or "[dim]by the code[/]")
    return table


def _sums(held: Iterable[Held]) -> Table:
    """What was spoken for, the sum, and under it the rules that made it."""
    table = _plain_table()
    for target, total, rules in sums(held):
        table.add_row(f"[bold]{_named(target)}[/]", f"[bold]{total:.2f}[/]", "")
        for each in rules:
            reckoned = f"{each.weight:g} × {each.strength:.2f} = {each.added:.2f}"
            words = f"[{COUNTED}]{_words(each)}[/]" if each.places else "[dim]by facts alone[/]"
            table.add_row(f"  {escape(each.rule)}", reckoned, words)
    return table


def _told(lines: Iterable[tuple[str, str]]) -> Table:
    table = _plain_table()
    for name, told in lines:
        table.add_row(name, told)
    return table


def _not_counted(words: Iterable[NotCounted]) -> Table:
    table = _plain_table()
    for each in words:
        table.add_row(
            visible(each.place.word), REASONS[each.reason].format(by=visible(each.by) or "what stands before")
        )
    return table


def _decided(reading: Reading, steps: Steps) -> Iterator[str]:
    if reading.small_talk is not None:
        yield f"small talk ({reading.small_talk}): a kind answer, no number"
        return
    yield f"kind      {_named(f'kind.{reading.kind}')}"
    if reading.category is None:
        likeliest = ", ".join(label("category", category) for category in reading.likeliest)
        yield f"category  not sure ({reading.confidence:.0%}): a person decides among {likeliest}"
    else:
        yield f"category  {_named(reading.category)}  ({reading.confidence:.0%})"
    ahead = sums(steps.categories)
    if len(ahead) > 1:
        yield f"runner-up {_named(ahead[1][0])}  ({ahead[1][1]:.2f} to {ahead[0][1]:.2f})"
    yield f"urgency   {_named(f'urgency.{reading.urgency}')}"
    yield f"noise     {'yes' if reading.noise else 'no'}, at night: {'yes' if reading.night else 'no'}"


def _plain_table() -> Table:
    return Table(show_header=False, box=None, padding=(0, 2, 0, 0))


def _named(target: str) -> str:
    """A category, kind.… or urgency.… in words, with its code."""
    group, _, code = target.rpartition(".")
    return f"{label(group or 'category', code)} [dim]{code}[/]"


def _words(held: Held) -> str:
    return escape(_printable("、".join(dict.fromkeys(place.word for place in held.places))))


def _printable(text: str) -> str:
    """As long as before, so that places stay true: half a surrogate pair can't be written, control signs would act."""
    return "".join(each if each.isprintable() or each == "\n" else "\ufffd" for each in text)
