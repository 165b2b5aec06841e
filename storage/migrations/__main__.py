"""python -m storage.migrations NAME writes a new step: what the tables have beyond the newest migration."""

import asyncio
import sys
import tempfile
from pathlib import Path

from alembic import command

from storage.database import create_engine
from storage.migrations import runner, steps

# Alembic runs them on the file it wrote, in this order.
TIDY = {
    "format": "format --quiet REVISION_SCRIPT_FILENAME",
    "fix": "check --fix --quiet --select I,F401 REVISION_SCRIPT_FILENAME",
}


async def write(number: str, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite+aiosqlite:///{Path(folder) / 'scratch.sqlite3'}")
        await runner.upgrade(engine)
        async with engine.begin() as connection:
            config = steps.config()
            config.set_section_option("post_write_hooks", "hooks", ", ".join(TIDY))
            for hook, options in TIDY.items():
                for key, value in (("type", "module"), ("module", "ruff"), ("options", options)):
                    config.set_section_option("post_write_hooks", f"{hook}.{key}", value)

            def revise(sync: object) -> None:
                config.attributes["connection"] = sync
                command.revision(config, message=name, rev_id=number, autogenerate=True)

            await connection.run_sync(revise)
        await engine.dispose()


def following(revision: str | None) -> str:
    """Revisions count up: 0001, 0002 …, so that a folder of them reads in order."""
    return f"{int(revision or 0) + 1:04}"


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):  # noqa: PLR2004 - one argument
        sys.exit("usage: python -m storage.migrations NAME")
    asyncio.run(write(following(runner.newest()), sys.argv[1]))
