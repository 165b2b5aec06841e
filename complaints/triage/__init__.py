"""Rules that turn a sentence into kind, category and urgency, and say why. Imports nothing of the project."""

from complaints.triage.codes import Category, Kind, Urgency
from complaints.triage.hours import Hours
from complaints.triage.reading import Hit, Reading, SmallTalk, TimeSaid
from complaints.triage.rulebook.assembly import load, office_files, office_paths, packaged_files
from complaints.triage.rulebook.mistakes import Mistake, RulesError
from complaints.triage.rulebook.rules import Rules
from complaints.triage.triage import Triage

__all__ = [
    "Category",
    "Hit",
    "Hours",
    "Kind",
    "Mistake",
    "Reading",
    "Rules",
    "RulesError",
    "SmallTalk",
    "TimeSaid",
    "Triage",
    "Urgency",
    "load",
    "office_files",
    "office_paths",
    "packaged_files",
]
