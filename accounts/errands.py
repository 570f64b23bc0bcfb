"""What the worker does for accounts."""

from smtplib import SMTPException

from django.core.mail import EmailMessage

from outbox import handles


class NotSent(Exception):
    """The mail server did not take a letter. Says why, but not whose it was."""


@handles("send_letter", atomic=False)
def send_letter(*, to: str, subject: str, body: str, message_id: str, wanted: bool) -> None:
    """Hand one letter to the mail server."""
    if not wanted:
        return
    letter = EmailMessage(subject, body, to=[to], headers={"Message-ID": message_id})
    try:
        letter.send()
    except (SMTPException, OSError) as error:
        # Its text may name the address, which has no place in a log.
        raise NotSent(type(error).__name__) from None
