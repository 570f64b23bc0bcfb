from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from demo import world
from msforum import demo


class Command(BaseCommand):
    """Fills an empty site with guides and people, to try things out."""

    help = "Load the demo world into an empty database. A second time adds nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--with-logins",
            action="store_true",
            help="let people sign in as the three demo members also where DEBUG is off; "
            "their password is public",
        )

    def handle(self, *args: Any, with_logins: bool, **options: Any) -> None:
        told = world.read()
        with_logins = with_logins or settings.DEBUG
        # disable=None: no bar where nobody watches a terminal.
        with tqdm(total=len(told.guides), unit="guide", disable=None, leave=False) as bar:
            try:
                made = demo.load(told, with_logins=with_logins, after_each=bar.update)
            except demo.NotEmpty as refusal:
                raise CommandError(str(refusal)) from refusal
        self.stdout.write(self.report(made))
        self.stdout.write(self.logins(told) if with_logins else self.no_logins())

    def report(self, made: demo.Loaded) -> str:
        if not made.guides:
            return _("The demo world is here already. Nothing was added.")
        return _(
            "Made %(members)s members, %(topics)s topics, %(guides)s guides and "
            "%(comments)s comments, %(waiting)s of them waiting for a moderator."
        ) % vars(made)

    def logins(self, told: world.World) -> str:
        lines = [
            f"  {member.login:<10} {member.email:<24} {told.password}"
            for member in told.members
            if member.login
        ]
        return "\n".join([_("Sign in as:"), *lines])

    def no_logins(self) -> str:
        return _(
            "Nobody can sign in as a demo member: their password is public. For a site that is "
            "only for trying things out, add --with-logins."
        )
