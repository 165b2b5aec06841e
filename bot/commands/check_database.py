"""The part of lianxinqiao check that looks into the database, and changes nothing there."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.commands.database import is_there, must_be_usable, trouble
from bot.commands.finding import Finding
from bot.settings import Configuration
from complaints.workflow import OPEN
from storage.database import create_engine
from storage.migrations import runner
from storage.office import Office
from storage.tables import Case


async def look_into_database(config: Configuration) -> list[Finding]:
    url = config.settings.database.url
    try:
        must_be_usable(url)
        if not is_there(url):
            return [Finding("database", well=None, detail="not there yet: the first `run` makes it")]
        engine = create_engine(url)
        try:
            tables = await _tables(engine)
            return [tables, await _cases(engine, config.office)] if tables.well else [tables]
        finally:
            await engine.dispose()
    except Exception as error:  # noqa: BLE001 - whatever stands in the way is the finding
        return [Finding("database", well=False, detail=trouble(error, url))]


async def _tables(engine: AsyncEngine) -> Finding:
    current, newest = await runner.current(engine), runner.newest()
    if current != newest:
        detail = f"its tables are at {current or 'nothing'}, {newest} is needed: `lianxinqiao migrate` (or `run`)"
        return Finding("database", well=False, detail=detail)
    return Finding("database", well=True, detail=f"tables at {current}")


async def _cases(engine: AsyncEngine, office: Office) -> Finding:
    """Open cases of a post that the settings no longer have: the chain that is told of them is the duty officer."""
    counted = select(Case.owner_post, func.count()).where(Case.status.in_(OPEN)).group_by(Case.owner_post)
    async with engine.connect() as connection:
        posts = dict((await connection.execute(counted.order_by(Case.owner_post))).all())
    gone = {post: number for post, number in posts.items() if office.post(post) is None}
    if gone:
        named = ", ".join(f'"{post}" {number}' for post, number in gone.items())
        detail = (
            f"open cases of posts that are no longer in [[posts]]: {sum(gone.values())} ({named}); "
            "only the duty officer is told of them: transfer them, or put the posts back"
        )
        return Finding("cases", well=False, detail=detail)
    return Finding("cases", well=True, detail=f"{sum(posts.values())} open, each with a post of [[posts]]")
