"""One site that answers questions about its largest discussion with what the answers cost.

The process that `benchmarks/discussion.py` starts for each database; asked by lines on its input.
"""

# ruff: noqa: E402 -- the settings are read before the models
import json
import os
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))
os.environ |= {"DJANGO_SETTINGS_MODULE": "msforum.settings", "DEBUG": "1"}

from msforum.wsgi import application  # isort: skip -- it sets Django up

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from accounts.models import Member
from comments import deciding, marks, places, posting, reacting, reading
from comments.models import Comment, Discussion
from comments.visibility import Reader
from msforum import urls
from msforum.population import talk

TIMES = 5
OK, POSTED, THREADS = 200, 302, 20
CHAIN = 200
TOKEN = "a" * 32
DJANGOS_SESSIONS = "django.contrib.sessions.backends.db"
DJANGOS_BACKEND = "django.contrib.auth.backends.ModelBackend"
BARE = "<p>Rest before you must.</p>" * 1_500


def bare(request):
    """A page that costs nothing but the way to it, and who asks."""
    return HttpResponse(f"{request.user}{BARE}")


urls.urlpatterns.insert(0, path("bare/", bare))


class Site:
    """Answers questions about one database with the seconds of the processor that they took."""

    def __init__(self):
        settings.ALLOWED_HOSTS += ["testserver"]
        settings.DEBUG = False  # which would keep the words of each query
        plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
        self.discussion = Discussion.objects.order_by("-last_number").first()
        self.path = self.discussion.guide.get_absolute_url()
        self.comments = Comment.objects.filter(discussion=self.discussion, public=True, root=None)
        self.member = Member.objects.order_by("pk").first()
        # Whose own words wait is shown a page of their own.
        for waits in Comment.objects.waiting().filter(author=self.member):
            deciding.publish(waits, deciding.Why(rule="benchmark"))
        self.cookies = self.log_in(settings.AUTHENTICATION_BACKENDS[0])
        self.chain = self.find_or_make_chain()
        self.give_the_member_something_of_their_own()
        self.handler, self.replies = application, 0
        plain = [name for name in settings.MIDDLEWARE if name.startswith("django.")]
        with override_settings(MIDDLEWARE=plain, SESSION_ENGINE=DJANGOS_SESSIONS):
            self.bare, self.bare_cookies = WSGIHandler(), self.log_in(DJANGOS_BACKEND)
        self.database = self.find_backend()

    def find_backend(self):
        """Where it is told what the database has used of the processor for this connection."""
        with connection.cursor() as cursor:
            is_postgresql = connection.vendor == "postgresql"
            cursor.execute("SELECT pg_backend_pid()" if is_postgresql else "SELECT 0")
            return Path(f"/proc/{cursor.fetchone()[0]}/schedstat")

    def log_in(self, backend):
        client = Client()
        client.force_login(self.member, backend)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        return f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"

    def find_or_make_chain(self):
        """The last of many comments of which each answers the one before."""
        found = Comment.objects.filter(discussion=self.discussion, title="A chain").first()
        if found:
            return Comment.objects.filter(root=found).order_by("-seq").first()
        words = posting.Words("How do you rest?", title="A chain")
        last = posting.post(self.discussion, self.member, words)
        for step in range(CHAIN):
            words = posting.Words(f"And then, after {step} days?")
            last = posting.post(self.discussion, self.member, words, parent=last)
        return last

    def give_the_member_something_of_their_own(self):
        marks.stop_at(self.member, self.discussion, self.discussion.last_number - CHAIN - 60)
        for comment in self.comments.exclude(author=self.member).order_by("number")[:5]:
            if comment.is_published:
                reacting.react(comment, self.member, "helped")

    def seconds(self):
        """Of the processor, for this process and for the database that works for it."""
        there = self.database.read_text().split()[0] if self.database.exists() else 0
        return time.process_time() + int(there) / 1e9

    def do(self, what):
        """Seconds, and how many comments were shown for them."""
        kind, order = what.split()
        settings.PAGE_CACHE_SECONDS = 60 if kind == "kept" else 0
        if kind in {"threads", "middle"}:
            return self.threads(order, self.middle(order) if kind == "middle" else "")
        if kind == "post":
            return self.reply(order)
        cookies = self.cookies if kind == "member" else ""
        if order in {"bare", "opened"}:
            return self.ask_bare(is_member=kind == "member", opens=order == "opened"), 1
        if order == "chain":
            took, answer = self.ask(self.handler, f"/comments/{self.chain.pk}/", cookies)
            return took, answer.count(b'id="comment-')
        took, answer = self.ask(self.handler, f"{self.path}?order={order}", cookies)
        if answer.count(b'data-depth="0"') < THREADS:
            sys.exit(f"{what}: not a full page")
        return took, answer.count(b'id="comment-')

    def ask_bare(self, *, is_member, opens):
        """A bare page as Django makes it: with its own sessions and its own way to find who asks;
        with `opens` over a connection of its own, as when no setting says otherwise (what a
        database server does for that is left out)."""
        ours, settings.AUTHENTICATION_BACKENDS = settings.AUTHENTICATION_BACKENDS, [DJANGOS_BACKEND]
        if opens:
            connection.close()
            self.database = Path("/nowhere")
        took, _answer = self.ask(self.bare, "/bare/", self.bare_cookies if is_member else "")
        settings.AUTHENTICATION_BACKENDS = ours
        if opens:
            self.database = self.find_backend()
        return took

    def ask(self, handler, address, cookies, *, status=OK, **posted):
        """Seconds and bytes of one answer, without the way through a socket."""
        ways = RequestFactory(HTTP_COOKIE=cookies, HTTP_X_CSRFTOKEN=TOKEN)
        asked = ways.post(address, posted) if posted else ways.get(address)
        began = self.seconds()
        answer = handler(asked.environ, lambda *_: None)
        words = b"".join(answer)
        answer.close()
        took = self.seconds() - began
        if answer.status_code != status:
            sys.exit(f"{address} answered {answer.status_code}")
        return took, words

    def threads(self, order, after):
        """One page of conversations without the page around it."""
        began = self.seconds()
        page = reading.page_of(self.discussion, Reader(), order=order, after=after)
        took = self.seconds() - began
        if len(page.threads) < THREADS:
            sys.exit(f"{order} from {after!r}: not a full page")
        return took, sum(1 + node.shown_replies for node in page.threads)

    def middle(self, order):
        """A place half way down."""
        half = self.discussion.last_number // 2
        middle = self.comments.filter(number__gte=half).order_by("number")
        # Most have no score, so half way down is among those.
        middle = (middle.filter(score=0) if order == "helpful" else middle).first()
        return places.next_place(middle, order)

    def reply(self, where):
        """A form that is sent, with all that follows until the answer."""
        self.replies += 1
        parent = self.chain
        if where == "reply":  # to another one each time, from all over the discussion
            spot = self.replies * 7_919 % self.discussion.last_number
            published = self.comments.filter(status="published").order_by("number")
            parent = published.filter(number__gte=spot).first() or published.first()
        words = {"body": f"Thank you. I will try it for {self.replies} days."}
        address = f"/comments/{parent.pk}/reply/"
        return self.ask(self.handler, address, self.cookies, status=POSTED, **words)[0], 1


def answer_questions():
    call_command("migrate", verbosity=0)  # what was kept may be older than the code
    site = Site()
    for line in sys.stdin:
        what = line.strip()
        times = [site.do(what) for _ in range(TIMES)]
        print(json.dumps(min(times)), flush=True)


def fill(comments, *, wide):
    """In a process of its own, whose memory can be told."""
    if wide:
        talk.THREADS_IN_100 = 100
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    call_command("populate", comments=comments, members=500, one_discussion=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        fill(int(sys.argv[1]), wide="--wide" in sys.argv)
    else:
        answer_questions()
