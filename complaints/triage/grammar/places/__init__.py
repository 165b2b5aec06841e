"""Where something is, as residents write it: doors, roads, compounds and landmarks that no office configured."""

from complaints.triage.grammar.places.reading import places_told

__all__ = ["places_told"]
