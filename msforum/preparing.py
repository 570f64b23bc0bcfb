"""What `serve` does before the site can be seen: database, cache, demo, static files."""

from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from accounts.models import Member
from articles.models import Topic
from msforum import static_files
from msforum.env import stop

type Say = Callable[[str], object]


def prepare(say: Say) -> None:
    """Leave nothing to do before people can come. Says only what takes time."""
    reach_the_database()
    if migrations_are_pending():
        say("Preparing the database")
        call_command("migrate", interactive=False, verbosity=0)
    if settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache"):
        call_command("createcachetable", verbosity=0)
    if settings.DEBUG and is_empty() and "demo" in get_commands():
        say("Loading the demo world")
        call_command("demo")
    if static_files.are_stale():
        say("Collecting the static files")
        static_files.collect()


def reach_the_database() -> None:
    try:
        connection.ensure_connection()
    except OperationalError as error:
        stop(f"the database does not answer ({first_line(error)}). Look at DATABASE_URL.")


def migrations_are_pending() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def is_empty() -> bool:
    """Nobody has joined and nothing was written."""
    return not Member.objects.exists() and not Topic.objects.exists()


def first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0].rstrip(".")
