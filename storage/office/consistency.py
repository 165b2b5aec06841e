"""What must hold between sections of an office. Each fault names the key's path and says what is meant."""

from collections import Counter
from collections.abc import Iterable, Iterator

from storage.office.model import Office
from storage.office.policy import Deadlines, UrgencyDeadlines
from storage.office.posts import Duty


def faults(office: Office, categories: Iterable[str]) -> list[str]:
    """Every contradiction in the office, as "path: what is wrong"; empty when it is sound."""
    return [
        *_twice(office),
        *_posts(office),
        *_staff(office),
        *_routing(office, set(categories)),
        *_projects(office),
        *_deadlines(office),
    ]


def _repeated(values: Iterable[str]) -> list[str]:
    return [value for value, n in Counter(values).items() if n > 1]


def _twice(office: Office) -> Iterator[str]:
    places: dict[str, list[str]] = {
        "compounds.code": [c.code for c in office.compounds],
        "compounds.buildings.code": [b.code for c in office.compounds for b in c.buildings],
        "posts.code": [p.code for p in office.posts],
        "staff.code": [s.code for s in office.staff],
        "projects.code": [p.code for p in office.projects],
    }
    for path, codes in places.items():
        for code in _repeated(codes):
            yield f'{path}: "{code}" is named twice'
    for compound in office.compounds:
        for name in _repeated(b.name for b in compound.buildings):
            yield f'compounds.{compound.code}.buildings.name: "{name}" is named twice'


def _posts(office: Office) -> Iterator[str]:
    codes = {p.code for p in office.posts}
    for post in office.posts:
        if not office.holders(post.code):
            yield f'posts.{post.code}: nobody in [[staff]] holds this post ("{post.name}")'
        if post.reports_to is not None and post.reports_to not in codes:
            yield f'posts.{post.code}.reports_to: there is no post "{post.reports_to}"'
        elif _goes_in_circles(office, post.code):
            yield f"posts.{post.code}.reports_to: the chain of posts comes back to itself"
    if not any(p.duty is Duty.DUTY_OFFICER for p in office.posts):
        yield 'posts: no post has duty = "duty_officer"; somebody must take what nobody else holds'


def _goes_in_circles(office: Office, start: str) -> bool:
    seen: set[str] = set()
    at = office.post(start)
    while at is not None:
        if at.code in seen:
            return True
        seen.add(at.code)
        at = office.post(at.reports_to) if at.reports_to else None
    return False


def _staff(office: Office) -> Iterator[str]:
    codes = {p.code for p in office.posts}
    for member in office.staff:
        for post in member.posts:
            if post not in codes:
                yield f'staff.{member.code}.posts: there is no post "{post}"'


def _routing(office: Office, categories: set[str]) -> Iterator[str]:
    posts = {p.code for p in office.posts}
    compounds = {c.code for c in office.compounds}
    for n, rule in enumerate(office.routing):
        if rule.post not in posts:
            yield f'routing.{n}.post: there is no post "{rule.post}"'
        for category in sorted(rule.categories - categories):
            yield f'routing.{n}.categories: there is no category "{category}"'
        for compound in sorted(rule.compounds - compounds):
            yield f'routing.{n}.compounds: there is no compound "{compound}"'
    last = office.routing[-1]
    if last.categories or last.compounds:
        yield "routing: the last rule must fit everything (no categories, no compounds), so that no case lacks an owner"


def _projects(office: Office) -> Iterator[str]:
    posts = {p.code for p in office.posts}
    for project in office.projects:
        if project.owner_post not in posts:
            yield f'projects.{project.code}.owner_post: there is no post "{project.owner_post}"'
        for building in project.buildings:
            if office.building(building) is None:
                yield f'projects.{project.code}.buildings: there is no building "{building}"'
        if project.starts_on and project.ends_on and project.ends_on < project.starts_on:
            yield f"projects.{project.code}.ends_on: lies before starts_on"


def _deadlines(office: Office) -> Iterator[str]:
    for urgency in Deadlines.model_fields:
        deadlines: UrgencyDeadlines = getattr(office.deadlines, urgency)
        acknowledge, handle = deadlines.acknowledge, deadlines.handle
        if handle.shortest < acknowledge.shortest:
            yield f'deadlines.{urgency}.handle: "{handle}" is shorter than acknowledge, "{acknowledge}"'
