"""Fixtures that every kind of test may ask for."""

from tests.databases import database_url, postgres_server

__all__ = ["database_url", "postgres_server"]
