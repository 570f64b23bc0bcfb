"""A way back for whoever lost everything: begun by the operator, slow, and told to the address.

A quick way for them would be a quick way for everybody else. So the address hears of it at once,
on the third and on the sixth day; whoever owns the account stops it by logging in; and after a week
the worker removes the passkeys, the app and the codes. What is left is a code by e-mail.
"""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

import outbox
from accounts import letters
from accounts.models import WAITS, Member, WayBack

ERRAND = "way_back"
# On which days the address is written to again.
REMINDED = (timedelta(days=3), timedelta(days=6))


class NotPossible(Exception):
    """Says why, in words for the operator."""


@transaction.atomic
def begin(member: Member, *, by: Member) -> WayBack:
    """Write it down, tell the address, and let the worker do the rest."""
    if member.is_staff:
        raise NotPossible(_("Whoever works here proves in person who they are."))
    if not member.is_active:
        raise NotPossible(_("This account is closed."))
    if not Authenticator.objects.filter(user=member).exists():
        raise NotPossible(_("There is nothing to remove. A code by e-mail lets them in."))
    made, is_new = WayBack.objects.get_or_create(member=member, defaults={"by": by})
    if is_new:
        log(member, by, "way back begun")
        for days in (*REMINDED, WAITS):
            at = made.asked_at + days
            outbox.put(ERRAND, key=f"{made.pk}:{days.days}", at=at, way_back=made.pk)
        tell(made, "begun")
    return made


def stop(member: Member, *, by: Member | None = None) -> bool:
    """They are in, or the operator thought better of it. False when there was none."""
    gone, _rows = WayBack.objects.filter(member=member).delete()
    if gone:
        log(member, by or member, "way back stopped")
    return bool(gone)


@transaction.atomic
def go_on(pk: int) -> None:
    """The worker's turn: remind, or do it when the week is over."""
    held = WayBack.objects.select_for_update(of=("self",)).select_related("member", "by")
    found = held.filter(pk=pk).first()
    if found is None or not found.member.is_active:
        return
    if timezone.now() < found.asked_at + WAITS:
        tell(found, "begun")
        return
    member = found.member
    Authenticator.objects.filter(user=member).delete()
    member.end_sessions()
    log(member, found.by or member, "second factors removed")
    tell(found, "done")
    found.delete()


def tell(way_back: WayBack, what: str) -> None:
    letters.send_later(letter_about(way_back, what))


def letter_about(way_back: WayBack, what: str) -> EmailMessage:
    told = {
        "when": way_back.asked_at + WAITS,
        "site_name": settings.SITE_NAME,
        "login_page": settings.SITE_URL + reverse("account_login"),
        "contact": settings.CONTACT_EMAIL,
    }
    body = render_to_string(f"accounts/letters/way_back_{what}.txt", told)
    return EmailMessage(_("Your account"), body, to=[way_back.member.email])


def log(member: Member, by: Member, what: str) -> None:
    """In the admin's log, beside all else that was done to a member there."""
    LogEntry.objects.log_actions(
        by.pk, Member.objects.filter(pk=member.pk), CHANGE, change_message=what
    )
