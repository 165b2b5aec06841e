"""The labelled messages of this folder: written for the project, by others than the rules.

Rules were written with an eye on the worked sets; the held-back halves were only measured.
"""

from pathlib import Path

from complaints.triage.judging.measure import Labelled

HERE = Path(__file__).parent

WORKED = (
    "first",
    "chat",
    "chat_more",
    "chat_learn",
    "traps",
    "letters",
    "letters_more",
    "letters_learn",
    "letters_learn_more",
    "letters_real",
)
HELD_BACK = ("first_held_back", "chat_held_back", "traps_held_back", "letters_held_back", "letters_more_held_back")


def lines_of(name: str) -> list[str]:
    return (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()


def messages_of(name: str) -> list[Labelled]:
    return [Labelled.of_json(line) for line in lines_of(name)]
