"""The office as its configuration describes it: places, posts, staff, policy. Values, read-only, one for a process."""

from storage.office.city import City
from storage.office.hours import WorkingHours
from storage.office.model import Office, OfficeName, ProjectSeed, RoutingRule
from storage.office.places import Building, Compound
from storage.office.policy import Deadlines, JoinWindow, Limits, Retention, Span
from storage.office.posts import Duty, Post, Right, StaffMember

__all__ = [
    "Building",
    "City",
    "Compound",
    "Deadlines",
    "Duty",
    "JoinWindow",
    "Limits",
    "Office",
    "OfficeName",
    "Post",
    "ProjectSeed",
    "Retention",
    "Right",
    "RoutingRule",
    "Span",
    "StaffMember",
    "WorkingHours",
]
