"""The tables, by area. docs/architecture.md has the picture."""

from storage.tables.base import Base
from storage.tables.cases import (
    Addition,
    Appeal,
    Attachment,
    Callback,
    Case,
    Correction,
    Deadline,
    Occurrence,
)
from storage.tables.notices import Binding, Destination, Draft, Notice, Project
from storage.tables.people import Invite, Resident, StaffAccount
from storage.tables.spine import DayCounter, Lease, LedgerEntry, OutboxRow, TakenUpdate

__all__ = [
    "Addition",
    "Appeal",
    "Attachment",
    "Base",
    "Binding",
    "Callback",
    "Case",
    "Correction",
    "DayCounter",
    "Deadline",
    "Destination",
    "Draft",
    "Invite",
    "Lease",
    "LedgerEntry",
    "Notice",
    "Occurrence",
    "OutboxRow",
    "Project",
    "Resident",
    "StaffAccount",
    "TakenUpdate",
]
