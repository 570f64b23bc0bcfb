"""What `serve` does before the site can be seen: database, cache, demo, static files."""

from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection

from accounts.leaving import going
from accounts.models import Member
from articles.models import Topic
from demo import world
from msforum import demo, static_files
from msforum.env import stop
from msforum.health import nothing_to_migrate

type Say = Callable[[str], object]


def prepare(say: Say) -> None:
    """Leave nothing to do before people can come. Says only what takes time."""
    reach_the_database()
    if not nothing_to_migrate():
        say("Preparing the database")
        call_command("migrate", interactive=False, verbosity=0)
    if settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache"):
        call_command("createcachetable", verbosity=0)
    if going.erase_again():
        say("Erasing people whom a backup has brought back")
    if settings.DEBUG and is_empty():
        say("Loading the demo world")
        demo.load(world.read(), with_logins=True)
    if static_files.are_stale():
        say("Collecting the static files")
        static_files.collect()


def reach_the_database() -> None:
    try:
        connection.ensure_connection()
    except OperationalError as error:
        stop(f"the database does not answer ({first_line(error)}). Look at DATABASE_URL.")


def is_empty() -> bool:
    """Nobody has joined and nothing was written."""
    return not Member.objects.exists() and not Topic.objects.exists()


def first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0].rstrip(".")
