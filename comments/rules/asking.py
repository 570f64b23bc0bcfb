"""A service that knows spam, asked in the manner of Akismet where the operator has a key.

It is told the words, whether they are a reply, and the address of this site: no name, no e-mail
address, no network address of anybody. It is asked before the comment is written down, so that
nobody else waits for its answer, and no longer than a moment. What it says counts as a rule: it
can hold.
"""

import http.client
import logging
import threading
from contextlib import suppress
from urllib.parse import SplitResult, urlencode, urlsplit

from django.conf import settings

from accounts.models import Member
from comments.refusing import let_write
from comments.rules.ruleset import current
from comments.rules.said import NOT_ASKED, Verdict, is_of_the_team

log = logging.getLogger("comments.rules")

# Seconds for all of it; a member waits meanwhile.
PATIENCE = 2.0
LONGEST_ANSWER = 64
# The protocol wants an address of the writer. It gets one that is nobody's.
NOBODYS_ADDRESS = "0.0.0.0"  # noqa: S104 -- told, not listened on


class NoAnswer(Exception):
    """The service did not say yes or no."""


def verdict_on(words: str, author: Member, *, is_reply: bool) -> Verdict:
    """What the service says of the words, if there is one and a rule wants to know.

    HeldBack for who may not write now: what is not taken is told to nobody.
    """
    if not settings.AKISMET_KEY or not current().wants_service or is_of_the_team(author):
        return NOT_ASKED
    let_write(author)
    told = {
        "api_key": settings.AKISMET_KEY,
        "blog": settings.SITE_URL,
        "user_ip": NOBODYS_ADDRESS,
        "comment_type": "reply" if is_reply else "comment",
        "comment_content": words,
    }
    try:
        answer = _ask(urlsplit(settings.AKISMET_URL), urlencode(told))
    except (OSError, http.client.HTTPException, NoAnswer) as error:
        # Neither the words nor the key belong into a log.
        log.warning("The service for spam gave no answer: %s", type(error).__name__)
        return Verdict(failed=True)
    return Verdict(is_spam=answer == "true")


def _ask(url: SplitResult, body: str) -> str:
    kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
    connection = kind(url.hostname or "", url.port, timeout=PATIENCE)
    # The timeout above counts anew with each piece; this ends all of it.
    end = threading.Timer(PATIENCE, _cut, [connection])
    end.daemon = True
    end.start()
    try:
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "User-Agent": f"{settings.SITE_NAME} | msforum",
        }
        connection.request("POST", url.path or "/", body, headers)
        response = connection.getresponse()
        answer = response.read(LONGEST_ANSWER).decode(errors="replace").strip()
    finally:
        end.cancel()
        connection.close()
    if response.status != http.client.OK or answer not in {"true", "false"}:
        raise NoAnswer
    return answer


def _cut(connection: http.client.HTTPConnection) -> None:
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(2)
