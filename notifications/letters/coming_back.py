"""Letters that came back, and letters that somebody called unwanted: no more go there.

The mail service tells (`MAIL_EVENTS`), `anymail` knows whether it is that service and reads what it
says. The member learns it on the site, and can switch letters on again. Codes for logging in always
go out: whoever asks for one waits for it.
"""

from typing import Any

from anymail.signals import AnymailTrackingEvent, EventType, RejectReason, tracking
from django.conf import settings
from django.db import transaction
from django.dispatch import receiver
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.models import Member
from notifications.models import Closed, Kind, Notice, Postbox

VIEWS = {
    "brevo": "anymail.webhooks.brevo.BrevoTrackingWebhookView",
    "mailersend": "anymail.webhooks.mailersend.MailerSendTrackingWebhookView",
    "mailgun": "anymail.webhooks.mailgun.MailgunTrackingWebhookView",
    "mailjet": "anymail.webhooks.mailjet.MailjetTrackingWebhookView",
    "postmark": "anymail.webhooks.postmark.PostmarkTrackingWebhookView",
}
# The address does not exist. All else may be better tomorrow: a full mailbox, a server away.
HARD = {RejectReason.BOUNCED, RejectReason.INVALID}
# Where services call a bounce what may be better tomorrow.
SOFT = {"SoftBounce", "soft_bounce", "activity.soft_bounced"}
LONGEST_KEY = 100


@csrf_exempt  # another machine says it, and shows that it may by a secret
@require_http_methods(["HEAD", "POST"])
def events(request: HttpRequest) -> HttpResponse:
    """What the mail service tells. There is no such address on a site without one."""
    if not settings.MAIL_EVENTS:
        raise Http404
    answer: HttpResponse = import_string(VIEWS[settings.MAIL_EVENTS]).as_view()(request)
    return answer


@receiver(tracking)
def take(event: AnymailTrackingEvent, **kwargs: Any) -> None:
    """Close the postbox of whom it concerns. The same again changes nothing, also after they have
    switched letters on again."""
    why = cause_of(event)
    member = Member.objects.filter(email=(event.recipient or "").lower()).first() if why else None
    if why and member:
        with transaction.atomic():
            close(member, why, key_of(event))


def cause_of(event: AnymailTrackingEvent) -> Closed | None:
    if event.event_type == EventType.COMPLAINED:
        return Closed.COMPLAINED
    if event.event_type == EventType.UNSUBSCRIBED:
        return Closed.ASKED
    bounced = event.event_type in {EventType.BOUNCED, EventType.REJECTED}
    is_hard = bounced and event.reject_reason in HARD and not is_soft(event.esp_event)
    return Closed.BOUNCED if is_hard else None


def is_soft(said: Any) -> bool:
    """As the service itself names it."""
    if not hasattr(said, "get"):
        return False
    named = {str(said.get(name)) for name in ("Type", "event", "type")}
    return bool(named & SOFT) or said.get("hard_bounce") is False


def close(member: Member, why: Closed, key: str) -> None:
    """No more letters about what is new, and a word about it on the site."""
    facts = {"kind": Kind.LETTERS_STOPPED, "path": reverse("letter_choices")}
    _notice, is_new = Notice.objects.get_or_create(recipient=member, event_key=key, defaults=facts)
    postbox, _made = Postbox.objects.get_or_create(member=member)
    if is_new and not postbox.is_closed:
        postbox.close(why)


def key_of(event: AnymailTrackingEvent) -> str:
    """The same for the same letter, however often it is told of. It holds no address."""
    what = event.event_id or event.message_id or event.timestamp
    return f"letter:{event.event_type}:{what}"[:LONGEST_KEY]


def open_for_a_new_address(member: Member) -> None:
    """Letters to the old address came back; they have proven another one."""
    for postbox in Postbox.objects.filter(member=member, closed_because=Closed.BOUNCED):
        postbox.open()
