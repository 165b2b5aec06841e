"""Alembic at work. Imported only when there is a step to take: a start with nothing to migrate does without it."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def config(connection: Connection | None = None) -> Config:
    made = Config()
    made.set_main_option("script_location", "storage:migrations")
    made.set_main_option("path_separator", "os")
    made.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    made.attributes["connection"] = connection
    return made


def up(connection: Connection) -> None:
    command.upgrade(config(connection), "head")


def down(connection: Connection, revision: str) -> None:
    command.downgrade(config(connection), revision)
