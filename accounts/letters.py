"""Letters about an account: written here as text, sent by the worker, as HTML, too."""

import re
from smtplib import SMTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, make_msgid
from django.template.loader import render_to_string

from outbox import put


def send_later(letter: EmailMessage, *, key: str = "") -> None:
    """Write a letter into the outbox, in the transaction of its cause.

    With a key it is written once, however often it is asked for.
    """
    _put(letter, wanted=True, key=key)


def pretend_to_send(letter: EmailMessage) -> None:
    """The same work for a letter that nobody gets.

    Where an address has no account we do what we would do if it had one, so that the time an
    answer takes tells nothing.
    """
    _put(letter, wanted=False)


def _put(letter: EmailMessage, *, wanted: bool, key: str = "") -> None:
    put(
        "send_letter",
        key=key,
        to=letter.to[0],
        subject=letter.subject,
        body=letter.body,
        # Sent twice (a worker died after the deed), it is still one letter to a mail program.
        message_id=make_msgid(domain=urlsplit(settings.SITE_URL).hostname),
        wanted=wanted,
    )


# A paragraph that is a code and what it is: as HTML its figures are large.
A_CODE = re.compile(r"(?P<before>.+:) (?P<code>\d{3} \d{3})")
BETWEEN_PARAGRAPHS = re.compile(r"\n\s*\n")


def ready(*, to: str, subject: str, body: str, message_id: str) -> EmailMultiAlternatives:
    """A letter as it goes out: the same words as text and as HTML."""
    letter = EmailMultiAlternatives(subject, body, to=[to], headers={"Message-ID": message_id})
    letter.attach_alternative(as_html(subject, body), "text/html")
    return letter


def as_html(subject: str, body: str) -> str:
    """The words of a letter with links that can be pressed, and a code in large figures."""
    paragraphs = []
    for text in BETWEEN_PARAGRAPHS.split(body.strip()):
        code = A_CODE.fullmatch(text)
        paragraphs.append(code.groupdict() if code else {"text": text})
    return render_to_string("letters/words.html", {"subject": subject, "paragraphs": paragraphs})


class NotSent(Exception):
    """The mail server did not take a letter. Says why, but not whose it was."""


def hand_over(letter: EmailMessage) -> None:
    """Hand one letter to the mail server; NotSent when it does not take it."""
    try:
        letter.send()
    except (SMTPException, OSError) as error:
        # Its text may name the address, which has no place in a log.
        raise NotSent(type(error).__name__) from None


def letter_number(cause: str) -> str:
    """The same number for the same cause, so that a letter sent twice is still one letter."""
    return f"<{cause}@{urlsplit(settings.SITE_URL).hostname}>"
