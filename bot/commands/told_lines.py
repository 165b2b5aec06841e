"""What a message tells of times, places and loudness, and what of it is masked, for the commands that explain."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime

from rich.markup import escape

from complaints.triage import Reading, TimeSaid
from complaints.triage.grammar.masks import masked

PLACED = ("start", "end", "sort")


def told_lines(text: str, reading: Reading) -> Iterator[tuple[str, str]]:
    """A name and what was told, marked up for rich; nothing for what was not told."""
    if reading.repeat:
        yield "told again", "yes"
    for said in reading.times:
        yield "time", f"{visible(said.word)}  [dim]{said.sort}[/]{_stretch(said)}"
    for place in reading.places:
        parts = {name: value for name, value in asdict(place).items() if name not in PLACED and value is not None}
        read = ", ".join(f"{name} {visible(value)}" for name, value in parts.items())
        yield "place", f"{visible(text[place.start : place.end])}  [dim]{place.sort}[/]  {read}"
    for told in reading.loudness:
        yield "loudness", f"{visible(text[told.start : told.end])}  {told.decibels:g} dB"
    covered = masked(text) if reading.masks else text
    for mask in reading.masks:
        yield "masked", f"{visible(covered[mask.start : mask.end])}  [dim]{mask.sort}[/]"


def visible(word: str) -> str:
    """Marks without width by their number: nobody would see them."""
    return escape("".join(each if each.isprintable() else f"U+{ord(each):04X}" for each in word))


def _stretch(said: TimeSaid) -> str:
    again = "  comes again" if said.every else ""
    if said.begins is None or said.ends is None:
        return again
    begins, ends = _moment(said.begins), _moment(said.ends)
    return f"  {begins}{again}" if begins == ends else f"  {begins} to {ends}{again}"


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
