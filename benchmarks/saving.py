"""Does a guide stay quick to save when its words grow? A block of 2 kB and one of 200 kB.

    .venv/bin/python benchmarks/saving.py

Makes guides of one block in a database of its own, and does with them by turns what an author
does: opens the form, saves it (with the page that follows), lets it look at the words, saves what
somebody else has changed meanwhile, previews it, compares two versions, submits it. Prints the
fewest seconds of the processor for each, so that a busy machine does not count, and the ratio.
The words are plain ones, and for `busy` such that nearly every sentence has something to mend,
with the glossary and the medicines that the demo world knows.

Targets: a save of 200 kB within 3 seconds, and within the same time a longer block is refused with
its words in the form.
"""

# ruff: noqa: E402 -- the settings are read before the models
import os
import sys
import tempfile
import time
from pathlib import Path

FOLDER = tempfile.TemporaryDirectory()
os.environ |= {"DEBUG": "1", "DATA_DIR": FOLDER.name, "DJANGO_SETTINGS_MODULE": "msforum.settings"}
os.environ.pop("DATABASE_URL", None)
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

import markup
from accounts.models import Member
from articles.models import Guide, Kind, Topic
from tests.articles.filling import fill

TIMES = 5
LIMIT = 3.0
TOO_LONG = 300_000
PLAIN = (
    "<p>Heat slows nerves in case {number}. Rest before you must. Cool your wrists, and drink.</p>"
    "<ul><li>Drink cold water</li><li>Wear a wet scarf</li></ul>"
)
BUSY = (
    "<h3>Day {number}</h3><p>Nerves are slowed by heat, and {number}% of people with MS who sat in "
    "a warm room for longer than an hour were found by the team to be weaker than they had been "
    "before. Take baclofen and EDSS as prescribed. It was said. It was done. "
    '<a href="http://www.example.org/{number}">Click here</a>.</p>'
)
OK, SAVED = 200, 302


class Desk:
    """One author at the form of one guide."""

    def __init__(self, name, piece, characters):
        self.pieces = self.text(piece, characters)
        self.author = Member.objects.filter(is_superuser=True).first()
        topic, _made = Topic.objects.get_or_create(slug="heat", defaults={"title": "Heat"})
        self.guide = Guide.objects.create(
            topic=topic, title=name, slug=name, summary="What helps.", owner=self.author
        )
        self.guide.blocks.create(kind=Kind.TEXT, heading="Heat", position=10, html=self.pieces)
        self.client = Client()
        self.client.force_login(self.author)
        self.number = 0

    @staticmethod
    def text(piece, characters):
        length = len(markup.clean(piece.format(number=10), markup.GUIDE))
        return "".join(piece.format(number=n % 90 + 10) for n in range(characters // length))

    def address(self, name):
        return reverse(f"admin:articles_guide_{name}", args=[self.guide.pk])

    def changed(self):
        self.number += 1
        form = fill(self.client, self.address("change"))
        form["blocks-0-html"] = self.pieces + f"<p>Change {self.number}.</p>"
        return form

    def do(self, what):
        form = {} if what in {"open", "compare"} else self.changed()
        if what == "other":
            Guide.objects.filter(pk=self.guide.pk).update(version=1_000 + self.number)
        if what == "long":
            form["blocks-0-html"] += self.text(PLAIN, TOO_LONG)
        began = time.process_time()
        answer = getattr(self, what)(form)
        took = time.process_time() - began
        if answer.status_code != OK:
            sys.exit(f"{what}: {answer.status_code}")
        return took

    def open(self, _form):
        return self.client.get(self.address("change"))

    def save(self, form, expected="was changed successfully"):
        form["_continue"] = "Save"
        answer = self.client.post(self.address("change"), form, follow=True)
        return answer if expected in answer.text else sys.exit(f"not told: {expected}")

    def look(self, form):
        return self.client.post(self.address("look"), form)

    def other(self, form):
        return self.save(form, "Somebody else has saved this guide")

    def long(self, form):
        return self.save(form, "too long")

    def preview(self, form):
        return self.client.post(reverse("admin:articles_guide_preview"), form, follow=True)

    def compare(self, _form):
        return self.client.get(self.address("compare"))

    def submit(self, form):
        return self.client.post(self.address("change"), form | {"_submit": "1"}, follow=True)


ACTS = {
    "open": "the form is opened",
    "save": "a change is saved",
    "look": "the form looks at the words",
    "other": "a stale save, both shown",
    "preview": "a preview",
    "compare": "two versions compared",
    "submit": "saved and submitted",
    "long": "300 kB more refused",
}


def main():
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    call_command("demo", verbosity=0)
    settings.ALLOWED_HOSTS = ["*"]
    Member.objects.create_superuser("boss@example.org", "Boss", "x")
    for name, piece in (("plain", PLAIN), ("busy", BUSY)):
        small, large = Desk(f"{name}-2", piece, 2_000), Desk(f"{name}-200", piece, 199_000)
        print(f"{name + ' words':28} {'2 kB':>9} {'200 kB':>9}  ratio")
        for act, told in ACTS.items():
            seconds = [(small.do(act), large.do(act)) for _time in range(TIMES)]
            quick, slow = (min(side) for side in zip(*seconds, strict=True))
            print(f"{told:28} {quick:7.3f} s {slow:7.3f} s  {slow / quick:5.1f}", flush=True)
            if slow > LIMIT and act in {"save", "long"}:
                sys.exit(f"That is more than {LIMIT} seconds.")


if __name__ == "__main__":
    main()
    FOLDER.cleanup()
