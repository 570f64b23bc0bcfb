"""A service that knows spam: what it is told, what its answer does, and what its silence does."""

import threading
import time
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest
from django.utils import timezone

from accounts import suspending
from comments import deciding, posting
from comments.hearing import returning
from comments.models import Case, Cause, Rule, RuleKind, RuleState, Status
from comments.refusing import HeldBack, Refused
from comments.rules import asking, switching
from tests import make


class Service:
    """Answers as it is told to, and remembers what it was asked."""

    def __init__(self):
        self.asked, self.answer, self.status, self.drip = [], b"false", 200, 0.0
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                service.asked.append(parse_qs(body))
                self.send_response(service.status)
                self.end_headers()
                for piece in service.answer if service.drip else [service.answer]:
                    try:
                        self.wfile.write(bytes([piece]) if service.drip else piece)
                        self.wfile.flush()
                    except OSError:
                        return
                    time.sleep(service.drip)

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/1.1/comment-check"


@pytest.fixture
def service(settings, mo):
    made = Service()
    thread = threading.Thread(target=made.server.serve_forever, args=[0.02], daemon=True)
    thread.start()
    settings.COMMENTS_HELD_FIRST = 0
    settings.AKISMET_KEY, settings.AKISMET_URL = "secret-key", made.url
    Rule.objects.all().delete()
    switching.save(Rule(name="Service", kind=RuleKind.SERVICE, state=RuleState.ON), by=mo)
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


def say(guide, author, words="Buy my tea."):
    made = posting.post(guide.discussion, author, posting.Words(words))
    made.refresh_from_db()
    return made


def test_spam_waits_and_the_service_learns_nobodys_name_or_address(fatigue, ada, service):
    service.answer = b"true"

    comment = say(fatigue, ada)

    assert comment.status == Status.WAITING
    assert Case.objects.get(comment=comment).causes == [Cause.RULE]
    assert service.asked == [
        {
            "api_key": ["secret-key"],
            "blog": ["http://localhost:8000"],
            "user_ip": ["0.0.0.0"],  # noqa: S104 -- nobody's
            "comment_type": ["comment"],
            "comment_content": ["Buy my tea."],
        }
    ]


def test_what_is_no_spam_is_published_and_an_edit_is_asked_about(fatigue, ada, service):
    comment = say(fatigue, ada)
    service.answer = b"true"

    posting.edit(comment, "Buy my oil.")

    comment.refresh_from_db()
    assert (comment.status, comment.has_newer_words) == (Status.PUBLISHED, True)
    assert len(service.asked) == 2


@pytest.mark.parametrize("holds", [False, True])
@pytest.mark.parametrize(("answer", "status"), [(b"invalid", 200), (b"true", 500), (b"", 200)])
def test_silence_holds_only_where_the_operator_wants_that(
    fatigue, ada, service, settings, holds, answer, status
):
    settings.AKISMET_HOLDS = holds
    service.answer, service.status = answer, status

    comment = say(fatigue, ada)

    assert (comment.status == Status.WAITING) == holds
    if holds:
        assert Case.objects.get(comment=comment).causes == [Cause.CHECK_FAILED]


def test_a_slow_drip_ends_after_all(fatigue, ada, service, monkeypatch, caplog):
    monkeypatch.setattr(asking, "PATIENCE", 0.3)
    service.answer, service.drip = b"f" * 200, 0.1

    verdict = asking.verdict_on("Buy my tea.", ada, is_reply=False)

    assert verdict.failed
    assert len(service.asked) == 1
    assert "tea" not in caplog.text
    assert "secret-key" not in caplog.text


def test_nobody_is_asked_without_a_key_without_a_rule_or_about_the_team(
    fatigue, ada, mo, service, settings
):
    say(fatigue, mo)
    settings.AKISMET_KEY = ""
    say(fatigue, ada)
    settings.AKISMET_KEY = "secret-key"
    rule = Rule.objects.get()
    rule.state = RuleState.OFF
    switching.save(rule, by=make.moderator("other"))
    say(fatigue, ada)

    assert service.asked == []


def test_what_is_not_taken_is_told_to_nobody(fatigue, ada, mo, service):
    old = say(fatigue, ada)
    service.asked.clear()
    why = suspending.Words("unkind", "Please be kinder.")
    suspending.suspend(ada, mo, why, until=timezone.now() + timedelta(days=1))

    with pytest.raises(HeldBack):
        say(fatigue, ada)
    with pytest.raises(HeldBack):
        posting.edit(old, "Other words.")
    fatigue.discussion.closes_at = timezone.now()
    fatigue.discussion.save()
    with pytest.raises(Refused):
        say(fatigue, make.member("zoe"))

    assert service.asked == []


def test_what_is_sent_in_again_is_asked_about(fatigue, ada, mo, service):
    comment = say(fatigue, ada)
    decision = deciding.hide(comment, deciding.Why(by=mo, reason="unkind"))
    service.asked.clear()
    service.answer = b"true"

    returning.resubmit(comment, ada, "Buy my other tea.", decision=decision.pk)

    assert [told["comment_content"] for told in service.asked] == [["Buy my other tea."]]
    assert Case.objects.get(closed_at=None).causes == [Cause.RESUBMITTED, Cause.RULE]
