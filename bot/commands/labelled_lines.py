"""Files of labelled messages, one JSON object a line."""

from pathlib import Path

from complaints.triage.judging.measure import Labelled


def labelled(file: Path) -> tuple[list[Labelled], list[tuple[int, str]]]:
    """The labelled messages, and what is wrong on which line. Empty lines are left out.

    Raises OSError.
    """
    labels, bad = [], []
    for number, line in enumerate(file.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        try:
            labels.append(Labelled.of_json(line))
        except ValueError as error:
            bad.append((number, str(error)))
    return labels, bad
