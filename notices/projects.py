"""Projects: written down once from configuration, and the buildings they concern."""

from sqlalchemy import select

from storage.tables import Project
from storage.unit import Unit


async def seed(unit: Unit) -> None:
    """Write the projects of configuration whose code is not there yet. What is there is never changed by this."""
    for project in unit.office.projects:
        new = await unit.session.execute(
            unit.insert(Project)
            .values(
                code=project.code,
                name=project.name,
                kind=project.kind,
                stage=project.stage,
                buildings=list(project.buildings),
                owner_post=project.owner_post,
                starts_on=project.starts_on,
                ends_on=project.ends_on,
                created_at=unit.now,
            )
            .on_conflict_do_nothing(index_elements=["code"])
            .returning(Project.code)
        )
        if new.first() is not None:
            unit.record("bot", "project.seeded", f"project:{project.code}", stage=project.stage)


async def known(unit: Unit) -> tuple[Project, ...]:
    """All projects, in the order in which they were written down."""
    return tuple((await unit.session.scalars(select(Project).order_by(Project.created_at, Project.code))).all())
