"""Letters that came back or were called unwanted: told by the mail service, as it documents it."""

import hashlib
import hmac
import json
from base64 import b64encode

import pytest
from allauth.account.signals import email_changed
from anymail.signals import AnymailTrackingEvent, EventType, RejectReason, tracking

from notifications.letters import coming_back, sending
from notifications.models import Closed, Notice, Postbox
from tests.msforum.test_settings import PRODUCTION, start

SECRET = "mail:a-long-password-of-the-service"
KEY = "a-signing-key"
BASIC = {"Authorization": "Basic " + b64encode(SECRET.encode()).decode()}


def signed(text):
    return hmac.new(KEY.encode(), text, hashlib.sha256).hexdigest()


@pytest.fixture
def tell(client, settings, db):
    """The mail service tells something."""

    def send(service, told, headers=None):
        settings.MAIL_EVENTS = service
        settings.ANYMAIL = {
            "WEBHOOK_SECRET": [SECRET],
            "MAILGUN_WEBHOOK_SIGNING_KEY": KEY,
            "MAILERSEND_SIGNING_SECRET": KEY,
        }
        body = json.dumps(told).encode()
        sent = dict(BASIC if headers is None else headers)
        if service == "mailersend":
            sent.setdefault("Signature", signed(body))
        return client.post("/mail-events/", body, content_type="application/json", headers=sent)

    return send


def postmark(kind="HardBounce", to="ada@example.org", number=42):
    record = "SpamComplaint" if kind == "SpamComplaint" else "Bounce"
    return {
        "RecordType": record,
        "Type": kind,
        "ID": number,
        "MessageID": "883953f4-6105-42a2-a16a-77a8eac79483",
        "Email": to,
        "BouncedAt": "2026-03-10T12:00:00Z",
        "Description": "The server was unable to deliver your message",
    }


def mailgun(severity="permanent", to="ada@example.org"):
    moment, token = "1773140400", "token-of-this-event"
    return {
        "signature": {
            "timestamp": moment,
            "token": token,
            "signature": signed(f"{moment}{token}".encode()),
        },
        "event-data": {
            "event": "failed",
            "severity": severity,
            "reason": "bounce",
            "timestamp": 1773140400.1,
            "recipient": to,
            "delivery-status": {"code": 550 if severity == "permanent" else 452},
            "message": {"headers": {"message-id": "20260310.1@example.org"}},
        },
    }


def mailersend(kind="hard_bounced", to="ada@example.org"):
    return {
        "type": f"activity.{kind}",
        "data": {
            "id": "6231c0",
            "type": kind,
            "created_at": "2026-03-10T12:00:00.000000Z",
            "email": {"recipient": {"email": to}, "message": {"id": "62fb66"}},
            "morph": {"object": "recipient_bounce", "reason": "Host or domain name not found"},
        },
    }


def mailjet(kind="bounce", *, hard=True, to="ada@example.org"):
    return {
        "event": kind,
        "time": 1773140400,
        "MessageID": 19421777835146490,
        "email": to,
        "hard_bounce": hard,
        "error": "user unknown" if hard else "quota exceeded",
    }


def brevo(kind="hard_bounce", to="ada@example.org"):
    return {
        "event": kind,
        "email": to,
        "ts_epoch": 1773140400000,
        "message-id": "<201798300811.5787683@example.org>",
        "reason": "server is down",
    }


HARD = [
    ("postmark", postmark()),
    ("postmark", postmark("BadEmailAddress")),
    ("mailgun", mailgun()),
    ("mailersend", mailersend()),
    ("mailjet", mailjet()),
    ("brevo", brevo()),
]
SOFT = [
    ("postmark", postmark("SoftBounce")),
    ("postmark", postmark("Transient")),
    ("postmark", postmark("Blocked")),
    ("mailgun", mailgun("temporary")),
    ("mailersend", mailersend("soft_bounced")),
    ("mailjet", mailjet(hard=False)),
    ("brevo", brevo("soft_bounce")),
    ("brevo", brevo("delivered")),
]
UNWANTED = [
    ("postmark", postmark("SpamComplaint")),
    ("mailersend", mailersend("spam_complaint")),
    ("mailjet", {**mailjet("spam"), "source": "JMRPP"}),
    ("brevo", brevo("spam")),
]


@pytest.mark.parametrize(("service", "told"), HARD)
def test_a_letter_that_came_back_for_good_ends_letters_and_says_so_on_the_site(
    tell, client, ada, service, told
):
    answer = tell(service, told)

    assert answer.status_code == 200
    assert Postbox.objects.of(ada).closed_because == Closed.BOUNCED
    assert sending.who_gets_letters(ada.pk) is None
    client.force_login(ada)
    inbox = client.get("/inbox/").text
    assert "We send you no letters for now" in inbox
    assert 'href="/settings/letters/"' in inbox
    assert "came back, so we send none" in client.get("/settings/letters/").text


@pytest.mark.parametrize(("service", "told"), SOFT)
def test_what_may_be_better_tomorrow_changes_nothing(tell, ada, service, told):
    assert tell(service, told).status_code == 200

    assert not Postbox.objects.closed().exists()
    assert not Notice.objects.exists()


