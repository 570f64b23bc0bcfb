"""Letters about an account: written here, sent by the worker."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, make_msgid

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
