import logging
import smtplib

import pytest
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from accounts.letters import send_later
from accounts.templatetags.codes import grouped, spelt
from outbox.delivery import deliver_due
from outbox.models import Errand

# Nothing on a shared phone's lock screen may tell what this site is about.
TELLING = ("sclerosis", "ms ", "health", "symptom", "patient", "medical")


def test_a_letter_waits_in_the_outbox_until_the_worker_sends_it(client, sign_up, mailoutbox):
    sign_up()
    before = len(mailoutbox)

    deliver_due()

    letter = mailoutbox[0]
    assert (before, len(mailoutbox)) == (0, 1)
    assert (letter.to, letter.subject) == (["cas@example.org"], "Your code")


def test_a_code_is_said_twice(client, sign_up, post):
    sign_up()

    body = post()[0].body

    figures = body.splitlines()[0].removeprefix("Your code: ").replace(" ", "")
    assert f"Your code: {grouped(figures)}" in body
    assert f"Figure by figure: {spelt(figures)}" in body
    assert "http://localhost:8000/accounts/confirm-email/" in body


def test_figures_are_grouped_and_spelt():
    assert grouped("123456") == "123 456"
    assert spelt("120456") == "one two zero, four five six"


@pytest.mark.parametrize(
    "letter",
    [
        "email_confirmation_signup",
        "email_confirmation",
        "account_already_exists",
        "password_reset_code",
        "password_changed",
        "password_reset",
        "password_set",
        "email_changed",
    ],
)
def test_no_letter_tells_what_the_site_is_about(letter):
    told = {"code": "123456", "site_name": "Willow", "to_email": "new@example.org"}
    subject = render_to_string(f"account/email/{letter}_subject.txt", told).strip()
    body = render_to_string(f"account/email/{letter}_message.txt", told)

    assert subject.startswith("Your ")
    assert not [word for word in TELLING if word in f"{subject} {body}".lower()]
    assert "&#" not in body
    assert body.strip().endswith("Willow")


def test_what_was_sent_is_forgotten_and_codes_are_in_no_log(client, sign_up, code, caplog):
    with caplog.at_level(logging.DEBUG):
        sign_up()
        sent = code()

    assert Errand.objects.get().payload == {}
    assert sent not in caplog.text
    assert sent.replace(" ", "") not in caplog.text


def test_a_letter_keeps_its_number_when_it_is_sent_twice(db, mailoutbox):
    send_later(EmailMessage("Your code", "123 456", to=["cas@example.org"]))
    errand = Errand.objects.get()
    payload = errand.payload

    deliver_due()
    Errand.objects.update(done_at=None, payload=payload)
    deliver_due()

    numbers = {letter.message()["Message-ID"] for letter in mailoutbox}
    assert len(mailoutbox) == 2
    assert numbers == {payload["message_id"]}


def test_a_mail_server_that_refuses_is_asked_again_and_the_log_names_nobody(
    db, monkeypatch, caplog, mailoutbox
):
    send_later(EmailMessage("Your code", "123 456", to=["cas@example.org"]))

    def refuse(self, **kwargs):
        raise smtplib.SMTPRecipientsRefused({"cas@example.org": (550, b"cas@example.org")})

    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", refuse)
        deliver_due()
    waiting = Errand.objects.get()
    Errand.objects.update(next_try_at=waiting.created_at)
    deliver_due()

    assert waiting.error == "NotSent: SMTPRecipientsRefused"
    assert "cas@example.org" not in caplog.text
    assert len(mailoutbox) == 1