@pytest.mark.parametrize(("service", "told"), UNWANTED)
def test_a_letter_called_unwanted_ends_letters_too(tell, client, ada, service, told):
    assert tell(service, told).status_code == 200

    assert Postbox.objects.of(ada).closed_because == Closed.COMPLAINED
    client.force_login(ada)
    assert "marked as unwanted" in client.get("/settings/letters/").text


def test_the_member_switches_letters_on_again_and_an_old_event_does_not_undo_it(tell, client, ada):
    tell("postmark", postmark())
    client.force_login(ada)
    page = client.get("/settings/letters/")
    chosen = {field.html_name: field.value() for field in page.context["form"] if field.value()}

    client.post("/settings/letters/", chosen)
    assert sending.who_gets_letters(ada.pk) == ada
    tell("postmark", postmark())
    assert sending.who_gets_letters(ada.pk) == ada

    tell("postmark", postmark(number=43))
    assert sending.who_gets_letters(ada.pk) is None
    assert Notice.objects.of(ada).count() == 2


def test_another_address_that_was_proven_gets_letters_again(tell, ada):
    tell("postmark", postmark())
    ada.email = "new@example.org"
    ada.save()

    email_changed.send(type(ada), request=None, user=ada)

    assert sending.who_gets_letters(ada.pk) == ada


def test_who_called_letters_unwanted_is_not_written_to_because_of_a_new_address(tell, ada):
    tell("postmark", postmark("SpamComplaint"))

    email_changed.send(type(ada), request=None, user=ada)

    assert Postbox.objects.of(ada).is_closed


def test_codes_to_log_in_still_go_out(tell, client, ada, letters_sent):
    tell("postmark", postmark())

    client.post("/accounts/login/code/", {"email": ada.email})

    assert letters_sent() == [[ada.email]]


@pytest.fixture
def letters_sent(mailoutbox):
    from outbox.delivery import deliver_due

    def collect():
        deliver_due()
        return [letter.to for letter in mailoutbox]

    return collect


@pytest.mark.parametrize(
    "headers",
    [{}, {"Authorization": "Basic bm9ib2R5Om5vdGhpbmc="}, {"Authorization": "Bearer x"}],
)
@pytest.mark.parametrize(("service", "told"), [HARD[0], HARD[2], HARD[3]])
def test_nobody_else_can_say_so(tell, ada, service, told, headers):
    assert tell(service, told, headers).status_code == 400

    assert not Postbox.objects.closed().exists()


@pytest.mark.parametrize("service", ["mailgun", "mailersend"])
def test_a_wrong_signature_is_refused(tell, ada, service):
    told = mailgun() if service == "mailgun" else mailersend()
    if service == "mailgun":
        told["signature"]["signature"] = "0" * 64
    headers = BASIC | ({"Signature": "0" * 64} if service == "mailersend" else {})

    assert tell(service, told, headers).status_code == 400

    assert not Postbox.objects.closed().exists()


def test_an_address_that_nobody_has_is_answered_alike(tell, ada):
    answer = tell("postmark", postmark(to="nobody@example.org"))

    assert (answer.status_code, answer.content) == (200, b"")
    assert not Notice.objects.exists()


def test_without_a_service_there_is_no_such_address(client, settings, db):
    settings.MAIL_EVENTS = ""

    assert client.post("/mail-events/", {}).status_code == 404
    assert client.get("/mail-events/").status_code == 405


def test_every_service_that_can_be_named_has_its_view():
    from django.utils.module_loading import import_string

    from msforum.optional import MAIL_SERVICES

    assert set(MAIL_SERVICES) == set(coming_back.VIEWS)
    assert all(import_string(path).esp_name for path in coming_back.VIEWS.values())


def test_no_address_is_kept_of_what_was_told(tell, ada):
    tell("postmark", postmark())

    assert "example.org" not in Notice.objects.get().event_key


def test_a_receiver_may_be_given_anything(db, ada):
    """Services add fields and leave them out."""
    event = AnymailTrackingEvent(
        event_type=EventType.BOUNCED, reject_reason=RejectReason.BOUNCED, recipient=None
    )

    tracking.send(sender=None, event=event, esp_name="x")

    assert not Postbox.objects.exists()


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"MAIL_EVENTS": "pigeon"}, "MAIL_EVENTS is 'pigeon'"),
        ({"MAIL_EVENTS": "postmark"}, "MAIL_EVENTS_SECRET is missing or too short"),
        ({"MAIL_EVENTS": "postmark", "MAIL_EVENTS_SECRET": "a:b"}, "too short"),
        ({"MAIL_EVENTS": "mailgun", "MAIL_EVENTS_SECRET": SECRET}, "MAIL_EVENTS_KEY is missing"),
    ],
)
def test_half_a_setting_stops_the_start(tmp_path, environment, said):
    told = start(tmp_path, **(PRODUCTION | environment))

    assert told.returncode != 0
    assert said in told.stderr
    assert SECRET not in told.stderr
