"""lianxinqiao rules learn: changes of the rules that labelled messages speak for, and what they would do."""

import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from bot.commands.database import is_there
from bot.commands.endings import WELL, WRONG
from bot.commands.labelled_lines import labelled
from bot.commands.learnt_changes import Learnt, show_learnt, show_nothing
from bot.commands.reading import read_or_exit
from bot.commands.rules_at_hand import USUAL, office_rules, triage_or_exit
from bot.commands.stored_messages import names_of, over_stored
from bot.office_rules import OfficeRules
from bot.settings import Configuration
from complaints.stored_judgements import judgements
from complaints.triage import Category, Kind, RulesError, Urgency, load, packaged_files
from complaints.triage.judging.effect import effect
from complaints.triage.judging.judged import Judged
from complaints.triage.judging.lessons import lessons
from complaints.triage.judging.measure import Labelled
from complaints.triage.judging.proposal import FILE, LearnedFileError, written
from complaints.triage.rulebook.book import Book
from storage.database import Storage
from texts.labels import label


def learn(files: Sequence[Path], config: Path, output: Path | None, show: int) -> int:
    """1 where a file can't be read or written; what can be is learnt from all the same. Writes `output` only."""
    console, rules = Console(highlight=False, soft_wrap=True), office_rules(config)
    triage = triage_or_exit(rules)
    known = None if config == USUAL and not config.exists() else read_or_exit(config)
    stored = _stored(known) if known else []
    given, well = _given(files, rules)
    labels = [*stored, *given]
    if not labels:
        show_nothing(console)
        return WELL if well else WRONG
    titles = {category.value: label("category", category) for category in Category}
    packaged, office = packaged_files(), rules.files()
    name = f"{rules.folder.name if rules.folder else 'rules'}/{FILE}"
    names = names_of(known) if known else []
    learnt = lessons(triage, labels, titles, names=names, fixed=_fixed(packaged, office, name))
    before = office.get(name, "")
    try:
        after = written(before, learnt.proposal) if learnt.proposal else before
        changed = triage.with_rules(load(packaged, {**office, name: after})) if learnt.proposal else triage
    except (LearnedFileError, RulesError) as error:
        sys.stderr.write(f"{name}: {error}\n")
        return WRONG
    found = Learnt(name, before, after, effect(labels, triage, changed), learnt.unseen, len(stored))
    show_learnt(console, found, show)
    if output is not None and learnt.proposal:
        well = _write(console, output, after) and well
    return WELL if well else WRONG


def _fixed(packaged: Mapping[str, str], office: Mapping[str, str], learned: str) -> set[str]:
    """Rules whose weights people have set in other files of the office."""
    files = Book(packaged, office).files
    return {rule for name in office if name != learned for rule in files[name].weights}


def _given(files: Sequence[Path], rules: OfficeRules) -> tuple[list[Labelled], bool]:
    """The messages of all files, on the office's clock; False where something in them can't be read."""
    labels: list[Labelled] = []
    well = True
    for file in files:
        try:
            found, bad = labelled(file)
        except OSError as error:
            sys.stderr.write(f"{file}: can't be read ({type(error).__name__})\n")
            well = False
            continue
        labels += (replace(each, at=rules.local(each.at)) if each.at else each for each in found)
        for number, problem in bad:
            sys.stderr.write(f"{file}:{number}: {problem}\n")
        well = well and not bad
    return labels, well


def _stored(config: Configuration) -> list[Labelled]:
    """What people have judged; nothing where there is no database yet."""

    async def work(storage: Storage) -> list[Labelled]:
        labels = []
        async for message in judgements(storage):
            if message.text and message.meant:
                with suppress(ValueError):  # a code of another version
                    labels.append(_label(message, message.meant))
        return labels

    return over_stored(config, work) if is_there(config.settings.database.url) else []


def _label(message: Judged, meant: str) -> Labelled:
    """People judged the category only; the rest is as it was read then."""
    return Labelled(
        text=message.text,
        kind=Kind(message.kind),
        category=Category(meant),
        second=Category(message.second) if message.second and message.confirmed else None,
        noise=message.noise,
        night=message.night,
        urgency=Urgency(message.urgency),
        at=message.at,
    )


def _write(console: Console, output: Path, text: str) -> bool:
    """At once, so that a bot that is looking never finds half a file."""
    unfinished = output.with_name(f".{output.name}.unfinished")
    try:
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(output)
    except OSError as error:
        sys.stderr.write(f"{output}: can't be written ({type(error).__name__})\n")
        return False
    console.print(f"[green]✓[/] written to {output}; a running bot takes up what is in its rules folder by itself")
    return True
