"""Brings the ways of writing one thing together, and keeps the way back to the original characters."""

from complaints.triage.normal.normaliser import Listener, Normaliser
from complaints.triage.normal.sounds import Dictionary
from complaints.triage.normal.text import NormalText

__all__ = ["Dictionary", "Listener", "NormalText", "Normaliser"]
