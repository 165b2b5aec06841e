"""The whole office, with the look-ups that use cases need and the checks that no single section can make."""

from functools import cached_property
from zoneinfo import ZoneInfo

from pydantic import Field

from storage.office.city import City
from storage.office.hours import WorkingHours
from storage.office.places import Building, Compound
from storage.office.policy import Deadlines, JoinWindow, Limits, Retention
from storage.office.posts import Duty, Post, Right, StaffMember
from storage.office.section import Code, Day, Name, Section, ZoneName


class OfficeName(Section):
    name: Name
    city: Name
    time_zone: ZoneName = "Asia/Shanghai"
    phone: Name
    address: Name


class RoutingRule(Section):
    """The first rule that fits decides; empty lists fit all."""

    post: Code
    categories: frozenset[str] = frozenset()
    compounds: frozenset[Code] = frozenset()

    def fits(self, category: str | None, compound: str | None) -> bool:
        return (not self.categories or category in self.categories) and (
            not self.compounds or compound in self.compounds
        )


class ProjectSeed(Section):
    """A project to begin with: written to the database once, when its code is not there yet."""

    code: Code
    name: Name
    kind: Name
    stage: str = Field(default="initiation", pattern="^(initiation|implementation|acceptance|evaluation)$")
    buildings: tuple[Code, ...] = Field(min_length=1)
    owner_post: Code
    starts_on: Day | None = None
    ends_on: Day | None = None


class Office(Section):
    office: OfficeName
    compounds: tuple[Compound, ...] = Field(min_length=1)
    posts: tuple[Post, ...] = Field(min_length=1)
    staff: tuple[StaffMember, ...] = Field(min_length=1)
    routing: tuple[RoutingRule, ...] = Field(min_length=1)
    projects: tuple[ProjectSeed, ...] = ()
    hours: WorkingHours = WorkingHours()
    deadlines: Deadlines = Deadlines()
    join: JoinWindow = JoinWindow()
    limits: Limits = Limits()
    retention: Retention = Retention()
    triage: City = City()

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.office.time_zone)

    @cached_property
    def _buildings(self) -> dict[str, tuple[Compound, Building]]:
        return {b.code: (c, b) for c in self.compounds for b in c.buildings}

    @cached_property
    def _posts(self) -> dict[str, Post]:
        return {p.code: p for p in self.posts}

    @cached_property
    def _staff(self) -> dict[str, StaffMember]:
        return {s.code: s for s in self.staff}

    def building(self, code: str | None) -> Building | None:
        found = self._buildings.get(code or "")
        return found[1] if found else None

    def compound_of(self, building: str | None) -> Compound | None:
        found = self._buildings.get(building or "")
        return found[0] if found else None

    def compound(self, code: str) -> Compound | None:
        return next((c for c in self.compounds if c.code == code), None)

    def place_name(self, building: str | None) -> str | None:
        """和谐家园 3号楼; None for a building that configuration no longer knows."""
        found = self._buildings.get(building or "")
        return f"{found[0].name} {found[1].name}" if found else None

    def post(self, code: str) -> Post | None:
        return self._posts.get(code)

    def member(self, code: str | None) -> StaffMember | None:
        return self._staff.get(code or "")

    def holders(self, post: str) -> tuple[StaffMember, ...]:
        return tuple(s for s in self.staff if post in s.posts)

    def posts_of(self, staff: str) -> tuple[Post, ...]:
        member = self._staff.get(staff)
        return tuple(p for p in (self._posts.get(code) for code in member.posts) if p) if member else ()

    def may(self, staff: str, right: Right) -> bool:
        return any(right in post.rights for post in self.posts_of(staff))

    def route(self, category: str | None, building: str | None) -> Post:
        """The post that is responsible. The last routing rule fits everything, so there is always one."""
        compound = self.compound_of(building)
        rule = next(r for r in self.routing if r.fits(category, compound.code if compound else None))
        return self._posts[rule.post]

    def chain(self, post: str) -> tuple[Post, ...]:
        """The post and those it reports to, upwards; where it reports to nobody, the duty officer ends the chain."""
        chain: dict[str, Post] = {}
        at = self._posts.get(post)
        while at is not None and at.code not in chain:
            chain[at.code] = at
            at = self._posts.get(at.reports_to) if at.reports_to else None
        duty = self.duty_post
        chain.setdefault(duty.code, duty)
        return tuple(chain.values())

    @property
    def duty_post(self) -> Post:
        return next(p for p in self.posts if p.duty is Duty.DUTY_OFFICER)
